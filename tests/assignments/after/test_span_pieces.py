"""Answers taken apart at comments and citations: whole, in order, overlapping or not."""

from hypothesis import given
from hypothesis import strategies as st

from assignments.domain.returning.returned import ReturnedSpan
from assignments.domain.returning.span_pieces import span_pieces


def span(number: int, start: int, end: int, text: str) -> ReturnedSpan:
    return ReturnedSpan(number, start, end, text[start:end], "c")


def told(text: str, spans, citations=None) -> list[tuple]:
    pieces = span_pieces(text, citations or {}, spans)
    return [(piece.text, list(piece.numbers), list(piece.ends)) for piece in pieces]


def test_overlapping_spans_split_into_pieces():
    text = "abcdefgh"
    assert told(text, [span(1, 0, 5, text), span(2, 3, 7, text), span(3, 3, 5, text)]) == [
        ("abc", [1], []),
        ("de", [1, 2, 3], [1, 3]),
        ("fg", [2], [2]),
        ("h", [], []),
    ]


def test_a_citation_inside_a_span_stays_one():
    text = "x [1: paragraph 6.3] y"
    pieces = span_pieces(text, {1: "cited"}, [span(1, 0, 5, text)])
    assert [(piece.text, piece.citation) for piece in pieces] == [
        ("x ", None), ("[1:", "cited"), (" paragraph 6.3]", "cited"), (" y", None),
    ]  # fmt: skip


def test_what_does_not_stand_there_is_passed_over():
    wrong = [
        ReturnedSpan(1, 0, 3, "xyz", "c"),
        ReturnedSpan(2, 5, 99, "a", "c"),
        ReturnedSpan(3, 3, 1, "", "c"),
        ReturnedSpan(4, -2, 1, "", "c"),
    ]
    assert told("abcdef", wrong) == [("abcdef", [], [])]
    assert told("", wrong) == []


def test_positions_count_code_points():
    text = "\U0001f469\u200d\U0001f52c e\u0301 x"
    start = text.index("e\u0301")
    assert told(text, [span(1, start, start + 2, text)])[1] == ("e\u0301", [1], [1])


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)
)
def test_nothing_of_a_text_is_lost(text, places):
    spans = [span(number, start, end, text) for number, (start, end) in enumerate(places, 1)]
    assert "".join(piece.text for piece in span_pieces(text, {}, spans)) == text

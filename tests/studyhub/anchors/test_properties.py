"""Anchors: what holds for every text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from studyhub.anchors import CONTEXT, Selector, describe, graphemes, locate, sentences
from studyhub.anchors.graphemes import MARKS, SPACE

# Few letters, so that phrases repeat; and everything that sticks together.
STICKY = (
    "ab .ab\u0301\u0302\u200d\u00ad\u00a0\n\r\U0001f468\U0001f469\U0001f3fd\U0001f1e6\U0001f1f9"
    "कष\u094d\u1100\u1161각"
)
texts = st.one_of(st.text(alphabet=STICKY, max_size=80), st.text(max_size=80))


@st.composite
def passages(draw) -> tuple[str, int, int]:
    text = draw(texts.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(passages())
@example(("e\u0301" * 9, 3, 4))
def test_what_is_described_is_found_where_it_was(passage):
    text, start, end = passage
    found = describe(text, start, end)
    assert locate(text, found) == (found.start, found.end)
    assert found.start <= start
    assert end <= found.end
    assert found.exact == text[found.start : found.end]


@given(passages())
def test_a_description_described_again_is_the_same(passage):
    first = describe(*passage)
    assert describe(passage[0], first.start, first.end) == first


@given(passages())
def test_surroundings_stand_beside_the_passage_and_are_short(passage):
    text, start, end = passage
    found = describe(text, start, end)
    assert text[: found.start].endswith(found.prefix)
    assert text[found.end :].startswith(found.suffix)
    assert max(len(found.prefix), len(found.suffix)) <= CONTEXT


@given(passages(), st.text(alphabet="xyz ", max_size=50))
def test_words_put_before_it_do_not_lose_it(passage, words):
    text, start, end = passage
    assume(graphemes(f"\n{text}")[0] == "\n")  # no mark that would cling to what is put before
    found = describe(text, start, end)
    place = locate(f"{words}\n{text}", found)
    assert place is not None
    assert f"{words}\n{text}"[slice(*place)] == found.exact


@given(passages(), st.integers(0, 80), st.integers(0, 9), st.text(alphabet=STICKY, max_size=9))
def test_whatever_is_found_in_an_edited_text_lies_between_graphemes(passage, at, gone, put_in):
    text = passage[0][:at] + put_in + passage[0][at + gone :]
    place = locate(text, describe(*passage))
    cuts = [0]
    for grapheme in graphemes(text):
        cuts.append(cuts[-1] + len(grapheme))
    assert place is None or (place[0] < place[1] and set(place) <= set(cuts))


@given(texts)
def test_graphemes_are_the_whole_text(text):
    assert "".join(graphemes(text)) == text
    assert "" not in graphemes(text)


@given(texts)
def test_sentences_hold_every_visible_character_once(text):
    found = sentences(text)
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    inside = "".join(text[start:end] for start, end in found)
    assert [c for c in inside if not _is_space(c)] == [c for c in text if not _is_space(c)]


def _is_space(character: str) -> bool:
    return character in " \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" or any(
        first <= character <= last for first, last in (("\t", "\r"), ("\u2000", "\u200a"))
    )


def test_the_list_of_white_space_is_unicodes():
    listed = {c for c in map(chr, range(0x3001)) if _is_space(c)}
    # Python counts four separators of data as white space; Unicode, and the browser, do not.
    assert listed == {c for c in map(chr, range(0x3001)) if c.isspace()} - set("\x1c\x1d\x1e\x1f")
    assert SPACE == "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


def test_the_listed_marks_are_marks():
    marks = set()
    for one in MARKS.split():
        first, _dash, last = one.partition("-")
        marks |= set(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    assert {unicodedata.category(mark)[0] for mark in marks} == {"M"}
    assert len(marks) == 2408


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4), (4, 5)])
def test_a_passage_outside_of_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="lies outside of the text"):
        describe("abc", start, end)


@pytest.mark.parametrize(
    "unit", ["a", "ab ", "a. ", "\u0301", "\U0001f1e6", "(", ". (", " ", "J. ", "... ", "e\u0301"]
)
def test_long_repetitions_are_found_and_cut(unit):
    text = unit * (10_000 // len(unit))
    found = describe(text, len(text) // 2, len(text) // 2 + len(text) // 4)
    assert locate(text, found) == (found.start, found.end)
    moved = locate("x" + text, found)
    assert moved is not None
    gone = Selector(found.exact + "q", found.prefix, found.suffix, 0, 1)
    assert locate(text, gone) is None or found.exact in text
    assert sum(end - start for start, end in sentences(text)) <= len(text)

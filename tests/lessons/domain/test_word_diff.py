import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.domain.word_diff import alike, word_diff

TEXTS = st.text("ab ,.é字\u0301", max_size=60)


def told(old: str, new: str) -> str:
    """Write a diff in one line: [-gone-] and {+new+}."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("", "", ""),
        ("It ends.", "It ends.", "It ends."),
        ("It ends.", "It ends well.", "It ends{+ well+}."),
        ("It ends well.", "It ends.", "It ends[- well-]."),
        ("the cat sat on the mat", "the dog sat on the mat", "the[- cat-]{+ dog+} sat on the mat"),
        ("In 1922, a treaty.", "In 1922 a treaty.", "In 1922[-,-] a treaty."),
        ("Gone. It ends.", "It ends.", "[-Gone.-] It ends."),
        ("It ends.", "At last it ends.", "[-It-]{+At last it+} ends."),
        ("", "New.", "{+New.+}"),
        ("Gone.", "", "[-Gone.-]"),
        ("a  b\nc", "a b c", "a b c"),
        ("条約が署名された", "条約は署名された", "条約[-が-]{+は+}署名された"),
        ("cafe\u0301 noir", "cafe noir", "[-cafe\u0301-]{+cafe+} noir"),
    ],
)
def test_word_diff_tells_both_texts_as_one(old, new, line):
    assert told(old, new) == line


@given(TEXTS, TEXTS)
def test_each_text_can_be_read_off_the_pieces(old, new):
    pieces = word_diff(old, new)

    def words(*kinds):
        return "".join("".join(p.text for p in pieces if p.kind in kinds).split())

    assert words("same", "gone") == "".join(old.split())
    assert words("same", "new") == "".join(new.split())


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.kind for piece in word_diff(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("old", "new", "share"), [("a b", "a b", 1), ("", "", 1), ("a b", "a c", 0.5), ("a.", "b.", 0)]
)
def test_alike_is_the_share_of_words_that_stayed(old, new, share):
    assert alike(word_diff(old, new)) == share


def test_white_space_stands_before_the_words_of_a_piece():
    piece = word_diff("It ends.", "It ends  well.")[1]
    assert (piece.space, piece.words) == ("  ", "well")

"""Plain text: which line breaks are paragraphs, and which were only wrapped."""

import pytest

from lessons.importing.documents.blocks import Kind
from tests.lessons.importing.documents.reading import blocks

LONG = "This line is a whole paragraph and it is much longer than any editor would wrap a line at, "
LONG += "so that nobody could take its end for a wrap. It ends with a stop."


def texts(lines: str) -> list[str]:
    return [block.text for block in blocks(lines)]


def test_one_line_is_one_paragraph():
    assert texts(f"{LONG}\n{LONG}\n{LONG}\n") == [LONG, LONG, LONG]


def test_blank_lines_between_one_line_paragraphs_change_nothing():
    assert texts(f"{LONG}\n\n\n{LONG}\n") == [LONG, LONG]


def test_short_lines_that_are_sentences_are_paragraphs_of_their_own():
    lines = [
        "Short lines here are paragraphs of their own.",
        "They end with a stop, every one of them.",
        "Nobody wrapped them at any width at all.",
    ]
    assert texts("\n".join(lines)) == lines


def test_wrapped_lines_are_joined():
    wrapped = (
        "When the League of Nations met for the first time in Geneva in November 1920,\n"
        "forty-two states had joined it. It was to settle quarrels before they became\n"
        "wars, and for some years it did so.\n"
        "\n"
        "It failed later.\n"
    )
    (first, second) = blocks(wrapped)
    assert first.text == " ".join(wrapped.split("\n\n", maxsplit=1)[0].split())
    assert (first.place, second.place) == ("lines 1–3", "line 5")


def test_a_capital_after_a_full_line_is_still_the_same_paragraph():
    wrapped = (
        "The absence of the United States, of Germany until 1926 and of Soviet\n"
        "Russia until 1934 was felt from the beginning, and what it meant\n"
        "was seen when the first great quarrel came before the Council.\n"
    )
    assert len(texts(wrapped)) == 1


def test_an_indented_line_begins_a_paragraph():
    wrapped = (
        "The first paragraph is wrapped at a width, and so it goes on in the next line,\n"
        "which is full as well, and then in a third one that fills its width once again\n"
        "   The second begins with white space before it, as in a typed letter, and goes on\n"
        "to a line of its own.\n"
    )
    assert [line.split()[0] for line in texts(wrapped)] == ["The", "The"]


def test_lists_of_short_lines_are_not_joined():
    assert texts("Vienna -\nGenoa -\nLocarno -\n") == ["Vienna -", "Genoa -", "Locarno -"]


def test_numbered_lines_are_never_joined_to_the_one_above():
    wrapped = (
        "1. Explain what the founders of the League of Nations hoped for in the year\n"
        "of its foundation, and which of their hopes came true before the great slump\n"
        "2. Explain what the members did when Japan stayed in the country it had taken.\n"
    )
    assert [line[:2] for line in texts(wrapped)] == ["1.", "2."]


def test_a_long_line_that_breaks_in_a_sentence_goes_on():
    lines = (
        f"{LONG}\nThe treaty was signed in the year that followed, and it was\nbroken soon.\n{LONG}"
    )
    assert texts(lines)[1].endswith("it was broken soon.")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("at Brest-", "Litovsk it was", "at Brest-Litovsk it was"),
        ("a short-", "lived peace", "a short-lived peace"),
        ("from 1939 -", "to 1945 it", "from 1939 - to 1945 it"),
    ],
)
def test_a_hyphen_at_the_end_of_a_wrapped_line(first, second, whole):
    filler = "so that this line fills its width and goes on with small letters after"
    lines = f"{filler}\n{filler} {first}\n{second} {filler[:40]}\n{filler}\n"
    assert whole in texts(lines)[0]


@pytest.mark.parametrize(("sign", "level"), [("=====", 1), ("-----", 2)])
def test_an_underlined_line_is_a_heading(sign, level):
    (heading, paragraph) = blocks(f"The League\n{sign}\n{LONG}\n")
    assert (heading.kind, heading.level, heading.text) == (Kind.HEADING, level, "The League")
    assert paragraph.kind is Kind.PARAGRAPH


def test_a_number_sign_makes_a_heading():
    (heading,) = blocks("## The League ##\n")
    assert (heading.kind, heading.level, heading.text) == (Kind.HEADING, 2, "The League")


def test_a_bullet_is_set_apart_from_its_text():
    (item,) = blocks("• Vienna\n")
    assert (item.kind, item.label, item.text) == (Kind.ITEM, "•", "Vienna")


def test_what_cannot_be_seen_is_gone_and_spaces_are_single():
    (block,) = blocks("A\u00ad \u200bword\u00a0\u2009and\t\tanother\ufeff\n")
    assert block.text == "A word and another"


def test_every_kind_of_line_break_counts():
    assert texts("One is one.\r\nTwo is two.\rThree is three.\u2028Four is four.") == [
        "One is one.",
        "Two is two.",
        "Three is three.",
        "Four is four.",
    ]

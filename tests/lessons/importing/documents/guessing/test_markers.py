"""Numbers, letters and bullets before a text."""

import pytest

from lessons.importing.documents.markers import Style, marker_of, roman_value


@pytest.mark.parametrize(
    ("text", "style", "form", "sign", "rest"),
    [
        ("1. Why?", Style.NUMBER, ".", "1", "Why?"),
        ("12) Why?", Style.NUMBER, ")", "12", "Why?"),
        ("(3) Why?", Style.NUMBER, "()", "3", "Why?"),
        ("4 - Why?", Style.NUMBER, "-", "4", "Why?"),
        ("5.Why?", Style.NUMBER, ".", "5", "Why?"),
        ("6.", Style.NUMBER, ".", "6", ""),
        ("Q1: Why?", Style.NUMBER, "Q", "1", "Why?"),
        ("Q.2) Why?", Style.NUMBER, "Q", "2", "Why?"),
        ("Question 3", Style.NUMBER, "Q", "3", ""),
        ("QUESTION 4 – Why?", Style.NUMBER, "Q", "4", "Why?"),
        ("a) one", Style.LETTER, ")", "a", "one"),
        ("(b) two", Style.LETTER, "()", "b", "two"),
        ("c. three", Style.LETTER, ".", "c", "three"),
        ("D. four", Style.LETTER, ".", "D", "four"),
        ("(iv) four", Style.LETTER, "()", "iv", "four"),
        ("ii. two", Style.LETTER, ".", "ii", "two"),
        ("8a) one", Style.TOGETHER, ")", "8a", "one"),
        ("8 (b) two", Style.TOGETHER, ")", "8b", "two"),
        ("1.2 Compare them", Style.DOTTED, ".", "1.2", "Compare them"),
        ("• one", Style.BULLET, "•", "•", "one"),
        ("- one", Style.BULLET, "-", "-", "one"),
        ("1. | Why?", Style.NUMBER, ".", "1", "Why?"),
    ],
)
def test_markers_are_read(text, style, form, sign, rest):
    marker = marker_of(text)
    assert marker is not None
    assert (marker.style, marker.form, marker.sign, marker.rest) == (style, form, sign, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1922. The year of Rapallo",
        "10:30 in the morning",
        "e.g. the League",
        "i.e. nobody",
        "A. J. P. Taylor argued it",
        "E. H. Carr argued it",
        "V. Lenin wanted it",
        "Vienna -",
        "Questions 1-3 are on the text",
        "—",
        "",
    ],
)
def test_what_only_looks_like_a_marker_is_none(text):
    assert marker_of(text) is None


def test_letters_and_roman_numbers_are_both_offered():
    assert [
        (m.letter, m.roman) for m in map(marker_of, ["i) x", "c) x", "iv) x", "v) x"]) if m
    ] == [
        (9, 1),
        (3, 0),
        (0, 4),
        (22, 5),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("i", 1), ("IV", 4), ("ix", 9), ("xxix", 29), ("iiii", 0), ("vx", 0), ("d", 0), ("", 0)],
)
def test_roman_numbers(text, value):
    assert roman_value(text) == value

"""The text policy, case by case."""

import pytest
from django.core.exceptions import ValidationError

from studyhub.web.text import (
    count_words,
    has_forbidden_characters,
    is_blank,
    shown_name,
    sign_in_key,
    validate_shown_name,
    with_plain_line_breaks,
)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t\r\n", "\u00a0", "\u200b", "\ufeff", "\u2800", "\u3164", " \u200d\u2060 "],
)
def test_what_shows_nothing_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "0", "ا", "👩‍👩‍👧", "नमस्ते", " a "])
def test_what_shows_something_is_not(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("one two", 2),
        ("  one \r\n two\rthree\n\n", 3),
        ("well-known facts", 2),
        ("Moscow – and Berlin", 3),
        ("don't", 1),
        ("1939", 1),
        ("الحرب العالمية", 2),
        ("👩‍👩‍👧 family", 1),
        ("...", 0),
    ],
)
def test_words_are_counted(text, words):
    assert count_words(text) == words


def test_line_breaks_become_plain_and_nothing_else_changes():
    assert with_plain_line_breaks("a\r\nb\rc\n\td  ") == "a\nb\nc\n\td  "
    text = "a\n\nb \u202ec e\u0301"
    assert with_plain_line_breaks(text) == text


@pytest.mark.parametrize("name", ["Anna", "anna", "ａｎｎａ", " ANNA "])
def test_sign_in_names_meet(name):
    assert sign_in_key(name) == "anna"


@pytest.mark.parametrize(
    "name",
    [
        "a\nb",
        "a\r\nBcc: x@evil",
        "\u202eanna",
        "a\u2066b",
        "a\x00b",
        "\x7f",
        "\u200b",
        "",
        "a\u2028b",
    ],
)
def test_names_that_cannot_be_shown_are_refused(name):
    with pytest.raises(ValidationError):
        validate_shown_name(name)


@pytest.mark.parametrize("name", ["Zoë", "نور", "O'Neil", "Ana-María", "李", "<b>"])
def test_names_of_all_scripts_pass(name):
    validate_shown_name(name)


def test_shown_names_are_composed():
    assert shown_name("Zoe\u0308  ") == "Zoë"


@pytest.mark.parametrize("text", ["a\x00", "\ud800"])
def test_what_no_database_keeps_is_forbidden(text):
    assert has_forbidden_characters(text)
    assert not has_forbidden_characters("a\n\u202e😀")

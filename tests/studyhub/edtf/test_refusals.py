"""EDTF dates: what is refused, and in which words."""

import re

import pytest

from studyhub.edtf import (
    EdtfError,
    machine,
    parse,
    spoken,
    wording,
)

EXACT_REFUSALS = [
    ("", 'The date is empty. Write one such as "1939-05-01", "1939-05" or "1939".'),
    (
        "2023-02-29",
        '"2023-02-29" is not a day that exists. '
        'That month has the days "2023-02-01" to "2023-02-28".',
    ),
    (
        "1939-13",
        'In "1939-13" there is no month 13. Months are 01 to 12 and seasons 21 (spring) to 24 '
        '(winter), as in "1939-05"; an interval of years has a slash, as in "1918/1920".',
    ),
    (
        "1920/1918",
        'The interval "1920/1918" ends before it begins. '
        'The earlier date comes first, as in "1918/1920".',
    ),
    (
        "1939-05-01 ",
        'A date has no spaces, before, inside or after it. Write it as in "1939-05-01".',
    ),
    (
        "193\x00",
        "The character U+0000 cannot stand in a date. "
        'Use the digits 0 to 9 and plain hyphens, as in "1939-05-01" or "1918/1920".',
    ),
    (
        "1918–1920",
        'The character "–" cannot stand in a date. '
        'Use the digits 0 to 9 and plain hyphens, as in "1939-05-01" or "1918/1920".',
    ),
    (
        "1" * 5000,
        "A date has at most 64 characters, and this has 5000. "
        'Write one such as "1939-05-01" or "1918/1920".',
    ),
    (
        "XXXX",
        '"XXXX" leaves too much of the year unknown. Only its last digit or its last two '
        'may be X, as in "192X" for the 1920s and "19XX" for the 1900s.',
    ),
    (
        "1918-1920",
        '"1918-1920" is not written as a date. '
        'A slash stands between the two ends of an interval, as in "1918/1920".',
    ),
    (
        "1939-5-1",
        '"1939-5-1" is not written as a date. '
        'Month and day have two digits each, as in "1939-05-01".',
    ),
    (
        "../..",
        "An interval needs a date on one side at least, "
        'as in "1939-05-01/.." for "from 1 May 1939".',
    ),
    (
        "-0000",
        'There is no year -0000. The year 1 BCE is "0000", and 2 BCE is "-0001".',
    ),
]


@pytest.mark.parametrize(
    ("text", "sentence"), EXACT_REFUSALS, ids=[ascii(text)[:20] for text, _ in EXACT_REFUSALS]
)
def test_refusal_names_what_is_wrong_and_gives_an_example(text: str, sentence: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("1939-05-1", "is not written as a date. Month and day have two digits"),
        ("490", "is not written as a date. A year has four digits"),
        ("-490", "is not written as a date. A year has four digits"),
        ("1939-05-01/03", "is not written as a date. A year has four digits"),
        ("12000", "is not written as a date. A year has four digits; a longer one"),
        ("19390501", "is not written as a date. Put hyphens"),
        ("01-05-1939", "is not written as a date. The year comes first"),
        ("~1939", "is not written as a date. The signs"),
        ("1939?~", "is not written as a date. The signs"),
        ("1939-05~-01", "is not written as a date. The signs"),
        ("1939/..~", "is not written as a date. Dots"),
        ("1939/...", "is not written as a date. Dots"),
        ("1939.05.01", "is not written as a date. Dots"),
        ("?", "is not written as a date. Write year"),
        ("-", "is not written as a date. Write year"),
        ("Y", "is not written as a date. Write year"),
        ("1939-05-01-", "is not written as a date. Write year"),
        ("1939-", "is not written as a date. Write year"),
        ("1XXX", "leaves too much"),
        ("1X3X", "leaves too much"),
        ("X939", "leaves too much"),
        ("192X-05", "takes no month or day"),
        ("192X-XX", "takes no month or day"),
        ("Y-12000-05", "takes no month or day"),
        ("Y1939", "is not a long year"),
        ("Y-012000", "is not a long year"),
        ("Y1234567890123", "is not a long year"),
        ("1939-XX-05", "names a day but no month"),
        ("1939-XX-0X", "names a day but no month"),
        ("1939-0X", "half known"),
        ("1939-05-1X", "half known"),
        ("1939-00", "there is no month 00"),
        ("1939-25", "there is no month 25"),
        ("1938-39", "there is no month 39"),
        ("1941-21-05", "gives a season a day"),
        ("1941-21-XX", "gives a season a day"),
        ("1939-05-00", "is not a day that exists"),
        ("1939-04-31", "is not a day that exists"),
        ("1900-02-29", "is not a day that exists"),
        ("-0100-02-29", "is not a day that exists"),
        ("0001-02-29", "is not a day that exists"),
        ("-0000-05-01", "There is no year -0000"),
        ("1918/1919/1920", "more than one slash"),
        ("//", "more than one slash"),
        ("/", "needs a date"),
        ("../", "needs a date"),
        ("-0403/-0404", "ends before it begins"),
        ("1939-05-02/1939-05-01", "ends before it begins"),
        ("1939-24/1939-11", "ends before it begins"),
        ("1939-05-01T12:00", "no time of day"),
        ("12:00", "no time of day"),
        (" 1939", "no spaces"),
        ("1939\n", "no spaces"),
        ("1 May 1939", "no spaces"),
        ("193x", "capital X"),
        ("१९३९", 'The character "१"'),
        ("１９３９", 'The character "１"'),
        ("1939²", 'The character "²"'),
        ("\ud800", "The character U+D800"),
        ("\u202e1939", "The character U+202E"),
        ("[1939,1940]", 'The character "["'),
        ("Y17E8", 'The character "E"'),
        ("+1939", 'The character "+"'),
        ("<b>", 'The character "<"'),
    ],
)
def test_refused_for_its_own_reason(text: str, begins: str) -> None:
    with pytest.raises(EdtfError, match=re.escape(begins)) as refusal:
        parse(text)
    assert str(refusal.value).isprintable()
    assert str(refusal.value).endswith(".")
    assert str(refusal.value).count('"') >= 2


def test_refusal_is_a_value_error() -> None:
    assert issubclass(EdtfError, ValueError)


def test_wording_refuses_what_parse_refuses() -> None:
    for said in (wording, spoken, machine):
        with pytest.raises(EdtfError):
            said("no date")


def test_longest_text_is_read_and_one_more_is_not() -> None:
    with pytest.raises(EdtfError, match="is not a long year"):
        parse("Y" + "1" * 63)
    with pytest.raises(EdtfError, match="at most 64 characters"):
        parse("Y" + "1" * 64)

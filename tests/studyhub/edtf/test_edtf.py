"""EDTF dates: what each text means, from which day to which, how it is said, what is refused."""

import random
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyhub.edtf import (
    NO_FIRST_DAY,
    NO_LAST_DAY,
    Date,
    EdtfError,
    End,
    Interval,
    Precision,
    Qualifier,
    machine,
    overlaps,
    parse,
    spoken,
    wording,
)
from studyhub.edtf.bounds import day_number, days_in_month, is_leap


def counted(day: str) -> int:
    """The day number by way of ``datetime``, shifted by whole 400-year cycles of 146,097 days."""
    year, month, of_month = re.fullmatch(r"(-?\d+)-(\d\d)-(\d\d)", day).groups()  # type: ignore[union-attr]
    cycles = (int(year) - 2000) // 400
    shifted = date(int(year) - 400 * cycles, int(month), int(of_month))
    return shifted.toordinal() + 146_097 * cycles


# text, first possible day, last possible day, wording; ".." is no bound at all.
CASES = [
    # days
    ("1917-11-07", "1917-11-07", "1917-11-07", "7 November 1917"),
    ("1939-05-01", "1939-05-01", "1939-05-01", "1 May 1939"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "29 February 2000"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "31 December 9999"),
    ("0800-12-25", "0800-12-25", "0800-12-25", "25 December 800 CE"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "1 January 1 CE"),
    ("0000-12-31", "0000-12-31", "0000-12-31", "31 December 1 BCE"),
    ("0000-02-29", "0000-02-29", "0000-02-29", "29 February 1 BCE"),
    ("-0004-02-29", "-0004-02-29", "-0004-02-29", "29 February 5 BCE"),
    ("0004-02-29", "0004-02-29", "0004-02-29", "29 February 4 CE"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15", "15 March 44 BCE"),
    # months
    ("1940-04", "1940-04-01", "1940-04-30", "April 1940"),
    ("1940-02", "1940-02-01", "1940-02-29", "February 1940"),
    ("1939-02", "1939-02-01", "1939-02-28", "February 1939"),
    ("1900-02", "1900-02-01", "1900-02-28", "February 1900"),
    ("0000-02", "0000-02-01", "0000-02-29", "February 1 BCE"),
    ("-0100-02", "-0100-02-01", "-0100-02-28", "February 101 BCE"),
    ("-0400-02", "-0400-02-01", "-0400-02-29", "February 401 BCE"),
    ("1939-12", "1939-12-01", "1939-12-31", "December 1939"),
    # years
    ("1939", "1939-01-01", "1939-12-31", "1939"),
    ("0476", "0476-01-01", "0476-12-31", "476 CE"),
    ("0999", "0999-01-01", "0999-12-31", "999 CE"),
    ("1000", "1000-01-01", "1000-12-31", "1000"),
    ("0001", "0001-01-01", "0001-12-31", "1 CE"),
    ("0000", "0000-01-01", "0000-12-31", "1 BCE"),
    ("-0001", "-0001-01-01", "-0001-12-31", "2 BCE"),
    ("-0403", "-0403-01-01", "-0403-12-31", "404 BCE"),
    ("-9999", "-9999-01-01", "-9999-12-31", "10,000 BCE"),
    ("Y-12000", "-12000-01-01", "-12000-12-31", "12,001 BCE"),
    ("Y12000", "12000-01-01", "12000-12-31", "12,000"),
    ("Y-12000~", "-12000-01-01", "-12000-12-31", "about 12,001 BCE"),
    # seasons
    ("1941-21", "1941-03-01", "1941-05-31", "spring 1941"),
    ("1941-22", "1941-06-01", "1941-08-31", "summer 1941"),
    ("1941-23", "1941-09-01", "1941-11-30", "autumn 1941"),
    ("1941-24", "1941-12-01", "1942-02-28", "winter 1941/1942"),
    ("1939-24", "1939-12-01", "1940-02-29", "winter 1939/1940"),
    ("-0217-24", "-217-12-01", "-216-02-29", "winter 218/217 BCE"),
    ("0000-24", "0000-12-01", "0001-02-28", "winter 1 BCE/1 CE"),
    ("-0001-24", "-0001-12-01", "0000-02-29", "winter 2/1 BCE"),
    ("0999-24", "0999-12-01", "1000-02-28", "winter 999/1000 CE"),
    ("1941-22?", "1941-06-01", "1941-08-31", "possibly summer 1941"),
    # doubt
    ("1919?", "1919-01-01", "1919-12-31", "possibly 1919"),
    ("1919~", "1919-01-01", "1919-12-31", "about 1919"),
    ("1919%", "1919-01-01", "1919-12-31", "possibly about 1919"),
    ("-0489-05~", "-0489-05-01", "-0489-05-31", "about May 490 BCE"),
    ("1917-11-07?", "1917-11-07", "1917-11-07", "possibly 7 November 1917"),
    # unknown digits
    ("192X", "1920-01-01", "1929-12-31", "the 1920s"),
    ("190X", "1900-01-01", "1909-12-31", "1900–1909"),
    ("079X", "0790-01-01", "0799-12-31", "the 790s CE"),
    ("000X", "0000-01-01", "0009-12-31", "1 BCE – 9 CE"),
    ("-000X", "-0009-01-01", "-0001-12-31", "10–2 BCE"),
    ("-001X", "-0019-01-01", "-0010-12-31", "20–11 BCE"),
    ("-021X", "-0219-01-01", "-0210-12-31", "220–211 BCE"),
    ("-021X~", "-0219-01-01", "-0210-12-31", "about 220–211 BCE"),
    ("19XX", "1900-01-01", "1999-12-31", "the 1900s"),
    ("20XX", "2000-01-01", "2099-12-31", "2000–2099"),
    ("07XX", "0700-01-01", "0799-12-31", "the 700s CE"),
    ("00XX", "0000-01-01", "0099-12-31", "1 BCE – 99 CE"),
    ("-00XX", "-0099-01-01", "-0001-12-31", "100–2 BCE"),
    ("-04XX", "-0499-01-01", "-0400-12-31", "500–401 BCE"),
    ("192X?", "1920-01-01", "1929-12-31", "possibly the 1920s"),
    ("1939-05-XX", "1939-05-01", "1939-05-31", "some day in May 1939"),
    ("1940-02-XX", "1940-02-01", "1940-02-29", "some day in February 1940"),
    ("1939-XX", "1939-01-01", "1939-12-31", "some month in 1939"),
    ("1939-XX-XX", "1939-01-01", "1939-12-31", "some day in 1939"),
    ("-0403-XX", "-0403-01-01", "-0403-12-31", "some month in 404 BCE"),
    ("1939-05-XX%", "1939-05-01", "1939-05-31", "possibly some day in about May 1939"),
    # intervals of days
    ("1919-03-02/1919-03-06", "1919-03-02", "1919-03-06", "2–6 March 1919"),
    ("1938-09-29/1938-09-30", "1938-09-29", "1938-09-30", "29–30 September 1938"),
    ("1920-07-19/1920-08-07", "1920-07-19", "1920-08-07", "19 July – 7 August 1920"),
    ("1928-10-01/1932-12-31", "1928-10-01", "1932-12-31", "1 October 1928 – 31 December 1932"),
    ("1939-05-01/1939-05-01", "1939-05-01", "1939-05-01", "1 May 1939"),
    ("-0043-03-15/-0043-03-20", "-0043-03-15", "-0043-03-20", "15–20 March 44 BCE"),
    ("1918-03-02/1919-03-06", "1918-03-02", "1919-03-06", "2 March 1918 – 6 March 1919"),
    # intervals of months and years
    ("1940-04/1940-05", "1940-04-01", "1940-05-31", "April–May 1940"),
    ("1919-11/1920-01", "1919-11-01", "1920-01-31", "November 1919 – January 1920"),
    ("-0043-03/-0042-02", "-0043-03-01", "-0042-02-28", "March 44 BCE – February 43 BCE"),
    ("1932/1933", "1932-01-01", "1933-12-31", "1932–1933"),
    ("-0490/-0479", "-0490-01-01", "-0479-12-31", "491–480 BCE"),
    ("-0043/0014", "-0043-01-01", "0014-12-31", "44 BCE – 14 CE"),
    ("0000/0001", "0000-01-01", "0001-12-31", "1 BCE – 1 CE"),
    ("0014/0037", "0014-01-01", "0037-12-31", "14–37 CE"),
    ("0998/1002", "0998-01-01", "1002-12-31", "998–1002 CE"),
    ("1939/1939", "1939-01-01", "1939-12-31", "1939"),
    ("Y-12000/-0403", "-12000-01-01", "-0403-12-31", "12,001–404 BCE"),
    # intervals whose sides differ in kind
    ("1925-04-15/1933-09", "1925-04-15", "1933-09-30", "15 April 1925 – September 1933"),
    ("1925-04-15/1925-09", "1925-04-15", "1925-09-30", "15 April – September 1925"),
    ("1939-05-11/1939", "1939-05-11", "1939-12-31", "11 May 1939 – 1939"),
    ("1939/1939-05-11", "1939-01-01", "1939-05-11", "1939 – 11 May 1939"),
    ("1941-21/1941-22", "1941-03-01", "1941-08-31", "spring–summer 1941"),
    ("1941-22/1941-24", "1941-06-01", "1942-02-28", "summer 1941 – winter 1941/1942"),
    ("1941-22/1942-21", "1941-06-01", "1942-05-31", "summer 1941 – spring 1942"),
    ("192X/193X", "1920-01-01", "1939-12-31", "the 1920s – the 1930s"),
    ("-021X/-0199", "-0219-01-01", "-0199-12-31", "between 220 and 211 BCE – 200 BCE"),
    # intervals in doubt
    ("1918~/1920", "1918-01-01", "1920-12-31", "about 1918 – 1920"),
    ("1918~/1920~", "1918-01-01", "1920-12-31", "about 1918 – about 1920"),
    ("1918/1920?", "1918-01-01", "1920-12-31", "1918 – possibly 1920"),
    ("1940-04~/1940-05", "1940-04-01", "1940-05-31", "about April 1940 – May 1940"),
    # open and unknown ends
    ("1939-05-01/..", "1939-05-01", "..", "from 1 May 1939"),
    ("1939-05-01/", "1939-05-01", "..", "from 1 May 1939, end unknown"),
    ("../1939-05", "..", "1939-05-31", "until May 1939"),
    ("/1939-05", "..", "1939-05-31", "until May 1939, start unknown"),
    ("1919?/..", "1919-01-01", "..", "possibly from 1919"),
    ("../-0403~", "..", "-0403-12-31", "until about 404 BCE"),
    ("-021X/..", "-0219-01-01", "..", "from between 220 and 211 BCE"),
    ("1939-05-XX/..", "1939-05-01", "..", "from some day in May 1939"),
]


@pytest.mark.parametrize(("text", "first", "last", "words"), CASES, ids=[case[0] for case in CASES])
def test_text_has_its_days_and_its_wording(text: str, first: str, last: str, words: str) -> None:
    value = parse(text)

    assert value.first_day == (NO_FIRST_DAY if first == ".." else counted(first))
    assert value.last_day == (NO_LAST_DAY if last == ".." else counted(last))
    assert wording(value) == words
    assert wording(text) == words
    assert str(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1917-11-07", Date("1917-11-07", Precision.DAY, 1917, 1917, 11, 7)),
        ("1940-04", Date("1940-04", Precision.MONTH, 1940, 1940, 4)),
        ("0000", Date("0000", Precision.YEAR, 0, 0)),
        ("Y-12000", Date("Y-12000", Precision.YEAR, -12000, -12000)),
        ("1941-24", Date("1941-24", Precision.SEASON, 1941, 1941, season=24)),
        ("1919?", Date("1919?", Precision.YEAR, 1919, 1919, qualifier=Qualifier.UNCERTAIN)),
        ("1919~", Date("1919~", Precision.YEAR, 1919, 1919, qualifier=Qualifier.APPROXIMATE)),
        ("1919%", Date("1919%", Precision.YEAR, 1919, 1919, qualifier=Qualifier.BOTH)),
        ("-021X", Date("-021X", Precision.DECADE, -219, -210)),
        ("19XX", Date("19XX", Precision.CENTURY, 1900, 1999)),
        ("1939-XX", Date("1939-XX", Precision.SOME_MONTH_IN_YEAR, 1939, 1939)),
        ("1939-XX-XX", Date("1939-XX-XX", Precision.SOME_DAY_IN_YEAR, 1939, 1939)),
        ("1939-05-XX", Date("1939-05-XX", Precision.SOME_DAY_IN_MONTH, 1939, 1939, 5)),
        ("../1939", Interval("../1939", End.OPEN, Date("1939", Precision.YEAR, 1939, 1939))),
        ("1939/", Interval("1939/", Date("1939", Precision.YEAR, 1939, 1939), End.UNKNOWN)),
    ],
)
def test_parse_gives_the_value(text: str, value: Date | Interval) -> None:
    assert parse(text) == value


def test_values_are_immutable() -> None:
    with pytest.raises(AttributeError):
        parse("1939").year = 1940  # type: ignore[union-attr, misc]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1919-03-02/1919-03-06", "2 to 6 March 1919"),
        ("1920-07-19/1920-08-07", "19 July to 7 August 1920"),
        ("1940-04/1940-05", "April to May 1940"),
        ("1932/1933", "1932 to 1933"),
        ("-0043/0014", "44 BCE to 14 CE"),
        ("-021X", "220 to 211 BCE"),
        ("-021X/-0199", "between 220 and 211 BCE to 200 BCE"),
        ("-0217-24", "winter 218 into 217 BCE"),
        ("1917-11-07", "7 November 1917"),
    ],
)
def test_spoken_has_words_for_dashes_and_slashes(text: str, words: str) -> None:
    assert spoken(text) == words
    assert spoken(parse(text)) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1917-11-07", "1917-11-07"),
        ("1940-04", "1940-04"),
        ("0476", "0476"),
        ("0001-01-01", "0001-01-01"),
        ("Y12000", "12000"),
        ("0000-12-31", ""),
        ("-0403", ""),
        ("Y-12000", ""),
        ("1919~", ""),
        ("1917-11-07?", ""),
        ("1941-22", ""),
        ("192X", ""),
        ("1939-05-XX", ""),
        ("1932/1933", ""),
        ("1939-05-01/..", ""),
    ],
)
def test_machine_speaks_only_where_html_has_a_form(text: str, expected: str) -> None:
    assert machine(text) == expected
    assert machine(parse(text)) == expected


def test_julian_is_a_note_that_moves_no_day() -> None:
    assert wording("-0043-03-15", calendar="julian") == "15 March 44 BCE (Julian)"
    assert wording("1917-10-25/1917-10-26", "julian") == "25–26 October 1917 (Julian)"
    assert spoken("1917-10-25/1917-10-26", "julian") == "25 to 26 October 1917 (Julian)"
    assert machine("1917-10-25") == "1917-10-25"
    assert machine("1917-10-25", "julian") == ""


def test_dates_sort_by_first_and_then_last_day() -> None:
    in_order = [
        "../1939",
        "Y-12000",
        "-04XX",
        "-0403",
        "-0217-24",
        "-0043-03-15",
        "-0001-12-31",
        "0000",
        "000X",
        "0001-01-01",
        "0001",
        "19XX",
        "1939-01-01",
        "1939-01",
        "1939",
        "1939/1940",
        "1939/..",
        "1939-02",
        "1939-24",
        "1940-01",
        "Y12000",
    ]
    shuffled = random.Random(1917).sample(in_order, len(in_order))

    def place(text: str) -> tuple[int, int]:
        return parse(text).first_day, parse(text).last_day

    assert sorted(shuffled, key=place) == in_order


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("1939", "1939-05-01", True),
        ("1939", "1940", False),
        ("1939-12-31", "1940-01-01", False),
        ("1918/1920", "1920-12-31", True),
        ("1918/1920", "1921-01-01", False),
        ("1918/1920", "1919-03-02/1919-03-06", True),
        ("1939-24", "1940-02-29", True),
        ("1939-24", "1940-03-01", False),
        ("192X", "1929/1933", True),
        ("192X", "1930/1933", False),
        ("1939/..", "Y999999999999", True),
        ("1939/..", "1938-12-31", False),
        ("1939/", "1950", True),
        ("../1939", "Y-999999999999", True),
        ("../1939", "1940", False),
        ("/1939", "1939-12-31", True),
        ("../1939", "1939/..", True),
        ("../1938", "1939/..", False),
        ("0000-12-31", "0001", False),
        ("0000-12-31", "0000/0001", True),
        ("-000X", "0000", False),
        ("-0001", "-000X", True),
    ],
)
def test_overlaps_either_way_round(a: str, b: str, expected: bool) -> None:
    assert overlaps(parse(a), parse(b)) is expected
    assert overlaps(parse(b), parse(a)) is expected


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


def test_day_numbers_agree_with_datetime_from_year_1_on() -> None:
    for ordinal in range(1, date.max.toordinal(), 97):
        day = date.fromordinal(ordinal)
        assert day_number(day.year, day.month, day.day) == ordinal


def test_day_numbers_have_no_gap_across_year_0() -> None:
    days = [
        day_number(year, month, day)
        for year in range(-405, 406)
        for month in range(1, 13)
        for day in range(1, days_in_month(year, month) + 1)
    ]

    assert all(later - earlier == 1 for earlier, later in pairwise(days))
    assert day_number(1, 1, 1) == 1
    assert day_number(0, 12, 31) == 0


def test_leap_years_before_and_after_year_1() -> None:
    leap = [year for year in (-400, -100, -5, -4, -1, 0, 1, 4, 100, 400, 1900) if is_leap(year)]
    assert leap == [-400, -4, 0, 4, 400]


def test_days_fit_a_database_integer_inside_the_sentinels() -> None:
    assert parse("Y-999999999999").first_day > NO_FIRST_DAY > -(2**63)
    assert parse("Y999999999999").last_day < NO_LAST_DAY < 2**63


def test_every_year_is_in_exactly_one_decade_and_one_century() -> None:
    decades = [parse(f"{sign}{n:03}X") for sign in ("-", "") for n in range(1000)]
    centuries = [parse(f"{sign}{n:02}XX") for sign in ("-", "") for n in range(100)]
    for spans in (decades, centuries):
        spans.sort(key=lambda span: span.first_day)
        assert all(b.first_day == a.last_day + 1 for a, b in pairwise(spans))


# Fuzz. Nothing is stored: the examples below are the memory.
thorough = settings(max_examples=1000, database=None, deadline=None)

edtf_like = st.from_regex(
    r"\A(\.\.|(-?[0-9]{3}[0-9X]|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,11})?"
    r"(-(0[1-9]|1[0-2]|2[1-4]|XX)(-([0-2][0-9]|3[01]|XX))?)?[?~%]?)"
    r"(/(\.\.|(-?[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4])(-[0-2][0-9])?)?[?~%]?)?))?\Z"
)


def check_any_text(text: str) -> None:
    refused = ""
    try:
        value = parse(text)
    except EdtfError as refusal:
        refused = str(refusal)
    if refused:
        assert refused.endswith(".")
        return
    assert NO_FIRST_DAY <= value.first_day <= value.last_day <= NO_LAST_DAY
    assert parse(str(value)) == value
    assert overlaps(value, value)
    assert not set("–/X~?%") & set(spoken(value))
    assert re.fullmatch(r"(\d{4,}(-\d\d(-\d\d)?)?)?", machine(value))


@thorough
@given(st.text(max_size=80))
@example("\x00")
@example("1939-05-01\x00")
@example("9" * 5000)
@example("\udfff")
def test_any_text_is_read_or_refused(text: str) -> None:
    check_any_text(text)


@thorough
@given(st.text(alphabet="0123456789XY-/.~?% ", max_size=24))
@example("-00XX")
@example("-000X/0000")
@example("0000-24/0001-02")
def test_any_text_of_edtf_signs_is_read_or_refused(text: str) -> None:
    check_any_text(text)


@thorough
@given(edtf_like)
def test_any_text_of_edtf_shape_is_read_or_refused(text: str) -> None:
    check_any_text(text)


@thorough
@given(edtf_like, edtf_like)
def test_overlap_is_symmetrical(a: str, b: str) -> None:
    try:
        first, second = parse(a), parse(b)
    except EdtfError:
        return
    assert overlaps(first, second) == overlaps(second, first)

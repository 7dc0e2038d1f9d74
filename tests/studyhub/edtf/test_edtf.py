"""EDTF dates: what each text means, from which day to which, and how it is said."""

import random
import re
from datetime import date

import pytest

from studyhub.edtf import (
    NO_FIRST_DAY,
    NO_LAST_DAY,
    Date,
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

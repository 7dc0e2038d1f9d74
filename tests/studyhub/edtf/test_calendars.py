"""EDTF dates in the Julian calendar: the same days, under other names."""

from itertools import pairwise

import pytest

from studyhub.edtf import (
    NO_LAST_DAY,
    Calendar,
    EdtfError,
    machine,
    overlaps,
    parse,
    spoken,
    wording,
)
from studyhub.edtf.bounds import day_number, days_in_month, is_leap

# A Julian text, and the Gregorian names of its first and last possible day.
CASES = [
    # the days between which each calendar was left
    ("1582-10-04", "1582-10-14", "1582-10-14"),
    ("1582-10-05", "1582-10-15", "1582-10-15"),
    ("1752-09-02", "1752-09-13", "1752-09-13"),
    ("1900-02-28", "1900-03-12", "1900-03-12"),
    ("1900-02-29", "1900-03-13", "1900-03-13"),
    ("1900-03-01", "1900-03-14", "1900-03-14"),
    ("1917-10-25", "1917-11-07", "1917-11-07"),
    ("1918-01-31", "1918-02-13", "1918-02-13"),
    # where both agree, and on the other side of it
    ("0200-02-28", "0200-02-27", "0200-02-27"),
    ("0200-02-29", "0200-02-28", "0200-02-28"),
    ("0200-03-01", "0200-03-01", "0200-03-01"),
    ("0300-02-28", "0300-02-28", "0300-02-28"),
    ("0300-02-29", "0300-03-01", "0300-03-01"),
    # across year 1, and before Rome got its leap years right
    ("0004-02-29", "0004-02-27", "0004-02-27"),
    ("0001-01-01", "0000-12-30", "0000-12-30"),
    ("0000-12-31", "0000-12-29", "0000-12-29"),
    ("0000-02-29", "0000-02-27", "0000-02-27"),
    ("-0043-03-15", "-0043-03-13", "-0043-03-13"),
    ("-0100-02-29", "-0100-02-26", "-0100-02-26"),
    ("-0300-02-29", "-0300-02-24", "-0300-02-24"),
    ("-4712-01-01", "-4713-11-24", "-4713-11-24"),
    # months, seasons, years, decades, centuries are Julian ones too
    ("1900-02", "1900-02-13", "1900-03-13"),
    ("0300-02", "0300-02-01", "0300-03-01"),
    ("1900", "1900-01-13", "1901-01-13"),
    ("-0043", "-0044-12-30", "-0043-12-29"),
    ("1899-24", "1899-12-13", "1900-03-13"),
    ("1900-21", "1900-03-14", "1900-06-13"),
    ("-0217-24", "-0217-11-27", "-0216-02-25"),
    ("190X", "1900-01-13", "1910-01-13"),
    ("-021X", "-0220-12-28", "-0210-12-27"),
    ("17XX", "1700-01-11", "1800-01-11"),
    ("1917-10-XX~", "1917-10-14", "1917-11-13"),
    ("1917-10-25/1917-10-26", "1917-11-07", "1917-11-08"),
]


@pytest.mark.parametrize(("text", "first", "last"), CASES, ids=[case[0] for case in CASES])
def test_julian_text_has_the_days_that_it_was(text: str, first: str, last: str) -> None:
    value = parse(text, "julian")

    assert value.calendar is Calendar.JULIAN
    assert value.first_day == parse(first).first_day
    assert value.last_day == parse(last).last_day


def test_julian_day_is_the_zero_of_astronomers() -> None:
    """Julian day number 0 is noon of 1 January 4713 BCE; 2,451,545 is that of 1 January 2000."""
    assert day_number(2000, 1, 1) - day_number(-4712, 1, 1, Calendar.JULIAN) == 2_451_545


def test_julian_day_numbers_have_no_gap_across_year_0() -> None:
    days = [
        day_number(year, month, day, Calendar.JULIAN)
        for year in range(-105, 106)
        for month in range(1, 13)
        for day in range(1, days_in_month(year, month, Calendar.JULIAN) + 1)
    ]

    assert all(later - earlier == 1 for earlier, later in pairwise(days))


def test_every_fourth_julian_year_is_a_leap_year() -> None:
    leap = [year for year in range(-8, 9) if is_leap(year, Calendar.JULIAN)]
    assert leap == [-8, -4, 0, 4, 8]
    assert is_leap(1900, Calendar.JULIAN) is True
    assert is_leap(1900) is False


def test_calendars_drift_apart_by_three_days_in_four_hundred_years() -> None:
    apart = [
        day_number(year, 3, 1, Calendar.JULIAN) - day_number(year, 3, 1)
        for year in (-300, 1, 200, 300, 1582, 1700, 1800, 1900, 2000, 2100)
    ]
    assert apart == [-4, -2, 0, 1, 10, 11, 12, 13, 13, 14]


@pytest.mark.parametrize("text", ["1900-02-29", "1700-02-29", "0100-02-29", "-0100-02-29"])
def test_julian_leap_day_is_refused_in_gregorian_with_a_hint(text: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse(text)
    assert str(refusal.value) == (
        f'"{text}" is not a day that exists. That month has the days "{text[:-3]}-01" to '
        f'"{text[:-3]}-28". The Julian calendar has this day.'
    )


@pytest.mark.parametrize("text", ["1901-02-29", "1900-02-30", "1900-04-31", "1900-13-01"])
def test_what_no_calendar_has_is_refused_in_julian_too(text: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse(text, "julian")
    assert "Julian" not in str(refusal.value)


@pytest.mark.parametrize(
    ("julian", "gregorian", "expected"),
    [
        ("1917-10-25", "1917-11-07", True),
        ("1917-10-25", "1917-10-25", False),
        ("1917-12-25", "1918", True),
        ("1917-12-18", "1918", False),
        ("1917", "1918-01-13", True),
        ("1917", "1918-01-14", False),
        ("1917-10/..", "1917-10-13", False),
        ("1917-10/..", "1917-10-14", True),
    ],
)
def test_overlap_goes_by_days_across_calendars(julian: str, gregorian: str, expected: bool) -> None:
    a, b = parse(julian, "julian"), parse(gregorian)
    assert overlaps(a, b) is expected
    assert overlaps(b, a) is expected


def test_an_interval_has_both_ends_in_its_calendar() -> None:
    value = parse("1900-02-29/..", "julian")
    assert value.calendar is Calendar.JULIAN
    assert value.first_day == parse("1900-03-13").first_day
    assert value.last_day == NO_LAST_DAY


def test_a_julian_date_is_told_as_it_is_written_and_says_so() -> None:
    assert wording("-0043-03-15", calendar="julian") == "15 March 44 BCE (Julian)"
    assert wording("1917-10-25/1917-10-26", "julian") == "25–26 October 1917 (Julian)"
    assert spoken("1917-10-25/1917-10-26", "julian") == "25 to 26 October 1917 (Julian)"
    assert machine("1917-10-25") == "1917-10-25"
    assert machine("1917-10-25", "julian") == ""


def test_a_value_knows_its_calendar_and_is_read_again_in_another() -> None:
    value = parse("1917-10-25", "julian")
    assert wording(value) == "25 October 1917 (Julian)"
    assert wording(value, "julian") == "25 October 1917 (Julian)"
    assert wording(value, "gregorian") == "25 October 1917"
    assert wording(parse("1917-10-25"), "julian") == "25 October 1917 (Julian)"
    assert machine(value) == ""
    with pytest.raises(EdtfError):
        wording(parse("1900-02-29", "julian"), "gregorian")


def test_a_calendar_that_nobody_knows_is_the_programs_mistake() -> None:
    with pytest.raises(ValueError, match="'mayan' is not a valid Calendar") as mistake:
        parse("1917-10-25", "mayan")
    assert not isinstance(mistake.value, EdtfError)

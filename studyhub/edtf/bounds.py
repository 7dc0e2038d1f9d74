"""Calendars, day numbers and the lengths of months, for any year before or after 1.

Both calendars are proleptic: each one's own leap rule is applied to all years, the Gregorian as
ISO 8601 asks, the Julian as historians write it, without the leap years that Rome got wrong until
8 CE. A day has one number whichever calendar names it: 25 October 1917 Julian and 7 November 1917
Gregorian are the same.
"""

from enum import StrEnum
from typing import Final

# What stands in for a day number where an interval has no known end, be it open or unknown: an
# open start sorts before every date, an open end after every one. The values fit a BigInteger
# column and are JavaScript's safe integers; years of twelve digits stay far inside them.
NO_FIRST_DAY: Final = -(2**53 - 1)
NO_LAST_DAY: Final = 2**53 - 1

WINTER: Final = 24
SEASONS: Final = range(21, 25)

_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Calendar(StrEnum):
    """The calendar in which a date is written; its months and years are of that calendar too."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"


def is_leap(year: int, calendar: Calendar = Calendar.GREGORIAN) -> bool:
    """Astronomical years: 0 (1 BCE) and -4 (5 BCE) are leap years, -100 is one in Julian only."""
    if calendar is Calendar.JULIAN:
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return 28 to 31, by the calendar's rule for any year."""
    return 29 if month == 2 and is_leap(year, calendar) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Agrees with ``date.toordinal()`` wherever that is defined.

    The count begins in March, so that the leap day is the last of its year and needs no case.
    """
    march_year = year - (month < 3)
    day_of_march_year = (153 * ((month + 9) % 12) + 2) // 5 + day
    return 365 * march_year + _leap_days(march_year, calendar) + day_of_march_year - 306


def _leap_days(march_year: int, calendar: Calendar) -> int:
    """Two less in Julian, where 1 January of year 1 is 30 December of year 0 Gregorian."""
    if calendar is Calendar.JULIAN:
        return march_year // 4 - 2
    return march_year // 4 - march_year // 100 + march_year // 400


def last_of_month(year: int, month: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return the number of the month's last day."""
    return day_number(year, month, days_in_month(year, month, calendar), calendar)


def season_bounds(
    year: int, season: int, calendar: Calendar = Calendar.GREGORIAN
) -> tuple[int, int]:
    """Whole months, as in the north: spring (21) is March to May, and so on round the year.

    Winter (24) belongs to the year in which it begins: December to the end of next February. EDTF
    leaves both open; one rule for all is what makes seasons sortable.
    """
    first_month = 3 * (season - 20)
    last_year, last_month = (year + 1, 2) if season == WINTER else (year, first_month + 2)
    first_day = day_number(year, first_month, 1, calendar)
    return first_day, last_of_month(last_year, last_month, calendar)

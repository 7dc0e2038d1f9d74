"""Day numbers and the lengths of months, for any year before or after 1.

Proleptic Gregorian throughout: the rule of 1582 is applied to all years, as ISO 8601 asks.
"""

from typing import Final

# What stands in for a day number where an interval has no known end, be it open or unknown: an
# open start sorts before every date, an open end after every one. The values fit a BigInteger
# column and are JavaScript's safe integers; years of twelve digits stay far inside them.
NO_FIRST_DAY: Final = -(2**53 - 1)
NO_LAST_DAY: Final = 2**53 - 1

WINTER: Final = 24
SEASONS: Final = range(21, 25)

_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Astronomical years: 0 (1 BCE) and -4 (5 BCE) are leap years, -100 is not."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return 28 to 31, by the Gregorian rule for any year."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Agrees with ``date.toordinal()`` wherever that is defined.

    The count begins in March, so that the leap day is the last of its year and needs no case.
    """
    march_year = year - (month < 3)
    day_of_march_year = (153 * ((month + 9) % 12) + 2) // 5 + day
    leap_days = march_year // 4 - march_year // 100 + march_year // 400
    return 365 * march_year + leap_days + day_of_march_year - 306


def last_of_month(year: int, month: int) -> int:
    """Return the number of the month's last day."""
    return day_number(year, month, days_in_month(year, month))


def season_bounds(year: int, season: int) -> tuple[int, int]:
    """Whole months, as in the north: spring (21) is March to May, and so on round the year.

    Winter (24) belongs to the year in which it begins: December to the end of next February. EDTF
    leaves both open; one rule for all is what makes seasons sortable.
    """
    first_month = 3 * (season - 20)
    last_year, last_month = (year + 1, 2) if season == WINTER else (year, first_month + 2)
    return day_number(year, first_month, 1), last_of_month(last_year, last_month)

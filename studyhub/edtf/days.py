"""From a day number back to the day it counts, for telling people what a date's bounds are."""

from studyhub.edtf.bounds import day_number, last_of_month
from studyhub.edtf.values import Date, Precision

_DAYS_IN_400_YEARS = 146_097


def date_of_day(number: int) -> Date:
    """Return the Gregorian day with this number, as an exact Date.

    Its text is the day's EDTF where that has one: years of more than four digits stand alone in
    EDTF, so such a day has an empty text and can be worded but not stored.
    """
    year = number * 400 // _DAYS_IN_400_YEARS + 1
    while day_number(year, 1, 1) > number:
        year -= 1
    while day_number(year + 1, 1, 1) <= number:
        year += 1
    month = next(month for month in range(1, 13) if last_of_month(year, month) >= number)
    day = number - day_number(year, month, 1) + 1
    return Date(_text(year, month, day), Precision.DAY, year, year, month, day)


def _text(year: int, month: int, day: int) -> str:
    if abs(year) > 9999:
        return ""
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"

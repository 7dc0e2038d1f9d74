"""From EDTF text to values, strictly: what is not clearly right is refused with a reason.

Not taken though EDTF has it: times of day, level 2 (sets, seasons by hemisphere, exponents, doubt
about a part of a date, ``1XXX``), and intervals that name no date at all.
"""

import re
from dataclasses import dataclass
from typing import Final

from studyhub.edtf import bounds
from studyhub.edtf.bounds import Calendar
from studyhub.edtf.mistakes import about_character, about_form
from studyhub.edtf.values import Date, End, Interval, Precision, Qualifier

MAX_LENGTH: Final = 64

_STRANGE_CHARACTER: Final = re.compile(r"[^0-9XY~?%./-]")
_DATE: Final = re.compile(
    r"(?P<year>Y-?[0-9]+|-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
)
_UNKNOWN_DIGITS: Final = re.compile(r"-?[0-9]{2}(?:[0-9]X|XX)")
# Five digits at least, or the Y would give one year two spellings; twelve at most, which is
# older than the universe and keeps day numbers inside a database integer.
_LONG_YEAR: Final = re.compile(r"Y-?[1-9][0-9]{4,11}")


class EdtfError(ValueError):
    """Carries one or two sentences for the person who typed the date, with an example."""


@dataclass(frozen=True, slots=True)
class _Written:
    """One date as it stands: what every value made of it carries along."""

    text: str
    qualifier: Qualifier
    calendar: Calendar

    def date(self, precision: Precision, year: int, **parts: int) -> Date:
        """Return the date; ``parts`` are month, day and season, and ``last_year`` if another."""
        return Date(
            self.text,
            precision,
            year,
            parts.pop("last_year", year),
            **parts,
            qualifier=self.qualifier,
            calendar=self.calendar,
        )


def parse(text: str, calendar: str = Calendar.GREGORIAN) -> Date | Interval:
    """Any string whatever gives a value or an EdtfError, in bounded time.

    ``calendar`` is the one the text is written in, "gregorian" or "julian": it decides which days
    there are and which they were. Another is a ValueError: it is the program that chooses it.
    """
    known = Calendar(calendar)
    _check_length(text)
    _check_characters(text)
    if "/" in text:
        return _parse_interval(text, known)
    return _parse_date(text, known)


def _check_length(text: str) -> None:
    if not text:
        raise EdtfError('The date is empty. Write one such as "1939-05-01", "1939-05" or "1939".')
    if len(text) > MAX_LENGTH:
        raise EdtfError(
            f"A date has at most {MAX_LENGTH} characters, and this has {len(text)}. "
            'Write one such as "1939-05-01" or "1918/1920".'
        )


def _check_characters(text: str) -> None:
    found = _STRANGE_CHARACTER.search(text)
    if found:
        raise EdtfError(about_character(found.group()))


def _parse_interval(text: str, calendar: Calendar) -> Interval:
    sides = text.split("/")
    if len(sides) != 2:
        raise EdtfError(
            f'"{text}" has more than one slash. An interval has two ends, as in "1918/1920".'
        )
    start, end = (_parse_side(side, calendar) for side in sides)
    interval = Interval(text, start, end, calendar)
    _check_sides(interval)
    return interval


def _parse_side(text: str, calendar: Calendar) -> Date | End:
    return End(text) if text in ("", "..") else _parse_date(text, calendar)


def _check_sides(interval: Interval) -> None:
    start, end = interval.start, interval.end
    if isinstance(start, End) and isinstance(end, End):
        raise EdtfError(
            "An interval needs a date on one side at least, "
            'as in "1939-05-01/.." for "from 1 May 1939".'
        )
    if interval.first_day > interval.last_day:
        raise EdtfError(
            f'The interval "{interval}" ends before it begins. '
            f'The earlier date comes first, as in "{end}/{start}".'
        )


def _parse_date(text: str, calendar: Calendar) -> Date:
    plain, qualifier = _split_qualifier(text)
    match = _DATE.fullmatch(plain)
    if not match:
        raise EdtfError(about_form(text, plain))
    written = _Written(text, qualifier, calendar)
    year, month, day = match.group("year", "month", "day")
    if "X" in year or "Y" in year:
        return _parse_year_alone(written, year, has_more=month is not None)
    return _parse_parts(written, _year(year), month, day)


def _split_qualifier(text: str) -> tuple[str, Qualifier]:
    if text[-1] in "?~%":
        return text[:-1], Qualifier(text[-1])
    return text, Qualifier.NONE


def _year(digits: str) -> int:
    if digits == "-0000":
        raise EdtfError('There is no year -0000. The year 1 BCE is "0000", and 2 BCE is "-0001".')
    return int(digits)


def _parse_year_alone(written: _Written, year: str, *, has_more: bool) -> Date:
    """Long years and years with unknown digits, which take no month."""
    if has_more:
        raise EdtfError(
            f'In "{written.text}" the year "{year}" takes no month or day. '
            'Write it alone, as in "192X" or "Y-12000".'
        )
    if year.startswith("Y"):
        return written.date(Precision.YEAR, _long_year(year))
    return _parse_unknown_digits(written, year)


def _long_year(year: str) -> int:
    if not _LONG_YEAR.fullmatch(year):
        raise EdtfError(
            f'"{year}" is not a long year. After the Y come five to twelve digits, the first not '
            '0, as in "Y-12000"; a shorter year is written without Y, as in "0490".'
        )
    return int(year[1:])


def _parse_unknown_digits(written: _Written, year: str) -> Date:
    """Year 0 is in ``000X``, not in ``-000X``: so every year is in exactly one decade."""
    if not _UNKNOWN_DIGITS.fullmatch(year):
        raise EdtfError(
            f'"{year}" leaves too much of the year unknown. Only its last digit or its last two '
            'may be X, as in "192X" for the 1920s and "19XX" for the 1900s.'
        )
    nearest, farthest = int(year.replace("X", "0")), int(year.replace("X", "9"))
    precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
    if year.startswith("-"):
        return written.date(precision, farthest, last_year=nearest or -1)
    return written.date(precision, nearest, last_year=farthest)


def _parse_parts(written: _Written, year: int, month: str | None, day: str | None) -> Date:
    if month is None:
        return written.date(Precision.YEAR, year)
    if month == "XX":
        return written.date(_within_year(written.text, day), year)
    number = _month(written.text, month)
    if number in bounds.SEASONS:
        _check_season_has_no_day(written.text, day)
        return written.date(Precision.SEASON, year, season=number)
    return _parse_in_month(written, year, number, day)


def _within_year(text: str, day: str | None) -> Precision:
    if day is None:
        return Precision.SOME_MONTH_IN_YEAR
    if day == "XX":
        return Precision.SOME_DAY_IN_YEAR
    raise EdtfError(
        f'"{text}" names a day but no month. Where the month is unknown the day is too, '
        'as in "1939-XX-XX".'
    )


def _month(text: str, digits: str) -> int:
    _check_not_half_known(text, digits)
    number = int(digits)
    if 1 <= number <= 12 or number in bounds.SEASONS:
        return number
    raise EdtfError(
        f'In "{text}" there is no month {digits}. Months are 01 to 12 and seasons 21 (spring) to '
        '24 (winter), as in "1939-05"; an interval of years has a slash, as in "1918/1920".'
    )


def _check_not_half_known(text: str, digits: str) -> None:
    if "X" in digits:
        raise EdtfError(
            f'In "{text}" a month or day is half known. '
            'Write XX for the whole of it, as in "1939-05-XX".'
        )


def _check_season_has_no_day(text: str, day: str | None) -> None:
    if day is not None:
        raise EdtfError(f'"{text}" gives a season a day. A season stands alone, as in "1939-21".')


def _parse_in_month(written: _Written, year: int, month: int, day: str | None) -> Date:
    if day is None:
        return written.date(Precision.MONTH, year, month=month)
    if day == "XX":
        return written.date(Precision.SOME_DAY_IN_MONTH, year, month=month)
    number = _day(written, year, month, day)
    return written.date(Precision.DAY, year, month=month, day=number)


def _day(written: _Written, year: int, month: int, digits: str) -> int:
    _check_not_half_known(written.text, digits)
    length = bounds.days_in_month(year, month, written.calendar)
    if 1 <= int(digits) <= length:
        return int(digits)
    in_month = written.text[: written.text.rindex("-")]
    raise EdtfError(
        f'"{written.text}" is not a day that exists. '
        f'That month has the days "{in_month}-01" to "{in_month}-{length}".'
        + _julian_hint(year, month, digits)
    )


def _julian_hint(year: int, month: int, digits: str) -> str:
    """Point at the calendar where it is what was forgotten: 29 February 1900 was a day there."""
    length = bounds.days_in_month(year, month, Calendar.JULIAN)
    return " The Julian calendar has this day." if 1 <= int(digits) <= length else ""

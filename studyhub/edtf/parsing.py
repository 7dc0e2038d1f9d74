"""From EDTF text to values, strictly: what is not clearly right is refused with a reason.

Not taken though EDTF has it: times of day, level 2 (sets, seasons by hemisphere, exponents, doubt
about a part of a date, ``1XXX``), and intervals that name no date at all.
"""

import re
from typing import Final

from studyhub.edtf import bounds
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

# Mistakes that people make, in the order in which they are looked for. Each was refused already.
_USUAL_MISTAKES: Final = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r".*\..*", 'Dots only stand for an open end of an interval, as in "1939-05-01/..".'),
        (
            r".*[~?%].*",
            "The signs ~ (about), ? (possibly) and % (both) stand once, at the end of a date, "
            'as in "1919?" or "1918~/1920".',
        ),
        (r"[0-9]{8}", 'Put hyphens between year, month and day, as in "1939-05-01".'),
        (
            r"-?[0-9]{5,}.*",
            'A year has four digits; a longer one stands alone and begins with Y, as in "Y-12000".',
        ),
        (
            r"-?[0-9]{4}-[0-9]{4}",
            'A slash stands between the two ends of an interval, as in "1918/1920".',
        ),
        (
            r"-?[0-9]{4}-[0-9]{1,2}(-[0-9])?",
            'Month and day have two digits each, as in "1939-05-01".',
        ),
        (r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", 'The year comes first, as in "1939-05-01".'),
        (
            r"-?[0-9X]{1,3}(-.*)?",
            'A year has four digits, as in "0490" for 490 CE or "-0489" for 490 BCE; '
            "both sides of an interval are written in full.",
        ),
    )
)


class EdtfError(ValueError):
    """Carries one or two sentences for the person who typed the date, with an example."""


def parse(text: str) -> Date | Interval:
    """Any string whatever gives a value or an EdtfError, in bounded time."""
    _check_length(text)
    _check_characters(text)
    if "/" in text:
        return _parse_interval(text)
    return _parse_date(text)


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
        raise EdtfError(_about_character(found.group()))


def _about_character(character: str) -> str:
    if character.isspace():
        return 'A date has no spaces, before, inside or after it. Write it as in "1939-05-01".'
    if character == "x":
        return 'A digit that nobody knows is a capital X, as in "192X".'
    if character in "T:":
        return 'A date has no time of day. Write the day alone, as in "1939-05-01".'
    return (
        f"The character {_shown(character)} cannot stand in a date. "
        'Use the digits 0 to 9 and plain hyphens, as in "1939-05-01" or "1918/1920".'
    )


def _shown(character: str) -> str:
    """Control characters and lone surrogates as U+0000, so that the sentence can be printed."""
    return f'"{character}"' if character.isprintable() else f"U+{ord(character):04X}"


def _parse_interval(text: str) -> Interval:
    sides = text.split("/")
    if len(sides) != 2:
        raise EdtfError(
            f'"{text}" has more than one slash. An interval has two ends, as in "1918/1920".'
        )
    interval = Interval(text, *map(_parse_side, sides))
    _check_sides(interval)
    return interval


def _parse_side(text: str) -> Date | End:
    return End(text) if text in ("", "..") else _parse_date(text)


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


def _parse_date(text: str) -> Date:
    plain, qualifier = _split_qualifier(text)
    match = _DATE.fullmatch(plain)
    if not match:
        raise EdtfError(_about_form(text, plain))
    year, month, day = match.group("year", "month", "day")
    if "X" in year or "Y" in year:
        return _parse_year_alone(text, year, qualifier, has_more=month is not None)
    return _parse_parts(text, _year(year), month, day, qualifier)


def _split_qualifier(text: str) -> tuple[str, Qualifier]:
    if text[-1] in "?~%":
        return text[:-1], Qualifier(text[-1])
    return text, Qualifier.NONE


def _about_form(text: str, plain: str) -> str:
    for pattern, sentence in _USUAL_MISTAKES:
        if pattern.fullmatch(plain):
            return f'"{text}" is not written as a date. {sentence}'
    return (
        f'"{text}" is not written as a date. Write year, month and day with hyphens, '
        'as in "1939-05-01", or less of it, as in "1939-05" or "1939".'
    )


def _year(digits: str) -> int:
    if digits == "-0000":
        raise EdtfError('There is no year -0000. The year 1 BCE is "0000", and 2 BCE is "-0001".')
    return int(digits)


def _parse_year_alone(text: str, year: str, qualifier: Qualifier, *, has_more: bool) -> Date:
    """Long years and years with unknown digits, which take no month."""
    if has_more:
        raise EdtfError(
            f'In "{text}" the year "{year}" takes no month or day. '
            'Write it alone, as in "192X" or "Y-12000".'
        )
    if year.startswith("Y"):
        number = _long_year(year)
        return Date(text, Precision.YEAR, number, number, qualifier=qualifier)
    return _parse_unknown_digits(text, year, qualifier)


def _long_year(year: str) -> int:
    if not _LONG_YEAR.fullmatch(year):
        raise EdtfError(
            f'"{year}" is not a long year. After the Y come five to twelve digits, the first not '
            '0, as in "Y-12000"; a shorter year is written without Y, as in "0490".'
        )
    return int(year[1:])


def _parse_unknown_digits(text: str, year: str, qualifier: Qualifier) -> Date:
    """Year 0 is in ``000X``, not in ``-000X``: so every year is in exactly one decade."""
    if not _UNKNOWN_DIGITS.fullmatch(year):
        raise EdtfError(
            f'"{year}" leaves too much of the year unknown. Only its last digit or its last two '
            'may be X, as in "192X" for the 1920s and "19XX" for the 1900s.'
        )
    nearest, farthest = int(year.replace("X", "0")), int(year.replace("X", "9"))
    precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
    if year.startswith("-"):
        return Date(text, precision, farthest, nearest or -1, qualifier=qualifier)
    return Date(text, precision, nearest, farthest, qualifier=qualifier)


def _parse_parts(
    text: str, year: int, month: str | None, day: str | None, qualifier: Qualifier
) -> Date:
    if month is None:
        return Date(text, Precision.YEAR, year, year, qualifier=qualifier)
    if month == "XX":
        return Date(text, _within_year(text, day), year, year, qualifier=qualifier)
    number = _month(text, month)
    if number in bounds.SEASONS:
        _check_season_has_no_day(text, day)
        return Date(text, Precision.SEASON, year, year, season=number, qualifier=qualifier)
    return _parse_in_month(text, year, number, day, qualifier)


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


def _parse_in_month(
    text: str, year: int, month: int, day: str | None, qualifier: Qualifier
) -> Date:
    if day is None:
        return Date(text, Precision.MONTH, year, year, month, qualifier=qualifier)
    if day == "XX":
        precision = Precision.SOME_DAY_IN_MONTH
        return Date(text, precision, year, year, month, qualifier=qualifier)
    number = _day(text, year, month, day)
    return Date(text, Precision.DAY, year, year, month, number, qualifier=qualifier)


def _day(text: str, year: int, month: int, digits: str) -> int:
    _check_not_half_known(text, digits)
    length = bounds.days_in_month(year, month)
    if 1 <= int(digits) <= length:
        return int(digits)
    in_month = text[: text.rindex("-")]
    raise EdtfError(
        f'"{text}" is not a day that exists. '
        f'That month has the days "{in_month}-01" to "{in_month}-{length}".'
    )

"""A date in English words, for the eye, for the ear and for machines.

Decided here:

- years before 1 are BCE; years up to 999 say CE, later ones don't need it; from five digits on
  they have commas;
- ``192X`` is "the 1920s" and ``19XX`` "the 1900s". Where such a name could mean another span
  (``190X``, ``20XX``) or is not customary (BCE), the years are given, 1900 to 1909;
- a winter names both of its years: "winter 1939/1940";
- "possibly" comes first of all, "about" just before what is approximate;
- the calendar is a note and moves no day: the text is taken to be written in that calendar, but
  checked, sorted and compared as Gregorian, so that a Julian leap day such as 1900-02-29 is
  refused by ``parse``.
"""

from typing import Final, Literal

from studyhub.edtf import bounds
from studyhub.edtf.parsing import parse
from studyhub.edtf.values import Date, End, Interval, Precision, Qualifier

Calendar = Literal["gregorian", "julian"]

_DASH: Final = "\N{EN DASH}"
_CALENDAR_NOTES: Final[dict[Calendar, str]] = {"gregorian": "", "julian": " (Julian)"}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_FRAMES: Final = {
    Precision.SOME_DAY_IN_MONTH: "some day in ",
    Precision.SOME_MONTH_IN_YEAR: "some month in ",
    Precision.SOME_DAY_IN_YEAR: "some day in ",
}
_EXACT: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def wording(value: Date | Interval | str, calendar: Calendar = "gregorian") -> str:
    """For sighted readers, with en dashes. A text that is not EDTF raises EdtfError."""
    value = _value(value)
    said = _interval(value) if isinstance(value, Interval) else _date(value)
    return said + _CALENDAR_NOTES[calendar]


def spoken(value: Date | Interval | str, calendar: Calendar = "gregorian") -> str:
    """For screen readers, which skip or spell out dashes and slashes.

    Wordings hold these signs for nothing else, so replacing them is exact.
    """
    said = wording(value, calendar)
    return said.replace(f" {_DASH} ", " to ").replace(_DASH, " to ").replace("/", " into ")


def machine(value: Date | Interval | str, calendar: Calendar = "gregorian") -> str:
    """For ``<time datetime>``, or "" where HTML has no form for it.

    HTML knows exact Gregorian days, months and years from 1 on: no doubt, no spans, no seasons.
    """
    value = _value(value)
    if isinstance(value, Interval) or calendar != "gregorian":
        return ""
    if value.year < 1 or value.precision not in _EXACT or _is_qualified(value):
        return ""
    return value.text.removeprefix("Y")


def _value(value: Date | Interval | str) -> Date | Interval:
    return parse(value) if isinstance(value, str) else value


def _is_qualified(date: Date) -> bool:
    return date.qualifier is not Qualifier.NONE


def _date(date: Date, *, after: str = "", beside: bool = False) -> str:
    """``after`` is "from " or "until "; ``beside`` another date no span of years is dashed."""
    possibly = "possibly " if date.qualifier.is_uncertain else ""
    about = "about " if date.qualifier.is_approximate else ""
    frame = _FRAMES.get(date.precision, "")
    return possibly + after + frame + about + _core(date, beside=beside)


def _core(date: Date, *, beside: bool) -> str:
    if date.precision in (Precision.DECADE, Precision.CENTURY):
        return _years_together(date, beside=beside)
    return f"{_within_year(date)} {_year_of(date)}".lstrip()


def _within_year(date: Date) -> str:
    if date.season:
        return _SEASONS[date.season]
    month = _MONTHS[date.month - 1] if date.month else ""
    return f"{date.day} {month}" if date.day else month


def _year_of(date: Date) -> str:
    if date.season == bounds.WINTER:
        return _year_span(date.year, date.year + 1, "/")
    return _year(date.year)


def _years_together(date: Date, *, beside: bool) -> str:
    if _has_a_name(date):
        return f"the {date.year}s{_era(date.year)}"
    if beside:
        first, last = _year_pair(date.year, date.last_year)
        return f"between {first} and {last}"
    return _year_span(date.year, date.last_year, _DASH)


def _has_a_name(date: Date) -> bool:
    """Not 1900 for a decade nor 2000 for a century: "the 1900s" and "the 2000s" mean more."""
    longer = 100 if date.precision is Precision.DECADE else 1000
    return date.year > 0 and date.year % longer != 0


def _year(year: int) -> str:
    return _count(year) + _era(year)


def _count(year: int) -> str:
    """Return the number without its era; astronomical year 0 is counted 1, -1 is counted 2."""
    number = year if year > 0 else 1 - year
    return f"{number:,}" if number > 9999 else str(number)


def _era(year: int) -> str:
    if year < 1:
        return " BCE"
    return " CE" if year < 1000 else ""


def _year_pair(first: int, last: int) -> tuple[str, str]:
    """Say the era once where it is the same."""
    if (first < 1) != (last < 1):
        return _year(first), _year(last)
    return _count(first), _count(last) + _era(first)


def _year_span(first: int, last: int, sign: str) -> str:
    return _join(*_year_pair(first, last), sign=sign, spaced=(first < 1) != (last < 1))


def _join(first: str, last: str, *, spaced: bool, sign: str = _DASH) -> str:
    """Join both sides; a slash is never spaced: "winter 1 BCE/1 CE"."""
    return f"{first} {sign} {last}" if spaced and sign == _DASH else f"{first}{sign}{last}"


def _interval(interval: Interval) -> str:
    start, end = interval.start, interval.end
    if isinstance(start, Date) and isinstance(end, Date):
        return _from_to(start, end)
    if isinstance(start, Date):
        return _date(start, after="from ", beside=True) + _end_note("end", end)
    if isinstance(end, Date):
        return _date(end, after="until ", beside=True) + _end_note("start", start)
    raise ValueError("An interval without any date; parse makes none.")


def _end_note(side: str, end: Date | End) -> str:
    """Open needs no word; unknown does, or it would read as still going on."""
    return f", {side} unknown" if end is End.UNKNOWN else ""


def _from_to(start: Date, end: Date) -> str:
    if start == end:
        return _date(start)
    if _is_plain_year(start) and _is_plain_year(end):
        return _year_span(start.year, end.year, _DASH)
    if start.year == end.year and _can_share_year(start) and _can_share_year(end):
        return f"{_inside_one_year(start, end)} {_year(end.year)}"
    first, last = _date(start, beside=True), _date(end, beside=True)
    return _join(first, last, spaced=" " in first + last)


def _is_plain_year(date: Date) -> bool:
    return date.precision is Precision.YEAR and not _is_qualified(date)


def _can_share_year(date: Date) -> bool:
    """Not a winter, which has two, and not a date in doubt, whose doubt would seem to be shared."""
    named = date.precision in (Precision.DAY, Precision.MONTH, Precision.SEASON)
    return named and date.season != bounds.WINTER and not _is_qualified(date)


def _inside_one_year(start: Date, end: Date) -> str:
    if start.day and end.day and start.month == end.month:
        return f"{start.day}{_DASH}{_within_year(end)}"
    first, last = _within_year(start), _within_year(end)
    return _join(first, last, spaced=" " in first + last)

"""A date in words, for the eye, for the ear and for machines.

Decided here, for every language; the words are in ``languages``:

- "possibly" comes first of all, "about" just before what is approximate, unless a language puts
  them elsewhere;
- the two ends of an interval say once what they share: "2-6 March 1919";
- a date in the Julian calendar says so: "15 March 44 BCE (Julian)".

Names of days, eras and decades: see ``naming``.
"""

from typing import NamedTuple

from studyhub.edtf import bounds
from studyhub.edtf.bounds import Calendar
from studyhub.edtf.languages import LANGUAGES, Language, Name, Role
from studyhub.edtf.naming import SOME, Namer, Years, are_of_two_eras
from studyhub.edtf.parsing import parse
from studyhub.edtf.values import Date, End, Interval, Precision, Qualifier

_EXACT = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def wording(value: Date | Interval | str, calendar: str | None = None, language: str = "en") -> str:
    """For sighted readers, with en dashes. A text that is not EDTF raises EdtfError.

    ``calendar`` is that of a text; a value knows its own. ``language`` is a key of LANGUAGES.
    """
    return _Teller(LANGUAGES[language], is_aloud=False).said(_value(value, calendar))


def spoken(value: Date | Interval | str, calendar: str | None = None, language: str = "en") -> str:
    """For screen readers, which skip or spell out dashes, slashes and abbreviations."""
    return _Teller(LANGUAGES[language], is_aloud=True).said(_value(value, calendar))


def machine(value: Date | Interval | str, calendar: str | None = None) -> str:
    """For ``<time datetime>``, or "" where HTML has no form for it.

    HTML knows exact Gregorian days, months and years from 1 on: no doubt, no spans, no seasons.
    """
    value = _value(value, calendar)
    if isinstance(value, Interval) or value.calendar is not Calendar.GREGORIAN:
        return ""
    if value.year < 1 or value.precision not in _EXACT or _is_qualified(value):
        return ""
    return value.text.removeprefix("Y")


def year_wording(year: int, language: str = "en") -> str:
    """Return an astronomical year as it stands in a date: -403 is "404 BCE"."""
    table = LANGUAGES[language]
    return Namer(table, table.written).year(year)


def _value(value: Date | Interval | str, calendar: str | None) -> Date | Interval:
    """Read a text, and read again what was read in another calendar than is asked for."""
    if isinstance(value, str):
        return parse(value, calendar or Calendar.GREGORIAN)
    if calendar is None or calendar == value.calendar:
        return value
    return parse(value.text, calendar)


def _is_qualified(date: Date) -> bool:
    return date.qualifier is not Qualifier.NONE


class _Pair(NamedTuple):
    """Both ends of an interval, shortened; ``is_wide`` asks for spaces about the dash."""

    first: Name
    last: Name
    is_wide: bool


class _Teller:
    """Says dates in one language, for the eye or for the ear."""

    def __init__(self, language: Language, *, is_aloud: bool) -> None:
        self.language, self.is_aloud = language, is_aloud
        self.signs = language.aloud if is_aloud else language.written
        self.namer = Namer(language, self.signs)

    def said(self, value: Date | Interval) -> str:
        """Return the whole of it, with a note on its calendar."""
        words = self._interval(value) if isinstance(value, Interval) else self._date(value)
        return words + (self.language.julian if value.calendar is Calendar.JULIAN else "")

    def _date(self, date: Date, role: Role = "alone", *, years: Years = "dashed") -> str:
        possibly = date.qualifier.is_uncertain
        about = date.qualifier.is_approximate and date.precision not in SOME
        if role == "alone" and (about or possibly):
            role = "about" if about else "doubted"
        name = self.namer.name(date, years=years)
        return self.language.phrase(role, name, possibly=possibly, about=about)

    def _interval(self, interval: Interval) -> str:
        start, end = interval.start, interval.end
        if isinstance(start, Date) and isinstance(end, Date):
            return self._date(start) if start == end else self._from_to(start, end)
        if isinstance(start, Date):
            note = self.language.end_unknown if end is End.UNKNOWN else ""
            return self._date(start, "from", years="some") + note
        if isinstance(end, Date):
            note = self.language.start_unknown if start is End.UNKNOWN else ""
            return self._date(end, "until", years="some") + note
        raise ValueError("An interval without any date; parse makes none.")

    def _from_to(self, start: Date, end: Date) -> str:
        pair = self._shortened(start, end)
        if self.is_aloud:
            return self._from_to_aloud(start, end, pair)
        if pair:
            return self.namer.dashed(pair.first.words, pair.last.words, is_wide=pair.is_wide)
        first, last = self._date(start, years="between"), self._date(end, years="between")
        return self.namer.dashed(first, last, is_wide=" " in first + last)

    def _from_to_aloud(self, start: Date, end: Date, pair: _Pair | None) -> str:
        if pair:
            first = self.language.phrase("start", pair.first)
            return f"{first} {self.language.phrase('end', pair.last)}"
        first = self._date(start, "start", years="some")
        return f"{first} {self._date(end, 'end', years='some')}"

    def _shortened(self, start: Date, end: Date) -> _Pair | None:
        """Return the ends where they share an era or a year; elsewhere each says its own."""
        if _is_plain_year(start) and _is_plain_year(end):
            first, last = self.namer.year_pair(start.year, end.year)
            is_wide = are_of_two_eras(start.year, end.year)
            return _Pair(Name("year", first), Name("year", last), is_wide)
        if start.year == end.year and _can_share_year(start) and _can_share_year(end):
            return self._inside_one_year(start, end)
        return None

    def _inside_one_year(self, start: Date, end: Date) -> _Pair:
        first, last = self.namer.part_of_year(start), self.namer.part_of_year(end)
        whole = self.namer.with_year(last, self.namer.year(end.year))
        if start.day and end.day and start.month == end.month:
            return _Pair(self.namer.day(start.day), whole, is_wide=False)
        return _Pair(first, whole, is_wide=" " in first.words + last.words)


def _is_plain_year(date: Date) -> bool:
    return date.precision is Precision.YEAR and not _is_qualified(date)


def _can_share_year(date: Date) -> bool:
    """Not a winter, which has two, and not a date in doubt, whose doubt would seem to be shared."""
    named = date.precision in (Precision.DAY, Precision.MONTH, Precision.SEASON)
    return named and date.season != bounds.WINTER and not _is_qualified(date)

"""What an event's date comes to: its bounds for sorting, and its meaning in words."""

from dataclasses import dataclass

from lessons.enums import Calendar
from studyhub import edtf
from studyhub.access.refusal import Refusal
from studyhub.edtf.days import date_of_day


@dataclass(frozen=True)
class Meaning:
    """A date in words. ``span`` tells between which days it lies; empty where it is one day."""

    words: str
    spoken: str
    span: str


def bounds_of(date: str, calendar: str) -> tuple[int, int]:
    """Return the first and the last possible day. A text that is no date raises ``Refusal``."""
    value = read_date(date, calendar)
    return value.first_day, value.last_day


def read_date(date: str, calendar: str) -> edtf.Date | edtf.Interval:
    """Return the value of an EDTF text, or raise ``Refusal`` with the sentence of ``edtf``."""
    if calendar not in Calendar.values:
        raise Refusal("Choose the Gregorian or the Julian calendar.", code="calendar")
    try:
        return edtf.parse(date, calendar)
    except edtf.EdtfError as error:
        raise Refusal(str(error), code="date") from None


def words_of(date: str, calendar: str) -> str:
    """Return a stored date as it stands on the timeline."""
    return edtf.wording(read_date(date, calendar))


def meaning_of(date: str, calendar: str) -> Meaning:
    """Return what a typed date means, for the person who types it. Refuses what is no date."""
    value = read_date(date, calendar)
    return Meaning(
        words=edtf.wording(value),
        spoken=edtf.spoken(value),
        span=_span(value),
    )


def _span(value: edtf.Date | edtf.Interval) -> str:
    first, last = value.first_day, value.last_day
    if first == last:
        return ""
    if last == edtf.NO_LAST_DAY:
        return f"{_day(first)} or later"
    if first == edtf.NO_FIRST_DAY:
        return f"{_day(last)} or earlier"
    return f"{_day(first)} to {_day(last)}"


def _day(number: int) -> str:
    return edtf.wording(date_of_day(number))

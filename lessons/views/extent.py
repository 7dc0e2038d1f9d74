"""Where an event lies on the axis, for the script that draws the timeline."""

from dataclasses import dataclass
from typing import Final

from studyhub import edtf

_IN_DOUBT: Final = frozenset(
    {
        edtf.Precision.DECADE,
        edtf.Precision.CENTURY,
        edtf.Precision.SOME_DAY_IN_MONTH,
        edtf.Precision.SOME_MONTH_IN_YEAR,
        edtf.Precision.SOME_DAY_IN_YEAR,
    }
)


@dataclass(frozen=True)
class Extent:
    """First and last day numbers, as texts for attributes, and how sure either end is.

    A number is empty where that end has none. ``start`` and ``end`` are empty for an end that is
    sure, else "soft" (about, possibly, digits unknown), "open" or "unknown". Day numbers are safe
    integers in JavaScript, and no ``Date`` of it ever sees them.
    """

    first: str
    last: str
    start: str
    end: str


def extent_of(date: edtf.Date | edtf.Interval) -> Extent:
    """Return the extent of a date; of an interval each end for itself."""
    start, end = (date.start, date.end) if isinstance(date, edtf.Interval) else (date, date)
    return Extent(
        first="" if isinstance(start, edtf.End) else str(start.first_day),
        last="" if isinstance(end, edtf.End) else str(end.last_day),
        start=_doubt(start),
        end=_doubt(end),
    )


def _doubt(end: edtf.Date | edtf.End) -> str:
    if isinstance(end, edtf.End):
        return "open" if end is edtf.End.OPEN else "unknown"
    is_soft = end.qualifier is not edtf.Qualifier.NONE or end.precision in _IN_DOUBT
    return "soft" if is_soft else ""

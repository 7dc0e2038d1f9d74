"""What an EDTF text says, as immutable values. Only ``parse`` makes and checks them."""

from dataclasses import dataclass
from enum import Enum

from studyhub.edtf import bounds
from studyhub.edtf.bounds import Calendar


class Precision(Enum):
    """How exactly a Date is known. ``SOME_...`` are the forms with ``XX`` for month or day."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SOME_DAY_IN_MONTH = "some day in a month"
    SOME_MONTH_IN_YEAR = "some month in a year"
    SOME_DAY_IN_YEAR = "some day in a year"


class Qualifier(Enum):
    """The last sign of a Date; it speaks of the whole of it."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    @property
    def is_uncertain(self) -> bool:
        """Tell whether the date is doubted (``?`` or ``%``)."""
        return self in (Qualifier.UNCERTAIN, Qualifier.BOTH)

    @property
    def is_approximate(self) -> bool:
        """Tell whether the date is about right (``~`` or ``%``)."""
        return self in (Qualifier.APPROXIMATE, Qualifier.BOTH)


class End(Enum):
    """The side of an Interval that names no date. Both mean "no bound" when days are compared."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Date:
    """``year`` and ``last_year`` differ for decades and centuries only.

    A season keeps its EDTF number, 21 to 24, in ``season``, and has no month. All of these are
    numbers of ``calendar``; day numbers are the same in all.
    """

    text: str
    precision: Precision
    year: int
    last_year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    qualifier: Qualifier = Qualifier.NONE
    calendar: Calendar = Calendar.GREGORIAN

    @property
    def first_day(self) -> int:
        """Return the number of the first possible day."""
        if self.season:
            return bounds.season_bounds(self.year, self.season, self.calendar)[0]
        return bounds.day_number(self.year, self.month or 1, self.day or 1, self.calendar)

    @property
    def last_day(self) -> int:
        """Return the number of the last possible day."""
        if self.season:
            return bounds.season_bounds(self.year, self.season, self.calendar)[1]
        if self.day:
            return self.first_day
        return bounds.last_of_month(self.last_year, self.month or 12, self.calendar)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Interval:
    """At least one side is a Date. Both are in one calendar."""

    text: str
    start: Date | End
    end: Date | End
    calendar: Calendar = Calendar.GREGORIAN

    @property
    def first_day(self) -> int:
        """``NO_FIRST_DAY`` where the start is open or unknown."""
        return bounds.NO_FIRST_DAY if isinstance(self.start, End) else self.start.first_day

    @property
    def last_day(self) -> int:
        """``NO_LAST_DAY`` where the end is open or unknown."""
        return bounds.NO_LAST_DAY if isinstance(self.end, End) else self.end.last_day

    def __str__(self) -> str:
        return self.text


def overlaps(a: Date | Interval, b: Date | Interval) -> bool:
    """Whether they may have a day in common, going by first and last possible days.

    The same test in a query is ``first_day__lte=b.last_day, last_day__gte=b.first_day``.
    """
    return a.first_day <= b.last_day and b.first_day <= a.last_day

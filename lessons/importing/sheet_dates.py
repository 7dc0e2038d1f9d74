"""Dates as a table has them, in Year, Month and Day, to and from EDTF.

A table counts years as people do: -490 is 490 BCE, 1 follows -1, and there is no year 0.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lessons.importing.sheet_columns import END, START
from studyhub import edtf
from studyhub.edtf.values import Precision

_NUMBER = re.compile(r"(-?[0-9]{1,12})(?:\.0+)?")
_MOST_DIGITS = 9999
Parts = tuple[int | None, int | None, int | None]
NOTHING: Parts = (None, None, None)


class SheetDateError(ValueError):
    """The cells are no date; ``str()`` is a sentence."""


@dataclass(frozen=True)
class DateCells:
    """The six cells of a row, as numbers; ``end`` is empty for what is not a span."""

    start: Parts
    end: Parts = NOTHING

    @classmethod
    def read(cls, cells: Mapping[str, str]) -> "DateCells":
        """Read the cells by column; raises ``SheetDateError`` at what is no whole number."""
        start, end = (
            tuple(_number(name, cells.get(name, "")) for name in names) for names in (START, END)
        )
        return cls(start, end)  # type: ignore[arg-type]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands there."""
        return self.start == NOTHING and self.end == NOTHING


def cells_of(value: edtf.Date | edtf.Interval) -> DateCells:
    """Return the cells of a date: its first and, if that differs, its last part.

    What EDTF says besides - doubt, open ends - stands in the EDTF column alone.
    """
    if isinstance(value, edtf.Date):
        first, last = _first(value), _last(value)
        return DateCells(first, NOTHING if first == last else last)
    named = [end for end in (value.start, value.end) if isinstance(end, edtf.Date)]
    return DateCells(_first(named[0]), _last(named[1]) if named[1:] else NOTHING)


def edtf_of(cells: DateCells) -> str:
    """Return the EDTF text of the cells; whether there is such a day is not asked here.

    Raises ``SheetDateError`` where a part is missing.
    """
    start = _text(cells.start, "Year")
    if cells.end in (NOTHING, cells.start):
        return start
    return f"{start}/{_text(cells.end, 'End Year')}"


def _number(name: str, cell: str) -> int | None:
    typed = re.sub(r"[\s,]", "", cell)
    if not typed:
        return None
    found = _NUMBER.fullmatch(typed)
    if not found:
        raise SheetDateError(f"{name} is no whole number: “{cell[:40]}”.")
    return int(found.group(1))


def _text(parts: Parts, name: str) -> str:
    year, month, day = parts
    if year is None:
        raise SheetDateError(f"{name} is empty, so there is no date.")
    if year == 0:
        raise SheetDateError("There is no year 0: the year before 1 is -1, which is 1 BCE.")
    if month is None and day is not None:
        raise SheetDateError("There is a day without a month.")
    rest = [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join([_year_text(year if year > 0 else year + 1), *rest])


def _year_text(year: int) -> str:
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}" if abs(year) <= _MOST_DIGITS else f"Y{year}"


def _first(date: edtf.Date) -> Parts:
    month = date.month
    if date.precision is Precision.SEASON and date.season is not None:
        month = 3 * (date.season - 20)
    return _counted(date.year), month, date.day


def _last(date: edtf.Date) -> Parts:
    year, month = date.last_year, date.month
    if date.precision is Precision.SEASON and date.season is not None:
        first = 3 * (date.season - 20)
        year, month = (year, first + 2) if first < 12 else (year + 1, 2)  # noqa: PLR2004  (months)
    return _counted(year), month, date.day


def _counted(year: int) -> int:
    return year if year > 0 else year - 1

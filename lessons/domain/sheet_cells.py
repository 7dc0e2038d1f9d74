"""What a row of a table says of an event, told in the lesson's own themes, places and sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lessons.domain.dates import read_date
from lessons.domain.event_content import EventContent, Known
from lessons.enums import Calendar
from lessons.importing.pack import SourceUse
from lessons.importing.sheet_columns import split_list
from lessons.importing.sheet_dates import DateCells, SheetDateError, cells_of, edtf_of
from lessons.importing.sheet_reading import SheetRow
from studyhub.access.refusal import Refusal

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})


class RowFault(ValueError):
    """A row cannot be taken; ``str()`` is the sentence for its line."""


@dataclass(frozen=True)
class Defaults:
    """What the teacher chose for rows that name no theme, or no source. Keys; empty for none."""

    theme: str = ""
    source: str = ""


class RowReader:
    """Reads rows against one lesson. ``note`` takes a line and a remark about it."""

    def __init__(self, known: Known, defaults: Defaults, note: Callable[[int, str], None]) -> None:
        self.known, self.defaults, self.note = known, defaults, note

    def content_of(self, row: SheetRow, before: EventContent | None) -> EventContent:
        """Return what the row makes of an event, unchecked. Raises ``RowFault``.

        ``before`` is what is stored of it, which stands wherever the row has no such column.
        """
        cells, was = row.cells, before or EventContent("", "", "")
        calendar = self._calendar(cells, was)
        return EventContent(
            date=self._date(row, was, calendar),
            title=cells.get("Headline", was.title),
            summary=cells.get("Text", was.summary),
            calendar=calendar,
            place=cells.get("Place", was.place),
            people=tuple(split_list(cells["People"])) if "People" in cells else was.people,
            themes=self._themes(row, was),
            anchors=self._anchors(cells, was),
            sources=self._sources(cells, was),
            note=cells.get("Note", was.note),
            is_context=self._context(cells, was),
        )

    def _date(self, row: SheetRow, was: EventContent, calendar: str) -> str:
        """EDTF wins over the columns for year, month and day; where they differ, it is said."""
        typed = row.cells.get("EDTF", "")
        try:
            parts = DateCells.read(row.cells)
            if not typed and not parts.is_empty:
                return edtf_of(parts)
        except SheetDateError as error:
            if not typed:
                raise RowFault(str(error)) from None
            self.note(row.line, f"EDTF counts. {error}")
            return typed
        if typed:
            self._compare(row.line, typed, calendar, parts)
            return typed
        if "EDTF" in row.cells or "Year" in row.cells:
            raise RowFault("There is no date, neither in EDTF nor in Year.")
        return was.date

    def _compare(self, line: int, typed: str, calendar: str, parts: DateCells) -> None:
        try:
            meant = cells_of(read_date(typed, calendar))
        except Refusal as refusal:
            hint = " A spreadsheet may have rewritten it: empty the cell, and Year counts."
            raise RowFault(f"EDTF: {refusal}{'' if parts.is_empty else hint}") from None
        if not parts.is_empty and parts != meant:
            self.note(line, f"EDTF counts: it says {typed}, and Year and the rest another date.")

    def _calendar(self, cells: Mapping[str, str], was: EventContent) -> str:
        if "Calendar" not in cells:
            return was.calendar
        typed = cells["Calendar"]
        if typed and typed.casefold() not in Calendar.values:
            raise RowFault(f"Calendar: “{typed[:40]}” is neither Gregorian nor Julian.")
        return typed.casefold() or Calendar.GREGORIAN.value

    def _context(self, cells: Mapping[str, str], was: EventContent) -> bool:
        if "Context" not in cells:
            return was.is_context
        typed = cells["Context"]
        if typed.casefold() not in _YES | _NO:
            raise RowFault(f"Context: write yes, or leave it empty, not “{typed[:40]}”.")
        return typed.casefold() in _YES

    def _themes(self, row: SheetRow, was: EventContent) -> tuple[str, ...]:
        """Read keys or titles; TimelineJS's Group stands in where no theme is named."""
        named = split_list(row.cells.get("Themes", ""))
        if named:
            return tuple(self._theme(name) for name in named)
        if "Themes" not in row.cells and was.themes:
            return was.themes
        if row.cells.get("Group"):
            return self._grouped(row.line, row.cells["Group"])
        return self._default_themes

    def _theme(self, name: str) -> str:
        key = self._theme_key(name)
        if key is None:
            raise RowFault(f"Themes: there is no theme “{name[:80]}” in this lesson.")
        return key

    def _grouped(self, line: int, name: str) -> tuple[str, ...]:
        key = self._theme_key(name)
        if key is not None:
            return (key,)
        if self.known.themes and not self.defaults.theme:
            raise RowFault(f"Group: there is no theme “{name[:80]}” in this lesson.")
        self.note(line, f"The group “{name[:80]}” is no theme of this lesson, so it is left out.")
        return self._default_themes

    @property
    def _default_themes(self) -> tuple[str, ...]:
        return (self.defaults.theme,) if self.defaults.theme else ()

    def _theme_key(self, name: str) -> str | None:
        return name if name in self.known.themes else self._themes_by_title.get(name.casefold())

    @cached_property
    def _themes_by_title(self) -> dict[str, str]:
        return {title.casefold(): key for key, title in self.known.themes.items()}

    def _anchors(self, cells: Mapping[str, str], was: EventContent) -> tuple[str, ...]:
        """Read places by name (s6-3), or by the number they have on the screen (6.3)."""
        if "Paragraphs" not in cells:
            return was.anchors
        return tuple(self._anchor(name) for name in split_list(cells["Paragraphs"]))

    def _anchor(self, name: str) -> str:
        if name in self.known.anchors:
            return name
        anchor = self.known.by_label.get(name)
        if anchor is None:
            raise RowFault(f"Paragraphs: there is no paragraph “{name[:40]}” in this lesson.")
        return anchor

    def _sources(self, cells: Mapping[str, str], was: EventContent) -> tuple[SourceUse, ...]:
        """Read keys with a place after a comma: ``ARCH-1, p. 4``; or whole titles."""
        if "Sources" not in cells and was.sources:
            return was.sources
        named = split_list(cells.get("Sources", ""))
        if named:
            return tuple(self._use(name) for name in named)
        return (SourceUse(self.defaults.source, ""),) if self.defaults.source else ()

    def _use(self, name: str) -> SourceUse:
        key, _comma, locator = (part.strip() for part in name.partition(","))
        if key in self.known.sources:
            return SourceUse(key, locator)
        titled = self._sources_by_title.get(name.casefold())
        if titled is None:
            raise RowFault(f"Sources: there is no source “{key[:60]}” in this lesson.")
        return SourceUse(titled, "")

    @cached_property
    def _sources_by_title(self) -> dict[str, str]:
        return {source.title.casefold(): key for key, source in self.known.sources.items()}

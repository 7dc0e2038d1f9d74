"""Hold a table against a lesson: what would be added, changed, left as it is. Writes nothing.

A row is the event with its Id or, without one, the event of the same headline and date. A column
that the table does not have changes nothing; an event that no row speaks of stays.
"""

from dataclasses import dataclass, field
from functools import cached_property

from lessons.domain.dates import words_of
from lessons.domain.event_content import (
    EventContent,
    Known,
    as_json,
    checked_content,
    differences,
    stored_contents,
)
from lessons.domain.events import check_room
from lessons.domain.keys import free_key
from lessons.domain.sheet_cells import Defaults, RowFault, RowReader
from lessons.importing.digest import digest_of
from lessons.importing.shape import SLUG, limit
from lessons.importing.sheet_reading import Sheet, SheetFinding, SheetRow
from lessons.models import Lesson, TimelineEvent
from studyhub.access.refusal import Refusal

_Sameness = tuple[str, str, str]
_COLUMN_OF = {
    "date": "Date", "calendar": "Calendar", "title": "Headline", "summary": "Text",
    "place": "Place", "people": "People", "themes": "Themes", "anchors": "Paragraphs",
    "sources": "Sources", "note": "Note",
}  # fmt: skip


@dataclass(frozen=True)
class PlannedRow:
    """What becomes of a row. ``before`` is None for an event that would be added."""

    line: int
    key: str
    content: EventContent
    before: EventContent | None

    @property
    def words(self) -> str:
        """Return the date in words."""
        return words_of(self.content.date, self.content.calendar)

    @cached_property
    def changed(self) -> list[str]:
        """Return the names of the fields that would change."""
        return differences(self.before, self.content) if self.before else []


@dataclass(frozen=True)
class SheetPlan:
    """All of it. ``based_on`` is the lesson's version that it was held against.

    ``left_alone`` counts the lesson's events that no row speaks of.
    """

    lesson: Lesson
    based_on: int
    rows: list[PlannedRow]
    findings: list[SheetFinding]
    left_alone: int

    @cached_property
    def added(self) -> list[PlannedRow]:
        """Return the rows that become new events."""
        return [row for row in self.rows if row.before is None]

    @cached_property
    def changed(self) -> list[PlannedRow]:
        """Return the rows that change an event."""
        return [row for row in self.rows if row.changed]

    @property
    def unchanged_count(self) -> int:
        """Count the rows that say what is stored already."""
        return len(self.rows) - len(self.added) - len(self.changed)

    @property
    def faults(self) -> list[SheetFinding]:
        """Return what must be mended before anything is written."""
        return [finding for finding in self.findings if finding.is_fault]

    @property
    def notes(self) -> list[SheetFinding]:
        """Return what is left out or changed on the way."""
        return [finding for finding in self.findings if not finding.is_fault]

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to write and nothing in the way."""
        return not self.faults and bool(self.added or self.changed)

    @property
    def token(self) -> str:
        """Return what names this plan: the same table, held against the same state."""
        rows = [[row.key, as_json(row.content)] for row in (*self.added, *self.changed)]
        return digest_of([self.lesson.pk, self.based_on, rows])


def plan_sheet(lesson: Lesson, sheet: Sheet, defaults: Defaults | None = None) -> SheetPlan:
    """Return the plan; six queries at any length."""
    planner = _Planner(lesson, sheet, defaults or Defaults())
    for row in sheet.rows:
        planner.take(row)
    planner.check_room()
    return SheetPlan(
        lesson=lesson,
        based_on=lesson.version,
        rows=planner.rows,
        findings=sorted(sheet.findings, key=lambda finding: finding.line),
        left_alone=len(planner.stored) - sum(1 for row in planner.rows if row.before),
    )


@dataclass
class _Planner:
    lesson: Lesson
    sheet: Sheet
    defaults: Defaults
    rows: list[PlannedRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = Known.of(self.lesson)
        self.stored = stored_contents(self.lesson)
        self.by_sameness: dict[_Sameness, str] = {}
        for key, content in self.stored.items():
            self.by_sameness.setdefault(_sameness(content), key)
        self.taken = set(self.stored)
        self.lines: dict[str, int] = {}
        self.same_lines: dict[_Sameness, int] = {}
        self.reader = RowReader(self.known, self.defaults, self.sheet.note)

    def take(self, row: SheetRow) -> None:
        """Plan one row; what stands in its way becomes a fault of its line."""
        try:
            self._take(row)
        except RowFault as fault:
            self.sheet.fault(row.line, str(fault))
        except Refusal as refusal:
            column = _COLUMN_OF.get(refusal.code, "")
            self.sheet.fault(row.line, f"{column}: {refusal}" if column else str(refusal))

    def check_room(self) -> None:
        """Refuse a table that would overfill the lesson."""
        try:
            check_room(len(self.stored), sum(1 for row in self.rows if row.before is None))
        except Refusal as refusal:
            self.sheet.fault(0, str(refusal))

    def _take(self, row: SheetRow) -> None:
        key = row.cells.get("Id", "")
        before = self.stored.get(key) if key else None
        content = self._content(row, before)
        if not key:
            key, content = self._without_id(row, content)
            before = self.stored.get(key)
        elif before is None:
            self._check_key(key)
        if key in self.lines:
            raise RowFault(f"Line {self.lines[key]} speaks of the same event. Take one out.")
        self.lines[key] = row.line
        self.taken.add(key)
        self.rows.append(PlannedRow(row.line, key, content, before))

    def _without_id(self, row: SheetRow, content: EventContent) -> tuple[str, EventContent]:
        """Find the event that this row means, by headline and date, or name a new one."""
        sameness = _sameness(content)
        earlier = self.same_lines.setdefault(sameness, row.line)
        if earlier != row.line:
            raise RowFault(f"The same headline and date stand on line {earlier}. Take one out.")
        if key := self.by_sameness.get(sameness):
            return key, self._content(row, self.stored[key])
        most = limit(TimelineEvent, "key")
        return free_key(content.title, taken=self.taken, most=most, otherwise="event"), content

    def _content(self, row: SheetRow, before: EventContent | None) -> EventContent:
        return checked_content(self.reader.content_of(row, before), self.known)

    def _check_key(self, key: str) -> None:
        most = limit(TimelineEvent, "key")
        if len(key) > most or not SLUG.fullmatch(key):
            raise RowFault(
                f"Id: “{key[:60]}” is none. Use small letters, digits and hyphens, {most} at most, "
                "or leave it empty."
            )


def _sameness(content: EventContent) -> _Sameness:
    return content.title.casefold(), content.date, content.calendar


__all__ = ["Defaults", "PlannedRow", "SheetPlan", "plan_sheet"]

"""The gradebook of a class: its students across its assignments, as the teacher grades them.

For staff only: no student page may import this. It tells what is graded, and apart from that
whether the student has got it back. Blank, ungraded and zero stay three things: only what is
graded whole has a percent, and what is missing counts in no sum.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from assignments.domain.names import are_hidden
from assignments.domain.overview.board import Row, board
from assignments.domain.percent import percent_of
from assignments.domain.points import points_text, sum_of
from assignments.enums import GradingState, Timeliness, Visibility
from assignments.models import Assignment
from studyhub.people.domain.grade_scale import Scale, scale_of
from studyhub.people.models import SchoolClass, User


@dataclass(frozen=True)
class Entry:
    """One student's work on one assignment. Points are less what being late costs."""

    assignment: Assignment
    row: Row
    most: Decimal
    scale: Scale
    is_by_name: bool = True

    @property
    def is_nameless(self) -> bool:
        """Tell whether it was handed in and is marked blind: then it says nothing by name."""
        return self.is_by_name and self.row.is_submitted and are_hidden(self.assignment)

    @property
    def points(self) -> Decimal | None:
        """Return the points so far; None where nothing is graded, which is not zero."""
        if self.is_nameless:
            return None
        return None if self.row.points is None else self.row.points - (self.row.points_off or 0)

    @property
    def points_text(self) -> str:
        """Return the points in words; nothing for none."""
        return points_text(self.points)

    @property
    def most_text(self) -> str:
        """Return what the assignment is worth."""
        return points_text(self.most)

    @property
    def off_text(self) -> str:
        """Return what being late costs; nothing where it costs nothing."""
        if self.is_nameless:
            return ""
        return points_text(self.row.points_off)

    @property
    def is_graded(self) -> bool:
        """Tell whether every answer that was handed in has points."""
        if self.is_nameless:
            return False
        return self.row.is_submitted and self.row.grading == GradingState.GRADED

    @property
    def percent(self) -> int | None:
        """Return whole percent of work that is graded whole."""
        return percent_of(self.points, self.most) if self.is_graded else None

    @property
    def word(self) -> str:
        """Return what the school calls this percent."""
        return self.scale.word_for(self.percent)

    @property
    def is_missing(self) -> bool:
        """Tell whether nothing was handed in although it was due."""
        return self.row.timeliness == Timeliness.MISSING

    @property
    def is_excused(self) -> bool:
        """Tell whether it need not be done, and nothing was handed in."""
        return self.row.timeliness == Timeliness.EXCUSED

    @property
    def is_late(self) -> bool:
        """Tell whether it was handed in late."""
        return self.row.timeliness == Timeliness.LATE and not self.is_nameless

    @property
    def is_on_paper(self) -> bool:
        """Tell whether what counts was taken in on paper, where that may be told."""
        counted = None if self.is_nameless else self.row.position.counted
        return counted is not None and counted.on_paper_by_id is not None

    @property
    def _typed(self):
        silent = self.is_nameless or self.is_on_paper
        return None if silent else self.row.position.counted

    @property
    def blank(self) -> int:
        """Count the answers handed in without a word."""
        counted = self._typed
        return counted.leaves - counted.begun if counted else 0

    @property
    def is_all_blank(self) -> bool:
        """Tell whether it was handed in without any word."""
        counted = self._typed
        return counted is not None and not counted.begun

    @property
    def state_words(self) -> str:
        """Say how far it is: of work that was handed in, how far its grading."""
        row = self.row
        if self.is_nameless:
            return "Hidden while marked blind"
        if not row.is_submitted:
            if self.is_missing or self.is_excused:
                return row.timeliness.label
            return row.state.label
        if row.grading == GradingState.IN_GRADING:
            return f"In grading, {row.graded} of {row.to_grade}"
        return row.grading.label

    @property
    def visibility_words(self) -> str:
        """Say what the student has of it; nothing where there is nothing to have."""
        row = self.row
        if self.is_nameless:
            return ""
        if row.visibility == Visibility.RETRACTED:
            return "Taken back"
        if row.is_returned:
            return "Returned before, changed since" if row.is_changed else "Returned"
        return "Not returned" if row.graded else ""

    @property
    def is_hidden(self) -> bool:
        """Tell whether points stand here that the student cannot read as they stand."""
        return self.points is not None and self.visibility_words != "Returned"


@dataclass(frozen=True)
class Line:
    """A student's entries, one for each assignment; None where it was not theirs to do."""

    student: User
    is_enrolled: bool
    entries: Sequence[Entry | None]
    scale: Scale

    @property
    def graded(self) -> list[Entry]:
        """Return the entries that are graded whole."""
        return [entry for entry in self.entries if entry and entry.is_graded]

    @property
    def points(self) -> Decimal | None:
        """Add up what is graded whole; None for nothing."""
        return sum_of(entry.points for entry in self.graded)

    @property
    def most(self) -> Decimal:
        """Add up what the assignments that are graded whole are worth."""
        return sum((entry.most for entry in self.graded), Decimal(0))

    @property
    def points_text(self) -> str:
        """Return the sum in words; nothing for none."""
        return points_text(self.points)

    @property
    def most_text(self) -> str:
        """Return what the sum could have been."""
        return points_text(self.most)

    @property
    def percent(self) -> int | None:
        """Return whole percent of what is graded whole."""
        return percent_of(self.points, self.most)

    @property
    def word(self) -> str:
        """Return what the school calls this percent."""
        return self.scale.word_for(self.percent)

    @property
    def missing(self) -> int:
        """Count what is missing."""
        return sum(1 for entry in self.entries if entry and entry.is_missing)


@dataclass(frozen=True)
class Column:
    """An assignment and what it is worth."""

    assignment: Assignment
    most: Decimal

    @property
    def most_text(self) -> str:
        """Return what it is worth."""
        return points_text(self.most)


@dataclass(frozen=True)
class Gradebook:
    """Lines in class order, columns by opening."""

    school_class: SchoolClass
    columns: Sequence[Column]
    lines: Sequence[Line]
    scale: Scale

    def line_of(self, student_id: str) -> Line | None:
        """Return a student's line, None for whoever has none."""
        return next((line for line in self.lines if line.student.pk == student_id), None)


def gradebook(*, school_class: SchoolClass, by: User, at: datetime) -> Gradebook:
    """Return a class's gradebook, without a line for ``by``: nobody looks into their own grading.

    Eleven queries, however many students and assignments. The class must come with ``school``.
    Call ``collect_due`` first.
    """
    rows = Assignment.objects.filter(school_class=school_class)
    assignments = list(
        rows.annotate(most=Sum("asked__question__points"))
        .select_related("school_class__school")
        .order_by("opens_at", "title", "pk")
    )
    scale = scale_of(school_class.school)
    columns = [Column(row, row.most or Decimal(0)) for row in assignments]
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for assignment_id, several in board(assignments, at=at).items():
        for row in several:
            found[row.student.pk][assignment_id] = row
    found.pop(by.pk, None)
    lines = [_line(rows_of, columns, scale) for rows_of in found.values()]
    return Gradebook(school_class, columns, sorted(lines, key=_class_order), scale)


def _line(rows: dict[str, Row], columns: Sequence[Column], scale: Scale) -> Line:
    first = next(iter(rows.values()))
    entries = [
        Entry(column.assignment, rows[column.assignment.pk], column.most, scale)
        if column.assignment.pk in rows
        else None
        for column in columns
    ]
    return Line(first.student, first.is_enrolled, entries, scale)


def _class_order(line: Line) -> tuple:
    student = line.student
    return (student.family_name.casefold(), student.given_name.casefold(), student.pk)

"""Grades and comments as tables: a class's gradebook, and one assignment's.

For staff only. Ungraded is an empty cell, zero is 0, and what was handed in without a word is
counted in a column of its own. Nothing that a student wrote is in these tables.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from assignments.domain.names import are_hidden, pseudonym
from assignments.domain.overview.board import board
from assignments.domain.overview.gradebook import Entry, Gradebook, Line
from assignments.domain.points import points_text, sum_of
from assignments.domain.returning.snapshot import Snapshot, snapshots
from assignments.models import Assignment, Question, Submission
from studyhub.people.domain.grade_scale import scale_of
from studyhub.people.models import User
from studyhub.web.tables import Cell
from studyhub.web.text import is_blank
from studyhub.web.when import day_and_time

Table = list[list[Cell]]


def number(points: Decimal | None) -> Cell:
    """Return points as a number without needless decimals; None for ungraded."""
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else points


def gradebook_table(found: Gradebook) -> Table:
    """Return a gradebook: three columns for each assignment, and the sum of what is graded."""
    names: list[Cell] = ["Family name", "Given name"]
    for column in found.columns:
        title = column.assignment.title
        names += [f"{title}, points of {column.most_text}", f"{title}, state", f"{title}, percent"]
    names += ["Points graded", "Of", "Percent"]
    if found.scale.bands:
        names.append(found.scale.name or "Grade")
    return [names, *(_gradebook_row(found, line) for line in found.lines)]


def _gradebook_row(found: Gradebook, line: Line) -> list[Cell]:
    row: list[Cell] = [line.student.family_name, line.student.given_name]
    for entry in line.entries:
        row += [number(entry.points), state_of(entry), entry.percent] if entry else [None] * 3
    row += [number(line.points), number(line.most) if line.graded else None, line.percent]
    return [*row, line.word] if found.scale.bands else row


def state_of(entry: Entry) -> str:
    """Say in one cell how far it is, whether it was late, and whether it is returned."""
    parts = [entry.state_words]
    if entry.is_late:
        parts.append(f"late, {entry.off_text} off" if entry.off_text else "late")
    if entry.is_on_paper:
        parts.append("on paper")
    if entry.blank:
        parts.append("all blank" if entry.is_all_blank else f"{entry.blank} blank")
    return "; ".join([*parts, *filter(None, [entry.visibility_words.lower()])])


def grades_table(*, assignment: Assignment, by: User, at: datetime) -> Table:
    """Return an assignment's grades: a row for each student but ``by``, two columns for each leaf.

    While names are hidden, a row for each piece of work that was handed in, under its pseudonym.

    The assignment must come with ``school_class__school``. A constant number of queries.
    """
    asked = assignment.asked.select_related("question").order_by("question__position", "pk")
    leaves = [row.question for row in asked]
    most = sum_of(leaf.points for leaf in leaves) or Decimal(0)
    scale = scale_of(assignment.school_class.school)
    rows = [row for row in board([assignment], at=at)[assignment.pk] if row.student.pk != by.pk]
    if are_hidden(assignment):
        rows = sorted((row for row in rows if row.is_submitted), key=lambda row: row.work.pk)
    made = _snapshots(assignment, by, at)
    who = ["Student"] if are_hidden(assignment) else ["Family name", "Given name"]
    names: list[Cell] = [
        *who, "State", "Handed in", "Blank answers", "Points off",
        f"Points of {points_text(most)}", "Percent",
    ]  # fmt: skip
    names += [scale.name or "Grade"] if scale.bands else []
    for leaf in leaves:
        names += [f"{leaf.label}, points of {points_text(leaf.points)}", f"{leaf.label}, comment"]
    table: Table = [[*names, "Comment on the whole"]]
    for row in rows:
        entry = Entry(assignment, row, most, scale, is_by_name=not are_hidden(assignment))
        snapshot = made.get(row.work.pk) if row.work else None
        table.append([*_standing(entry), *_leaves(leaves, snapshot)])
    return table


def _snapshots(assignment: Assignment, by: User, at: datetime) -> dict[str, Snapshot]:
    work = Submission.objects.filter(assignment=assignment, counted_attempt__isnull=False)
    related = ("assignment__school_class__school", "counted_attempt")
    return snapshots(work.select_related(*related), by=by, at=at)


def _standing(entry: Entry) -> list[Cell]:
    counted = entry.row.position.counted
    zone = entry.assignment.school_class.school.zone
    received = counted.submitted_at if counted else None
    cells: list[Cell] = [
        *_who(entry),
        state_of(entry),
        day_and_time(received, zone=zone) if received else None,
        entry.blank if counted else None,
        number(entry.row.points_off),
        number(entry.points),
        entry.percent,
    ]
    return [*cells, entry.word] if entry.scale.bands else cells


def _who(entry: Entry) -> list[Cell]:
    if are_hidden(entry.assignment):
        return [pseudonym(entry.row.work)]
    return [entry.row.student.family_name, entry.row.student.given_name]


def _leaves(leaves: Sequence[Question], snapshot: Snapshot | None) -> list[Cell]:
    if snapshot is None:
        return [None] * (2 * len(leaves) + 1)
    by_label = {leaf["label"]: leaf for leaf in snapshot["leaves"]}
    cells: list[Cell] = []
    for leaf in leaves:
        found = by_label.get(leaf.label)
        points = found["points"] if found else None
        cells += [
            None if points is None else number(Decimal(points)),
            found["comment"] if found and not is_blank(found["comment"]) else None,
        ]
    return [*cells, snapshot["overall"] or None]

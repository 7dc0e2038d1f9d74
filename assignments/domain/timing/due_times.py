"""When work is due for each student: many assignments, one student or all, a constant cost.

The times themselves are weighed by ``standing``; here only the rows are fetched.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from assignments.domain.timing.allowance import allowance_from, excuses_in_force, newest_first
from assignments.domain.timing.position import Position, position
from assignments.models import Assignment, Attempt, Excuse, Extension
from studyhub.people.models import Enrollment, User


@dataclass(frozen=True)
class DueTime:
    """Where one student's work on one assignment stands, and the rows that decided it."""

    student_id: str
    position: Position
    enrollment: Enrollment
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def assignment(self) -> Assignment:
        """Return what was given."""
        return self.position.assignment


def due_times(
    assignments: QuerySet[Assignment], *, at: datetime, student: User | None = None
) -> list[DueTime]:
    """Return a row for each student who attends an assignment's class on that day.

    Ordered by assignment. Four queries, one more where anybody is excused; with
    ``student``, only theirs.
    """
    rows = list(
        assignments.select_related("school_class__school")
        .prefetch_related(Prefetch("extensions", _in_force(student), to_attr="in_force"))
        .annotate(has_excuses=Exists(_excuses(student).filter(assignment=OuterRef("pk"))))
        .order_by("pk")
    )
    attending = _attending(rows, student)
    attempts = _attempts(rows, student)
    excused = _excused(rows, student)
    return [
        _due_time(row, enrollment, attempts[row.pk, enrollment.user_id], excused, at)
        for row in rows
        for enrollment in attending[row.school_class_id]
        if _holds(enrollment, row, at)
    ]


def _in_force(student: User | None) -> QuerySet[Extension]:
    rows = Extension.objects.filter(revoked_at__isnull=True)
    return rows.filter(Q(student=student) | Q(student__isnull=True)) if student else rows


def _attending(rows: Sequence[Assignment], student: User | None) -> dict[str, list[Enrollment]]:
    """Return each student's newest enrollment in each class."""
    found = newest_first(Enrollment.objects.of_students()).filter(
        school_class__in={row.school_class_id for row in rows}
    )
    if student is not None:
        found = found.filter(user=student)
    newest: dict[tuple[str, str], Enrollment] = {}
    for enrollment in found:
        newest.setdefault((enrollment.school_class_id, enrollment.user_id), enrollment)
    by_class: dict[str, list[Enrollment]] = defaultdict(list)
    for (class_id, _user_id), enrollment in newest.items():
        by_class[class_id].append(enrollment)
    return by_class


def _holds(enrollment: Enrollment, row: Assignment, at: datetime) -> bool:
    today = row.school_class.school.day_of(at)
    return enrollment.starts_on <= today and (
        enrollment.ends_on is None or enrollment.ends_on > today
    )


_Attempts = dict[tuple[str, str], list[Attempt]]


def _attempts(rows: Sequence[Assignment], student: User | None) -> _Attempts:
    found = Attempt.objects.filter(submission__assignment__in=[row.pk for row in rows])
    if student is not None:
        found = found.filter(submission__student=student)
    by_work: _Attempts = defaultdict(list)
    for attempt in found.select_related("submission").order_by("submission", "number"):
        submission = attempt.submission
        by_work[submission.assignment_id, submission.student_id].append(attempt)
    return by_work


def _excuses(student: User | None) -> QuerySet[Excuse]:
    rows = excuses_in_force()
    return rows.filter(student=student) if student else rows


def _excused(rows: Sequence[Any], student: User | None) -> set[tuple[str, str]]:
    """Return (assignment, student) of the excuses. A query only where there are any."""
    asked = [row.pk for row in rows if row.has_excuses]
    if not asked:
        return set()
    found = _excuses(student).filter(assignment__in=asked)
    return set(found.order_by().values_list("assignment", "student"))


def _due_time(
    row,
    enrollment: Enrollment,
    attempts: list[Attempt],
    excused: set[tuple[str, str]],
    at: datetime,
) -> DueTime:
    own = [
        extension
        for extension in row.in_force
        if extension.student_id in {None, enrollment.user_id}
    ]
    return DueTime(
        student_id=enrollment.user_id,
        enrollment=enrollment,
        attempts=attempts,
        position=position(
            row,
            submission=attempts[0].submission if attempts else None,
            open_attempt=next((attempt for attempt in attempts if attempt.is_open), None),
            counted=next((attempt for attempt in reversed(attempts) if not attempt.is_open), None),
            allowance=allowance_from(
                own, enrollment, is_excused=(row.pk, enrollment.user_id) in excused
            ),
            at=at,
        ),
    )

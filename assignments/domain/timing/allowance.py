"""How much more time than the class one student has: extensions and standing accommodations.

Fetched here, weighed in ``standing``. An accommodation holds for whoever is or was a student of
the class, by the enrollment that began last: leaving the class makes no work late.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from assignments.models import Assignment, Excuse, Extension
from studyhub.people.models import Enrollment, User


@dataclass(frozen=True)
class Allowance:
    """What may lie between the assignment's due time and a student's.

    ``own_due_at`` and ``class_due_at`` are those of the extensions in force, of the student's own
    and of the whole class's. ``extra_days`` and ``extra_percent`` are the accommodation. Who
    ``is_excused`` need not do it at all.
    """

    own_due_at: datetime | None = None
    class_due_at: datetime | None = None
    extra_days: int = 0
    extra_percent: int = 0
    is_excused: bool = False


NOTHING_EXTRA = Allowance()


def allowance_for(assignment: Assignment, student: User) -> Allowance:
    """Return what a student has on an assignment. One query; three for who was never a student."""
    in_force = _in_force(assignment)
    row = (
        newest_first(Enrollment.objects.of_students())
        .filter(user=student, school_class=assignment.school_class_id)
        .annotate(
            own_due_at=Subquery(in_force.filter(student=OuterRef("user")).values("due_at")[:1]),
            class_due_at=Subquery(in_force.filter(student__isnull=True).values("due_at")[:1]),
            is_excused=Exists(
                excuses_in_force().filter(assignment=assignment, student=OuterRef("user"))
            ),
        )
        .values("own_due_at", "class_due_at", "extra_days", "extra_percent", "is_excused")
        .first()
    )
    if row:
        return Allowance(**row)
    excused = excuses_in_force().filter(assignment=assignment, student=student)
    return allowance_from(_rows_of(assignment, student), is_excused=excused.exists())


def excuses_in_force() -> QuerySet[Excuse]:
    """Return the excuses that were not taken back."""
    return Excuse.objects.filter(revoked_at__isnull=True)


def newest_first(rows: QuerySet[Enrollment]) -> QuerySet[Enrollment]:
    """Order enrollments so that the one whose accommodation holds comes first."""
    return rows.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "pk")


def _in_force(assignment: Assignment) -> QuerySet[Extension]:
    return Extension.objects.filter(assignment=assignment, revoked_at__isnull=True).order_by()


def _rows_of(assignment: Assignment, student: User) -> list[Extension]:
    rows = _in_force(assignment)
    return list(rows.filter(student=student) | rows.filter(student__isnull=True))


def allowance_from(
    extensions: Iterable[Extension],
    enrollment: Enrollment | None = None,
    *,
    is_excused: bool = False,
) -> Allowance:
    """Put together what was fetched for many: the extensions in force that bear on one student."""
    own = class_wide = None
    for row in extensions:
        if row.student_id is None:
            class_wide = row.due_at
        else:
            own = row.due_at
    return Allowance(
        own_due_at=own,
        class_due_at=class_wide,
        extra_days=enrollment.extra_days if enrollment else 0,
        extra_percent=enrollment.extra_percent if enrollment else 0,
        is_excused=is_excused,
    )

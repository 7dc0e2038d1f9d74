"""The desk of the grading tests, with an excuse for Alice."""

from __future__ import annotations

from django.utils import timezone

from assignments.domain.giving.excuse import excuse
from assignments.models import Assignment, Excuse
from studyhub.people.models import User
from tests.assignments.grading.conftest import Desk, desk, teacher

__all__ = ["desk", "teacher"]


def excused(desk: Desk, student: User, assignment: Assignment | None = None) -> Excuse:
    """Excuse a student as Tessa."""
    return excuse(
        assignment=assignment or desk.assignment,
        student=student,
        reason="At a funeral.",
        by=desk.cast.tessa,
        at=timezone.now(),
    )


def student_path(desk: Desk, student: User, name: str = "") -> str:
    """Return the address of a student's times."""
    return f"/admin/assignments/assignment/{desk.assignment.pk}/student/{student.pk}/{name}"

"""The desk of the grading tests, and ways to allocate to Asif."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from assignments.domain.giving.allocate import allocate
from assignments.models import Allocation
from tests.assignments.grading.conftest import Desk, desk, teacher
from tests.conftest import signed_in

__all__ = ["desk", "teacher"]


@pytest.fixture
def assistant(cast) -> Client:
    """Return a client signed in as Asif."""
    return signed_in(cast.asif)


def allocated(desk: Desk, labels=(), students=(), grader=None) -> list[Allocation]:
    """Allocate questions of students to Asif, as Tessa."""
    asked = desk.assignment.asked.filter(question__label__in=labels).select_related("question")
    return allocate(
        assignment=desk.assignment,
        grader=grader or desk.cast.asif,
        questions=[row.question for row in asked],
        students=list(students),
        by=desk.cast.tessa,
        at=timezone.now(),
    )


def address(desk: Desk, name: str) -> str:
    """Return an address below the assignment."""
    return f"/admin/assignments/assignment/{desk.assignment.pk}/{name}"

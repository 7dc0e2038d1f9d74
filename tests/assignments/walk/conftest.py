"""Four answers to question 1: graded and late, late, in time, and graded and in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.giving.times import extend
from assignments.models import Submission
from tests.assignments.allocation.conftest import allocated, assistant
from tests.assignments.blind.conftest import blind
from tests.assignments.grading.conftest import Desk, desk, teacher
from tests.assignments.second_look.conftest import nora, second
from tests.conftest import Cast

__all__ = ["allocated", "assistant", "blind", "desk", "four", "nora", "second", "teacher"]


@pytest.fixture
def four(desk: Desk, cast: Cast) -> list[Submission]:
    """Hand in for four students, in class order, to an assignment that was due yesterday."""
    now = timezone.now()
    desk.assignment = desk.given_again(
        opens_at=now - timedelta(days=3), due_at=now - timedelta(days=1)
    )
    people = [cast.alice, cast.bob, *desk.new_students(2)]
    for student in people[2:]:
        extend(
            assignment=desk.assignment,
            student=student,
            due_at=now + timedelta(days=1),
            reason="Was ill.",
            by=cast.tessa,
            at=now,
        )
    work = [desk.handed_in(row, {"1": f"A text of {row.given_name}."}) for row in people]
    desk.grade(work[0])
    desk.grade(work[3])
    return work

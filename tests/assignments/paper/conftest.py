"""The desk of the grading tests, and the way to take in on paper."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from assignments.domain.answering.paper import take_in_on_paper
from assignments.models import Attempt
from studyhub.people.models import User
from tests.assignments.grading.conftest import Desk, desk, teacher

__all__ = ["desk", "teacher"]


def taken_in(desk: Desk, student: User, received_at: datetime | None = None) -> Attempt:
    """Take in on paper as Tessa, received an hour ago unless told."""
    now = timezone.now()
    return take_in_on_paper(
        assignment=desk.assignment,
        student=student,
        received_at=received_at or now - timedelta(hours=1),
        by=desk.cast.tessa,
        at=now,
    )

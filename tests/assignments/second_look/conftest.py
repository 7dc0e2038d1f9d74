"""An assignment that asks for a second look, and a co-teacher who can give it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from assignments.models import Assignment
from studyhub.people.domain.enrollments import enroll
from studyhub.people.models import User
from tests.assignments.grading.conftest import Desk, desk, teacher
from tests.conftest import person, signed_in

__all__ = ["desk", "teacher"]


@pytest.fixture
def nora(cast) -> User:
    """Let Nora teach 8A with Tessa."""
    found = person(cast.riverside, "Nora")
    enroll(user=found, school_class=cast.class_8a, role="teacher", by=cast.sana, at=timezone.now())
    return found


@pytest.fixture
def second(nora) -> Client:
    """Return a client signed in as Nora."""
    return signed_in(nora)


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Ask for a second look."""
    Assignment.objects.filter(pk=desk.assignment.pk).update(needs_second_look=True)
    desk.assignment.refresh_from_db()
    return desk


@pytest.fixture
def work(asked, cast):
    """Let Alice hand in and Tessa grade all of it."""
    found = asked.handed_in(cast.alice)
    asked.grade_all(found)
    return found

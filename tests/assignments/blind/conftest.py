"""An assignment that is marked blind, and two students with names that stand nowhere else."""

from __future__ import annotations

import pytest

from assignments.models import Assignment
from studyhub.people.models import User
from tests.assignments.grading.conftest import Desk, desk, teacher

__all__ = ["desk", "teacher"]

NAMES = ("Zephyrine", "Quillfeather", "Thaddeus", "Okonkwo")


@pytest.fixture
def blind(desk: Desk) -> Desk:
    """Mark the assignment of 8A blind; Alice and Bob get names to look for."""
    for user, given, family in (
        (desk.cast.alice, *NAMES[:2]),
        (desk.cast.bob, *NAMES[2:]),
    ):
        User.objects.filter(pk=user.pk).update(given_name=given, family_name=family)
        user.refresh_from_db()
    Assignment.objects.filter(pk=desk.assignment.pk).update(is_blind=True)
    desk.assignment.refresh_from_db()
    return desk


def address(desk: Desk, name: str) -> str:
    """Return an address below the assignment."""
    return f"/admin/assignments/assignment/{desk.assignment.pk}/{name}"


def names_in(response) -> list[str]:
    """Return which of the names stand anywhere in an answer: its text, a file, its headers."""
    content = b"".join(response) if response.streaming else response.content
    whole = content.decode("utf-8", "replace") + str(dict(response.headers))
    return [name for name in NAMES if name.casefold() in whole.casefold()]

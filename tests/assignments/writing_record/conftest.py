"""The desk of the grading tests, and ways to write at given times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.save import save_answer
from assignments.domain.timing.position import position_of
from assignments.models import Answer, Submission
from studyhub.people.models import User
from studyhub.web.ids import new_id
from tests.assignments.allocation.conftest import assistant
from tests.assignments.blind.conftest import blind
from tests.assignments.grading.conftest import Desk, desk, teacher

__all__ = ["assistant", "blind", "desk", "given", "teacher"]

MONDAY = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # three in the afternoon at Riverside


@pytest.fixture
def given(desk: Desk) -> Desk:
    """Give the questions so that they are open on that Monday and after."""
    desk.assignment = desk.given_again(
        opens_at=MONDAY - timedelta(days=1), due_at=MONDAY + timedelta(days=400)
    )
    return desk


def words(number: int) -> str:
    """Return a text of so many words."""
    return " ".join(f"word{i}" for i in range(number))


def open_answer(work: Submission, label: str = "1") -> Answer:
    """Return a leaf of the newest attempt."""
    rows = Answer.objects.filter(attempt__submission=work, question__label=label)
    return rows.select_related("attempt", "question").latest("attempt__number")


def write(work: Submission, number: int, at: datetime, label: str = "1") -> None:
    """Save an answer of so many words."""
    answer = open_answer(work, label)
    save_answer(
        answer=answer,
        position=position_of(Submission.objects.get(pk=work.pk), at=at),
        text=words(number),
        based_on=answer.version,
        key=new_id(),
        at=at,
    )


def handed_in(work: Submission, by: User, at: datetime) -> Submission:
    """Hand in."""
    hand_in(position=position_of(Submission.objects.get(pk=work.pk), at=at), by=by, at=at)
    return Submission.objects.get(pk=work.pk)


def record_path(desk: Desk, work: Submission, label: str = "1") -> str:
    """Return the desk's address of how an answer was written."""
    return desk.path(f"writing-record/{open_answer(work, label).question_id}/", work)


def switch_path(desk: Desk, student: User) -> str:
    """Return the address of the switch for a student."""
    return (
        f"/admin/assignments/assignment/{desk.assignment.pk}/student/{student.pk}/writing-record/"
    )


def history_path(work: Submission, label: str = "1") -> str:
    """Return the student's own address of an answer's history."""
    return f"/work/{work.pk}/answers/{open_answer(work, label).pk}/history/"

"""One answer that was handed in, to write notes on."""

from __future__ import annotations

import pytest

from assignments.models import Answer, Submission
from tests.assignments.grading.conftest import Desk, desk, teacher

__all__ = ["TEXT", "answer", "desk", "notes_path", "teacher", "work"]

TEXT = "The West stood aside at Munich. So Moscow looked elsewhere. It signed with Berlin."


@pytest.fixture
def work(desk: Desk, cast) -> Submission:
    """Let Alice hand in three sentences to question 1."""
    return desk.handed_in(cast.alice, {"1": TEXT})


@pytest.fixture
def answer(desk: Desk, work) -> Answer:
    """Return her answer to question 1."""
    return desk.answer(work)


@pytest.fixture
def notes_path(desk: Desk, work, answer) -> str:
    """Return the address of the notes on it."""
    return desk.path(f"notes/{answer.question_id}/", work)

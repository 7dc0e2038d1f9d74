"""The desk of the grading tests, with spans, tags and returns for later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from assignments.models import Answer, AnswerTag, Comment
from studyhub.people.models import User
from studyhub.web.ids import new_id
from tests.assignments.grading.conftest import desk, teacher

__all__ = ["desk", "teacher"]

# Monday noon in Cairo, and Friday morning there at eight.
NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
FRIDAY_TYPED = "2026-11-27T08:00"


def remark(answer: Answer, words: str, text: str, by: User) -> Comment:
    """Comment on the first place where the words stand."""
    start = answer.text.index(words)
    return Comment.objects.create(
        attempt=answer.attempt, answer=answer, exact=words, start=start, end=start + len(words),
        key=new_id(), text=text, author=by, written_at=timezone.now(),
    )  # fmt: skip


def tag(answer: Answer, kind: str, text: str, by: User) -> AnswerTag:
    """Name a strength, a misconception or a next step."""
    return AnswerTag.objects.create(
        answer=answer, kind=kind, text=text, given_by=by, given_at=timezone.now()
    )


@pytest.fixture
def alice_client(cast):
    """Return Alice's browser."""
    from tests.conftest import signed_in

    return signed_in(cast.alice)

"""A library set, and one of Riverside's on the same lesson."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.answering.start import start
from assignments.domain.giving.give import ClassTimes, give
from assignments.models import Assignment, QuestionSetVersion
from lessons.models import Lesson
from tests.assignments.question_sets.sets import make_lesson, make_set


@dataclass
class Sets:
    lesson: Lesson
    library: QuestionSetVersion
    own: QuestionSetVersion


@pytest.fixture
def sets(cast) -> Sets:
    lesson = make_lesson()
    return Sets(lesson, make_set(lesson), make_set(lesson, school=cast.riverside, by=cast.tessa))


@pytest.fixture
def given(cast, sets) -> Assignment:
    """Riverside's set, given to 8A whole."""
    now = timezone.now()
    (assignment,) = give(
        version=sets.own,
        questions=sets.own.questions.filter(points__isnull=False),
        classes=[ClassTimes(cast.class_8a, now - timedelta(hours=1), now + timedelta(days=7))],
        title="Rivers",
        by=cast.tessa,
        at=now,
    )
    return assignment


@pytest.fixture
def begun(cast, sets, given) -> Assignment:
    """The same, and Alice has begun, which freezes the version."""
    start(assignment=given, by=cast.alice, at=timezone.now())
    sets.own.refresh_from_db()
    return given

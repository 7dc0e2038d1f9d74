"""A small lesson given to 8A through the verb, and ways to hand in, grade, return and reopen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from assignments.domain.answering.keep_working import reopen
from assignments.domain.giving.give import ClassTimes, give
from assignments.domain.grading.grade import grade_answer
from assignments.domain.returning.release import return_to_students
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Attempt, Notice, QuestionSetVersion, Submission
from studyhub.people.models import SchoolClass, User
from tests.assignments.student.conftest import Work, begin, make_version
from tests.conftest import Cast

# Noon on a Monday in Cairo: the whole of tomorrow lies ahead in every zone of the cast.
NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class Class8A:
    """Tessa's class and what she gives to it."""

    cast: Cast
    version: QuestionSetVersion

    def give(
        self, title: str = "Rivers and mouths", *, school_class: SchoolClass | None = None,
        by: User | None = None, at: datetime | None = None, **times,
    ) -> Assignment:  # fmt: skip
        """Give all questions, open since yesterday and due in a week unless said otherwise."""
        at = at or timezone.now()
        times = {
            "opens_at": at - timedelta(days=1),
            "due_at": at + timedelta(days=7),
            "closes_at": None,
            **times,
        }
        (given,) = give(
            version=self.version,
            questions=self.version.questions.filter(points__isnull=False),
            classes=[ClassTimes(school_class=school_class or self.cast.class_8a, **times)],
            title=title,
            by=by or self.cast.tessa,
            at=at,
        )
        return given

    def handed_in(self, assignment: Assignment, student: User | None = None) -> Work:
        """Let a student write and hand in."""
        work = begin(assignment, student or self.cast.alice)
        work.write(text="CANARY answer")
        work.hand_in()
        return work

    def returned(self, work: Work, *, points: int = 3, comment: str = "CANARY comment") -> None:
        """Grade the first answer and return the work."""
        now = timezone.now()
        submission = Submission.objects.get(pk=work.submission.pk)
        answer = submission.counted_attempt.answers.get(question__label="1")
        grade_answer(
            answer=answer,
            points=Decimal(points),
            comment=comment,
            based_on=0,
            seen_answer_version=answer.version,
            by=self.cast.tessa,
            at=now,
        )
        return_to_students(submissions=[submission], by=self.cast.tessa, at=now)

    def reopened(self, work: Work, until: datetime | None = None) -> Attempt:
        """Reopen the work."""
        now = timezone.now()
        submission = Submission.objects.get(pk=work.submission.pk)
        return reopen(
            position=position_of(submission, at=now),
            by=self.cast.tessa,
            at=now,
            until=until,
            reason="CANARY reason",
        )


@pytest.fixture(autouse=True)
def clock():
    """Stop the clock before anybody is made, so that nobody joins a class after the lesson."""
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def class_8a(cast: Cast) -> Class8A:
    return Class8A(cast, make_version())


def kinds(student: User) -> list[str]:
    """Return the kinds of all notices made for a person, shown or not, in order of the word."""
    rows = Notice.objects.filter(recipient=student)
    return sorted(rows.values_list("kind", flat=True))

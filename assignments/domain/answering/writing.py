"""What a student's own pages show of their work: the leaves with their texts, in reading order.

Read-side only; of grading nothing is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from assignments.domain.answering.fingerprint import fingerprint_of
from assignments.domain.citing.cited import Citations, citations_by_answer, used_in
from assignments.domain.timing.allowance import allowance_for
from assignments.domain.timing.position import Position, position
from assignments.models import Answer, Attempt, Citation, Question
from studyhub.people.models import Enrollment, User
from studyhub.people.querysets import today_of
from studyhub.web.text import is_blank


@dataclass(frozen=True)
class Leaf:
    """One question with points, and the student's text for it with what it can cite."""

    answer: Answer
    citations: Citations = field(default_factory=dict)

    @property
    def cited(self) -> list[Citation]:
        """Return what the text rests on, by number."""
        return used_in(self.answer.text, self.citations)

    @property
    def question(self) -> Question:
        """Return the question."""
        return self.answer.question

    @property
    def context(self) -> list[str]:
        """Return the texts of the questions this is a part of, outermost first."""
        texts: list[str] = []
        parent = self.question.parent
        while parent is not None:
            texts.insert(0, parent.text)
            parent = parent.parent
        return texts

    @property
    def is_blank(self) -> bool:
        """Tell whether a reader would see nothing."""
        return is_blank(self.answer.text)


def leaves_of(attempt: Attempt) -> list[Leaf]:
    """Return an attempt's answers in reading order, with their citations. Two queries."""
    rows = list(
        Answer.objects.filter(attempt=attempt)
        .select_related("attempt", "question__parent__parent")
        .order_by("question__position", "pk")
    )
    citations = citations_by_answer(rows)
    return [Leaf(row, citations[row.pk]) for row in rows]


def fingerprint(leaves: Sequence[Leaf]) -> str:
    """Return the fingerprint of the texts as they stand; they must be in reading order."""
    return fingerprint_of(leaf.answer for leaf in leaves)


def own_answers(user: User) -> QuerySet[Answer]:
    """Return the answers you wrote, each with all that saving one needs, in one query.

    ``is_enrolled`` tells whether you still attend the class today.
    """
    attending = Enrollment.objects.holding_on(today_of(user)).of_students().filter(user=user)
    return (
        Answer.objects.filter(attempt__submission__student=user)
        .select_related(
            "attempt__submission__assignment__school_class__school",
            "attempt__submission__counted_attempt",
            "question",
        )
        .annotate(
            is_enrolled=Exists(
                attending.filter(
                    school_class=OuterRef("attempt__submission__assignment__school_class")
                )
            )
        )
    )


def position_of_answer(answer: Answer, *, by: User, at: datetime) -> Position:
    """Return where the work stands, seen from one of its answers. One query."""
    submission = answer.attempt.submission
    return position(
        submission.assignment,
        submission=submission,
        open_attempt=answer.attempt if answer.attempt.is_open else None,
        counted=submission.counted_attempt,
        allowance=allowance_for(submission.assignment, by),
        at=at,
    )

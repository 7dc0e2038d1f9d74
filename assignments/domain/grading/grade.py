"""Grade one answer: points and the comment beside them, under one token."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from assignments.domain.grading.comment import check_comment, comment_on_answer
from assignments.domain.names import shown_name
from assignments.domain.points import check_points, points_text
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.models import Answer, Comment, Grade, Submission
from studyhub.access.refusal import Conflict
from studyhub.audit.record import record
from studyhub.people.models import User


@dataclass(frozen=True)
class SavedGrade:
    """What is saved for an answer now; ``version`` 0 where nobody graded it yet."""

    version: int
    points: Decimal | None
    comment: str
    by: User | None
    at: datetime | None

    @property
    def points_text(self) -> str:
        """Return the points in words; nothing for ungraded."""
        return points_text(self.points)


@transaction.atomic
def grade_answer(
    *,
    answer: Answer,
    points: Decimal | None,
    comment: str,
    based_on: int,
    seen_answer_version: int,
    by: User,
    at: datetime,
) -> Grade | None:
    """Give an answer points and a comment, if its grade still has version ``based_on``.

    ``based_on`` is 0 where the page showed no grade; ``seen_answer_version`` is the version of
    the text that was read. Points of None mean ungraded. Saving what stands already writes
    nothing and is no conflict, so a double click is harmless. Returns the grade, None where
    there was nothing to keep. Not visible to the student before a release. Whether ``by``
    teaches the class is the caller's to ask (``Submission.objects.gradable_by``).

    Raises ``Conflict`` when somebody graded it meanwhile (``current`` is what stands) or the
    student handed in again (``current`` is the submission), and ``Refusal`` for points out of
    range, a comment over the limit and one's own work.
    """
    points = None if points is None else Decimal(points)
    check_points(points, answer.question)
    comment = check_comment(comment)
    submission = lock(answer.attempt.submission_id)
    check_not_own(submission, by)
    _check_is_counted(answer, submission, seen_answer_version)
    grade, current = _current(answer)
    if (current.points, current.comment) == (points, comment):
        return grade
    if current.version != based_on:
        raise _conflict(answer, current)
    values = {
        "points": points,
        "answer_version": seen_answer_version,
        "graded_by": by,
        "graded_at": at,
        "carried_from": None,
    }
    grade = _write(answer, grade, based_on, values)
    comment_on_answer(answer=answer, text=comment, by=by, at=at)
    record(
        verb="grade",
        target=answer,
        by=by,
        tenant_id=submission.assignment.school_class.school_id,
        at=at,
        before=_for_the_record(current.points, current.comment),
        after=_for_the_record(points, comment),
    )
    return grade


def _check_is_counted(answer: Answer, submission: Submission, seen_answer_version: int) -> None:
    answer_version = Answer.objects.values_list("version", flat=True).get(pk=answer.pk)
    if submission.counted_attempt_id != answer.attempt_id or answer_version != seen_answer_version:
        raise Conflict(
            f"{shown_name(submission)} handed in again since you opened this page. Nothing "
            "was saved: the newer answers are shown now, and what you typed is kept beside them.",
            current=submission,
        )


def _current(answer: Answer) -> tuple[Grade | None, SavedGrade]:
    grade = Grade.objects.filter(answer=answer).select_related("graded_by").first()
    whole = Comment.objects.filter(answer=answer, start__isnull=True)
    comment = whole.values_list("text", flat=True).first() or ""
    if grade is None:
        return None, SavedGrade(0, None, comment, None, None)
    saved = SavedGrade(grade.version, grade.points, comment, grade.graded_by, grade.graded_at)
    return grade, saved


def _conflict(answer: Answer, current: SavedGrade) -> Conflict:
    who = current.by.full_name if current.by else "Somebody"
    return Conflict(
        f"{who} graded answer {answer.question.label} meanwhile. Yours was not saved: compare "
        "the two and save again.",
        current=current,
    )


def _write(answer: Answer, grade: Grade | None, based_on: int, values: dict) -> Grade:
    if grade is None:
        grade, made = Grade.objects.get_or_create(answer=answer, defaults=values)
        written = int(made)
    else:
        written = Grade.objects.filter(pk=grade.pk, version=based_on).update(
            version=based_on + 1, **values
        )
    if not written:
        raise _conflict(answer, _current(answer)[1])
    grade.refresh_from_db()
    return grade


def _for_the_record(points: Decimal | None, comment: str) -> dict:
    return {
        "points": None if points is None else points_text(points),
        "comment_length": len(comment),
    }

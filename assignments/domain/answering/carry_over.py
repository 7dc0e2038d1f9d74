"""Carry grading over to the next attempt, where the student left the text as it was.

Part of a hand-in and as hidden as all grading: no student page reads it before a release.
"""

from datetime import datetime
from typing import Any

from django.db.models import F

from assignments.domain.points import points_text
from assignments.models import Answer, AnswerTag, Attempt, Comment, Grade
from studyhub.audit.record import record


def carry_over(*, earlier: Attempt, attempt: Attempt, tenant_id: str, at: datetime) -> int:
    """Copy points and comments of the attempt counted before; return how many answers got them.

    Only to an answer whose text is exactly the same. Who graded it and when stays as it was;
    ``Grade.carried_from`` names the attempt on which it was given. What was emptied again is not
    carried, and neither is the comment on the whole. One audit entry, by nobody: the student who
    hands in does not grade. Eight queries at most, two more where there are
    notes, however many answers. The caller holds the submission, so that nobody grades the
    earlier attempt meanwhile.
    """
    answers = _with_the_same_text(earlier, attempt)
    if not answers:
        return 0
    whole = Comment.objects.filter(answer__in=answers, start__isnull=True)
    old = {comment.answer_id: comment for comment in whole}
    graded = Grade.objects.filter(answer__in=answers).exclude(graded_by=F(_STUDENT))
    grades = [row for row in graded if row.points is not None or _text(old, row.answer_id)]
    _carry_notes(answers)
    if not grades:
        return 0
    Grade.objects.bulk_create(_grade(row, answers[row.answer_id], earlier) for row in grades)
    carried = [old[row.answer_id] for row in grades if _text(old, row.answer_id)]
    Comment.objects.bulk_create(_comment(row, answers[str(row.answer_id)]) for row in carried)
    record(
        verb="carry_over",
        target=attempt,
        by=None,
        tenant_id=tenant_id,
        at=at,
        after={
            "from": earlier.pk,
            "answers": {answers[row.answer_id].pk: _told(row, old) for row in grades},
        },
        why=f"The text is the same as in attempt {earlier.number}.",
    )
    return len(grades)


def _carry_notes(answers: dict[str, Answer]) -> None:
    """Copy comments on parts, whose places are the same in the same text, and tags."""
    parts = Comment.objects.filter(answer__in=answers, start__isnull=False).exclude(text="")
    Comment.objects.bulk_create(_part(row, answers[str(row.answer_id)]) for row in parts)
    AnswerTag.objects.bulk_create(
        AnswerTag(
            answer=answers[tag.answer_id],
            kind=tag.kind,
            text=tag.text,
            given_by_id=tag.given_by_id,
            given_at=tag.given_at,
        )
        for tag in AnswerTag.objects.filter(answer__in=answers)
    )


def _part(row: Comment, answer: Answer) -> Comment:
    copied = _comment(row, answer)
    copied.exact, copied.prefix, copied.suffix = row.exact, row.prefix, row.suffix
    copied.start, copied.end, copied.key = row.start, row.end, row.key
    return copied


_STUDENT = "answer__attempt__submission__student"


def _with_the_same_text(earlier: Attempt, attempt: Attempt) -> dict[str, Answer]:
    """Return the new answers whose text did not change, by the ids of the earlier ones."""
    before = Answer.objects.filter(attempt=earlier).values_list("question", "pk", "text")
    old = {question: (pk, text) for question, pk, text in before}
    found: dict[str, Answer] = {}
    for answer in attempt.answers.only("attempt", "question", "text", "version"):
        pk, text = old.get(answer.question_id, ("", None))
        if text == answer.text:
            found[pk] = answer
    return found


def _text(comments: dict[Any, Comment], answer_id: str) -> str:
    return comments[answer_id].text if answer_id in comments else ""


def _grade(row: Grade, answer: Answer, earlier: Attempt) -> Grade:
    return Grade(
        answer=answer,
        points=row.points,
        answer_version=answer.version,
        graded_by_id=row.graded_by_id,
        graded_at=row.graded_at,
        carried_from_id=row.carried_from_id or earlier.pk,
    )


def _comment(row: Comment, answer: Answer) -> Comment:
    return Comment(
        attempt_id=answer.attempt_id,
        answer=answer,
        text=row.text,
        author_id=row.author_id,
        written_at=row.written_at,
    )


def _told(row: Grade, comments: dict[Any, Comment]) -> dict[str, Any]:
    return {
        "points": None if row.points is None else points_text(row.points),
        "comment_length": len(_text(comments, row.answer_id)),
    }

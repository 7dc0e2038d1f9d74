"""Say what a kept item is for: its note, and the questions it bears on.

Private like the shelf itself (``lessons.domain.shelf``), so no audit entry is written.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from assignments.domain.answering.todo import assignments_of
from assignments.models import Question, ShelfQuestion, Submission
from lessons.domain.shelf import change_note
from lessons.models import Lesson, ShelfItem
from studyhub.people.models import User


def questions_for(*, user: User, lesson: Lesson, at: datetime) -> QuerySet[Question]:
    """Return the questions on the lesson that you have been given, in reading order.

    Those of an assignment that is not open yet are left out: nobody has seen them.
    """
    given = assignments_of(user).filter(
        Q(opens_at__lte=at) | Q(pk__in=Submission.objects.of(user).values("assignment")),
        edition__lesson=lesson,
    )
    asked = Question.objects.filter(asked_in__assignment__in=given.values("pk"))
    return (
        Question.objects.filter(pk__in=asked.values("pk"))
        .select_related("parent__parent", "version__question_set")
        .order_by("version__question_set__title", "version", "position", "pk")
    )


@transaction.atomic
def edit_item(
    *,
    item: ShelfItem,
    note: str | None,
    based_on: int,
    tied: Collection[str] | None,
    seen_tied: Collection[str],
    choices: Collection[str],
    by: User,
    at: datetime,
) -> ShelfItem:
    """Write the note and the questions of an item; None for either leaves it as it is.

    The note is held to the version it was based on, see ``change_note``. Of the questions only
    what changed since the page was opened (``seen_tied``) is written, so that two windows do not
    undo each other; ids that are not among ``choices`` are skipped.
    """
    if note is not None:
        change_note(item=item, note=note, based_on=based_on, by=by, at=at)
    if tied is not None:
        ticked = set(tied) & set(choices)
        seen = set(seen_tied) & set(choices)
        _untie(item, seen - ticked)
        _tie(item, ticked - seen)
    return item


def _untie(item: ShelfItem, questions: set[str]) -> None:
    if questions:
        ShelfQuestion.objects.filter(item=item, question__in=questions).delete()


def _tie(item: ShelfItem, questions: set[str]) -> None:
    """Tie each once; a tie that stands already is left alone by the database."""
    ShelfQuestion.objects.bulk_create(
        [ShelfQuestion(item=item, question_id=question) for question in sorted(questions)],
        ignore_conflicts=True,
    )

"""Take a published lesson from its students for a time, and open it to them again."""

from datetime import datetime

from django.db import transaction

from lessons import policy
from lessons.models import Lesson
from studyhub.audit.record import record
from studyhub.people.models import User


@transaction.atomic
def withdraw_lesson(*, lesson: Lesson, by: User, at: datetime, why: str = "") -> None:
    """Take the lesson's page from students, and from other schools where it is the library's.

    What was given to a class goes on: work keeps the edition it is pinned to. Nothing new is
    given on it meanwhile. Refuses a lesson that students cannot read anyway.
    """
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    policy.check_may_withdraw(lesson)
    lesson.withdrawn_at = at
    lesson.save(update_fields=["withdrawn_at"])
    _record("withdraw_lesson", lesson, by, at, why)


@transaction.atomic
def republish_lesson(*, lesson: Lesson, by: User, at: datetime, why: str = "") -> None:
    """Open a withdrawn lesson again to the classes it is placed before, in its newest edition."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    policy.check_may_republish(lesson)
    lesson.withdrawn_at = None
    lesson.save(update_fields=["withdrawn_at"])
    _record("republish_lesson", lesson, by, at, why)


def _record(verb: str, lesson: Lesson, by: User, at: datetime, why: str) -> None:
    record(
        verb=verb,
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        after={"edition": lesson.current_edition_id},
        why=why,
    )

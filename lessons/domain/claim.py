"""Raise a lesson's version with every change, and refuse a change based on an older state."""

from django.db.models import F

from lessons.models import Lesson
from studyhub.access.refusal import Conflict

CHANGED = (
    "Somebody changed this after you opened the page. Nothing of yours was saved yet: look at "
    "both and choose."
)


def claim_lesson(lesson: Lesson, based_on: int) -> None:
    """Raise the version within this transaction, or raise ``Conflict``; the caller then writes.

    Refuse whatever else there is to refuse before: ``lesson`` has the new version from here on.
    The pack's digest is emptied, so that loading the pack again brings its state back.
    """
    changed = Lesson.objects.filter(pk=lesson.pk, version=based_on).update(
        version=based_on + 1, pack_digest=""
    )
    if not changed:
        raise Conflict(CHANGED, current=Lesson.objects.get(pk=lesson.pk))
    lesson.refresh_from_db(fields=["version", "pack_digest", "themes"])


def touch_lesson(lesson: Lesson) -> None:
    """Raise the version for a change that has a token of its own, as an event has.

    The row stays locked until the transaction ends, so changes of one lesson go one by one.
    """
    Lesson.objects.filter(pk=lesson.pk).update(version=F("version") + 1, pack_digest="")
    lesson.refresh_from_db(fields=["themes"])

"""Change what lies on an evidence shelf: the note, taking off, putting back.

Nothing here leaves an audit entry. A shelf is private: what somebody marks and notes while
reading changes no grade, role or enrollment, and an entry would tell others that it was done.

Every write names its owner, so that no caller can reach another person's shelf by mistake.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from lessons.models import Lesson, ShelfItem
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.web.text import has_forbidden_characters, is_blank, with_plain_line_breaks

MOST_ITEMS = 500  # of one person on one lesson
LONGEST_NOTE = 2000  # characters
UNDO_TIME = timedelta(days=1)  # how long what was taken off can be put back


@transaction.atomic
def change_note(*, item: ShelfItem, note: str, based_on: int, by: User, at: datetime) -> ShelfItem:
    """Write the note that was based on version ``based_on``, and return the item as it stands.

    The same note again is no change. Raises ``Conflict``, with the item as it stands, where
    another note was written meanwhile, and ``Refusal`` for a note that is too long or an item
    that was taken off.
    """
    note = checked_note(note)
    written = ShelfItem.objects.filter(
        pk=item.pk, owner=by, version=based_on, removed_at__isnull=True
    ).update(note=note, version=F("version") + 1, changed_at=at)
    item.refresh_from_db(fields=["note", "version", "changed_at", "removed_at"])
    if not written and item.note != note:
        raise _changed_meanwhile(item)
    return item


def _changed_meanwhile(item: ShelfItem) -> Refusal:
    if item.removed_at is not None:
        return Refusal(
            "This was taken off the shelf meanwhile. Put it back, then save the note again.",
            code="removed",
        )
    return Conflict(
        "The note was changed elsewhere meanwhile. Nothing was lost: both notes are below.",
        current=item,
    )


@transaction.atomic
def remove(*, item: ShelfItem, by: User, at: datetime) -> ShelfItem:
    """Take an item off the shelf; for a day it can be put back. Taken off already, it stays so."""
    purge_removed(lesson=item.lesson, by=by, at=at)
    ShelfItem.objects.filter(pk=item.pk, owner=by, removed_at__isnull=True).update(
        removed_at=at, version=F("version") + 1
    )
    item.refresh_from_db(fields=["version", "removed_at"])
    return item


@transaction.atomic
def put_back(*, item: ShelfItem, by: User, at: datetime) -> ShelfItem:
    """Put back what was taken off, with its note and questions. On the shelf, it stays there.

    Raises ``Refusal`` where the shelf has filled up meanwhile.
    """
    if item.removed_at is not None:
        check_room(lesson=item.lesson, by=by)
    ShelfItem.objects.filter(pk=item.pk, owner=by, removed_at__isnull=False).update(
        removed_at=None, version=F("version") + 1
    )
    item.refresh_from_db(fields=["version", "removed_at"])
    purge_removed(lesson=item.lesson, by=by, at=at)
    return item


def purge_removed(*, lesson: Lesson, by: User, at: datetime) -> None:
    """Delete what was taken off this shelf more than a day ago. Part of each change of it."""
    ShelfItem.objects.filter(owner=by, lesson=lesson, removed_at__lt=at - UNDO_TIME).delete()


def checked_note(note: str) -> str:
    """Return the note as it is kept, one that shows nothing as none; refuse one too long."""
    note = with_plain_line_breaks(note)
    if len(note) > LONGEST_NOTE:
        raise Refusal(
            f"The note has {len(note):,} characters; the limit is {LONGEST_NOTE:,}. Nothing was "
            "saved. Shorten it and save again.",
            code="too_long",
        )
    if has_forbidden_characters(note):
        raise Refusal("The note holds a character that cannot be kept.", code="bad_note")
    return "" if is_blank(note) else note


def check_room(*, lesson: Lesson, by: User) -> None:
    """Refuse another item where the shelf is full."""
    if ShelfItem.objects.of(by).filter(lesson=lesson).count() >= MOST_ITEMS:
        raise Refusal(
            f"Your shelf for this lesson is full: {MOST_ITEMS} items. Take some off first.",
            code="full",
        )

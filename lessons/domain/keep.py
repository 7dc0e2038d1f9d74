"""Keep a passage or an event on one's evidence shelf.

Whether ``by`` may read the lesson is the caller's to ask (``Lesson.objects.visible_to``); that
edition, paragraph and event belong to it is checked here. No audit entry, see ``shelf``.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from lessons.domain.passages import check_seen, passage, sentences_between
from lessons.domain.shelf import (
    change_note,
    check_room,
    checked_note,
    purge_removed,
    put_back,
)
from lessons.enums import ShelfKind
from lessons.models import Edition, Lesson, Paragraph, ShelfItem, TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.people.models import User


@dataclass(frozen=True)
class Kept:
    """What lies on the shelf now. Not ``is_new``: it lay there before, and nothing was added."""

    item: ShelfItem
    is_new: bool


def keep_passage(
    *,
    lesson: Lesson,
    edition: Edition,
    paragraph: Paragraph,
    start: int,
    end: int,
    note: str,
    key: str,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> Kept:
    """Keep ``paragraph.text[start:end]``, grown to whole graphemes, offsets in code points.

    What is kept is read from the paragraph, never from the page: ``seen``, the words that the
    page had there, is only compared, and refused if it differs. See ``_keep`` for repetitions.
    """
    _check_belongs(lesson, edition, paragraph)
    check_seen(paragraph, start, end, seen, act="kept")
    selector = passage(paragraph, start, end)
    place = {"paragraph": paragraph, "start": selector.start, "end": selector.end}
    row = ShelfItem(
        kind=ShelfKind.PASSAGE,
        edition=edition,
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        **place,
    )
    return _keep(row, place, lesson=lesson, note=note, key=key, by=by, at=at)


def keep_sentences(
    *,
    lesson: Lesson,
    edition: Edition,
    paragraph: Paragraph,
    first: int,
    last: int,
    note: str,
    key: str,
    by: User,
    at: datetime,
) -> Kept:
    """Keep the sentences of a paragraph from number ``first`` to ``last``, counted from 1."""
    start, end = sentences_between(paragraph, first, last)
    return keep_passage(
        lesson=lesson,
        edition=edition,
        paragraph=paragraph,
        start=start,
        end=end,
        note=note,
        key=key,
        by=by,
        at=at,
    )


def keep_event(
    *, lesson: Lesson, event: TimelineEvent, note: str, key: str, by: User, at: datetime
) -> Kept:
    """Keep an event of the lesson's timeline, with its title of today."""
    if event.lesson_id != lesson.pk:
        raise ValueError("The event is of another lesson.")
    row = ShelfItem(kind=ShelfKind.EVENT, exact=event.title, event=event)
    return _keep(row, {"event": event}, lesson=lesson, note=note, key=key, by=by, at=at)


def _check_belongs(lesson: Lesson, edition: Edition, paragraph: Paragraph) -> None:
    if edition.lesson_id != lesson.pk or paragraph.edition_id != edition.pk:
        raise ValueError("Lesson, edition and paragraph do not belong together.")


@transaction.atomic
def _keep(
    row: ShelfItem,
    place: dict[str, Any],
    *,
    lesson: Lesson,
    note: str,
    key: str,
    by: User,
    at: datetime,
) -> Kept:
    """Put the row on the shelf, unless it lies there.

    A repeated ``key`` is answered with the item it made, even one taken off since. What lies
    there already stays one item; if it was taken off within the day, it comes back. Raises
    ``Refusal`` for a full shelf, a note too long, or a note where another one stands already.
    """
    note = checked_note(note)
    purge_removed(lesson=lesson, by=by, at=at)
    earlier = _earlier(place, note=note, key=key, by=by, at=at)
    if earlier is not None:
        return earlier
    check_room(lesson=lesson, by=by)
    row.owner, row.lesson, row.note, row.key = by, lesson, note, key
    row.created_at = row.changed_at = at
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same request, or the same passage, in the same moment
        earlier = _earlier(place, note=note, key=key, by=by, at=at)
        if earlier is None:
            raise
        return earlier
    return Kept(row, is_new=True)


def _earlier(place: dict[str, Any], *, note: str, key: str, by: User, at: datetime) -> Kept | None:
    shelf = ShelfItem.objects.owned_by(by)
    made = shelf.filter(key=key).first()
    if made is not None:
        return Kept(made, is_new=True)
    same = shelf.filter(**place).first()
    return _keep_again(same, note, by, at) if same is not None else None


def _keep_again(item: ShelfItem, note: str, by: User, at: datetime) -> Kept:
    was_removed = item.removed_at is not None
    if was_removed:
        put_back(item=item, by=by, at=at)
    if not note or note == item.note:
        return Kept(item, is_new=was_removed)
    if item.note and not was_removed:
        raise Refusal(
            "This is on your shelf already, with a note. Nothing was changed: write into that "
            "note instead.",
            code="kept_already",
        )
    change_note(item=item, note=note, based_on=item.version, by=by, at=at)
    return Kept(item, is_new=was_removed)

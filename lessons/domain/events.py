"""Write a lesson's events: add, change and remove one.

A change takes ``based_on``, the event's version that the page was opened with, and raises
``Conflict`` where it has risen since. Every change raises the lesson's version too.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from lessons.domain.claim import CHANGED, touch_lesson
from lessons.domain.event_content import (
    EventContent,
    Known,
    as_json,
    checked_content,
    differences,
    stored_content,
)
from lessons.domain.event_rows import insert_events, update_events
from lessons.domain.keys import free_key
from lessons.domain.sources import SourceContent, insert_source
from lessons.domain.uses import uses_of
from lessons.importing.pack import SourceUse
from lessons.importing.shape import MAX_ITEMS, limit
from lessons.models import Lesson, TimelineEvent
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


@dataclass(frozen=True)
class NewSource:
    """A source that is added with the event that rests on it, and where in it."""

    content: SourceContent
    locator: str = ""


@transaction.atomic
def add_event(
    *, lesson: Lesson, content: EventContent, by: User, at: datetime,
    new_source: NewSource | None = None,
) -> TimelineEvent:  # fmt: skip
    """Add an event, with a key made from its title; ``new_source`` is added to the lesson too.

    Refuses content that no lesson pack could hold, with the field's name as the code.
    """
    touch_lesson(lesson)
    checked, known = _checked(lesson, content, new_source)
    taken = set(lesson.events.values_list("key", flat=True))
    check_room(len(taken), 1)
    key = free_key(checked.title, taken=taken, most=limit(TimelineEvent, "key"), otherwise="event")
    (event,) = insert_events(lesson, [(key, checked)], known)
    _record("add_event", event, by, at, after=as_json(checked))
    return event


@transaction.atomic
def change_event(
    *, event: TimelineEvent, based_on: int, content: EventContent, by: User, at: datetime,
    new_source: NewSource | None = None,
) -> None:  # fmt: skip
    """Change an event; its key stays. Saving it as it is raises no version and records nothing."""
    if new_source is None and _is_stored(event, content):
        return
    touch_lesson(event.lesson)
    row = _claim(event, based_on)
    checked, known = _checked(row.lesson, content, new_source)
    before = stored_content(row)
    changed = differences(before, checked)
    update_events([(row, before, checked)], known)
    _record(
        "change_event", row, by, at,
        before=as_json(before, changed), after=as_json(checked, changed),
    )  # fmt: skip


@transaction.atomic
def remove_event(*, event: TimelineEvent, based_on: int, by: User, at: datetime) -> None:
    """Remove an event. Refused while work that was given rests on it.

    Questions that point to it lose it; what readers keep of it on their shelf keeps its title.
    """
    touch_lesson(event.lesson)
    row = _claim(event, based_on)
    uses = uses_of(row)
    fixed = [use.words for use in uses if use.is_fixed]
    if fixed:
        raise Refusal(" ".join(["This event stays.", *fixed]), code="in_use")
    before = {**as_json(stored_content(row)), "uses": [use.words for use in uses]}
    _record("remove_event", row, by, at, before=before)
    row.delete()


def check_room(present: int, more: int) -> None:
    """Refuse more events than a lesson holds."""
    if present + more > MAX_ITEMS:
        raise Refusal(f"A lesson has {MAX_ITEMS:,} events at most.", code="full")


def _checked(
    lesson: Lesson, content: EventContent, new_source: NewSource | None
) -> tuple[EventContent, Known]:
    if new_source is not None:
        made = insert_source(lesson, new_source.content)
        use = SourceUse(made.key, new_source.locator)
        content = replace(content, sources=(*content.sources, use))
    known = Known.of(lesson)
    return checked_content(content, known), known


def _is_stored(event: TimelineEvent, content: EventContent) -> bool:
    checked = checked_content(content, Known.of(event.lesson))
    return not differences(stored_content(event), checked)


def _claim(event: TimelineEvent, based_on: int) -> TimelineEvent:
    """Raise the version and return the event as it is now, with its lesson."""
    rows = TimelineEvent.objects.filter(pk=event.pk)
    changed = rows.filter(version=based_on).update(version=based_on + 1)
    current = rows.select_related("lesson").first()
    if current is None:
        raise Refusal("Somebody removed this event meanwhile.", code="removed")
    if not changed:
        raise Conflict(CHANGED, current=current)
    return current


def _record(
    verb: str, event: TimelineEvent, by: User, at: datetime, *, before=None, after=None
) -> None:
    record(
        verb=verb,
        target=event,
        by=by,
        tenant_id=event.lesson.school_id,
        at=at,
        before=before,
        after={"lesson": event.lesson_id, "key": event.key, **(after or {})},
    )

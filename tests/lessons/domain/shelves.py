"""Short ways to keep things, for the tests of the shelf."""

from __future__ import annotations

from datetime import datetime

from lessons.domain.keep import Kept, keep_event, keep_passage, keep_sentences
from lessons.models import Edition, Lesson, Paragraph, ShelfItem
from studyhub.people.models import User
from studyhub.web.ids import new_id
from tests.conftest import NOW


def edition_of(lesson: Lesson) -> Edition:
    edition = Lesson.objects.select_related("current_edition").get(pk=lesson.pk).current_edition
    assert edition is not None
    return edition


def paragraph_of(lesson: Lesson, label: str = "1.1") -> Paragraph:
    return edition_of(lesson).paragraphs.get(label=label)


def keep(
    lesson: Lesson,
    by: User,
    words: str,
    *,
    label: str = "1.1",
    note: str = "",
    key: str = "",
    at: datetime = NOW,
    **options,
) -> Kept:
    """Keep the first place of ``words`` in a paragraph of the current edition."""
    paragraph = paragraph_of(lesson, label)
    start = paragraph.text.index(words)
    return keep_passage(
        lesson=lesson,
        edition=paragraph.edition,
        paragraph=paragraph,
        start=start,
        end=start + len(words),
        note=note,
        key=key or new_id(),
        by=by,
        at=at,
        **options,
    )


def keep_numbers(lesson: Lesson, by: User, first: int, last: int, *, label: str = "1.1") -> Kept:
    paragraph = paragraph_of(lesson, label)
    return keep_sentences(
        lesson=lesson,
        edition=paragraph.edition,
        paragraph=paragraph,
        first=first,
        last=last,
        note="",
        key=new_id(),
        by=by,
        at=NOW,
    )


def keep_named(
    lesson: Lesson,
    by: User,
    name: str = "treaty-signed",
    *,
    note: str = "",
    key: str = "",
    at: datetime = NOW,
) -> Kept:
    """Keep an event of the lesson."""
    event = lesson.events.get(key=name)
    return keep_event(lesson=lesson, event=event, note=note, key=key or new_id(), by=by, at=at)


def on_shelf(by: User) -> list[str]:
    """Return the words of what lies on a shelf, oldest first."""
    rows = ShelfItem.objects.of(by).order_by("created_at", "exact")
    return list(rows.values_list("exact", flat=True))

"""A lesson's sources: where its events are known from."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lessons.domain.claim import claim_lesson
from lessons.domain.keys import free_key
from lessons.domain.rows import update_row
from lessons.importing.shape import MAX_ITEMS, limit
from lessons.models import Lesson, Source
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import checked_line
from studyhub.people.models import User

CHECKED = {"L": "Looked up", "P": "Looked up in part", "K": "Settled knowledge"}
_NAMED = 5


@dataclass(frozen=True)
class SourceContent:
    """A source but for its key. ``checked``: L looked up, P in part, K settled knowledge."""

    title: str
    publisher: str = ""
    year: str = ""
    reference: str = ""
    checked: str = "L"


def content_of_source(source: Source) -> SourceContent:
    """Return what is stored of a source."""
    return SourceContent(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        reference=source.reference,
        checked=source.checked,
    )


@transaction.atomic
def add_source(
    *, lesson: Lesson, based_on: int, content: SourceContent, by: User, at: datetime
) -> Source:
    """Add a source, with a key made from its title."""
    checked_source(content)
    claim_lesson(lesson, based_on)
    source = insert_source(lesson, content)
    _record("add_source", source, by, at, after=_as_json(source))
    return source


@transaction.atomic
def change_source(
    *, source: Source, based_on: int, content: SourceContent, by: User, at: datetime
) -> None:
    """Change what is said of a source; its key stays. Saving it as it is writes nothing."""
    checked = checked_source(content)
    before = _as_json(source)
    if checked == content_of_source(source):
        return
    claim_lesson(source.lesson, based_on)
    update_row(source, vars(checked))
    _record("change_source", source, by, at, before=before, after=_as_json(source))


@transaction.atomic
def remove_source(*, source: Source, based_on: int, by: User, at: datetime) -> None:
    """Remove a source. Refused while events rest on it, with their titles."""
    titles = list(source.events.values_list("title", flat=True)[: _NAMED + 1])
    if titles:
        raise Refusal(
            f"Events rest on this source: {_listed(titles)}. Give them another one first.",
            code="in_use",
        )
    claim_lesson(source.lesson, based_on)
    _record("remove_source", source, by, at, before=_as_json(source))
    source.delete()


def insert_source(lesson: Lesson, content: SourceContent) -> Source:
    """Write a new source, as part of an act that has claimed the lesson and records it."""
    checked = checked_source(content)
    taken = set(lesson.sources.values_list("key", flat=True))
    if len(taken) >= MAX_ITEMS:
        raise Refusal(f"A lesson has {MAX_ITEMS:,} sources at most.", code="full")
    key = free_key(checked.title, taken=taken, most=limit(Source, "key"), otherwise="source")
    return Source.objects.create(lesson=lesson, key=key, **vars(checked))


def checked_source(content: SourceContent) -> SourceContent:
    """Return the content as it is stored; refuses with the field's name as the code."""
    if content.checked not in CHECKED:
        raise Refusal("Say how this source was checked.", code="checked")
    return SourceContent(
        title=checked_line(Source, "title", content.title, required=True),
        publisher=checked_line(Source, "publisher", content.publisher),
        year=checked_line(Source, "year", content.year),
        reference=checked_line(Source, "reference", content.reference),
        checked=content.checked,
    )


def _listed(titles: list[str]) -> str:
    shown = ", ".join(f"“{title}”" for title in titles[:_NAMED])
    return f"{shown} and more" if len(titles) > _NAMED else shown


def _as_json(source: Source) -> dict:
    return {"key": source.key, **vars(content_of_source(source))}


def _record(verb: str, source: Source, by: User, at: datetime, *, before=None, after=None) -> None:
    record(
        verb=verb,
        target=source,
        by=by,
        tenant_id=source.lesson.school_id,
        at=at,
        before=before,
        after={"lesson": source.lesson_id, **(after or {})},
    )

"""A lesson's list of further reading, in its order."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lessons.domain.claim import claim_lesson
from lessons.domain.rows import update_row
from lessons.importing.readers import is_web_address
from lessons.importing.shape import MAX_ITEMS
from lessons.models import Lesson, Reading
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import checked_line, checked_prose
from studyhub.people.models import User

LEVELS = {"school": "To begin with", "university": "To go deeper"}


@dataclass(frozen=True)
class ReadingContent:
    """A reading but for its place in the list."""

    author: str
    title: str
    year: str
    publisher: str = ""
    level: str = "school"
    note: str = ""
    url: str = ""


def content_of_reading(reading: Reading) -> ReadingContent:
    """Return what is stored of a reading."""
    return ReadingContent(
        author=reading.author,
        title=reading.title,
        year=reading.year,
        publisher=reading.publisher,
        level=reading.level,
        note=reading.note,
        url=reading.url,
    )


@transaction.atomic
def add_reading(
    *, lesson: Lesson, based_on: int, content: ReadingContent, by: User, at: datetime
) -> Reading:
    """Add a reading at the end of the list."""
    checked = checked_reading(content)
    claim_lesson(lesson, based_on)
    positions = list(lesson.readings.values_list("position", flat=True))
    if len(positions) >= MAX_ITEMS:
        raise Refusal(f"A lesson has {MAX_ITEMS:,} readings at most.", code="full")
    reading = Reading.objects.create(
        lesson=lesson, position=max(positions, default=0) + 1, **vars(checked)
    )
    _record("add_reading", reading, by, at, after=_as_json(reading))
    return reading


@transaction.atomic
def change_reading(
    *, reading: Reading, based_on: int, content: ReadingContent, by: User, at: datetime
) -> None:
    """Change what is said of a reading. Saving it as it is writes nothing."""
    checked = checked_reading(content)
    before = _as_json(reading)
    if checked == content_of_reading(reading):
        return
    claim_lesson(reading.lesson, based_on)
    update_row(reading, vars(checked))
    _record("change_reading", reading, by, at, before=before, after=_as_json(reading))


@transaction.atomic
def remove_reading(*, reading: Reading, based_on: int, by: User, at: datetime) -> None:
    """Remove a reading; those after it move up."""
    claim_lesson(reading.lesson, based_on)
    _record("remove_reading", reading, by, at, before=_as_json(reading))
    rows = list(reading.lesson.readings.exclude(pk=reading.pk))
    reading.delete()
    for position, row in enumerate(rows, start=1):
        update_row(row, {"position": position})


@transaction.atomic
def move_reading(*, reading: Reading, based_on: int, step: int, by: User, at: datetime) -> None:
    """Change places with the reading before (``step`` -1) or after (1).

    At the end of the list nothing happens, and nothing is recorded.
    """
    rows = list(reading.lesson.readings.all())
    here = next(i for i, row in enumerate(rows) if row.pk == reading.pk)
    if not 0 <= here + step < len(rows):
        return
    claim_lesson(reading.lesson, based_on)
    other = rows[here + step]
    before, after = rows[here].position, other.position
    # Two rows never share a position, so one of them steps out of the way first.
    update_row(other, {"position": rows[-1].position + 1})
    update_row(rows[here], {"position": after})
    update_row(other, {"position": before})
    _record(
        "move_reading", reading, by, at,
        before={"position": before}, after={"position": after},
    )  # fmt: skip


def checked_reading(content: ReadingContent) -> ReadingContent:
    """Return the content as it is stored; refuses with the field's name as the code."""
    if content.level not in LEVELS:
        raise Refusal("Say for whom this reading is.", code="level")
    url = checked_line(Reading, "url", content.url)
    if url and not is_web_address(url):
        raise Refusal("A link begins with http:// or https:// and names a site.", code="url")
    return ReadingContent(
        author=checked_line(Reading, "author", content.author, required=True),
        title=checked_line(Reading, "title", content.title, required=True),
        year=checked_line(Reading, "year", content.year, required=True),
        publisher=checked_line(Reading, "publisher", content.publisher),
        level=content.level,
        note=checked_prose(Reading, "note", content.note),
        url=url,
    )


def _as_json(reading: Reading) -> dict:
    return {"position": reading.position, **vars(content_of_reading(reading))}


def _record(
    verb: str, reading: Reading, by: User, at: datetime, *, before=None, after=None
) -> None:
    record(
        verb=verb,
        target=reading,
        by=by,
        tenant_id=reading.lesson.school_id,
        at=at,
        before=before,
        after={"lesson": reading.lesson_id, **(after or {})},
    )

"""Load the lesson's part of a pack."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from lessons.domain.publish import publish_edition
from lessons.domain.rows import replace_rows, update_row
from lessons.domain.timeline import replace_timeline
from lessons.importing.pack import LessonPack, PackReading
from lessons.models import Edition, Lesson, TimelineEvent
from studyhub.people.models import School


@dataclass(frozen=True)
class LoadedLesson:
    """What a load came to. ``kept_events`` are gone from the pack and stay all the same."""

    lesson: Lesson
    edition: Edition
    is_changed: bool
    kept_events: list[TimelineEvent] = field(default_factory=list)


def find_lesson(*, slug: str, school: School | None) -> Lesson | None:
    """Return the lesson that a pack of this id was loaded into before."""
    return Lesson.objects.select_related("current_edition").filter(slug=slug, school=school).first()


@transaction.atomic
def load_lesson(
    *,
    pack: LessonPack,
    school: School | None,
    at: datetime,
    kept_events: Collection[str] = (),
) -> LoadedLesson:
    """Create or update the lesson of a pack, in the library where ``school`` is None.

    The pack must have no findings. Nothing is written where it was loaded last time already. A
    new edition is published only if the text changed; events, sources and readings are replaced
    in place and keep their ids; ``kept_events`` see ``replace_timeline``. Writes no audit entry:
    the act of loading a whole pack has one.
    """
    lesson = find_lesson(slug=pack.slug, school=school)
    if lesson is not None and lesson.current_edition and lesson.pack_digest == pack.digest:
        return LoadedLesson(lesson, lesson.current_edition, is_changed=False)
    values = _lesson_values(pack)
    if lesson is None:
        lesson = Lesson.objects.create(slug=pack.slug, school=school, created_at=at, **values)
    else:
        update_row(lesson, values)
    edition = publish_edition(lesson=lesson, essay=pack.essay, glossary=pack.glossary, at=at)
    kept = replace_timeline(lesson=lesson, pack=pack, kept_events=kept_events)
    replace_readings(lesson, pack)
    return LoadedLesson(lesson, edition, is_changed=True, kept_events=kept)


def _lesson_values(pack: LessonPack) -> dict:
    return {
        "title": pack.title,
        "subtitle": pack.subtitle,
        "summary": pack.summary,
        "language": pack.language,
        "themes": [{"id": theme.key, "title": theme.title} for theme in pack.themes],
        "pack_digest": pack.digest,
    }


def replace_readings(lesson: Lesson, pack: LessonPack) -> None:
    """Make the lesson's readings those of the pack, in its order."""
    replace_rows(
        lesson.readings.all(),
        key="position",
        wanted={i: _reading_values(row) for i, row in enumerate(pack.readings, start=1)},
        fixed={"lesson": lesson},
    )


def _reading_values(reading: PackReading) -> dict:
    return {
        "author": reading.author,
        "title": reading.title,
        "year": reading.year,
        "publisher": reading.publisher,
        "level": reading.level,
        "note": reading.note,
        "url": reading.url,
    }

"""Load the lesson's part of a pack, and tell beforehand what that would change."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from lessons.domain.publish import publish_edition, text_digest
from lessons.domain.rows import RowChanges, compare_rows, differing, replace_rows, update_row
from lessons.domain.timeline import TimelineChanges, compare_timeline, replace_timeline
from lessons.importing.pack import LessonPack, PackReading
from lessons.models import Edition, Lesson, TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.people.models import School


@dataclass(frozen=True)
class LessonChanges:
    """What a pack would change of a lesson. ``columns`` are names of the lesson's own."""

    columns: tuple[str, ...]
    is_new_edition: bool
    timeline: TimelineChanges
    readings: RowChanges

    def __bool__(self) -> bool:
        return bool(self.columns or self.is_new_edition or self.timeline or self.readings)


@dataclass(frozen=True)
class LoadedLesson:
    """What a load came to. ``kept_events`` are gone from the pack and stay all the same."""

    lesson: Lesson
    edition: Edition
    is_changed: bool
    kept_events: list[TimelineEvent] = field(default_factory=list)


def find_lesson(*, slug: str, school: School | None, is_held: bool = False) -> Lesson | None:
    """Return the lesson that a pack of this id was loaded into before.

    ``is_held`` keeps everybody else from changing it until the transaction ends.
    """
    lessons = Lesson.objects.filter(slug=slug, school=school)
    if is_held:  # without a join, which PostgreSQL does not read anew after waiting
        return lessons.select_for_update().first()
    return lessons.select_related("current_edition").first()


def compare_lesson(
    *, lesson: Lesson, pack: LessonPack, kept_events: Collection[str] = ()
) -> LessonChanges:
    """Tell what ``load_lesson`` would change of a lesson that is there. Reads only."""
    current = lesson.current_edition
    return LessonChanges(
        columns=tuple(differing(lesson, _lesson_values(pack))),
        is_new_edition=current is None or current.digest != text_digest(pack.essay, pack.glossary),
        timeline=compare_timeline(lesson=lesson, pack=pack, kept_events=kept_events),
        readings=compare_rows(lesson.readings.all(), key="position", wanted=_wanted_readings(pack)),
    )


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
    the act of loading a whole pack has one. Refused where somebody else makes the same lesson at
    the same moment.
    """
    lesson = find_lesson(slug=pack.slug, school=school, is_held=True)
    if lesson is not None and lesson.current_edition and lesson.pack_digest == pack.digest:
        return LoadedLesson(lesson, lesson.current_edition, is_changed=False)
    if lesson is None:
        lesson = _new_lesson(pack, school, at)
    else:
        _update_lesson(lesson, pack, kept_events)
    edition = publish_edition(lesson=lesson, essay=pack.essay, glossary=pack.glossary, at=at)
    kept = replace_timeline(lesson=lesson, pack=pack, kept_events=kept_events)
    replace_readings(lesson, pack)
    return LoadedLesson(lesson, edition, is_changed=True, kept_events=kept)


def _new_lesson(pack: LessonPack, school: School | None, at: datetime) -> Lesson:
    values = {**_lesson_values(pack), "pack_digest": pack.digest}
    try:
        with transaction.atomic():
            return Lesson.objects.create(slug=pack.slug, school=school, created_at=at, **values)
    except IntegrityError as error:
        raise Refusal(
            "Somebody else made this lesson at the same moment. Look at it, then try again.",
            code="made_meanwhile",
        ) from error


def _update_lesson(lesson: Lesson, pack: LessonPack, kept_events: Collection[str]) -> None:
    """Write the lesson's own columns. Its version rises with all but the text."""
    changes = compare_lesson(lesson=lesson, pack=pack, kept_events=kept_events)
    update_row(lesson, {**_lesson_values(pack), "pack_digest": pack.digest})
    if changes.columns or changes.timeline or changes.readings:
        Lesson.objects.filter(pk=lesson.pk).update(version=F("version") + 1)
        lesson.refresh_from_db(fields=["version"])


def _lesson_values(pack: LessonPack) -> dict:
    return {
        "title": pack.title,
        "subtitle": pack.subtitle,
        "summary": pack.summary,
        "language": pack.language,
        "themes": [{"id": theme.key, "title": theme.title} for theme in pack.themes],
    }


def replace_readings(lesson: Lesson, pack: LessonPack) -> None:
    """Make the lesson's readings those of the pack, in its order."""
    replace_rows(
        lesson.readings.all(),
        key="position",
        wanted=_wanted_readings(pack),
        fixed={"lesson": lesson},
    )


def _wanted_readings(pack: LessonPack) -> dict[int, dict]:
    return {i: _reading_values(row) for i, row in enumerate(pack.readings, start=1)}


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

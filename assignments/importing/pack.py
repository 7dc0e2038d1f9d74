"""Load a whole pack: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from assignments.importing.question_set import link_events, load_question_set
from assignments.importing.reading import Pack, read_pack
from assignments.models import QuestionSetVersion
from lessons.domain.load import LoadedLesson, find_lesson, load_lesson
from lessons.models import Edition, Lesson
from studyhub.audit.record import record
from studyhub.people.models import School, User


@dataclass(frozen=True)
class LoadedPack:
    """What a load came to; ``kept_events`` are titles of events that stay without the pack."""

    lesson: Lesson
    edition: Edition
    version: QuestionSetVersion
    pack: Pack
    is_changed: bool
    kept_events: tuple[str, ...] = ()


def load_pack(
    folder: Path, *, at: datetime, by: User | None = None, school: School | None = None
) -> LoadedPack:
    """Create or update the lesson and the question set of the pack in a folder.

    They belong to the library where ``school`` is None. Raises ``PackRefused`` before anything is
    written. The same pack twice changes nothing; otherwise one audit entry is written. Events
    that the pack no longer has stay while questions in use point to them.
    """
    return _load(read_pack(folder), school=school, by=by, at=at)


@transaction.atomic
def _load(pack: Pack, *, school: School | None, by: User | None, at: datetime) -> LoadedPack:
    kept = _events_in_use(find_lesson(slug=pack.lesson.slug, school=school))
    loaded = load_lesson(pack=pack.lesson, school=school, at=at, kept_events=kept)
    version, is_new = load_question_set(lesson=loaded.lesson, questions=pack.questions, at=at)
    is_changed = loaded.is_changed or is_new
    if is_changed:
        link_events(version=version, pack=pack.lesson)
        _record(loaded, version, by, at)
    titles = tuple(event.title for event in loaded.kept_events)
    return LoadedPack(loaded.lesson, loaded.edition, version, pack, is_changed, titles)


def _events_in_use(lesson: Lesson | None) -> set[str]:
    """Return the keys of events that questions of a pinned or frozen version point to.

    The latest version of the pack's own set is left out unless it is pinned: its links are
    written anew with the pack.
    """
    if lesson is None:
        return set()
    in_use = QuestionSetVersion.objects.filter(question_set__lesson=lesson)
    in_use = in_use.filter(assignments__isnull=False) | in_use.filter(frozen_at__isnull=False)
    rows = lesson.events.filter(questions__version__in=in_use.values("pk"))
    return set(rows.values_list("key", flat=True))


def _record(
    loaded: LoadedLesson, version: QuestionSetVersion, by: User | None, at: datetime
) -> None:
    lesson = loaded.lesson
    record(
        verb="load_lesson",
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        after={
            "edition": lesson.current_edition_id,
            "lesson_digest": lesson.pack_digest,
            "question_set_version": version.pk,
            "questions_digest": version.question_set.pack_digest,
        },
    )

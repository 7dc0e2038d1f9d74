"""Load a whole pack: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from assignments.importing.plan import LoadPlan, plan_load
from assignments.importing.question_set import link_events, load_question_set
from assignments.importing.reading import Pack, read_pack
from assignments.models import QuestionSetVersion
from lessons.domain.load import load_lesson
from lessons.models import Edition, Lesson
from studyhub.access.refusal import Conflict
from studyhub.audit.record import record
from studyhub.people.models import School, User


@dataclass(frozen=True)
class LoadedPack:
    """What a load came to; ``kept_events`` are titles of events that stay without the pack.

    ``version`` is None where the lesson has no question set, from this pack or an earlier one.
    """

    lesson: Lesson
    edition: Edition
    version: QuestionSetVersion | None
    pack: Pack
    is_changed: bool
    kept_events: tuple[str, ...] = ()


def load_pack(
    path: Path, *, at: datetime, by: User | None = None, school: School | None = None
) -> LoadedPack:
    """Create or update the lesson and the question set of the pack in a folder or a zip.

    They belong to the library where ``school`` is None. Raises ``PackRefused`` before anything is
    written. The same pack twice changes nothing; otherwise one audit entry is written. Events
    that the pack no longer has stay while questions in use point to them.
    """
    return load(pack=read_pack(path), school=school, by=by, at=at)


@transaction.atomic
def load(
    *,
    pack: Pack,
    school: School | None,
    by: User | None,
    at: datetime,
    confirmed: str | None = None,
    verb: str = "load_lesson",
    before: dict[str, Any] | None = None,
) -> LoadedPack:
    """Load a pack that was read; see ``load_pack``.

    ``confirmed`` is the token of the plan that somebody said yes to: ``Conflict`` with the plan as
    it is now where the lesson has moved on since, and there is something to write. ``verb`` and
    ``before`` are for the audit entry.
    """
    plan = plan_load(pack=pack, school=school, is_held=True)
    if not plan.writes:
        return _unchanged(plan, pack)
    if confirmed is not None and plan.token != confirmed:
        raise Conflict("Somebody changed this lesson meanwhile. Look again.", current=plan)
    loaded = load_lesson(pack=pack.lesson, school=school, at=at, kept_events=plan.kept_keys)
    version = plan.questions.version
    if plan.questions:
        version = load_question_set(lesson=loaded.lesson, questions=pack.questions, at=at)
    if version is not None and pack.questions.questions:
        link_events(version=version, pack=pack.lesson)
    _record(loaded.lesson, version, by, at, verb, before)
    return LoadedPack(loaded.lesson, loaded.edition, version, pack, True, plan.events.kept)


def _unchanged(plan: LoadPlan, pack: Pack) -> LoadedPack:
    lesson = plan.lesson
    assert lesson is not None and lesson.current_edition is not None  # noqa: S101, PT018  (else the plan writes)
    return LoadedPack(lesson, lesson.current_edition, plan.questions.version, pack, False)


def _record(
    lesson: Lesson,
    version: QuestionSetVersion | None,
    by: User | None,
    at: datetime,
    verb: str,
    before: dict[str, Any] | None,
) -> None:
    record(
        verb=verb,
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        before=before,
        after={
            "edition": lesson.current_edition_id,
            "lesson_digest": lesson.pack_digest,
            "question_set_version": version.pk if version else None,
            "questions_digest": version.question_set.pack_digest if version else "",
        },
    )

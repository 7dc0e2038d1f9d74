"""Write what a planned table says: all of it, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lessons.domain.claim import claim_lesson
from lessons.domain.event_content import Known, as_json
from lessons.domain.event_rows import insert_events, update_events
from lessons.domain.sheet_plan import PlannedRow, SheetPlan
from lessons.models import Lesson
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User

_BATCH = 500


@dataclass(frozen=True)
class AppliedSheet:
    """How many events were added and changed."""

    added: int
    changed: int


@transaction.atomic
def apply_sheet(*, plan: SheetPlan, token: str, by: User, at: datetime) -> AppliedSheet:
    """Add and change the events of a plan; leaves one audit entry for all of them.

    ``token`` names the plan that was confirmed. Refuses another one (``stale``), one with faults
    (``not_ready``), and raises ``Conflict`` where the lesson changed since it was made.
    """
    if not plan.is_ready:
        raise Refusal("Mend the marked lines first; nothing was written.", code="not_ready")
    if plan.token != token:
        raise Refusal(
            "The timeline or the table is not what you confirmed. Nothing was written: look at "
            "the plan as it is now.",
            code="stale",
        )
    lesson = plan.lesson
    claim_lesson(lesson, plan.based_on)
    known = Known.of(lesson)
    insert_events(lesson, [(row.key, row.content) for row in plan.added], known)
    _change(lesson, plan.changed, known)
    _record(plan, by, at)
    return AppliedSheet(len(plan.added), len(plan.changed))


def _change(lesson: Lesson, rows: list[PlannedRow], known: Known) -> None:
    events = {event.key: event for event in lesson.events.all()}
    update_events([(events[row.key], row.before, row.content) for row in rows if row.before], known)
    keys = [row.key for row in rows]
    for start in range(0, len(keys), _BATCH):
        changed = lesson.events.filter(key__in=keys[start : start + _BATCH])
        changed.update(version=F("version") + 1)


def _record(plan: SheetPlan, by: User, at: datetime) -> None:
    lesson = plan.lesson
    record(
        verb="import_timeline",
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        before={
            "changed": {
                row.key: as_json(row.before, row.changed) for row in plan.changed if row.before
            }
        },
        after={
            "added": [row.key for row in plan.added],
            "changed": {row.key: as_json(row.content, row.changed) for row in plan.changed},
        },
    )

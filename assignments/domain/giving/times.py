"""Move an assignment's times for the class, and extend them for one student or for all."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from assignments.domain.giving.blind import check_may_change_blind
from assignments.domain.giving.work_rules import WorkRules, check_work_rules, rules_for_the_record
from assignments.domain.points import points_text
from assignments.domain.timing.lateness import LateTerms
from assignments.models import Assignment, Extension
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


@transaction.atomic
def move_times(
    *,
    assignment: Assignment,
    based_on: int,
    opens_at: datetime,
    due_at: datetime | None,
    closes_at: datetime | None,
    late: LateTerms,
    collects_drafts: bool,
    rules: WorkRules | None = None,
    by: User,
    at: datetime,
    why: str = "",
) -> None:
    """Set the times of a whole class's assignment, if it still has version ``based_on``.

    Without ``rules`` word guide, honesty statement and blind marking stay. Work that was handed in
    keeps the due time that was in force then, and what was signed with it. Raises ``Conflict``
    when somebody changed the assignment meanwhile, ``Refusal`` for times or a word guide out of
    order, for another school's statement, and for a change of blind marking once grading began.
    """
    check_order(opens_at=opens_at, due_at=due_at, closes_at=closes_at)
    if rules is not None:
        check_work_rules(rules, assignment.school_class.school_id)
        check_may_change_blind(assignment, rules.is_blind)
    before = _times(assignment)
    values = {
        "opens_at": opens_at,
        "due_at": due_at,
        "closes_at": closes_at,
        **asdict(late),
        "collects_drafts": collects_drafts,
        **(rules.columns() if rules is not None else {}),
    }
    changed = Assignment.objects.filter(pk=assignment.pk, version=based_on).update(
        version=based_on + 1, **values
    )
    if not changed:
        assignment.refresh_from_db()
        raise Conflict(
            "Somebody changed this assignment meanwhile. Look at the times below and choose again.",
            current=assignment,
        )
    assignment.refresh_from_db()
    record(
        verb="move_times",
        target=assignment,
        by=by,
        tenant_id=assignment.school_class.school_id,
        at=at,
        before=before,
        after=_times(assignment),
        why=why,
    )


def check_order(*, opens_at: datetime, due_at: datetime | None, closes_at: datetime | None) -> None:
    """Refuse a due time before the opening, and a closing before either."""
    if due_at is not None and due_at <= opens_at:
        raise Refusal("The due time must come after the opening.", code="due_before_opening")
    if closes_at is not None and closes_at < (due_at or opens_at):
        raise Refusal("The closing must not come before the due time.", code="closes_before_due")
    if closes_at is not None and closes_at <= opens_at:
        raise Refusal("The closing must come after the opening.", code="closes_before_opening")


@transaction.atomic
def extend(
    *,
    assignment: Assignment,
    student: User | None,
    due_at: datetime,
    reason: str,
    by: User,
    at: datetime,
) -> Extension:
    """Give one student, or with None the whole class, a later due time.

    It takes the place of an earlier extension for the same. A student's own and the class's hold
    side by side: the later counts.

    Raises ``Refusal`` for an assignment without a due time, a time not later than the class's,
    a missing reason, and oneself.
    """
    if student is not None and student.pk == by.pk:
        raise Refusal("Nobody sets their own times.", code="own_work")
    if assignment.due_at is None:
        raise Refusal("This assignment has no due time to extend.", code="no_due_time")
    if due_at <= assignment.due_at:
        raise Refusal("An extension must be later than the due time.", code="not_later")
    if not reason.strip():
        raise Refusal("Say why, for the record.", code="no_reason")
    before = _revoke(assignment, student, at)
    extension = Extension.objects.create(
        assignment=assignment,
        student=student,
        due_at=due_at,
        reason=reason.strip(),
        granted_by=by,
        granted_at=at,
    )
    _record_extension("extend", assignment, student, by, at, before, due_at, reason.strip())
    return extension


@transaction.atomic
def take_extension_back(
    *, assignment: Assignment, student: User | None, reason: str, by: User, at: datetime
) -> None:
    """End the extension in force, the class's with None. Work handed in under it stays on time."""
    before = _revoke(assignment, student, at)
    if before is None:
        raise Refusal("There is no extension to take back.", code="no_extension")
    _record_extension("take_extension_back", assignment, student, by, at, before, None, reason)


def _revoke(assignment: Assignment, student: User | None, at: datetime) -> datetime | None:
    rows = assignment.extensions.filter(revoked_at__isnull=True)
    mine = rows.filter(student=student) if student else rows.filter(student__isnull=True)
    in_force = mine.first()
    if in_force is None:
        return None
    Extension.objects.filter(pk=in_force.pk).update(revoked_at=at)
    return in_force.due_at


def _record_extension(verb, assignment, student, by, at, before, after, why) -> None:
    whom = student.pk if student is not None else "class"
    record(
        verb=verb,
        target=assignment,
        by=by,
        tenant_id=assignment.school_class.school_id,
        at=at,
        before={"student": whom, "due_at": before.isoformat() if before else None},
        after={"student": whom, "due_at": after.isoformat() if after else None},
        why=why,
    )


def _times(assignment: Assignment) -> dict:
    def text(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    return {
        "opens_at": text(assignment.opens_at),
        "due_at": text(assignment.due_at),
        "closes_at": text(assignment.closes_at),
        "late_rule": assignment.late_rule,
        "late_points_per_day": points_text(assignment.late_points_per_day),
        "late_floor_percent": assignment.late_floor_percent,
        "collects_drafts": assignment.collects_drafts,
        **rules_for_the_record(assignment),
    }

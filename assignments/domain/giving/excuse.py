"""Excuse a student from an assignment, and take that back."""

from datetime import datetime

from django.db import transaction

from assignments.models import Assignment, Excuse
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


@transaction.atomic
def excuse(*, assignment: Assignment, student: User, reason: str, by: User, at: datetime) -> Excuse:
    """Say that a student need not do this; they may still hand it in, and then it counts.

    Excusing again, in the same words or others, leaves the first excuse as it is. Raises
    ``Refusal`` for a missing reason and for oneself. That the student is one of the class is the
    caller's to ask.
    """
    _check_not_self(student, by)
    if not reason.strip():
        raise Refusal("Say why, for the record.", code="no_reason")
    row, made = Excuse.objects.get_or_create(
        assignment=assignment,
        student=student,
        revoked_at__isnull=True,
        defaults={"reason": reason.strip(), "excused_by": by, "excused_at": at},
    )
    if made:
        _record("excuse", row, by, at, is_excused=True, why=row.reason)
    return row


@transaction.atomic
def take_excuse_back(
    *, assignment: Assignment, student: User, reason: str, by: User, at: datetime
) -> None:
    """Let the assignment be the student's to do again. Raises ``Refusal`` where nothing is."""
    _check_not_self(student, by)
    row = Excuse.objects.filter(
        assignment=assignment, student=student, revoked_at__isnull=True
    ).first()
    if row is None:
        raise Refusal("There is no excuse to take back.", code="no_excuse")
    Excuse.objects.filter(pk=row.pk).update(revoked_at=at)
    _record("take_excuse_back", row, by, at, is_excused=False, why=reason)


def _check_not_self(student: User, by: User) -> None:
    if student.pk == by.pk:
        raise Refusal("Nobody excuses themselves.", code="own_work")


def _record(verb: str, row: Excuse, by: User, at: datetime, *, is_excused: bool, why: str) -> None:
    record(
        verb=verb,
        target=row.assignment,
        by=by,
        tenant_id=row.assignment.school_class.school_id,
        at=at,
        before={"student": row.student_id, "excused": not is_excused},
        after={"student": row.student_id, "excused": is_excused},
        why=why,
    )

"""Keep from teachers how a student's answers were written, at the student's request."""

from datetime import datetime

from django.db import transaction

from assignments.models import WritingRecordOff
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import SchoolClass, User


def is_off(school_class: SchoolClass, student: User) -> bool:
    """Tell whether teachers of a class do not see how this student's answers were written."""
    return WritingRecordOff.objects.filter(school_class=school_class, student=student).exists()


@transaction.atomic
def turn_off(*, school_class: SchoolClass, student: User, by: User, at: datetime) -> None:
    """Let no teacher see how a student's answers in a class were written. Twice is once.

    That the student is one of the class is the caller's to ask.
    """
    _check_not_self(student, by)
    _row, made = WritingRecordOff.objects.get_or_create(
        school_class=school_class, student=student, defaults={"turned_off_by": by, "at": at}
    )
    if made:
        _record("turn_writing_record_off", school_class, student, by, at, is_shown=False)


@transaction.atomic
def turn_on(*, school_class: SchoolClass, student: User, by: User, at: datetime) -> None:
    """Let those who may grade the student's answers see it again. Twice is once."""
    _check_not_self(student, by)
    rows = WritingRecordOff.objects.filter(school_class=school_class, student=student)
    if rows.delete()[0]:
        _record("turn_writing_record_on", school_class, student, by, at, is_shown=True)


def _check_not_self(student: User, by: User) -> None:
    if student.pk == by.pk:
        raise Refusal("Nobody decides this for themselves.", code="own_work")


def _record(
    verb: str, school_class: SchoolClass, student: User, by: User, at: datetime, *, is_shown: bool
) -> None:
    record(
        verb=verb,
        target=school_class,
        by=by,
        tenant_id=school_class.school_id,
        at=at,
        before={"student": student.pk, "writing_record": not is_shown},
        after={"student": student.pk, "writing_record": is_shown},
    )

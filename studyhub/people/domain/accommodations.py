"""Standing accommodations: more time for all of a student's work in a class."""

from datetime import datetime

from django.db import transaction

from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, User
from studyhub.people.models.enrollment import MAX_EXTRA_DAYS, MAX_EXTRA_PERCENT


@transaction.atomic
def accommodate(
    *, enrollment: Enrollment, extra_days: int, extra_percent: int, by: User, at: datetime, why: str
) -> None:
    """Set how much more time a student has on every assignment of the class, from now on.

    Both may be zero, which ends the accommodation. Work handed in keeps the due time that held
    then. Refuses oneself (``own_work``), who is no student (``role``), an enrollment that has
    ended (``already_ended``), values out of bounds (``extra_days``, ``extra_percent``) and a
    missing reason (``no_reason``). Nothing is written where nothing changes.
    """
    _check(enrollment, extra_days, extra_percent, by, why)
    held = Enrollment.objects.select_for_update(of=("self",)).get(pk=enrollment.pk)
    before = _values(held)
    wanted = {"extra_days": extra_days, "extra_percent": extra_percent}
    if before == wanted:
        return
    Enrollment.objects.filter(pk=held.pk).update(**wanted)
    enrollment.extra_days, enrollment.extra_percent = extra_days, extra_percent
    record(
        verb="accommodate",
        target=enrollment,
        by=by,
        tenant_id=enrollment.school_class.school_id,
        at=at,
        before=before,
        after=wanted,
        why=why.strip(),
    )


def extra_time_words(extra_days: int, extra_percent: int) -> str:
    """Say it in words, "2 extra days and 25 percent more time"; nothing for nothing."""
    parts = [f"{extra_days} extra day{'' if extra_days == 1 else 's'}"] if extra_days else []
    parts += [f"{extra_percent} percent more time"] if extra_percent else []
    return " and ".join(parts)


def _check(enrollment: Enrollment, extra_days: int, extra_percent: int, by: User, why: str) -> None:
    if enrollment.user_id == by.pk:
        raise Refusal("Nobody sets their own times.", code="own_work")
    if enrollment.role != ClassRole.STUDENT:
        raise Refusal("Extra time is for students of the class.", code="role")
    if enrollment.ends_on is not None:
        raise Refusal("This enrollment has ended.", code="already_ended")
    if not 0 <= extra_days <= MAX_EXTRA_DAYS:
        raise Refusal(f"Give 0 to {MAX_EXTRA_DAYS} days.", code="extra_days")
    if not 0 <= extra_percent <= MAX_EXTRA_PERCENT:
        raise Refusal(f"Give 0 to {MAX_EXTRA_PERCENT} percent.", code="extra_percent")
    if not why.strip():
        raise Refusal("Say why, for the record.", code="no_reason")


def _values(enrollment: Enrollment) -> dict[str, int]:
    return {"extra_days": enrollment.extra_days, "extra_percent": enrollment.extra_percent}

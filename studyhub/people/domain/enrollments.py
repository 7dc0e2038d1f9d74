"""Enrollments: beginning, ending, moving. The row stays, so the work stays readable."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, SchoolClass, User


@transaction.atomic
def enroll(
    *,
    user: User,
    school_class: SchoolClass,
    role: str,
    by: User | None,
    at: datetime,
    starts_on: date | None = None,
) -> Enrollment:
    """Enroll a person from a day on, today at the school unless told.

    Refuses a class of another school (``other_school``), an archived one (``archived``), an
    unknown role (``role``) and whoever is in the class already (``already_enrolled``).
    """
    enrollment = _open(user, school_class, role, at, starts_on)
    record(
        verb="enroll",
        target=enrollment,
        by=by,
        tenant_id=school_class.school_id,
        at=at,
        after={"role": role, "starts_on": enrollment.starts_on.isoformat()},
    )
    return enrollment


def _open(
    user: User, school_class: SchoolClass, role: str, at: datetime, starts_on: date | None
) -> Enrollment:
    _check_fits(user, school_class, role)
    enrollment = Enrollment(
        user=user,
        school_class=school_class,
        role=role,
        starts_on=starts_on or school_class.school.day_of(at),
        created_at=at,
    )
    try:
        with transaction.atomic():
            enrollment.save(force_insert=True)
    except IntegrityError:  # the database holds: one open enrollment per person and class
        raise Refusal(
            f"{user.full_name} is in {school_class.name} already.", code="already_enrolled"
        ) from None
    return enrollment


def _check_fits(user: User, school_class: SchoolClass, role: str) -> None:
    if role not in ClassRole.values:
        raise Refusal("Choose student, assistant or teacher.", code="role")
    if user.school_id is None or user.school_id != school_class.school_id:
        raise Refusal("This person belongs to another school.", code="other_school")
    if school_class.is_archived:
        raise Refusal(
            f"{school_class.name} is archived. Restore it before you enroll anybody.",
            code="archived",
        )


@transaction.atomic
def end(*, enrollment: Enrollment, by: User, at: datetime, why: str = "") -> None:
    """End an enrollment today at the school; it no longer holds from this moment.

    What the person wrote stays, and they can still read it. Refuses one that has ended already
    (``already_ended``).
    """
    _close(enrollment, at)
    record(
        verb="end_enrollment",
        target=enrollment,
        by=by,
        tenant_id=enrollment.school_class.school_id,
        at=at,
        after={"ends_on": _iso(enrollment.ends_on)},
        why=why,
    )


def _close(enrollment: Enrollment, at: datetime) -> None:
    today = enrollment.school_class.school.day_of(at)
    # One that was to begin later never begins: it ends on the day it would have started.
    ends_on = max(today, enrollment.starts_on)
    if not Enrollment.objects.filter(pk=enrollment.pk, ends_on__isnull=True).update(
        ends_on=ends_on
    ):
        raise Refusal("This enrollment has ended already.", code="already_ended")
    enrollment.ends_on = ends_on


@transaction.atomic
def move(
    *, enrollment: Enrollment, to_class: SchoolClass, by: User, at: datetime, why: str = ""
) -> Enrollment:
    """End an enrollment and begin one in another class, in the same role, from today.

    Work already done stays with the class it was done for. Refuses as ``end`` and ``enroll`` do,
    and a move to where the person is (``same_class``).
    """
    if enrollment.school_class_id == to_class.pk:
        raise Refusal("This is the class they are in now.", code="same_class")
    _close(enrollment, at)
    moved = _open(enrollment.user, to_class, enrollment.role, at, None)
    record(
        verb="move_enrollment",
        target=enrollment,
        by=by,
        tenant_id=to_class.school_id,
        at=at,
        before={"class": enrollment.school_class_id},
        after={"class": to_class.pk, "enrollment": moved.pk, "ends_on": _iso(enrollment.ends_on)},
        why=why,
    )
    return moved


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

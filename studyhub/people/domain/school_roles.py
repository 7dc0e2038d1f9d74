"""School admins: appointed and dismissed by a superuser only."""

from datetime import datetime

from django.db import IntegrityError, transaction

from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.enums import SchoolRoleKind
from studyhub.people.models import SchoolRole, User


@transaction.atomic
def appoint(*, user: User, by: User | None, at: datetime) -> SchoolRole:
    """Make a person school admin of their own school from today on.

    Refuses an actor who is not a superuser (``not_superuser``; None is a set-up command), a
    person of no school (``no_school``) and one who is school admin now (``already_appointed``).
    """
    _check_actor(by)
    if user.school is None:
        raise Refusal("A superuser belongs to no school.", code="no_school")
    role = SchoolRole(
        user=user,
        school=user.school,
        role=SchoolRoleKind.SCHOOL_ADMIN,
        starts_on=user.school.day_of(at),
        created_at=at,
    )
    try:
        with transaction.atomic():
            role.save(force_insert=True)
    except IntegrityError:
        raise Refusal(
            f"{user.full_name} is school admin already.", code="already_appointed"
        ) from None
    record(
        verb="appoint_school_admin",
        target=user,
        by=by,
        tenant_id=role.school_id,
        at=at,
        after={"school_role": role.pk},
    )
    return role


@transaction.atomic
def dismiss(*, school_role: SchoolRole, by: User, at: datetime, why: str = "") -> None:
    """End a school admin's role today. Refuses ``not_superuser`` and ``already_ended``."""
    _check_actor(by)
    today = school_role.school.day_of(at)
    if not SchoolRole.objects.filter(pk=school_role.pk, ends_on__isnull=True).update(ends_on=today):
        raise Refusal("This role has ended already.", code="already_ended")
    school_role.ends_on = today
    record(
        verb="dismiss_school_admin",
        target=school_role.user,
        by=by,
        tenant_id=school_role.school_id,
        at=at,
        before={"school_role": school_role.pk},
        why=why,
    )


def _check_actor(by: User | None) -> None:
    if by is not None and not by.is_superuser:
        raise Refusal(
            "Only StudyHub staff appoint and dismiss school admins.", code="not_superuser"
        )

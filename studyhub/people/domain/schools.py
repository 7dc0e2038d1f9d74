"""Schools: made by a superuser or by a set-up command; whether they send mail."""

from datetime import datetime

from django.db import IntegrityError, transaction

from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import School, User


@transaction.atomic
def create_school(
    *,
    name: str,
    slug: str,
    time_zone: str,
    by: User | None,
    at: datetime,
    is_demo: bool = False,
) -> School:
    """Make a school without people.

    Refuses a slug that is taken (``slug_taken``); slugs stand in sign-in addresses, so they are
    the one thing that is unique across schools.
    """
    school = School(name=name, slug=slug, time_zone=time_zone, is_demo=is_demo, created_at=at)
    check_fields(school, "name", "slug", "time_zone")
    try:
        with transaction.atomic():
            school.save(force_insert=True)
    except IntegrityError:
        raise Refusal("This short name is in use. Choose another.", code="slug_taken") from None
    record(
        verb="create_school",
        target=school,
        by=by,
        tenant_id=school.pk,
        at=at,
        after={"name": name, "slug": slug, "time_zone": time_zone, "is_demo": is_demo},
    )
    return school


@transaction.atomic
def allow_mail(*, school: School, sends_mail: bool, by: User, at: datetime) -> None:
    """Switch a school's daily letter on or off, for all of its people.

    Letters that wait are not sent after it is switched off. Nothing is written where nothing
    changes.
    """
    changed = School.objects.filter(pk=school.pk, sends_mail=not sends_mail).update(
        sends_mail=sends_mail
    )
    if not changed:
        return
    school.sends_mail = sends_mail
    record(
        verb="allow_mail" if sends_mail else "stop_mail",
        target=school,
        by=by,
        tenant_id=school.pk,
        at=at,
        before={"sends_mail": not sends_mail},
        after={"sends_mail": sends_mail},
    )

"""Classes: making, renaming, archiving. Nothing is ever deleted."""

from datetime import datetime

from django.db import IntegrityError, transaction

from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_fields
from studyhub.people.models import School, SchoolClass, User

_NAME_TAKEN = "Your school has a class of this name already."


@transaction.atomic
def create_class(*, school: School, name: str, by: User | None, at: datetime) -> SchoolClass:
    """Make an empty class. Refuses a name that the school has already (``name_taken``)."""
    school_class = SchoolClass(school=school, name=name, created_at=at)
    check_fields(school_class, "name")
    try:
        with transaction.atomic():
            school_class.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_NAME_TAKEN, code="name_taken") from None
    record(
        verb="create_class",
        target=school_class,
        by=by,
        tenant_id=school.pk,
        at=at,
        after={"name": school_class.name},
    )
    return school_class


@transaction.atomic
def rename_class(
    *, school_class: SchoolClass, name: str, by: User, at: datetime, was: str | None = None
) -> None:
    """Change the name; addresses stay the same.

    ``was`` is the name that the form was opened with: ``Conflict`` if it has changed since.
    Refuses a name that another class of the school has (``name_taken``).
    """
    before = school_class.name if was is None else was
    school_class.name = name
    check_fields(school_class, "name")
    try:
        with transaction.atomic():
            changed = SchoolClass.objects.filter(pk=school_class.pk, name=before).update(
                name=school_class.name
            )
    except IntegrityError:
        raise Refusal(_NAME_TAKEN, code="name_taken") from None
    if not changed:
        current = SchoolClass.objects.get(pk=school_class.pk)
        raise Conflict(f"Somebody renamed this class to {current.name} meanwhile.", current=current)
    record(
        verb="rename_class",
        target=school_class,
        by=by,
        tenant_id=school_class.school_id,
        at=at,
        before={"name": before},
        after={"name": school_class.name},
    )


@transaction.atomic
def archive_class(*, school_class: SchoolClass, by: User, at: datetime, why: str = "") -> None:
    """End a class: nothing new is handed in or given to it, and all work stays readable.

    Enrollments stay as they are, so that restoring brings everything back. Refuses a class that
    is archived already (``already_archived``).
    """
    _set_archived(school_class, at, "This class is archived already.", "already_archived")
    _record_archiving("archive_class", school_class, by, at, why)


@transaction.atomic
def restore_class(*, school_class: SchoolClass, by: User, at: datetime, why: str = "") -> None:
    """Take a class out of the archive, with the people it had. Refuses ``not_archived``."""
    _set_archived(school_class, None, "This class is not archived.", "not_archived")
    _record_archiving("restore_class", school_class, by, at, why)


def _set_archived(
    school_class: SchoolClass, archived_at: datetime | None, sentence: str, code: str
) -> None:
    changed = SchoolClass.objects.filter(
        pk=school_class.pk, archived_at__isnull=archived_at is not None
    ).update(archived_at=archived_at)
    if not changed:
        raise Refusal(sentence, code=code)
    school_class.archived_at = archived_at


def _record_archiving(
    verb: str, school_class: SchoolClass, by: User, at: datetime, why: str
) -> None:
    is_archived = school_class.is_archived
    record(
        verb=verb,
        target=school_class,
        by=by,
        tenant_id=school_class.school_id,
        at=at,
        before={"archived": not is_archived},
        after={"archived": is_archived},
        why=why,
    )

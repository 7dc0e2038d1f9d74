"""The hunter of rows whose two paths to a school disagree. There must never be any."""

from django.db.models import F, Q

from studyhub.people.models import Enrollment, SchoolRole
from studyhub.people.querysets import EnrollmentQuerySet, SchoolRoleQuerySet


def disagreeing_enrollments() -> EnrollmentQuerySet:
    """Return enrollments whose person is of another school than the class, or of none."""
    return Enrollment.objects.filter(
        Q(user__school__isnull=True) | ~Q(user__school=F("school_class__school"))
    )


def disagreeing_school_roles() -> SchoolRoleQuerySet:
    """Return school admins of a school that is not their own."""
    return SchoolRole.objects.filter(Q(user__school__isnull=True) | ~Q(user__school=F("school")))

"""Who may see or change which person, class, enrollment and school: each right once, as a ``Q``.

Object checks, admin lists, choice fields and other floors' scopes are all derived from these.
``user`` may be anonymous, which sees nothing. Days are days at the user's own school.
"""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from studyhub.people.enums import ClassRole, SchoolRoleKind


def today_of(user) -> date:
    """Return the present day at the person's school; UTC for a superuser."""
    return user.school.day_of(timezone.now()) if user.school_id else timezone.now().date()


class SpanQuerySet(QuerySet):
    """Rows that hold from a day (``starts_on``) until a day (``ends_on``, exclusive)."""

    def holding_on(self, day: date):
        """Return the rows in force on a day."""
        return self.filter(Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day)))


class SchoolQuerySet(QuerySet):
    """Schools."""

    def visible_to(self, user) -> SchoolQuerySet:
        """Return the school you belong to; a superuser's are all of them."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(pk=user.school_id)

    def administered_by(self, user) -> SchoolQuerySet:
        """Return the schools whose classes and accounts you manage today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(pk__in=user.school_roles.as_school_admin(user).values("school"))


class SchoolRoleQuerySet(SpanQuerySet):
    """Roles in a school."""

    def as_school_admin(self, user) -> SchoolRoleQuerySet:
        """Return those that make you a school admin today, at your own school."""
        return self.holding_on(today_of(user)).filter(
            role=SchoolRoleKind.SCHOOL_ADMIN, school=user.school_id
        )

    def visible_to(self, user) -> SchoolRoleQuerySet:
        """Return the roles in schools you administer."""
        return self.filter(school__in=_schools_administered_by(user))


class SchoolClassQuerySet(QuerySet):
    """Classes."""

    def current(self) -> SchoolClassQuerySet:
        """Return the classes that are not archived."""
        return self.filter(archived_at__isnull=True)

    def visible_to(self, user) -> SchoolClassQuerySet:
        """Return the classes you are in today, and all of a school you administer."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(
            # you are in it, in whatever role
            Q(pk__in=_classes_of(user))
            # or you administer its school
            | Q(school__in=_schools_administered_by(user))
        )

    def administered_by(self, user) -> SchoolClassQuerySet:
        """Return the classes of schools whose classes and accounts you manage."""
        return self.filter(school__in=_schools_administered_by(user))

    def taught_by(self, user) -> SchoolClassQuerySet:
        """Return the classes you teach today. A superuser teaches none."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=_classes_of(user, ClassRole.TEACHER))

    def staffed_by(self, user) -> SchoolClassQuerySet:
        """Return the classes you teach or assist in today."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=_classes_of(user, ClassRole.TEACHER, ClassRole.ASSISTANT))

    def attended_by(self, user) -> SchoolClassQuerySet:
        """Return the classes you are a student of today."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=_classes_of(user, ClassRole.STUDENT))


class EnrollmentQuerySet(SpanQuerySet):
    """Enrollments."""

    def with_holding(self, day: date) -> EnrollmentQuerySet:
        """Annotate ``is_holding``: whether the enrollment holds on a day at the school."""
        holding = _model("Enrollment").objects.holding_on(day).filter(pk=OuterRef("pk"))
        return self.annotate(is_holding=Exists(holding))

    def of_students(self) -> EnrollmentQuerySet:
        """Return the enrollments of students."""
        return self.filter(role=ClassRole.STUDENT)

    def visible_to(self, user) -> EnrollmentQuerySet:
        """Return your own, those of classes you staff, and those of schools you administer."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(
            Q(user=user)
            | Q(school_class__in=_classes_of(user, ClassRole.TEACHER, ClassRole.ASSISTANT))
            | Q(school_class__school__in=_schools_administered_by(user))
        )

    def administered_by(self, user) -> EnrollmentQuerySet:
        """Return those you may end or move."""
        return self.filter(school_class__school__in=_schools_administered_by(user))


class UserQuerySet(QuerySet):
    """Accounts."""

    def visible_to(self, user) -> UserQuerySet:
        """Return yourself, the people of classes you staff, and of schools you administer.

        Superusers belong to no school, so school staff never see them.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(
            # you
            Q(pk=user.pk)
            # whoever is in a class that you teach or assist in
            | Q(pk__in=_people_in_classes_staffed_by(user))
            # everyone of a school that you administer
            | Q(school__in=_schools_administered_by(user))
        )

    def administered_by(self, user) -> UserQuerySet:
        """Return the accounts you may manage: never a superuser's, never another school's."""
        return self.filter(school__in=_schools_administered_by(user), is_superuser=False)

    def resettable_by(self, user) -> UserQuerySet:
        """Return the accounts you may give a one-time password.

        A school admin resets everybody of the school below superuser but fellow admins and
        themselves; a teacher only students of classes they teach. Nobody resets someone above.
        """
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(is_superuser=False).exclude(pk=user.pk)
        if user.is_superuser:
            return rows
        return rows.exclude(pk__in=_school_admins_of(user)).filter(
            Q(school__in=_schools_administered_by(user)) | Q(pk__in=_students_only_taught_by(user))
        )


def _model(name: str):
    """Return a model of this floor; the models import this module, so it cannot import them."""
    return apps.get_model("people", name)


def _schools_administered_by(user):
    return _model("School").objects.administered_by(user).values("pk")


def _holding_enrollments(user):
    return _model("Enrollment").objects.holding_on(today_of(user))


def _classes_of(user, *roles: str):
    rows = _holding_enrollments(user).filter(user=user, school_class__school=user.school_id)
    return (rows.filter(role__in=roles) if roles else rows).values("school_class")


def _people_in_classes_staffed_by(user):
    return (
        _holding_enrollments(user)
        .filter(school_class__in=_classes_of(user, ClassRole.TEACHER, ClassRole.ASSISTANT))
        .values("user")
    )


def _students_only_taught_by(user):
    """People who are students in a class you teach, and staff nowhere."""
    holding = _holding_enrollments(user)
    staff = holding.exclude(role=ClassRole.STUDENT).values("user")
    return (
        holding.filter(
            role=ClassRole.STUDENT, school_class__in=_classes_of(user, ClassRole.TEACHER)
        )
        .exclude(user__in=staff)
        .values("user")
    )


def _school_admins_of(user):
    return (
        _model("SchoolRole")
        .objects.holding_on(today_of(user))
        .filter(school=user.school_id)
        .values("user")
    )

"""What teachers keep and write: question sets, statements, documents, kept comments."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Exists, Q, QuerySet

from assignments.enums import BankReach
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, School, SchoolClass
from studyhub.people.querysets import today_of


class QuestionSetQuerySet(QuerySet):
    """Question sets, which hold marking guides: never visible to students."""

    def visible_to(self, user) -> QuestionSetQuerySet:
        """Return your school's and the library's, if you teach."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(Exists(SchoolClass.objects.taught_by(user))).filter(
            Q(school=user.school_id) | Q(school__isnull=True)
        )

    def changeable_by(self, user) -> QuestionSetQuerySet:
        """Return the sets of your school, if you teach there. The library's are copied instead."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        return self.visible_to(user).filter(school=user.school_id)


class BankCommentQuerySet(QuerySet):
    """Comments kept for using again."""

    def of(self, user) -> BankCommentQuerySet:
        """Return your own, the removed ones too."""
        return self.filter(owner=user.pk) if user.is_authenticated else self.none()

    def visible_to(self, user) -> BankCommentQuerySet:
        """Return your own, and what those share who teach a class with you today."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        classes = SchoolClass.objects.taught_by(user).values("pk")
        teachers = Enrollment.objects.holding_on(today_of(user)).filter(role=ClassRole.TEACHER)
        beside = teachers.filter(school_class__in=classes).values("user")
        return self.filter(removed_at__isnull=True).filter(
            # they are yours
            Q(owner=user.pk)
            # or a co-teacher shares them
            | Q(reach=BankReach.SHARED, owner__in=beside, owner__school=user.school_id)
        )

    def changeable_by(self, user) -> BankCommentQuerySet:
        """Return your own."""
        return self.visible_to(user).filter(owner=user.pk)


class HonestyStatementQuerySet(QuerySet):
    """Schools' honesty statements, every version."""

    def visible_to(self, user) -> HonestyStatementQuerySet:
        """Return those of the school for which you may write the next one."""
        return self.filter(school__in=schools_with_statement_by(user).values("pk"))

    def newest_of(self, school: str | None) -> HonestyStatementQuerySet:
        """Return a school's version that counts now, as a queryset of one or none."""
        return self.filter(school=school).order_by("-number")[:1]


class DocumentImportQuerySet(QuerySet):
    """Documents on their way to becoming lessons. Nobody sees another person's."""

    def of(self, user) -> DocumentImportQuerySet:
        """Return your own, if you may still write lessons; those that became one too."""
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(made_by=user.pk)
        if user.is_superuser:
            return rows
        if not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return rows.filter(school=user.school_id)

    def changeable_by(self, user) -> DocumentImportQuerySet:
        """Return your own that are not a lesson yet."""
        return self.of(user).filter(applied_at__isnull=True)

    def visible_to(self, user) -> DocumentImportQuerySet:
        """Return what you may change: the list is of unfinished work."""
        return self.changeable_by(user)


def schools_with_statement_by(user) -> QuerySet[School]:
    """Return the school whose honesty statement you write: you teach there, or administer it.

    Never a superuser's: a school asks for its own words.
    """
    if not user.is_authenticated or user.school_id is None:
        return School.objects.none()
    return School.objects.filter(pk=user.school_id).filter(
        # you are its school admin
        Q(pk__in=School.objects.administered_by(user).values("pk"))
        # or you teach a class of it
        | Q(pk__in=SchoolClass.objects.taught_by(user).values("school"))
    )


def schools_with_bank_of(user) -> QuerySet[School]:
    """Return the school where you keep a comment bank: you teach, or may grade something there."""
    if not user.is_authenticated or user.school_id is None:
        return School.objects.none()
    markable = apps.get_model("assignments", "Assignment").objects.markable_by(user)
    return School.objects.filter(pk=user.school_id).filter(
        # you teach a class of it
        Q(pk__in=SchoolClass.objects.taught_by(user).values("school"))
        # or something in a class of it is allocated to you
        | Q(pk__in=markable.values("school_class__school"))
    )

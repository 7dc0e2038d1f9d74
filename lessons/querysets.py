"""Who may read, place or change which lesson, and whose shelf it is."""

from __future__ import annotations

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery

from studyhub.people.models import SchoolClass


class LessonQuerySet(QuerySet):
    """Lessons."""

    def published(self) -> LessonQuerySet:
        """Return the lessons that have a text to read and are not withdrawn."""
        return self.filter(current_edition__isnull=False, withdrawn_at__isnull=True)

    def visible_to(self, user) -> LessonQuerySet:
        """Return the published lessons you may read, and whatever a school you staff has."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        placed = SchoolClass.objects.attended_by(user)
        is_open = Q(current_edition__isnull=False, withdrawn_at__isnull=True)
        readable = (
            # it was put before a class you attend
            Q(placements__school_class__in=placed.values("pk")) & is_open
        )
        if user.may_enter_desk:
            # you teach or administer: your school's lessons, and the library's published ones
            readable |= Q(school=user.school_id)
            readable |= Q(school__isnull=True) & is_open
        return self.filter(pk__in=self.model._default_manager.filter(readable).values("pk"))

    def changeable_by(self, user) -> LessonQuerySet:
        """Return the lessons whose text and timeline you may change.

        Those of your school, if you teach there; a superuser's are all. A teacher copies a
        library lesson, and the copy is the school's to change.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        if not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return self.filter(school=user.school_id)

    def placeable_by(self, user) -> LessonQuerySet:
        """Return the published lessons you may put before a class you teach."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        if not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return self.published().filter(Q(school=user.school_id) | Q(school__isnull=True))


class AnchorQuerySet(QuerySet):
    """Places in a lesson."""

    def numbered_in(self, edition) -> AnchorQuerySet:
        """Add the number and position that each place has in an edition.

        Where there is no edition, nothing is added, and a place goes by its first number.
        """
        if edition is None:
            return self
        # The models import this module, so it cannot import them.
        there = apps.get_model("lessons", "Paragraph").objects.filter(
            edition=edition, anchor=OuterRef("pk")
        )
        return self.annotate(
            number_here=Subquery(there.values("label")[:1]),
            position_here=Subquery(there.values("position")[:1]),
        )


class ShelfQuerySet(QuerySet):
    """What lies on evidence shelves. Nobody but the owner ever sees any of it."""

    def of(self, user) -> ShelfQuerySet:
        """Return what lies on your own shelf, without what you took off it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner=user.pk, removed_at__isnull=True)

    def removed_by(self, user) -> ShelfQuerySet:
        """Return what you took off your shelf and may put back."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner=user.pk, removed_at__isnull=False)

"""Who may read, place or change which lesson, and whose shelf it is."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q, QuerySet

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

    def with_shelf_of(self, user) -> LessonQuerySet:
        """Return the lessons you may read, and those you could once and kept something of."""
        if not user.is_authenticated:
            return self.none()
        # The models import this module, so it cannot import them.
        kept = apps.get_model("lessons", "ShelfItem").objects.of(user)
        readable = LessonQuerySet(self.model).visible_to(user)
        return self.filter(Q(pk__in=readable.values("pk")) | Q(pk__in=kept.values("lesson")))

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

    def exportable_by(self, user) -> LessonQuerySet:
        """Return the lessons that have a text, if you teach: your school's, and the library's.

        They go out as packs, which hold marking guides, so they are for those who may read them.
        """
        written = self.visible_to(user).filter(current_edition__isnull=False)
        if user.is_authenticated and user.is_superuser:
            return written
        if not user.is_authenticated or not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return written.filter(Q(school=user.school_id) | Q(school__isnull=True))

    def copyable_by(self, user) -> LessonQuerySet:
        """Return the library's lessons, of which a teacher may make one of the school's own."""
        return self.placeable_by(user).filter(school__isnull=True)

    def placeable_by(self, user) -> LessonQuerySet:
        """Return the published lessons you may put before a class you teach."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        if not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return self.published().filter(Q(school=user.school_id) | Q(school__isnull=True))


class ShelfQuerySet(QuerySet):
    """What lies on evidence shelves. Nobody but the owner ever sees any of it."""

    def of(self, user) -> ShelfQuerySet:
        """Return what lies on your own shelf, without what you took off it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner=user.pk, removed_at__isnull=True)

    def owned_by(self, user) -> ShelfQuerySet:
        """Return what lies on your own shelf, and what you took off it and may put back."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner=user.pk)

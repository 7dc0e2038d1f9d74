"""Who may read, place or change which lesson."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from studyhub.people.models import SchoolClass


class LessonQuerySet(QuerySet):
    """Lessons."""

    def published(self) -> LessonQuerySet:
        """Return the lessons that have a text to read."""
        return self.filter(current_edition__isnull=False)

    def visible_to(self, user) -> LessonQuerySet:
        """Return the published lessons you may read, and unpublished ones of a school you staff."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        placed = SchoolClass.objects.attended_by(user)
        readable = (
            # it was put before a class you attend
            Q(placements__school_class__in=placed.values("pk"), current_edition__isnull=False)
        )
        if user.may_enter_desk:
            # you teach or administer: your school's lessons, and the library's published ones
            readable |= Q(school=user.school_id)
            readable |= Q(school__isnull=True, current_edition__isnull=False)
        return self.filter(pk__in=self.model._default_manager.filter(readable).values("pk"))

    def placeable_by(self, user) -> LessonQuerySet:
        """Return the published lessons you may put before a class you teach."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        if not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return self.published().filter(Q(school=user.school_id) | Q(school__isnull=True))

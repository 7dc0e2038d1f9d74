"""Classes."""

from django.db import models
from django.utils import timezone

from studyhub.people.models.school import School
from studyhub.people.querysets import SchoolClassQuerySet
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField


class SchoolClass(models.Model):
    """A class of one school. Archiving ends its work and keeps all of it readable."""

    id = RandomIdField()
    school = models.ForeignKey(School, models.PROTECT, related_name="classes")
    name = ShownNameField(max_length=80)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SchoolClassQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "class"
        verbose_name_plural = "classes"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                name="people_class_name_once_per_school",
                violation_error_message="Your school has a class of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        """Tell whether the class has ended."""
        return self.archived_at is not None

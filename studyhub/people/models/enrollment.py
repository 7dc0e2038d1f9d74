"""Enrollments: who is what in which class, from a day until a day."""

from django.db import models
from django.utils import timezone

from studyhub.people.enums import ClassRole
from studyhub.people.models.school_class import SchoolClass
from studyhub.people.models.user import User
from studyhub.people.querysets import EnrollmentQuerySet
from studyhub.web.ids import RandomIdField

MAX_EXTRA_DAYS = 60
MAX_EXTRA_PERCENT = 200


class Enrollment(models.Model):
    """A person's role in a class.

    ``starts_on`` is the first day; ``ends_on`` is the first day on which it no longer holds, so
    an enrollment ended today is over at once. Days are days at the school. Both the person and
    the class name the school; ``domain.enrollments`` refuses disagreement. ``extra_days`` and
    ``extra_percent`` are a standing accommodation: more time for all work of the class.
    """

    id = RandomIdField()
    user = models.ForeignKey(User, models.PROTECT, related_name="enrollments")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="enrollments")
    role = models.CharField(max_length=10, choices=ClassRole)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    extra_days = models.PositiveSmallIntegerField(default=0)
    extra_percent = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        ordering = ["school_class__name", "user__family_name", "user__given_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school_class"],
                condition=models.Q(ends_on__isnull=True),
                name="people_enrollment_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="people_enrollment_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=ClassRole.values), name="people_enrollment_role"
            ),
            models.CheckConstraint(
                condition=models.Q(extra_days__lte=MAX_EXTRA_DAYS)
                & models.Q(extra_percent__lte=MAX_EXTRA_PERCENT),
                name="people_enrollment_extra_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.school_class} ({self.get_role_display()})"

"""Roles in a school as a whole."""

from django.db import models
from django.utils import timezone

from studyhub.people.enums import SchoolRoleKind
from studyhub.people.models.school import School
from studyhub.people.models.user import User
from studyhub.people.querysets import SchoolRoleQuerySet
from studyhub.web.ids import RandomIdField


class SchoolRole(models.Model):
    """What ``Enrollment`` is for a class, for a school; the days count in the same way."""

    id = RandomIdField()
    user = models.ForeignKey(User, models.PROTECT, related_name="school_roles")
    school = models.ForeignKey(School, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=SchoolRoleKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SchoolRoleQuerySet.as_manager()

    class Meta:
        ordering = ["school__name", "user__family_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                condition=models.Q(ends_on__isnull=True),
                name="people_school_role_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.school}"

"""The roles, in OneRoster's words."""

from django.db import models


class ClassRole(models.TextChoices):
    """What a person is in a class."""

    STUDENT = "student", "Student"
    ASSISTANT = "assistant", "Assistant"
    TEACHER = "teacher", "Teacher"


class SchoolRoleKind(models.TextChoices):
    """What a person is in a school as a whole."""

    SCHOOL_ADMIN = "school_admin", "School admin"

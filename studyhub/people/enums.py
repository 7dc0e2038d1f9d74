"""The roles, in OneRoster's words, and what mail can be."""

from django.db import models


class ClassRole(models.TextChoices):
    """What a person is in a class."""

    STUDENT = "student", "Student"
    ASSISTANT = "assistant", "Assistant"
    TEACHER = "teacher", "Teacher"


class SchoolRoleKind(models.TextChoices):
    """What a person is in a school as a whole."""

    SCHOOL_ADMIN = "school_admin", "School admin"


class MailKind(models.TextChoices):
    """Why a letter is written."""

    CONFIRM = "confirm", "Confirmation of an address"
    DAILY = "daily", "Daily letter"


class MailOutcome(models.TextChoices):
    """What has become of a letter that is no longer waiting."""

    SENT = "sent", "Sent"
    NOTHING = "nothing", "Nothing left to say, or no longer wanted"
    GIVEN_UP = "given_up", "Given up after many tries"

"""Of whom teachers do not see how answers were written."""

from django.db import models

from studyhub.people.models import SchoolClass, User


class WritingRecordOff(models.Model):
    """At a student's request: in this class nobody but the student sees the writing record.

    Turned on again by deleting it, which the audit trail keeps.
    """

    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    student = models.ForeignKey(User, models.PROTECT, related_name="+")
    turned_off_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["school_class", "student"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "student"], name="assignments_writing_record_off_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student} in {self.school_class}"

"""What a school asks its students to sign when they hand in."""

from django.db import models

from assignments.querysets import HonestyStatementQuerySet
from studyhub.audit.append_only import append_only
from studyhub.people.models import School, User
from studyhub.web.ids import RandomIdField


@append_only
class HonestyStatement(models.Model):
    """One version of a school's honesty statement; a change is the next number.

    Assignments and hand-ins point to the version that was asked for and signed, so that nobody
    is said to have signed other words.
    """

    id = RandomIdField()
    school = models.ForeignKey(School, models.PROTECT, related_name="honesty_statements")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=4000)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = HonestyStatementQuerySet.as_manager()

    class Meta:
        ordering = ["school", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="assignments_honesty_number"),
        ]

    def __str__(self) -> str:
        return f"Honesty statement, version {self.number}"

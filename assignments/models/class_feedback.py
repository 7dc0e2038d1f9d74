"""What a teacher tells a whole class about its work."""

from django.db import models

from assignments.models.assignment import Assignment
from studyhub.people.models import User


class ClassFeedback(models.Model):
    """The whole-class feedback sheet of an assignment, in Markdown, in its teacher's words.

    For teachers alone: it goes before the class on a projector or on paper, never on a student's
    page. ``version`` is the token of the text; an emptied one keeps its row.
    """

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="class_feedback")
    text = models.TextField(max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["assignment"]
        verbose_name = "whole-class feedback"
        verbose_name_plural = "whole-class feedback"

    def __str__(self) -> str:
        return f"Feedback on {self.assignment}"

"""Grades, comments and releases."""

from datetime import datetime

from django.db import models

from assignments.enums import ReleaseKind
from assignments.models.work import Answer, Attempt, Submission
from assignments.querysets import ReleaseQuerySet
from studyhub.audit.append_only import append_only
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


class Grade(models.Model):
    """Points for one answer. No row, or empty ``points``, is ungraded; zero is a grade.

    Hidden from the student until a release. ``version`` is the token of the points and of the
    leaf's comment together. ``answer_version`` is the version of the text that was seen.
    ``carried_from`` is the attempt on which it was given, where a later one has the same text
    and nobody has graded that one anew.
    """

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="grade")
    points = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    answer_version = models.PositiveIntegerField()
    graded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()
    carried_from = models.ForeignKey(
        Attempt, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["answer"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points__isnull=True) | models.Q(points__gte=0),
                name="assignments_grade_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"Grade for {self.answer}"


class Comment(models.Model):
    """A teacher's remark on an answer or, with no answer, on the attempt as a whole.

    With a ``start`` it belongs to a span of the answer's text, held by W3C selectors (positions
    in code points); an answer may have many of these, and one for all of it. Hidden from the
    student until a release. An emptied comment keeps its row, so that its
    ``version`` goes on rising.
    """

    id = RandomIdField()
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="comments")
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="comments"
    )
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    key = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer"],
                condition=models.Q(answer__isnull=False, start__isnull=True),
                name="assignments_comment_once_per_answer",
            ),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=models.Q(answer__isnull=True),
                name="assignments_comment_once_per_attempt",
            ),
            models.UniqueConstraint(
                fields=["answer", "key"],
                condition=models.Q(start__isnull=False),
                name="assignments_comment_on_span_key",
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(answer__isnull=False, start__isnull=False, end__gt=models.F("start")),
                name="assignments_comment_span_whole",
            ),
        ]

    def __str__(self) -> str:
        return "Comment"


@append_only
class Release(models.Model):
    """The moment grades and comments went back to the student, or were taken back.

    ``snapshot`` is all that the student's page shows, whole and in words, so that nothing can
    change it afterwards; empty for a taking back. A correction is the next number. Where it was
    made ahead of its time, ``planned_at`` is when, and ``released_at`` lies later; a taking back
    in between calls it off. What counts at an instant, ``ReleaseQuerySet`` says.
    """

    id = RandomIdField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="releases")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=ReleaseKind)
    snapshot = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="assignments_release_number"
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.number}"

    def is_to_come(self, at: datetime) -> bool:
        """Tell whether it is planned for later than that."""
        return self.planned_at is not None and self.released_at > at

"""A student's work: submission, attempts, answers and their history."""

from django.db import models
from django.utils import timezone

from assignments.enums import RevisionCause
from assignments.models.assignment import Assignment
from assignments.models.honesty import HonestyStatement
from assignments.models.question_set import Question
from assignments.querysets import AnswerQuerySet, SubmissionQuerySet
from studyhub.audit.append_only import append_only, frozen_with
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


class Submission(models.Model):
    """One student's work on one assignment, made when the student starts.

    ``counted_attempt`` is the attempt handed in last: the one that is graded. It stays until the
    next hand-in, so nothing can be un-handed-in by accident.
    """

    id = RandomIdField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="submissions")
    student = models.ForeignKey(User, models.PROTECT, related_name="submissions")
    counted_attempt = models.ForeignKey(
        "assignments.Attempt", models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "student__family_name", "student__given_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "student"], name="assignments_submission_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Work of {self.student} on {self.assignment}"


class Attempt(models.Model):
    """The text up to a hand-in (``submitted_at``), frozen then; at most one is open.

    ``due_at`` is the due time in force for this student when it was handed in.
    ``is_collected`` marks a draft that the clock handed in at closing. ``reopened_reason`` is
    the teacher's, where a teacher opened this attempt. ``honesty`` is the statement that was
    signed with the hand-in; nobody signs for a collected draft. ``fingerprint`` is that of the
    texts as they were frozen (``domain.answering.fingerprint``), empty while it is open.
    ``on_paper_by`` is the teacher who took it in on paper: nothing was typed.
    """

    id = RandomIdField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    is_collected = models.BooleanField(default=False)
    honesty = models.ForeignKey(
        HonestyStatement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, blank=True)
    on_paper_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_reason = models.CharField(max_length=500, blank=True)
    reopened_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="assignments_attempt_number"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(submitted_at__isnull=True),
                name="assignments_attempt_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(honesty__isnull=True)
                | models.Q(submitted_at__isnull=False, is_collected=False),
                name="assignments_attempt_signed_with_hand_in",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number}"

    @property
    def is_open(self) -> bool:
        """Tell whether it can still be written in, if the times allow."""
        return self.submitted_at is None

    @property
    def is_late(self) -> bool:
        """Tell whether it was handed in after the due time then in force."""
        return bool(self.submitted_at and self.due_at and self.submitted_at > self.due_at)


@frozen_with("attempt", "submitted_at")
class Answer(models.Model):
    """The text for one leaf in one attempt, kept exactly as typed (line breaks as LF).

    Once the attempt is handed in, the database itself refuses every change.

    ``version`` rises with every acknowledged save. ``recent_saves`` are the last saves as
    ``[key, version, saved_at]``, newest last, so that a repeated request is answered as the
    first time without another write.
    """

    id = RandomIdField()
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    revised_at = models.DateTimeField(null=True, blank=True)
    recent_saves = models.JSONField(default=list)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "question__position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="assignments_answer_once"),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.question}"


@append_only
class Revision(models.Model):
    """A row of an answer's history."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField()
    cause = models.CharField(max_length=16, choices=RevisionCause)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "-saved_at", "-id"]

    def __str__(self) -> str:
        return f"Revision {self.version}"

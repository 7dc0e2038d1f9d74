"""What a student does with returned work, and what is said about it on both sides."""

from django.db import models

from assignments.enums import ThreadOutcome
from assignments.models.grading import Release
from assignments.models.question_set import Question
from assignments.models.work import Submission
from assignments.querysets import ThreadQuerySet
from studyhub.audit.append_only import append_only
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


class ReleaseSeen(models.Model):
    """The student has opened a release, for the first time at ``seen_at``."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="seen")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["release"]

    def __str__(self) -> str:
        return f"Seen {self.seen_at}"


class NextStep(models.Model):
    """What a student will try next time, picked among the steps of a release.

    It stands at the top of the next assignment. ``acted_on`` is the work in which the student
    says to have done it.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="next_step")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()
    acted_on = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="steps_acted_on"
    )
    acted_on_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["submission"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(acted_on__isnull=True, acted_on_at__isnull=True)
                | models.Q(acted_on__isnull=False, acted_on_at__isnull=False),
                name="assignments_next_step_acted_on_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Thread(models.Model):
    """A talk between a student and who marked one answer. At most one is open per leaf.

    A request to mark again is closed by keeping or correcting, with a reason.
    """

    id = RandomIdField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="threads")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    asks_remark = models.BooleanField(default=False)
    routed_to = models.ForeignKey(User, models.PROTECT, related_name="threads")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=ThreadOutcome, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "question__position", "opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question"],
                condition=models.Q(closed_at__isnull=True),
                name="assignments_thread_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"On {self.question}"


@append_only
class Message(models.Model):
    """One message in a thread, kept as written."""

    id = RandomIdField()
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    key = models.CharField(max_length=40)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["thread", "written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "key"], name="assignments_message_once"),
        ]

    def __str__(self) -> str:
        return "Message"

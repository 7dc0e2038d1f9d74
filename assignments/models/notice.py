"""Notices: what has happened that a student should know, and a calendar's secret address."""

from django.db import models

from assignments.enums import NoticeKind
from assignments.models.assignment import Assignment
from assignments.models.work import Submission
from assignments.querysets import NoticeQuerySet
from studyhub.people.models import User
from studyhub.web.ids import RandomIdField


class Notice(models.Model):
    """One thing told to one student, once. It says that something happened, never how it went.

    ``number`` makes it another one of the same kind: the release's number, the attempt's, or the
    ordinal of the day on which the work is due; zero for what was assigned. ``mailed_at`` is when
    a letter told of it.
    """

    id = RandomIdField()
    recipient = models.ForeignKey(User, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="notices")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    number = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "assignment", "number"],
                name="assignments_notice_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=[NoticeKind.RETURNED, NoticeKind.REOPENED])
                | models.Q(submission__isnull=False),
                name="assignments_notice_of_work_names_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at__isnull=True),
                name="assignments_notice_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.assignment}"


class CalendarFeed(models.Model):
    """The address under which a person's calendar program fetches their due times.

    Only a hash of the secret is kept, so the address can be shown once and never again; making it
    anew ends the one before.
    """

    owner = models.OneToOneField(User, models.PROTECT, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["owner"]

    def __str__(self) -> str:
        return f"Calendar of {self.owner}"

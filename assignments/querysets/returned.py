"""What has come back to students at an instant, who is told of it, and the talk about it."""

from __future__ import annotations

from datetime import date, datetime

from django.apps import apps
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from assignments.enums import NoticeKind, ReleaseKind
from studyhub.people.models import Enrollment, SchoolClass
from studyhub.people.querysets import today_of


class ReleaseQuerySet(QuerySet):
    """Release events, of which some were planned for later and called off or replaced before."""

    def standing(self) -> ReleaseQuerySet:
        """Leave out plans that were called off or replaced before their time, and what did so.

        It is as if they had never been.
        """
        events = _releases().filter(submission=OuterRef("submission"))
        after = events.annotate(made_at=Coalesce("planned_at", "released_at")).filter(
            number__gt=OuterRef("number"), made_at__lt=OuterRef("released_at")
        )
        plan_before = events.filter(
            number=OuterRef("number") - 1,
            planned_at__isnull=False,
            released_at__gt=OuterRef("released_at"),
        )
        return self.exclude(Q(planned_at__isnull=False) & Exists(after)).exclude(
            Q(kind=ReleaseKind.TAKEN_BACK) & Exists(plan_before)
        )

    def in_force(self, at: datetime) -> ReleaseQuerySet:
        """Return the events that have happened by then, for the student too.

        What was not planned has happened, whoever asks with an older clock: two clicks at once.
        """
        return self.standing().filter(Q(planned_at__isnull=True) | Q(released_at__lte=at))

    def planned(self, at: datetime) -> ReleaseQuerySet:
        """Return what will come back later, at ``released_at``; at most one for a submission."""
        return self.standing().filter(planned_at__isnull=False, released_at__gt=at)

    def readable(self, at: datetime) -> ReleaseQuerySet:
        """Return what students can read: it came back and was not taken back since."""
        taken_back = (
            _releases()
            .in_force(at)
            .filter(
                kind=ReleaseKind.TAKEN_BACK,
                submission=OuterRef("submission"),
                number__gt=OuterRef("number"),
            )
        )
        return self.in_force(at).filter(~Exists(taken_back), kind=ReleaseKind.RETURNED)


class NoticeQuerySet(QuerySet):
    """Notices."""

    def showing(self, *, day: date, at: datetime) -> NoticeQuerySet:
        """Return what may be told now, with ``shown_at``: since when it could be read.

        ``day`` is the day at the recipients' school.
        """
        attended = Enrollment.objects.holding_on(day).of_students()
        releases = _releases().readable(at)
        told_of = releases.filter(submission=OuterRef("submission"), number=OuterRef("number"))
        returned_at = Subquery(told_of.values("released_at")[:1])
        return self.annotate(
            # of what was planned, from the moment it came back
            shown_at=Case(
                When(kind=NoticeKind.RETURNED, then=Greatest("made_at", returned_at)),
                default=Greatest("made_at", "assignment__opens_at"),
            )
        ).filter(
            # the assignment has opened: before, nobody is told of it
            Q(assignment__opens_at__lte=at),
            # the recipient still attends the class
            Exists(
                attended.filter(
                    user=OuterRef("recipient"), school_class=OuterRef("assignment__school_class")
                )
            ),
            # what came back has come back by now, and was not taken back since
            ~Q(kind=NoticeKind.RETURNED) | Exists(told_of),
        )

    def visible_to(self, user) -> NoticeQuerySet:
        """Return your own that may be told now."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(recipient=user.pk).showing(day=today_of(user), at=timezone.now())


class ThreadQuerySet(QuerySet):
    """Talks about returned work."""

    def of(self, user) -> ThreadQuerySet:
        """Return those about your own work."""
        return self.filter(submission__student=user.pk)

    def answerable_by(self, user) -> ThreadQuerySet:
        """Return those about work of classes you teach; never about your own."""
        if not user.is_authenticated:
            return self.none()
        taught = SchoolClass.objects.taught_by(user).values("pk")
        rows = self.filter(submission__assignment__school_class__in=taught)
        return rows.exclude(submission__student=user.pk)

    def staffed_by(self, user) -> ThreadQuerySet:
        """Return those about work on boards you see; your own is not known there."""
        boards = apps.get_model("assignments", "Assignment").objects.staffed_by(user)
        rows = self.filter(submission__assignment__in=boards.values("pk"))
        return rows.exclude(submission__student=user.pk)


def _releases() -> ReleaseQuerySet:
    return apps.get_model("assignments", "Release").objects.all()

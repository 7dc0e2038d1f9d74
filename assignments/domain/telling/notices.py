"""A student's notices: what is new, in what order, and that it has been read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from assignments.domain.telling.tell import is_still_true
from assignments.domain.timing.due_times import due_times
from assignments.domain.timing.position import Position
from assignments.enums import NoticeKind
from assignments.models import Assignment, Message, Notice
from studyhub.people.models import User
from studyhub.web.when import day_and_time

MOST = 100
_PAGES = {
    NoticeKind.RETURNED: "returned",
    NoticeKind.REOPENED: "work",
    NoticeKind.ANSWERED: "returned",  # where no talk is left
}
# Of what is over the due time is of no use.
_WITHOUT_DUE_TIME = {NoticeKind.RETURNED, NoticeKind.ANSWERED}


@dataclass(frozen=True)
class Told:
    """One notice as it is shown. ``due`` is the due time in force, where it helps to know."""

    notice: Notice
    shown_at: datetime
    due: str

    @property
    def words(self) -> str:
        """Say what happened, in a word or two."""
        return self.notice.get_kind_display()

    @property
    def path(self) -> str:
        """Return where to go."""
        talk = self.notice.talk_question  # type: ignore[attr-defined]
        if self.notice.kind == NoticeKind.ANSWERED and talk is not None:
            return reverse("replies", args=[self.notice.submission_id, talk])
        page = _PAGES.get(NoticeKind(self.notice.kind))
        if page is None or self.notice.submission_id is None:
            return reverse("assignment", args=[self.notice.assignment_id])
        return reverse(page, args=[self.notice.submission_id])


def told_to(user: User, *, at: datetime, only_new: bool = False) -> list[Told]:
    """Return the newest notices, newest first. Five queries.

    A teacher's answer leads to the talk with the newest message of a teacher.

    With ``only_new``, what was neither read nor told in a letter.
    """
    newest = Message.objects.filter(thread__submission=OuterRef("submission"))
    by_others = newest.exclude(author=user.pk).order_by("-written_at", "-pk")
    rows = (
        Notice.objects.visible_to(user)
        .select_related("assignment__school_class__school")
        .annotate(talk_question=Subquery(by_others.values("thread__question")[:1]))
        .order_by("-shown_at", "pk")
    )
    if only_new:
        rows = rows.filter(read_at__isnull=True, mailed_at__isnull=True)
    notices = list(rows[:MOST])
    given = Assignment.objects.filter(pk__in={notice.assignment_id for notice in notices})
    positions = {row.assignment.pk: row.position for row in due_times(given, at=at, student=user)}
    return [
        Told(notice, notice.shown_at, _due(notice, positions))
        for notice in notices
        if is_still_true(notice, positions, at=at)
    ]


def _due(notice: Notice, positions: Mapping[str, Position]) -> str:
    """Word the due time in force; of what came back it is of no use."""
    found = positions.get(notice.assignment_id)
    if found is None or found.standing.due_at is None or notice.kind in _WITHOUT_DUE_TIME:
        return ""
    zone = notice.assignment.school_class.school.zone
    return f"Due {day_and_time(found.standing.due_at, zone=zone)}"


def count_unread(user: User, positions: Mapping[str, Position], *, at: datetime) -> int:
    """Count what the notices page would show as unread. One query.

    ``positions`` are the student's own, by assignment.
    """
    unread = Notice.objects.visible_to(user).filter(read_at__isnull=True).order_by("pk")
    rows = unread.only("kind", "assignment_id", "number")[:MOST]
    return sum(is_still_true(notice, positions, at=at) for notice in rows)


def mark_read(*, notices: Iterable[str], by: User, at: datetime) -> int:
    """Note that a person has read notices of their own; return how many were unread."""
    own = Notice.objects.filter(recipient=by, pk__in=list(notices), read_at__isnull=True)
    return own.update(read_at=at)

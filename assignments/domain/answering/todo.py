"""What a student's home shows: what is to do, what is handed in, what came back, what is past.

Read-side only, and of grading it reads nothing but releases, so that no line can change before
work is returned. A constant number of queries, however many assignments there are.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from assignments.domain.returning.returned import Returned, returned_work
from assignments.domain.timing.allowance import allowance_from, excuses_in_force, newest_first
from assignments.domain.timing.position import Position, position
from assignments.enums import Phase, Timeliness, WorkState
from assignments.models import Assignment, Attempt, Extension, Release, Submission
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, SchoolClass, User
from studyhub.people.querysets import today_of
from studyhub.web.when import clock, day, day_and_time


@dataclass(frozen=True)
class Progress:
    """How many answers of a draft hold words, and when the last one was saved."""

    begun: int
    answers: int
    saved_at: datetime | None

    @property
    def sentence(self) -> str:
        """Word it: "6 of 13 answers begun, saved Tuesday 14:02"."""
        noun = "answer" if self.answers == 1 else "answers"
        begun = f"{self.begun} of {self.answers} {noun} begun"
        return f"{begun}, saved {moment_in_words(self.saved_at)}" if self.saved_at else begun


@dataclass(frozen=True)
class Item:
    """One assignment as one student sees it in a list."""

    position: Position
    teachers: list[str]
    progress: Progress
    returned: Returned
    is_enrolled: bool

    @property
    def assignment(self) -> Assignment:
        """Return what was given."""
        return self.position.assignment

    @property
    def submission(self) -> Submission | None:
        """Return the student's work on it, if begun."""
        return self.position.submission

    @property
    def state(self) -> WorkState:
        """Return how far the student is."""
        return self.position.state

    @property
    def sentence(self) -> str:
        """Return the clock's sentence."""
        return self.position.standing.sentence

    @property
    def is_late(self) -> bool:
        """Tell whether what counts was handed in late."""
        return self.position.timeliness == Timeliness.LATE

    @property
    def is_missing(self) -> bool:
        """Tell whether nothing was handed in although it was due."""
        return self.position.timeliness == Timeliness.MISSING

    @property
    def is_excused(self) -> bool:
        """Tell whether it need not be done, and nothing was handed in."""
        return self.position.timeliness == Timeliness.EXCUSED

    @property
    def is_to_do(self) -> bool:
        """Tell whether it waits for the student, now or when it opens."""
        return (self.is_writable or self.is_coming) and not self.is_excused

    @property
    def is_writable(self) -> bool:
        """Tell whether the student may start or go on now."""
        return (
            self.is_enrolled
            and self.position.standing.accepts_work
            and self.state != WorkState.SUBMITTED
        )

    @property
    def is_coming(self) -> bool:
        """Tell whether it opens later."""
        return self.is_enrolled and self.position.standing.phase == Phase.NOT_OPEN


@dataclass(frozen=True)
class Overview:
    """The four parts of a student's home; a piece of work may stand in two of them."""

    to_do: list[Item] = field(default_factory=list)
    handed_in: list[Item] = field(default_factory=list)
    came_back: list[Item] = field(default_factory=list)
    past: list[Item] = field(default_factory=list)

    @property
    def positions(self) -> dict[str, Position]:
        """Return where each piece of work stands, by assignment."""
        parts = (self.to_do, self.handed_in, self.came_back, self.past)
        return {item.assignment.pk: item.position for part in parts for item in part}

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was ever given to this person."""
        return not (self.to_do or self.handed_in or self.came_back or self.past)


def assignments_of(user: User) -> QuerySet[Assignment]:
    """Return what was given to you as a student, and what you have worked on."""
    return Assignment.objects.visible_to(user).filter(
        # you attend the class today
        Q(school_class__in=SchoolClass.objects.attended_by(user).values("pk"))
        # or you have work of your own on it
        | Q(pk__in=Submission.objects.of(user).values("assignment"))
    )


def overview(*, user: User, at: datetime) -> Overview:
    """Return the student's home at an instant. Eight queries, whatever there is."""
    items = sorted(_items(user, at), key=_due_first)
    found = Overview()
    for item in items:
        if item.is_to_do:
            found.to_do.append(item)
        if item.returned.current is not None:
            found.came_back.append(item)
        elif item.state == WorkState.SUBMITTED or item.position.counted is not None:
            found.handed_in.append(item)
        elif not item.is_to_do:
            found.past.append(item)
    found.came_back.sort(key=_newest_return_first)
    return found


def _due_first(item: Item) -> tuple:
    """Order by the due time in force; what is never due comes last."""
    due_at = item.position.standing.due_at
    return (
        due_at is None,
        due_at or item.assignment.opens_at,
        item.assignment.title,
        item.assignment.pk,
    )


def _newest_return_first(item: Item) -> tuple:
    current = item.returned.current
    return (-current.released_at.timestamp() if current else 0, item.assignment.pk)


def _items(user: User, at: datetime) -> list[Item]:
    assignments = list(
        assignments_of(user)
        .select_related("school_class__school")
        .annotate(
            leaves=Count("asked"),
            is_excused=Exists(excuses_in_force().filter(assignment=OuterRef("pk"), student=user)),
        )
        .prefetch_related(
            Prefetch(
                "extensions",
                Extension.objects.filter(
                    Q(student=user) | Q(student__isnull=True), revoked_at__isnull=True
                ),
                to_attr="in_force",
            )
        )
        .order_by("pk")
    )
    work = {row.assignment_id: row for row in _submissions(user, at)}
    enrollments = _enrollments(user)
    teachers = teachers_of({assignment.school_class_id for assignment in assignments}, at)
    return [
        _item(assignment, work.get(assignment.pk), enrollments, teachers, at)
        for assignment in assignments
    ]


def _enrollments(user: User) -> dict[str, Any]:
    """Return your newest enrollment as a student in each class, with ``is_holding`` for today."""
    rows = newest_first(Enrollment.objects.of_students().with_holding(today_of(user)))
    found: dict[str, Any] = {}
    for row in rows.filter(user=user):
        found.setdefault(row.school_class_id, row)
    return found


def _submissions(user: User, at: datetime) -> QuerySet[Submission]:
    attempts = Attempt.objects.annotate(
        answers_begun=Count("answers", filter=Q(answers__words__gt=0)),
        answers_all=Count("answers"),
        last_saved_at=Max("answers__saved_at"),
    ).order_by("number")
    return Submission.objects.of(user).prefetch_related(
        Prefetch("attempts", attempts),
        Prefetch("releases", Release.objects.in_force(at).order_by("number")),
    )


def _item(assignment, submission: Submission | None, enrollments, teachers, at: datetime) -> Item:
    enrollment = enrollments.get(assignment.school_class_id)
    attempts = list(submission.attempts.all()) if submission else []
    open_attempt = next((attempt for attempt in attempts if attempt.is_open), None)
    counted_id = submission.counted_attempt_id if submission else None
    counted = next((attempt for attempt in attempts if attempt.pk == counted_id), None)
    return Item(
        position=position(
            assignment,
            submission=submission,
            open_attempt=open_attempt,
            counted=counted,
            allowance=allowance_from(
                assignment.in_force, enrollment, is_excused=assignment.is_excused
            ),
            at=at,
        ),
        teachers=teachers[assignment.school_class_id],
        progress=_progress(open_attempt or counted, assignment.leaves),
        returned=returned_work(list(submission.releases.all()) if submission else []),
        is_enrolled=bool(enrollment and enrollment.is_holding),
    )


def _progress(attempt, leaves: int) -> Progress:
    if attempt is None:
        return Progress(0, leaves, None)
    return Progress(attempt.answers_begun, attempt.answers_all, attempt.last_saved_at)


def teachers_of(class_ids: set[str], at: datetime) -> dict[str, list[str]]:
    """Return the names of those who teach each class now. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = (
        Enrollment.objects.holding_on(timezone.localdate(at))
        .filter(school_class__in=class_ids, role=ClassRole.TEACHER)
        .select_related("user")
        .order_by("user__family_name", "user__given_name", "user")
    )
    for row in rows:
        found[row.school_class_id].append(row.user.full_name)
    return found


def moment_in_words(moment: datetime, *, at: datetime | None = None) -> str:
    """Word a moment of the last days shortly: "14:02" for today, else "Tuesday 14:02"."""
    here, now = timezone.localtime(moment), timezone.localtime(at or timezone.now())
    days = (now.date() - here.date()).days
    if days == 0:
        return clock(moment)
    if 0 < days < 7:  # noqa: PLR2004  (a week ago has the same weekday's name as today)
        return f"{day(moment).split()[0]} {clock(moment)}"
    return day_and_time(moment)

"""What the board needs from the database, fetched at once for any number of assignments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum

from assignments.domain.timing.allowance import excuses_in_force, newest_first
from assignments.enums import TOLD_TAGS
from assignments.models import (
    AnswerTag,
    Assignment,
    Attempt,
    Comment,
    Excuse,
    Extension,
    Grade,
    NextStep,
    Release,
    Submission,
    Thread,
)
from studyhub.people.models import Enrollment, User


@dataclass(frozen=True)
class Graded:
    """The grading of one attempt: leaves with points, their sum, and the last act on them."""

    graded: int
    points: Decimal | None
    last_at: datetime | None


@dataclass(frozen=True)
class Loaded:
    """Rows by the ids they are looked up by. ``spoken``: when something else than grades was given.

    Enrollments are each student's newest, by class and student; an extension with no student is
    the class's. ``threads`` counts a submission's open ones. Attempts carry ``leaves``,
    ``begun``, ``words_in_all`` and ``last_saved_at``.
    """

    students: dict[str, list[User]]
    enrollments: dict[tuple[str, str], Enrollment]
    work: dict[str, dict[str, Submission]]
    attempts: dict[str, list[Any]]
    grades: dict[str, Graded]
    spoken: dict[str, datetime]
    releases: dict[str, Release]
    plans: dict[str, Release]
    next_steps: dict[str, NextStep]
    threads: dict[str, int]
    extensions: dict[tuple[str, str | None], Extension]
    excuses: dict[tuple[str, str], Excuse]


def load(assignments: Sequence[Assignment], *, at: datetime) -> Loaded:
    """Fetch everything. Ten queries, one more for each further day it is.

    One more where anybody is excused; none for nothing.
    """
    ids = [assignment.pk for assignment in assignments]
    enrollments = _enrollments(assignments, at)
    releases, plans = _releases(ids, at)
    return Loaded(
        students=_students(enrollments),
        enrollments=_newest(enrollments),
        work=_work(ids),
        attempts=_attempts(ids),
        grades=_grades(ids),
        spoken=_spoken(ids),
        releases=releases,
        plans=plans,
        next_steps=_next_steps(ids),
        threads=_threads(ids),
        extensions=_extensions(ids),
        excuses=_excuses(ids) if any(row.may_be_excused for row in enrollments) else {},
    )


def _enrollments(assignments: Sequence[Assignment], at: datetime) -> list[Any]:
    """Return the students of the classes, past ones too, each with ``is_holding`` for today.

    The day is the one at each class's school. ``may_be_excused`` tells whether it is worth asking.
    """
    excuses = excuses_in_force().filter(assignment__in=[row.pk for row in assignments])
    excused = Exists(excuses.filter(student=OuterRef("user")))
    classes_by_day: dict[Any, set[str]] = defaultdict(set)
    for assignment in assignments:
        day = assignment.school_class.school.day_of(at)
        classes_by_day[day].add(assignment.school_class_id)
    rows: list[Any] = []
    for day, classes in classes_by_day.items():
        of_day = newest_first(Enrollment.objects.of_students().with_holding(day))
        of_day = of_day.annotate(may_be_excused=excused)
        rows += of_day.filter(school_class__in=classes).select_related("user")
    return rows


def _students(enrollments: list[Any]) -> dict[str, list[User]]:
    found: dict[str, list[User]] = defaultdict(list)
    for row in enrollments:
        if row.is_holding:
            found[row.school_class_id].append(row.user)
    return found


def _newest(enrollments: list[Any]) -> dict[tuple[str, str], Enrollment]:
    found: dict[tuple[str, str], Enrollment] = {}
    for row in enrollments:
        found.setdefault((row.school_class_id, row.user_id), row)
    return found


def _work(ids: list[str]) -> dict[str, dict[str, Submission]]:
    found: dict[str, dict[str, Submission]] = defaultdict(dict)
    rows = Submission.objects.filter(assignment__in=ids).select_related("student").order_by("pk")
    for row in rows:
        found[row.assignment_id][row.student_id] = row
    return found


def _attempts(ids: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    rows = Attempt.objects.filter(submission__assignment__in=ids).annotate(
        leaves=Count("answers"),
        begun=Count("answers", filter=Q(answers__words__gt=0)),
        words_in_all=Sum("answers__words"),
        last_saved_at=Max("answers__saved_at"),
    )
    for row in rows.order_by("number"):
        found[row.submission_id].append(row)
    return found


def _grades(ids: list[str]) -> dict[str, Graded]:
    rows = (
        Grade.objects.filter(answer__attempt__submission__assignment__in=ids)
        .order_by()
        .values_list("answer__attempt")
        .annotate(Count("points"), Sum("points"), Max("graded_at"))
    )
    return {attempt: Graded(graded, points, last) for attempt, graded, points, last in rows}


def _spoken(ids: list[str]) -> dict[str, datetime]:
    """Return when each attempt last got a comment on the whole or a span, or a tag it is told."""
    found: dict[str, datetime] = {}
    beside_grades = Q(answer__isnull=True) | Q(start__isnull=False)
    comments = Comment.objects.filter(beside_grades, attempt__submission__assignment__in=ids)
    told = AnswerTag.objects.filter(kind__in=TOLD_TAGS)
    tags = told.filter(answer__attempt__submission__assignment__in=ids)
    for rows in (
        comments.order_by().values_list("attempt").annotate(Max("written_at")),
        tags.order_by().values_list("answer__attempt").annotate(Max("given_at")),
    ):
        for attempt, moment in rows:
            found[attempt] = max(moment, found.get(attempt, moment))
    return found


def _releases(ids: list[str], at: datetime) -> tuple[dict[str, Release], dict[str, Release]]:
    """Return the last release event of each submission, and what is planned; no snapshots.

    Each comes with ``seen_at``: when its student first opened it.
    """
    in_force: dict[str, Release] = {}
    plans: dict[str, Release] = {}
    rows = Release.objects.standing().filter(submission__assignment__in=ids).defer("snapshot")
    for row in rows.annotate(seen_at=F("seen__seen_at")).order_by("number"):
        (plans if row.is_to_come(at) else in_force)[row.submission_id] = row
    return in_force, plans


def _next_steps(ids: list[str]) -> dict[str, NextStep]:
    rows = NextStep.objects.filter(submission__assignment__in=ids)
    rows = rows.select_related("acted_on__assignment")
    return {row.submission_id: row for row in rows.order_by("pk")}


def _threads(ids: list[str]) -> dict[str, int]:
    rows = Thread.objects.filter(submission__assignment__in=ids, closed_at__isnull=True)
    return dict(rows.order_by().values_list("submission").annotate(Count("pk")))


def _excuses(ids: list[str]) -> dict[tuple[str, str], Excuse]:
    rows = excuses_in_force().filter(assignment__in=ids)
    return {(row.assignment_id, row.student_id): row for row in rows}


def _extensions(ids: list[str]) -> dict[tuple[str, str | None], Extension]:
    rows = Extension.objects.filter(assignment__in=ids, revoked_at__isnull=True)
    return {(row.assignment_id, row.student_id): row for row in rows}

"""Make notices: by the verbs in whose transaction it happened, and by the clock.

Each is made once, whoever asks and however often; a notice that is there already is left alone.
Who may read it now is asked when it is read.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from assignments.domain.timing.due_times import due_times
from assignments.domain.timing.position import Position
from assignments.enums import NoticeKind, WorkState
from assignments.models import (
    Assignment,
    Attempt,
    Extension,
    Message,
    Notice,
    Release,
    Submission,
    Thread,
)
from studyhub.people.models import Enrollment, School

# How far back the clock looks for what has opened since it was last asked.
_LOOKS_BACK = timedelta(days=3)
_A_DAY = timedelta(days=1)


def tell_assigned(*, assignments: Iterable[Assignment], at: datetime) -> None:
    """Tell the students of each class; it shows once the assignment opens. Two queries.

    The school of the assignments must be one.
    """
    rows = list(assignments)
    if not rows:
        return
    today = rows[0].school_class.school.day_of(at)
    students = (
        Enrollment.objects.of_students()
        .holding_on(today)
        .filter(school_class__in={row.school_class_id for row in rows})
        .values_list("school_class_id", "user_id")
    )
    _make(
        Notice(recipient_id=user_id, kind=NoticeKind.ASSIGNED, assignment=row, made_at=at)
        for class_id, user_id in students
        for row in rows
        if row.school_class_id == class_id
    )


def tell_returned(*, releases: Iterable[Release], at: datetime) -> None:
    """Tell that work came back, and nothing of what. One query."""
    _make(
        Notice(
            recipient_id=release.submission.student_id,
            kind=NoticeKind.RETURNED,
            assignment_id=release.submission.assignment_id,
            submission=release.submission,
            number=release.number,
            made_at=at,
        )
        for release in releases
    )


def tell_reopened(*, attempt: Attempt, at: datetime) -> None:
    """Tell that a teacher has reopened work; not of a draft that the student opened."""
    if attempt.reopened_by_id is None:
        return
    _make(
        [
            Notice(
                recipient_id=attempt.submission.student_id,
                kind=NoticeKind.REOPENED,
                assignment_id=attempt.submission.assignment_id,
                submission=attempt.submission,
                number=attempt.number,
                made_at=at,
            )
        ]
    )


def tell_answered(*, thread: Thread, submission: Submission, at: datetime) -> None:
    """Tell that a teacher has answered, and nothing of what. Two queries.

    Call it once for each message, while the submission is held.
    """
    written = Message.objects.filter(thread__submission=thread.submission_id).count()
    _make(
        [
            Notice(
                recipient_id=submission.student_id,
                kind=NoticeKind.ANSWERED,
                assignment_id=submission.assignment_id,
                submission=submission,
                number=written,
                made_at=at,
            )
        ]
    )


def tell_due_tomorrow(*, positions: Iterable[tuple[str, Position]], at: datetime) -> int:
    """Tell each of (student's id, position) whose work is due tomorrow at the school.

    Skips what is handed in, what can no longer be, and who is excused. One query; none where
    nothing is due. Return how many notices are new.
    """
    due = {
        (student_id, found.assignment.pk): found
        for student_id, found in positions
        if _is_due_tomorrow(found, at)
    }
    if not due:
        return 0
    told = set(
        Notice.objects.filter(
            kind=NoticeKind.DUE_TOMORROW,
            recipient__in={student_id for student_id, _pk in due},
            assignment__in={pk for _student_id, pk in due},
        ).values_list("recipient_id", "assignment_id", "number")
    )
    return _make(
        Notice(
            recipient_id=student_id,
            kind=NoticeKind.DUE_TOMORROW,
            assignment=found.assignment,
            submission=found.submission,
            number=due_ordinal(found),
            made_at=at,
        )
        for (student_id, pk), found in due.items()
        if (student_id, pk, due_ordinal(found)) not in told
    )


def due_ordinal(found: Position) -> int:
    """Return the number of the day at school on which the work is due; zero where it never is."""
    due_at = found.standing.due_at
    return found.assignment.school_class.school.day_of(due_at).toordinal() if due_at else 0


def _is_due_tomorrow(found: Position, at: datetime) -> bool:
    today: date = found.assignment.school_class.school.day_of(at)
    return (
        found.standing.accepts_work
        and not found.is_excused
        and found.state != WorkState.SUBMITTED
        and due_ordinal(found) == today.toordinal() + 1
    )


def is_still_true(notice: Notice, positions: Mapping[str, Position], *, at: datetime) -> bool:
    """Tell whether a notice holds: what is handed in, past or put off is not due tomorrow."""
    if notice.kind != NoticeKind.DUE_TOMORROW:
        return True
    found = positions.get(notice.assignment_id)
    if found is None or found.is_excused or found.state == WorkState.SUBMITTED:
        return False
    today = found.assignment.school_class.school.day_of(at).toordinal()
    return due_ordinal(found) == notice.number >= today


def tell_by_the_clock(*, at: datetime) -> int:
    """Tell every school what is due tomorrow, and who came to a class before work opened there.

    Nothing waits for this: who opens the start page is told as well. Return how many notices on
    due times are new. Six queries for each school that has any.
    """
    return sum(_tell_school(school, at) for school in School.objects.order_by("pk"))


def _tell_school(school: School, at: datetime) -> int:
    current = Assignment.objects.filter(
        school_class__school=school, school_class__archived_at__isnull=True, opens_at__lte=at
    )
    opened = current.filter(opens_at__gt=at - _LOOKS_BACK).select_related("school_class__school")
    tell_assigned(assignments=opened, at=at)
    rows = due_times(_may_be_due_tomorrow(current, at), at=at)
    return tell_due_tomorrow(positions=[(row.student_id, row.position) for row in rows], at=at)


def _may_be_due_tomorrow(rows: QuerySet[Assignment], at: datetime) -> QuerySet[Assignment]:
    """Narrow to what could be: nothing makes a due time earlier, several things make it later."""
    extended = Extension.objects.filter(
        assignment=OuterRef("pk"), revoked_at__isnull=True, due_at__gte=at
    )
    reopened = Attempt.objects.filter(
        submission__assignment=OuterRef("pk"), submitted_at__isnull=True, reopened_until__gte=at
    )
    accommodated = Enrollment.objects.filter(
        Q(extra_days__gt=0) | Q(extra_percent__gt=0),
        school_class=OuterRef("school_class"),
        ends_on__isnull=True,
    )
    return rows.filter(due_at__lt=at + 3 * _A_DAY).filter(
        Q(due_at__gte=at) | Exists(extended) | Exists(reopened) | Exists(accommodated)
    )


def _make(rows: Iterable[Notice]) -> int:
    made = list(rows)
    if made:
        Notice.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)

"""The board: where every student of an assignment stands, and the counts above it.

For staff only: no student page may import this. Students are those enrolled today, and anyone
with work. Of a draft it tells progress, never text. A constant number of queries, however many
assignments and students.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assignments.domain.overview.board_rows import Loaded, load
from assignments.domain.points import points_text
from assignments.domain.timing.allowance import Allowance, allowance_from
from assignments.domain.timing.lateness import points_off
from assignments.domain.timing.position import Position, position
from assignments.enums import GradingState, ReleaseKind, Timeliness, Visibility, WorkState
from assignments.models import Assignment, Excuse, Extension, NextStep, Release
from studyhub.people.models import User


@dataclass(frozen=True)
class Row:
    """One student on the board.

    ``leaves``, ``begun``, ``words`` and ``saved_at`` are those of the draft if there is one,
    else of what was handed in; ``graded`` and ``points`` those of what was handed in, before
    ``points_off`` for being late. ``release`` is what last happened, ``plan`` what is to come
    back later; ``is_changed`` tells whether the newer of the two is behind the grading.
    ``next_step`` is what the student picked, ``threads`` how many talks are open.
    """

    student: User
    is_enrolled: bool
    position: Position
    leaves: int
    begun: int
    words: int
    saved_at: datetime | None
    to_grade: int
    graded: int
    points: Decimal | None
    points_off: Decimal | None
    release: Release | None
    is_changed: bool
    allowance: Allowance
    extension: Extension | None
    excuse: Excuse | None
    plan: Release | None
    next_step: NextStep | None
    threads: int

    @property
    def work(self):
        """Return the submission, None where nothing was begun."""
        return self.position.submission

    @property
    def state(self) -> WorkState:
        """Return how far the student is."""
        return self.position.state

    @property
    def timeliness(self) -> Timeliness:
        """Say whether the work is in time."""
        return self.position.timeliness

    @property
    def is_submitted(self) -> bool:
        """Tell whether there is something to grade at all."""
        return self.position.counted is not None

    @property
    def is_draft(self) -> bool:
        """Tell whether all there is is a draft."""
        return self.state == WorkState.DRAFT

    @property
    def grading(self) -> GradingState:
        """Derive how far the grading is from the leaves' grades."""
        if not self.graded:
            return GradingState.NOT_GRADED
        return GradingState.IN_GRADING if self.graded < self.to_grade else GradingState.GRADED

    @property
    def is_to_grade(self) -> bool:
        """Tell whether an answer that was handed in has no points yet."""
        return self.is_submitted and self.graded < self.to_grade

    @property
    def visibility(self) -> Visibility:
        """Say what the student may see, by the last release event."""
        if self.release is None:
            return Visibility.HIDDEN
        returned = self.release.kind == ReleaseKind.RETURNED
        return Visibility.RELEASED if returned else Visibility.RETRACTED

    @property
    def is_returned(self) -> bool:
        """Tell whether the student can read a release now."""
        return self.visibility == Visibility.RELEASED

    @property
    def is_ready(self) -> bool:
        """Tell whether all is graded and the student has not got it as it stands now."""
        return (
            self.is_submitted
            and self.graded == self.to_grade
            and (not (self.is_returned or self.plan) or self.is_changed)
        )

    @property
    def seen_at(self) -> datetime | None:
        """Return when the student first opened what is returned now."""
        return self.release.seen_at if self.release and self.is_returned else None  # type: ignore[attr-defined]

    @property
    def points_text(self) -> str:
        """Return the points so far, less what being late costs; nothing for none."""
        if self.points is None:
            return ""
        return points_text(self.points - (self.points_off or 0))


@dataclass(frozen=True)
class Counts:
    """How many students of an assignment are where. They overlap: returned work is submitted.

    ``threads`` counts open talks about returned answers.
    """

    students: int
    not_started: int
    draft: int
    submitted: int
    to_grade: int
    ready: int
    released: int
    threads: int = 0


def count(rows: Iterable[Row]) -> Counts:
    """Count a board's rows."""
    rows = list(rows)
    return Counts(
        students=len(rows),
        not_started=sum(row.state == WorkState.NOT_STARTED for row in rows),
        draft=sum(row.is_draft for row in rows),
        submitted=sum(row.is_submitted for row in rows),
        to_grade=sum(row.is_to_grade for row in rows),
        ready=sum(row.is_ready for row in rows),
        released=sum(row.is_returned for row in rows),
        threads=sum(row.threads for row in rows),
    )


def board(assignments: Sequence[Assignment], *, at: datetime) -> dict[str, list[Row]]:
    """Return the rows of each assignment by its id, in class order.

    Ten queries, one more where anybody is excused.
    The assignments must come with ``school_class__school``. Call ``collect_due`` first.
    """
    loaded = load(assignments, at=at)
    return {assignment.pk: _rows(assignment, loaded, at) for assignment in assignments}


def counts_of(assignments: Sequence[Assignment], *, at: datetime) -> dict[str, Counts]:
    """Return the counts of each assignment by its id."""
    return {pk: count(rows) for pk, rows in board(assignments, at=at).items()}


def _rows(assignment: Assignment, loaded: Loaded, at: datetime) -> list[Row]:
    enrolled = loaded.students[assignment.school_class_id]
    work = loaded.work[assignment.pk]
    people: dict[str, User] = {student.pk: student for student in enrolled}
    for submission in work.values():
        people.setdefault(submission.student_id, submission.student)
    enrolled_ids = {student.pk for student in enrolled}
    rows = [
        _row(assignment, person, person.pk in enrolled_ids, loaded, at)
        for person in people.values()
    ]
    return sorted(rows, key=class_order)


def class_order(row: Row) -> tuple:
    """Sort by family and given name, as class lists do."""
    student = row.student
    return (student.family_name.casefold(), student.given_name.casefold(), student.pk)


def _row(
    assignment: Assignment, student: User, is_enrolled: bool, loaded: Loaded, at: datetime
) -> Row:
    submission = loaded.work[assignment.pk].get(student.pk)
    attempts = loaded.attempts[submission.pk] if submission else []
    open_attempt = next((attempt for attempt in attempts if attempt.is_open), None)
    counted_id = submission.counted_attempt_id if submission else None
    counted = next((attempt for attempt in attempts if attempt.pk == counted_id), None)
    release = loaded.releases.get(submission.pk) if submission else None
    plan = loaded.plans.get(submission.pk) if submission else None
    extension = loaded.extensions.get((assignment.pk, student.pk))
    class_wide = loaded.extensions.get((assignment.pk, None))
    enrollment = loaded.enrollments.get((assignment.school_class_id, student.pk))
    excuse = loaded.excuses.get((assignment.pk, student.pk))
    in_force = filter(None, [class_wide, extension])
    allowance = allowance_from(in_force, enrollment, is_excused=excuse is not None)
    shown = open_attempt or counted
    graded = loaded.grades.get(counted_id or "")
    return Row(
        student=student,
        is_enrolled=is_enrolled,
        position=position(
            assignment,
            submission=submission,
            open_attempt=open_attempt,
            counted=counted,
            allowance=allowance,
            at=at,
        ),
        leaves=shown.leaves if shown else 0,
        begun=shown.begun if shown else 0,
        words=(shown.words_in_all or 0) if shown else 0,
        saved_at=shown.last_saved_at if shown else None,
        to_grade=counted.leaves if counted else 0,
        graded=graded.graded if graded else 0,
        points=graded.points if graded else None,
        points_off=points_off(assignment, counted, graded.points if graded else None),
        release=release,
        is_changed=_is_changed(plan or release, counted_id, loaded),
        allowance=allowance,
        extension=extension,
        excuse=excuse,
        plan=plan,
        next_step=loaded.next_steps.get(submission.pk) if submission else None,
        threads=loaded.threads.get(submission.pk, 0) if submission else 0,
    )


def _is_changed(release: Release | None, counted_id: str | None, loaded: Loaded) -> bool:
    """Tell whether something was graded, commented or handed in after the last return."""
    if release is None or counted_id is None:
        return False
    if release.attempt_id != counted_id:
        return True
    graded = loaded.grades.get(counted_id)
    moments = [graded.last_at if graded else None, loaded.spoken.get(counted_id)]
    made_at = release.planned_at or release.released_at
    return any(moment is not None and moment > made_at for moment in moments)

"""Where one student's work stands: the rows that the clock and the rules need, fetched once."""

from dataclasses import dataclass
from datetime import datetime

from assignments.domain.timing.allowance import Allowance, allowance_for
from assignments.domain.timing.standing import Standing, standing, timeliness
from assignments.enums import Timeliness, WorkState
from assignments.models import Assignment, Attempt, Submission


@dataclass(frozen=True)
class Position:
    """One student's work at an instant. ``open_attempt`` is the draft, ``counted`` the hand-in."""

    assignment: Assignment
    submission: Submission | None
    open_attempt: Attempt | None
    counted: Attempt | None
    standing: Standing
    is_excused: bool = False

    @property
    def state(self) -> WorkState:
        """Derive the state of the work from the attempts."""
        return work_state(self.open_attempt, self.counted)

    @property
    def timeliness(self) -> Timeliness:
        """Say whether the work is in time."""
        return timeliness(self.standing, self.counted, is_excused=self.is_excused)


def work_state(open_attempt: Attempt | None, counted: Attempt | None) -> WorkState:
    """Derive the state of the work: no attempt, an open one, a handed-in one, or both."""
    if open_attempt is not None:
        return WorkState.REOPENED if counted is not None else WorkState.DRAFT
    return WorkState.SUBMITTED if counted is not None else WorkState.NOT_STARTED


def position_of(submission: Submission, *, at: datetime) -> Position:
    """Return where a piece of work stands. Two queries: attempts and allowance."""
    attempts = list(submission.attempts.order_by("number"))
    open_attempt = next((attempt for attempt in attempts if attempt.is_open), None)
    # Not from ``submission``: it may have been read before a hand-in in the same moment.
    counted = next((attempt for attempt in reversed(attempts) if not attempt.is_open), None)
    return position(
        submission.assignment,
        submission=submission,
        open_attempt=open_attempt,
        counted=counted,
        allowance=allowance_for(submission.assignment, submission.student),
        at=at,
    )


def position(
    assignment: Assignment,
    *,
    submission: Submission | None,
    open_attempt: Attempt | None,
    counted: Attempt | None,
    allowance: Allowance,
    at: datetime,
) -> Position:
    """Put rows that are at hand together; no query, save for the class and school if not loaded."""
    reopened_until = open_attempt.reopened_until if open_attempt else None
    return Position(
        assignment=assignment,
        submission=submission,
        open_attempt=open_attempt,
        counted=counted,
        standing=standing(assignment, at=at, allowance=allowance, reopened_until=reopened_until),
        is_excused=allowance.is_excused,
    )

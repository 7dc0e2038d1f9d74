"""The one clock: what a student may do with an assignment at an instant, and why.

All instants are aware. The rule for a due time is "at or before": work received in the very
second it is due is on time. The sentence is the same one that the teacher sees.
"""

from dataclasses import dataclass
from datetime import datetime

from assignments.enums import LateRule, Phase, Timeliness
from assignments.models import Assignment, Attempt, Extension
from studyhub.web.when import day_and_time


@dataclass(frozen=True)
class Standing:
    """The answer of the clock. ``due_at`` and ``closes_at`` are those in force for the student."""

    phase: Phase
    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    is_extended: bool
    sentence: str

    @property
    def accepts_work(self) -> bool:
        """Tell whether saving and handing in are allowed at that instant."""
        return self.phase in {Phase.OPEN, Phase.LATE}


def standing(
    assignment: Assignment,
    *,
    at: datetime,
    extension: Extension | None = None,
    reopened_until: datetime | None = None,
) -> Standing:
    """Decide open, late or closed for one student.

    ``extension`` is the one in force, or None. ``reopened_until`` is the new due time of an
    attempt that a teacher reopened; the later of the two counts, and both push the closing
    time out, never in. An archived class is closed.
    """
    later = [extension.due_at if extension else None, reopened_until]
    due_at = _latest(assignment.due_at, *later)
    closes_at = _closing(assignment, due_at, reopened_until)
    phase = _phase(assignment, due_at, closes_at, at)
    return Standing(
        phase=phase,
        opens_at=assignment.opens_at,
        due_at=due_at,
        closes_at=closes_at,
        is_extended=due_at != assignment.due_at,
        sentence=_sentence(
            assignment, phase, due_at, closes_at, extended=due_at != assignment.due_at
        ),
    )


def _latest(due_at: datetime | None, *later: datetime | None) -> datetime | None:
    """Return the latest; no due time stays none, since an extension cannot make it stricter."""
    if due_at is None:
        return None
    return max([due_at, *(moment for moment in later if moment is not None)])


def _closing(
    assignment: Assignment, due_at: datetime | None, reopened_until: datetime | None
) -> datetime | None:
    if assignment.closes_at is not None:
        moments = [assignment.closes_at, due_at, reopened_until]
        return max(moment for moment in moments if moment is not None)
    return due_at if assignment.late_rule == LateRule.REFUSED else None


def _phase(
    assignment: Assignment, due_at: datetime | None, closes_at: datetime | None, at: datetime
) -> Phase:
    if at < assignment.opens_at:
        return Phase.NOT_OPEN
    if assignment.school_class.is_archived:
        return Phase.CLOSED
    if assignment.late_rule == LateRule.REFUSED and due_at is not None and at > due_at:
        return Phase.CLOSED
    if closes_at is not None and at > closes_at:
        return Phase.CLOSED
    return Phase.LATE if due_at is not None and at > due_at else Phase.OPEN


def _sentence(
    assignment: Assignment,
    phase: Phase,
    due_at: datetime | None,
    closes_at: datetime | None,
    *,
    extended: bool,
) -> str:
    zone = assignment.school_class.school.zone
    due = f"Due {day_and_time(due_at, zone=zone)}." if due_at else "No due time."
    if extended:
        due = f"{due} This is your own, later due time."
    if phase == Phase.NOT_OPEN:
        return f"Opens {day_and_time(assignment.opens_at, zone=zone)}. {due}"
    if phase == Phase.CLOSED:
        return (
            f"{_closed_since(assignment, due_at, closes_at, zone)} Nothing more can be handed in."
        )
    if phase == Phase.LATE:
        closing = f" Closes {day_and_time(closes_at, zone=zone)}." if closes_at else ""
        return f"{due} If you submit now: late.{closing}"
    return f"{due} If you submit now: on time."


def _closed_since(assignment, due_at, closes_at, zone) -> str:
    if assignment.school_class.is_archived:
        return "This class has ended."
    moment = closes_at or due_at
    return f"Closed since {day_and_time(moment, zone=zone)}."


def timeliness(standing_now: Standing, attempt: Attempt | None) -> Timeliness:
    """Say whether the work is in time: by the attempt handed in last, else by the clock.

    ``attempt`` is the counted one, or None; its lateness was fixed by the due time in force
    when it was received.
    """
    if attempt is not None:
        return Timeliness.LATE if attempt.is_late else Timeliness.ON_TIME
    if standing_now.phase in {Phase.LATE, Phase.CLOSED}:
        return Timeliness.MISSING
    return Timeliness.NOT_DUE

"""A student's answers with points and comments, as the teacher sees them, for paper.

For staff only: it holds what is not returned yet, and says of each whether it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assignments.domain.returning.release import Held, held_by_students
from assignments.domain.returning.returned import Snapshot, snapshot_from
from assignments.domain.returning.snapshot import Snapshot as StoredSnapshot
from assignments.domain.returning.snapshot import snapshots
from assignments.enums import ReleaseKind
from assignments.models import Submission
from studyhub.people.models import User
from studyhub.web.when import day_and_time


@dataclass(frozen=True)
class Feedback:
    """One student's work on paper. ``state`` says in a sentence what the student has of it."""

    work: Submission
    sheet: Snapshot
    state: str
    is_returned: bool


def feedback_on(work: Iterable[Submission], *, by: User, at: datetime) -> list[Feedback]:
    """Return the feedback on handed-in work, in its order. Six queries, however much it is.

    The work must come with ``assignment__school_class__school``, ``counted_attempt`` and
    ``student``. Nothing is returned to anybody by it.
    """
    rows = list(work)
    made = snapshots(rows, by=by, at=at)
    held = held_by_students([row.pk for row in rows], at=at)
    found = []
    for row in rows:
        is_returned = held[row.pk].is_returned_as(made[row.pk])
        state = "Returned as it stands here." if is_returned else _state(held[row.pk], made[row.pk])
        found.append(Feedback(row, snapshot_from(made[row.pk], at), state, is_returned))
    return found


def _state(held: Held, snapshot: StoredSnapshot) -> str:
    if held.plan is not None:
        when = f"Will be returned {day_and_time(held.plan.released_at)}"
        if held.is_planned_as(snapshot):
            return f"{when}, as it stands here."
        return f"{when}; changed since that was planned."
    if held.latest is None:
        return "Not returned yet."
    if held.latest.kind == ReleaseKind.TAKEN_BACK:
        return "Taken back: the student cannot read this now."
    return "Changed since it was returned: the student has not got it as it stands here."

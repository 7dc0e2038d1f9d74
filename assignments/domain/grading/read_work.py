"""Read somebody's answers from outside the class: allowed to superusers, and always recorded."""

from datetime import datetime

from assignments.models import Submission
from studyhub.audit.record import record
from studyhub.people.models import User


def note_reading(*, submission: Submission, by: User, at: datetime) -> None:
    """Record that a person who does not teach the class looked at a student's answers."""
    record(
        verb="read_answers",
        target=submission,
        by=by,
        tenant_id=submission.assignment.school_class.school_id,
        at=at,
        after={"attempt": submission.counted_attempt_id},
    )

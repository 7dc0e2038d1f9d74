"""What every act on handed-in work begins with: hold the row, and keep off one's own."""

from assignments.models import Submission
from studyhub.access.refusal import Refusal
from studyhub.people.models import User


def lock(submission_id: str) -> Submission:
    """Return the submission as it stands, held until the transaction ends.

    A hand-in and a second teacher wait meanwhile; SQLite holds the whole database anyway.
    """
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("assignment__school_class__school", "student")
        .get(pk=submission_id)
    )


def check_not_own(submission: Submission, by: User) -> None:
    """Refuse grading, returning and taking back one's own work, whatever the role."""
    if submission.student_id == by.pk:
        raise Refusal("This is your own work: somebody else must grade it.", code="own_work")

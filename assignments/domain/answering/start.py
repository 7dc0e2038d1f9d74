"""Start an assignment: make the submission, its first attempt and a box per leaf."""

from datetime import datetime

from django.db import transaction

from assignments import policy
from assignments.domain.timing.allowance import allowance_for
from assignments.domain.timing.position import position
from assignments.models import Answer, Assignment, Attempt, QuestionSetVersion, Submission
from studyhub.people.models import User


@transaction.atomic
def start(*, assignment: Assignment, by: User, at: datetime) -> Submission:
    """Return the student's submission, made now or made before: starting twice is harmless.

    Freezes the pinned version of the question set with the first student who starts. Raises
    ``Refusal`` before the opening and after the closing. The caller has checked that ``by`` is
    a student of the class.
    """
    existing = Submission.objects.filter(assignment=assignment, student=by).first()
    if existing is not None:
        return existing
    policy.check_may_start(
        position(
            assignment,
            submission=None,
            open_attempt=None,
            counted=None,
            allowance=allowance_for(assignment, by),
            at=at,
        )
    )
    return begin(assignment=assignment, student=by, at=at)


def begin(*, assignment: Assignment, student: User, at: datetime) -> Submission:
    """Make a student's submission with its boxes, or return the one there is; asks no times."""
    # Two clicks at once: the unique constraint lets one of them make the row.
    submission, made = Submission.objects.get_or_create(
        assignment=assignment, student=student, defaults={"started_at": at}
    )
    if made:
        open_attempt(submission=submission, number=1, at=at)
        _freeze(assignment.set_version, at=at)
    return submission


def open_attempt(
    *,
    submission: Submission,
    number: int,
    at: datetime,
    texts: dict[str, Answer] | None = None,
    **fields,
) -> Attempt:
    """Make an attempt with all its answers; ``texts`` maps question ids to answers to copy."""
    attempt = Attempt.objects.create(submission=submission, number=number, started_at=at, **fields)
    questions = submission.assignment.asked.values_list("question_id", flat=True)
    Answer.objects.bulk_create(
        _box(attempt, question_id, (texts or {}).get(question_id)) for question_id in questions
    )
    return attempt


def _box(attempt: Attempt, question_id: str, copied: Answer | None) -> Answer:
    if copied is None:
        return Answer(attempt=attempt, question_id=question_id)
    return Answer(
        attempt=attempt,
        question_id=question_id,
        text=copied.text,
        words=copied.words,
        saved_at=copied.saved_at,
    )


def _freeze(version: QuestionSetVersion, *, at: datetime) -> None:
    QuestionSetVersion.objects.filter(pk=version.pk, frozen_at__isnull=True).update(frozen_at=at)

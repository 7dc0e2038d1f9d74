"""Open a further attempt after a hand-in: the student's own, or by the teacher with a reason."""

from datetime import datetime

from django.db import IntegrityError, transaction

from assignments import policy
from assignments.domain.answering.start import open_attempt
from assignments.domain.telling.tell import tell_reopened
from assignments.domain.timing.position import Position
from assignments.models import Attempt
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


@transaction.atomic
def keep_working(*, position: Position, by: User, at: datetime) -> Attempt:
    """Open attempt n+1 as a copy of what was handed in, which counts until the next hand-in.

    With a draft open already, that one is returned: a second click is harmless.
    """
    if position.open_attempt is not None and position.counted is not None:
        return position.open_attempt
    policy.check_may_keep_working(position)
    return _open_copy(position, by=by, at=at, verb="keep_working")


@transaction.atomic
def reopen(
    *, position: Position, by: User, at: datetime, until: datetime | None, reason: str
) -> Attempt:
    """Reopen handed-in work for the student, with a reason and, if wanted, a new due time.

    Feedback on the earlier attempt stays, and the student gets a notice. Raises ``Refusal``
    without a reason, for a time that has passed, when a draft is open already, and for one's own
    work.
    """
    if position.submission is not None and position.submission.student_id == by.pk:
        raise Refusal("Nobody reopens their own work.", code="own_work")
    if not reason.strip():
        raise Refusal("Say why you reopen this: the student will read it.", code="no_reason")
    if until is not None and until <= at:
        raise Refusal("Choose a new due time that is still to come.", code="past")
    policy.check_may_reopen(position)
    attempt = _open_copy(
        position,
        by=by,
        at=at,
        verb="reopen",
        reopened_by=by,
        reopened_reason=reason.strip(),
        reopened_until=until,
    )
    tell_reopened(attempt=attempt, at=at)
    return attempt


def _open_copy(position: Position, *, by: User, at: datetime, verb: str, **fields) -> Attempt:
    counted = position.counted
    submission = position.submission
    assert counted is not None  # noqa: S101  (the policy has refused otherwise)
    assert submission is not None  # noqa: S101
    try:
        with transaction.atomic():
            attempt = open_attempt(
                submission=submission,
                number=counted.number + 1,
                at=at,
                texts={answer.question_id: answer for answer in counted.answers.all()},
                **fields,
            )
    except IntegrityError:
        # Two clicks at once: the other one has opened it.
        return submission.attempts.get(number=counted.number + 1)
    record(
        verb=verb,
        target=attempt,
        by=by,
        tenant_id=position.assignment.school_class.school_id,
        at=at,
        after={"number": attempt.number},
        why=fields.get("reopened_reason", ""),
    )
    return attempt

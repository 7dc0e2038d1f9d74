"""Hand in: freeze the open attempt, count it from now on."""

from datetime import datetime

from django.db import transaction

from assignments import policy
from assignments.domain.position import Position
from assignments.domain.save import add_revision
from assignments.enums import RevisionCause
from assignments.models import Attempt, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User
from studyhub.web.text import is_blank


@transaction.atomic
def hand_in(*, position: Position, by: User, at: datetime) -> Attempt:
    """Freeze the open attempt and return it. ``at`` is the server's receipt time.

    A second hand-in of the same attempt returns it unchanged, so a double click makes one
    submission. Raises ``Refusal`` when every box is blank, and when the assignment is closed.
    """
    if position.open_attempt is None and position.counted is not None:
        return position.counted
    policy.check_may_hand_in(position)
    attempt = position.open_attempt
    assert attempt is not None  # noqa: S101  (check_may_hand_in has refused otherwise)
    if all(is_blank(text) for text in attempt.answers.values_list("text", flat=True)):
        raise Refusal("There is nothing to submit yet: every answer is empty.", code="empty")
    return freeze(attempt=attempt, position=position, by=by, at=at, is_collected=False)


@transaction.atomic
def freeze(
    *, attempt: Attempt, position: Position, by: User | None, at: datetime, is_collected: bool
) -> Attempt:
    """Close an attempt for good and count it. ``by`` is None when the clock collects it.

    Only the first of several callers freezes; the others get the attempt as it was frozen.
    """
    frozen = Attempt.objects.filter(pk=attempt.pk, submitted_at__isnull=True).update(
        submitted_at=at, due_at=position.standing.due_at, is_collected=is_collected
    )
    attempt.refresh_from_db()
    if not frozen:
        return attempt
    for answer in attempt.answers.all():
        add_revision(
            answer, text=answer.text, version=answer.version, cause=RevisionCause.HAND_IN, at=at
        )
    Submission.objects.filter(pk=attempt.submission_id).update(counted_attempt=attempt)
    record(
        verb="collect" if is_collected else "hand_in",
        target=attempt,
        by=by,
        tenant_id=position.assignment.school_class.school_id,
        at=at,
        after={"number": attempt.number, "late": attempt.is_late},
    )
    return attempt

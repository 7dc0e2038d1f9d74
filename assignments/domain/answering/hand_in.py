"""Hand in: freeze the open attempt, count it from now on."""

from datetime import datetime

from django.db import transaction

from assignments import policy
from assignments.domain.answering.carry_over import carry_over
from assignments.domain.answering.fingerprint import fingerprint_of
from assignments.domain.answering.save import revision
from assignments.domain.giving.honesty import check_signed
from assignments.domain.timing.position import Position
from assignments.enums import RevisionCause
from assignments.models import Attempt, HonestyStatement, Revision, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User
from studyhub.web.text import is_blank


@transaction.atomic
def hand_in(*, position: Position, by: User, at: datetime, signed: str = "") -> Attempt:
    """Freeze the open attempt and return it. ``at`` is the server's receipt time.

    ``signed`` is the id of the honesty statement whose box was ticked. A second hand-in of the
    same attempt returns it unchanged, so a double click makes one submission. Raises ``Refusal``
    when every box is blank, when the statement that the assignment asks for is not signed, and
    when the assignment is closed.
    """
    if position.open_attempt is None and position.counted is not None:
        return position.counted
    policy.check_may_hand_in(position)
    attempt = position.open_attempt
    assert attempt is not None  # noqa: S101  (check_may_hand_in has refused otherwise)
    if all(is_blank(text) for text in attempt.answers.values_list("text", flat=True)):
        raise Refusal("There is nothing to submit yet: every answer is empty.", code="empty")
    honesty = check_signed(position.assignment, signed)
    return freeze(
        attempt=attempt, position=position, by=by, at=at, is_collected=False, honesty=honesty
    )


@transaction.atomic
def freeze(
    *,
    attempt: Attempt,
    position: Position,
    by: User | None,
    at: datetime,
    is_collected: bool,
    honesty: HonestyStatement | None = None,
    on_paper_at: datetime | None = None,
) -> Attempt:
    """Close an attempt for good and count it. ``by`` is None when the clock collects it.

    ``on_paper_at`` is when ``by`` took it in on paper, which was received at ``at``.

    Takes the fingerprint of the texts, and carries grading over from the attempt that counted
    until now where the text is the same. Only the first of several callers freezes; the others
    get the attempt as it was frozen.
    """
    frozen = Attempt.objects.filter(pk=attempt.pk, submitted_at__isnull=True).update(
        submitted_at=at,
        due_at=position.standing.due_at,
        is_collected=is_collected,
        honesty=honesty,
        on_paper_by=by if on_paper_at else None,
    )
    if frozen:
        # From here on the database lets nobody change the texts.
        _keep(attempt, at)
        _count(attempt, position.assignment.school_class.school_id, at)
    attempt.refresh_from_db()
    if frozen:
        _record(attempt, position, by, on_paper_at or at, honesty)
    return attempt


def _keep(attempt: Attempt, at: datetime) -> None:
    """Put the texts into the history as they are handed in, and take their fingerprint."""
    answers = list(attempt.answers.select_related("question").order_by("question__position", "pk"))
    Revision.objects.bulk_create(
        revision(
            answer, text=answer.text, version=answer.version, cause=RevisionCause.HAND_IN, at=at
        )
        for answer in answers
    )
    Attempt.objects.filter(pk=attempt.pk).update(fingerprint=fingerprint_of(answers))


def _count(attempt: Attempt, tenant_id: str, at: datetime) -> None:
    """Let the attempt count, with what was graded on the one before."""
    held = Submission.objects.select_for_update(of=("self",)).select_related("counted_attempt")
    earlier = held.get(pk=attempt.submission_id).counted_attempt
    Submission.objects.filter(pk=attempt.submission_id).update(counted_attempt=attempt)
    if earlier is not None:
        carry_over(earlier=earlier, attempt=attempt, tenant_id=tenant_id, at=at)


def _verb(attempt: Attempt) -> str:
    if attempt.on_paper_by_id:
        return "take_in_on_paper"
    return "collect" if attempt.is_collected else "hand_in"


def _record(
    attempt: Attempt,
    position: Position,
    by: User | None,
    at: datetime,
    honesty: HonestyStatement | None,
) -> None:
    signed = {"honesty": honesty.number} if honesty else {}
    record(
        verb=_verb(attempt),
        target=attempt,
        by=by,
        tenant_id=position.assignment.school_class.school_id,
        at=at,
        after={"number": attempt.number, "late": attempt.is_late, **signed},
    )

"""The honesty statement: a school writes it in versions, and students sign one as they hand in."""

from datetime import datetime

from django.db import IntegrityError, transaction

from assignments.domain.prose import checked_prose
from assignments.models import Assignment, Attempt, HonestyStatement
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import School, User


def newest_statement(school_id: str | None) -> HonestyStatement | None:
    """Return the newest version of a school's statement, None where it has written none."""
    return HonestyStatement.objects.newest_of(school_id).first()


@transaction.atomic
def write_statement(
    *, school: School, text: str, based_on: int, by: User, at: datetime
) -> HonestyStatement:
    """Add the school's next version; what asks for an earlier one goes on asking for that.

    ``based_on`` is the number that the page showed, 0 for none. A text that stands already adds
    nothing. Whether ``by`` may is the caller's to ask (``schools_with_statement_by``). Raises
    ``Refusal`` for an empty text and one over the limit, ``Conflict`` where somebody wrote a
    version meanwhile (``current``).
    """
    text = checked_prose(HonestyStatement, "text", text, required=True)
    newest = newest_statement(school.pk)
    if newest is not None and newest.text == text:
        return newest
    if based_on != (newest.number if newest else 0):
        raise _written_meanwhile(school)
    try:
        with transaction.atomic():
            written = HonestyStatement.objects.create(
                school=school, number=based_on + 1, text=text, written_by=by, written_at=at
            )
    except IntegrityError:
        raise _written_meanwhile(school) from None
    record(
        verb="write_statement",
        target=written,
        by=by,
        tenant_id=school.pk,
        at=at,
        before={"number": based_on},
        after={"number": written.number, "length": len(text)},
    )
    return written


def _written_meanwhile(school: School) -> Conflict:
    return Conflict(
        "Somebody wrote a new version meanwhile. Yours was not saved: compare the two and save "
        "again.",
        current=newest_statement(school.pk),
    )


def check_signed(assignment: Assignment, signed: str) -> HonestyStatement | None:
    """Return the statement that a hand-in signs, None where none is asked for.

    ``signed`` is the id of the version whose box was ticked. Raises ``Refusal`` where that is not
    the one asked for; the draft stays as it is.
    """
    if assignment.honesty_id is None or signed == assignment.honesty_id:
        return assignment.honesty
    if signed:
        raise Refusal(
            "The honesty statement is another one since you opened this page. Read it again and "
            "tick its box. Your answers are saved.",
            code="other_statement",
        )
    raise Refusal(
        "Read the honesty statement and tick its box to hand in. Your answers are saved.",
        code="not_signed",
    )


def signing_words(assignment: Assignment, attempt: Attempt) -> str:
    """Say what was signed with a hand-in, to both sides; nothing where nothing was asked.

    The attempt must come with ``honesty``.
    """
    if attempt.honesty is not None:
        return f"Honesty statement signed (version {attempt.honesty.number})"
    if assignment.honesty_id is None:
        return ""
    if attempt.is_collected:
        return "Collected, honesty statement not signed"
    return "Honesty statement not asked for when this was handed in"

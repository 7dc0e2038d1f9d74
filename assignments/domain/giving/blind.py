"""Mark an assignment blind, and reveal its names. For staff only."""

from datetime import datetime

from django.db import transaction

from assignments.domain.names import are_hidden
from assignments.models import Assignment, Attempt, Comment, Grade
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


@transaction.atomic
def reveal_names(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Show names from now on, for good; it is kept who did it. Twice is once.

    Raises ``Refusal`` where it is not marked blind.
    """
    if not assignment.is_blind:
        raise Refusal("This is not marked blind: names are shown.", code="not_blind")
    changed = Assignment.objects.filter(pk=assignment.pk, names_revealed_at__isnull=True).update(
        names_revealed_at=at, names_revealed_by=by
    )
    if changed:
        record(
            verb="reveal_names",
            target=assignment,
            by=by,
            tenant_id=assignment.school_class.school_id,
            at=at,
            before={"names": "hidden"},
            after={"names": "shown"},
        )
    assignment.refresh_from_db()
    return assignment


def check_may_change_blind(assignment: Assignment, is_blind: bool) -> None:
    """Refuse a change of blind marking once it would come too late to mean anything.

    Once something is graded, turning it off would reveal names without anybody saying so, and
    turning it on would hide what the marker knows; likewise with work on paper, which bears a name.
    """
    if is_blind == assignment.is_blind:
        return
    if assignment.names_revealed_at is not None or _is_begun(assignment):
        sentence = (
            "Grading has begun, so this stays blind until the names are revealed."
            if are_hidden(assignment)
            else "Grading has begun with names, so this can no longer be marked blind."
        )
        raise Refusal(sentence, code="is_blind")


def _is_begun(assignment: Assignment) -> bool:
    of_it = {"attempt__submission__assignment": assignment}
    return (
        Grade.objects.filter(answer__attempt__submission__assignment=assignment).exists()
        or Comment.objects.filter(**of_it).exists()
        or Attempt.objects.filter(
            submission__assignment=assignment, on_paper_by__isnull=False
        ).exists()
    )

"""Take in work that was written on paper: a hand-in without a typed word."""

from datetime import datetime

from django.db import transaction

from assignments import policy
from assignments.domain.answering.hand_in import freeze
from assignments.domain.answering.start import begin
from assignments.domain.names import check_names_are_shown
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Attempt, Submission
from studyhub.access.refusal import Refusal
from studyhub.people.models import User
from studyhub.web.text import is_blank
from studyhub.web.when import day_and_time


@transaction.atomic
def take_in_on_paper(
    *, assignment: Assignment, student: User, received_at: datetime, by: User, at: datetime
) -> Attempt:
    """Hand in blank answers for a student whose work lies on paper; it is graded like any other.

    Late is decided by ``received_at``. Possible after the closing too: the paper may have come
    before. The student may still keep working while it is open. That the student is one of the
    class is the caller's to ask; the assignment must come with ``school_class__school``.

    Raises ``Refusal`` where something is typed or handed in, for a time in the future or before
    the opening, for one's own work, and while names are hidden, for paper bears a name.
    """
    if student.pk == by.pk:
        raise Refusal("This is your own work: somebody else must take it in.", code="own_work")
    check_names_are_shown(assignment)
    _check_time(assignment, received_at, at)
    made = begin(assignment=assignment, student=student, at=at)
    work = Submission.objects.select_for_update(of=("self",)).select_related(
        "assignment__school_class__school", "student"
    )
    position = position_of(work.get(pk=made.pk), at=received_at)
    policy.check_may_take_in_on_paper(position)
    attempt = position.open_attempt
    assert attempt is not None  # noqa: S101  (the policy has refused otherwise)
    texts = attempt.answers.select_for_update(of=("self",)).values_list("text", flat=True)
    if not all(is_blank(text) for text in texts):
        raise Refusal(
            f"{student.full_name} has typed something already. Their own text counts.",
            code="typed",
        )
    return freeze(
        attempt=attempt,
        position=position,
        by=by,
        at=received_at,
        is_collected=False,
        on_paper_at=at,
    )


def _check_time(assignment: Assignment, received_at: datetime, at: datetime) -> None:
    if received_at > at:
        raise Refusal("This lies in the future. When was it received?", code="future")
    if received_at < assignment.opens_at:
        zone = assignment.school_class.school.zone
        raise Refusal(
            f"This is before the opening, {day_and_time(assignment.opens_at, zone=zone)}.",
            code="before_opening",
        )

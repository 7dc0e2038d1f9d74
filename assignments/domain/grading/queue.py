"""The handed-in work of an assignment that a person may grade, and who is next. For staff only."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from assignments.domain.grading.sheet import UNGRADED
from assignments.domain.names import in_shown_order
from assignments.models import Allocation, Answer, Assignment, Question, Submission
from studyhub.people.models import User


def queue(
    *, assignment: Assignment, by: User, question: Question | None = None
) -> list[Submission]:
    """Return the handed-in work that a person may grade. One query.

    In class order, or by pseudonym where names are hidden.

    Each comes with ``is_waiting``: one of its answers (with a question, the one to it) has no
    points yet, and with all that ``sheet_of`` asks for. With a question also with what ``walk``
    goes by: the answer, and whose share it is.
    """
    mine = Answer.objects.gradable_by(by).filter(attempt=OuterRef("counted_attempt"))
    rows = Submission.objects.gradable_by(by).filter(assignment=assignment)
    if question is not None:
        mine = mine.filter(question=question)
        rows = rows.filter(Exists(mine)).annotate(**_of_the_answer(question, by))
    rows = rows.select_related("student", "counted_attempt")
    rows = rows.annotate(is_waiting=Exists(mine.filter(UNGRADED)))
    line = list(in_shown_order(rows, assignment))
    for work in line:
        work.assignment = assignment
    return line


def _of_the_answer(question: Question, by: User) -> dict[str, Any]:
    """Return what is annotated of the one answer of each, and whether it is in one's share.

    ``is_shared_out`` tells whether anything of the assignment is allocated to anybody. That the
    answer may be graded is asked of the row, not once more for each of these.
    """
    answers = Answer.objects.filter(attempt=OuterRef("counted_attempt"), question=question)
    answers = answers.order_by()
    return {
        "answer_id": Subquery(answers.values("pk")[:1]),
        "answer_version": Subquery(answers.values("version")[:1]),
        "is_mine": Exists(answers.in_share_of(by)),
        "is_shared_out": Exists(Allocation.objects.filter(assignment=OuterRef("assignment"))),
    }


def next_waiting(line: Sequence[Submission], after: str) -> Submission | None:
    """Return the next piece of work to grade after one, round to the beginning; None if none."""
    place = next((i for i, work in enumerate(line) if work.pk == after), -1)
    turned = [*line[place + 1 :], *line[: max(place, 0)]]
    return next((work for work in turned if work.is_waiting), None)  # type: ignore[attr-defined]

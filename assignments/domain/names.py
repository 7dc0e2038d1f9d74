"""The one answer to which name stands for a piece of work on the desk.

While an assignment is marked blind and nobody has revealed its names, a pseudonym stands for the
student. It is made of the work's random public id, which stands in its address anyway: so it tells
nothing, it is the same on every page and for ever, and no later hand-in shifts it. Work in the
order of its ids is in the order of its pseudonyms, which says nothing of the names either. Two
students of a class of thirty share one in 1 of 2,000 classes; their addresses still differ.
"""

from typing import Any

from django.db.models import QuerySet

from assignments.models import Assignment, Submission
from studyhub.access.refusal import Refusal

_LETTERS = 4
_BY_NAME = ("student__family_name", "student__given_name", "pk")


def are_hidden(assignment: Assignment) -> bool:
    """Tell whether no name of those who handed in may stand on a page of the desk."""
    return assignment.is_blind and assignment.names_revealed_at is None


def pseudonym(work: Submission) -> str:
    """Return what stands for the student while names are hidden: "Student K7QM"."""
    return f"Student {work.pk[:_LETTERS].upper()}"


def shown_name(work: Submission) -> str:
    """Return the name to show for a piece of work. It must come with assignment and student."""
    return pseudonym(work) if are_hidden(work.assignment) else work.student.full_name


def short_name(work: Submission) -> str:
    """Return the same for within a sentence: the given name, or the pseudonym."""
    return pseudonym(work) if are_hidden(work.assignment) else work.student.given_name


def shown_order(assignment: Assignment, *, to: str = "") -> list[str]:
    """Return what to order by: names as in class lists, or pseudonyms; ends in a unique column."""
    return [f"{to}{name}" for name in (("pk",) if are_hidden(assignment) else _BY_NAME)]


def in_shown_order(work: QuerySet[Any], assignment: Assignment, *, to: str = "") -> QuerySet[Any]:
    """Order work as class lists do, or by pseudonym; ``to`` is the way from the rows to it."""
    return work.order_by(*shown_order(assignment, to=to))


def check_names_are_shown(assignment: Assignment) -> None:
    """Refuse what cannot be done without names while they are hidden."""
    if are_hidden(assignment):
        raise Refusal(
            "This is marked blind. Reveal the names first; that cannot be undone.",
            code="names_hidden",
        )

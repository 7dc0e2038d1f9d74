"""Going through the answers to a question so that alike ones follow each other. For staff only."""

from collections.abc import Sequence
from hashlib import sha256

from django.core.cache import caches

from assignments.domain.grading.likeness import by_likeness
from assignments.models import Answer, Submission


def alike_together(line: Sequence[Submission]) -> list[Submission]:
    """Return a question's queue in another order; what is alike to nothing keeps its place in it.

    The order is worked out once for the texts as they stand, and again, for all, when somebody
    hands in: nobody gets lost, but neighbors may change. At most one query.
    """
    key = f"alike-{digest_of(line)}"
    order = caches["process"].get(key)
    if order is None:
        order = _order_of([row.answer_id for row in line])  # type: ignore[attr-defined]
        caches["process"].set(key, order)
    return [line[place] for place in order]


def digest_of(line: Sequence[Submission]) -> str:
    """Return what stands for these answers as they are, in this order.

    Who may grade others, or sees them in another order, has another digest: nothing that is kept
    under it crosses from one to the other.
    """
    rows = ((row.answer_id, row.answer_version) for row in line)  # type: ignore[attr-defined]
    return sha256(repr(list(rows)).encode()).hexdigest()


def _order_of(answers: Sequence[str]) -> list[int]:
    """Return the places of the answers in the queue; nothing of a text is kept."""
    texts = dict(Answer.objects.filter(pk__in=answers).values_list("pk", "text"))
    return by_likeness({place: texts[pk] for place, pk in enumerate(answers)})

"""The points that a marking guide expects, ticked as an answer makes them: one point each.

For staff only: no student page may import this. A tick is a tag on the answer in the words that
the guide had; where the guide is written anew, ticks on words that are gone are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assignments.domain.material.guides import Expected
from assignments.enums import TagKind
from assignments.models import AnswerTag, Question

MAX_TICK_CHARACTERS = 200  # of a tag


@dataclass(frozen=True)
class Tick:
    """A point that is expected; ``text`` is what its tag says."""

    number: int
    point: Expected
    text: str
    is_made: bool


def ticks_of(expected: Sequence[Expected], tags: Iterable[AnswerTag]) -> list[Tick]:
    """Return the points expected, in the guide's order, each with whether it was ticked."""
    made = {tag.text for tag in tags if tag.kind == TagKind.MADE}
    return [
        Tick(number, point, fitting(point.text), fitting(point.text) in made)
        for number, point in enumerate(expected, start=1)
    ]


def points_for(made: int, question: Question) -> Decimal:
    """Return one point for each that is made, up to what the question is worth."""
    return min(Decimal(made), question.points or Decimal(0))


def fitting(text: str) -> str:
    """Return a text of the guide as a tag holds it: on one line, and cut where it is too long."""
    words = " ".join(text.split())
    if len(words) <= MAX_TICK_CHARACTERS:
        return words
    return f"{words[: MAX_TICK_CHARACTERS - 2].rsplit(' ', 1)[0]} …"

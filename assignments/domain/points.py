"""Points: how they are read, what they may be, how they are written.

Whole or, if the question allows, half points, from zero to what the question is worth. A decimal
comma means the same as a decimal point ("5,5" is 5.5), digits of any script count, and nothing
typed means ungraded, which is not zero.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from assignments.models import Question
from studyhub.access.refusal import Refusal

STEP = Decimal("0.5")
_SHAPE = re.compile(r"\d{1,4}(?:[.,\u066b]\d{1,4})?")


def read_points(typed: str) -> Decimal | None:
    """Return what was typed as a number, None for nothing. Refuses what is no plain number."""
    typed = typed.strip()
    if not typed:
        return None
    if not _SHAPE.fullmatch(typed):
        raise Refusal("Type a number such as 4 or 4.5, or leave this empty.", code="no_number")
    return Decimal(re.sub("[,\u066b]", ".", typed))


def step_of(question: Question) -> Decimal:
    """Return what the points of a question are counted in: ones or halves."""
    return Decimal(1) if question.takes_whole_points else STEP


def check_points(points: Decimal | None, question: Question) -> None:
    """Refuse points that the question cannot have; None is allowed and means ungraded."""
    if points is None:
        return
    most = question.points or Decimal(0)
    if not points.is_finite() or not 0 <= points <= most:
        raise Refusal(f"Points must lie between 0 and {points_text(most)}.", code="out_of_range")
    if points % step_of(question):
        kind = "whole points" if question.takes_whole_points else "whole or half points"
        example = "4" if question.takes_whole_points else "4 or 4.5"
        raise Refusal(f"Give {kind}, such as {example}.", code="not_half")


def points_text(points: Decimal | None) -> str:
    """Write points as people do: "5", "5.5"; nothing for none."""
    if points is None:
        return ""
    return f"{points:.1f}".removesuffix(".0")


def sum_of(points: Iterable[Decimal | None]) -> Decimal | None:
    """Add up what there is; None where there is nothing to add, which is not zero."""
    given = [value for value in points if value is not None]
    return sum(given, Decimal(0)) if given else None

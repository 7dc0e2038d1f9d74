"""Points off for late work: how many days late, how many points that costs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from assignments.domain.points import points_text
from assignments.enums import LateRule
from assignments.models import Assignment, Attempt
from studyhub.access.refusal import Refusal

_DAY = timedelta(days=1)
_HALF = Decimal("0.5")
MAX_POINTS_PER_DAY = Decimal(1000)


@dataclass(frozen=True)
class LateTerms:
    """A late rule as it is written: without points off, the other two stay None and 0."""

    late_rule: str
    late_points_per_day: Decimal | None = None
    late_floor_percent: int = 0


def late_terms(
    late_rule: str, points_per_day: Decimal | None = None, floor_percent: int | None = None
) -> LateTerms:
    """Return the terms to write. Raises ``Refusal``, its code the field that is wrong.

    What belongs to points off is dropped where another rule was chosen.
    """
    if late_rule not in LateRule.values:
        raise Refusal("Choose what happens to late work.", code="late_rule")
    if late_rule != LateRule.DEDUCTED:
        return LateTerms(late_rule)
    if points_per_day is None or not 0 < points_per_day <= MAX_POINTS_PER_DAY:
        raise Refusal(
            "Say how many points go for each day, for instance 1.", code="late_points_per_day"
        )
    if points_per_day % _HALF:
        raise Refusal("Give whole or half points, such as 1 or 0.5.", code="late_points_per_day")
    if not 0 <= (floor_percent or 0) <= 100:  # noqa: PLR2004  (percent)
        raise Refusal("Give 0 to 100 percent.", code="late_floor_percent")
    return LateTerms(late_rule, points_per_day, floor_percent or 0)


def late_rule_words(assignment: Assignment) -> str:
    """Say the rule in a sentence, for both sides."""
    if assignment.late_rule == LateRule.REFUSED:
        return "Nothing is accepted after the due time."
    if assignment.late_rule == LateRule.ACCEPTED:
        return "Late work is accepted and marked late."
    off = points_text(assignment.late_points_per_day)
    said = f"Late work loses {off} point{'' if off == '1' else 's'} for each day begun"
    floor = assignment.late_floor_percent
    return f"{said}, and keeps at least {floor} percent of its points." if floor else f"{said}."


def days_late(due_at: datetime | None, received_at: datetime | None) -> int:
    """Count the days begun after the due time: 0 in time, 1 from the first second on.

    A day is 24 hours, so that a change of the clocks neither gives nor takes a day.
    """
    if due_at is None or received_at is None or received_at <= due_at:
        return 0
    return -((due_at - received_at) // _DAY)


def points_off(
    assignment: Assignment, attempt: Attempt | None, earned: Decimal | None
) -> Decimal | None:
    """Return what the late rule takes off the points earned; None where it takes nothing.

    Never so much that less than the floor is left, and never more than was earned. What is left
    comes out in half points, rounded in the student's favor.
    """
    if earned is None or attempt is None or attempt.submitted_at is None:
        return None
    days = days_late(attempt.due_at, attempt.submitted_at)
    if assignment.late_rule != LateRule.DEDUCTED or not days:
        return None
    most = earned - _floor(assignment, earned)
    return min(days * (assignment.late_points_per_day or Decimal(0)), most) or None


def _floor(assignment: Assignment, earned: Decimal) -> Decimal:
    exact = earned * assignment.late_floor_percent / 100
    return (exact / _HALF).to_integral_value(ROUND_CEILING) * _HALF

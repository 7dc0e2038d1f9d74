"""Points as whole percents: the one rounding that screen, export and scale share."""

from decimal import ROUND_HALF_UP, Decimal


def percent_of(points: Decimal | None, most: Decimal | None) -> int | None:
    """Return whole percent, halves upward; None for ungraded, or where there is nothing to earn."""
    if points is None or not most:
        return None
    return int((points * 100 / most).to_integral_value(ROUND_HALF_UP))

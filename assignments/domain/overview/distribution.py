"""How the points of a question are spread over a class, and what of that a class may be shown.

For staff only: no student page may import this. What goes before the class is on a projector in
a room where everybody knows how many they are; so a count below ``LEAST`` is neither shown nor
left to be computed. ``for_class`` and ``at_least`` say how; the tests try every small class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from assignments.domain.points import STEP, points_text

LEAST = 5
MOST_BANDS = 10


class Kind(StrEnum):
    """What a count is of. Nothing handed in, blank, ungraded and zero are four things."""

    ABSENT = "absent"
    BLANK = "blank"
    UNGRADED = "ungraded"
    ZERO = "zero"
    POINTS = "points"
    MERGED = "merged"


@dataclass(frozen=True)
class Cell:
    """How many students are in one place of a distribution."""

    kind: Kind
    label: str
    count: int


@dataclass(frozen=True)
class Band:
    """Points from ``low`` to ``high``, both included; in words "3", or "3–3.5"."""

    low: Decimal
    high: Decimal

    @property
    def label(self) -> str:
        """Write the band as people do."""
        return _span(self.low, self.high)


def bands_of(worth: Decimal, points: Sequence[Decimal]) -> list[Band]:
    """Return the bands above zero up to what is to be had, at most ten, lowest first.

    Each is one point wide, or more where that would make too many; where nobody has a half, the
    labels leave halves out.
    """
    width = max((worth / MOST_BANDS).to_integral_value(ROUND_CEILING), Decimal(1))
    has_halves = any(value % 1 for value in [*points, worth])
    step = STEP if has_halves else Decimal(1)
    number = int((worth / width).to_integral_value(ROUND_CEILING))
    return [
        Band((place * width) + step, min((place + 1) * width, worth)) for place in range(number)
    ]


def cells_of(
    *, worth: Decimal, points: Sequence[Decimal], absent: int, blank: int, ungraded: int
) -> list[Cell]:
    """Return all that a class of students divides into; the counts add up to the class."""
    bands = bands_of(worth, points)
    return [
        Cell(Kind.ABSENT, "Not handed in", absent),
        Cell(Kind.BLANK, "Blank", blank),
        Cell(Kind.UNGRADED, "Ungraded", ungraded),
        Cell(Kind.ZERO, "0", sum(value == 0 for value in points)),
        *(Cell(Kind.POINTS, band.label, _count(band, points)) for band in bands),
    ]


def for_class(*, worth: Decimal, points: Sequence[Decimal], students: int) -> list[Cell]:
    """Return what a class may see of its own points: groups of at least five, lowest first.

    From the top down, neighbors are put together until there are five, and what is left over at
    the bottom joins the last group. Nothing handed in, blank and ungraded are one place here for
    every question: a part of them that stood alone on one question could be taken off another.
    Within a group of several places every one of them may hold several numbers; nothing at all
    is returned for fewer than five students.
    """
    bands = [(band.low, band.high, _count(band, points)) for band in bands_of(worth, points)]
    zero = sum(value == 0 for value in points)
    places = [
        *reversed(bands),
        (Decimal(0), Decimal(0), zero),
        (None, None, students - len(points)),
    ]
    groups = merged([count for _low, _high, count in places])
    return [_group(places[start:end]) for start, end in reversed(groups)]


def merged(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Return runs of neighbors, first to last, that each add up to at least five; maybe none."""
    runs: list[tuple[int, int]] = []
    start = total = 0
    for end, count in enumerate(counts, start=1):
        total += count
        if total >= LEAST:
            runs.append((start, end))
            start, total = end, 0
    if runs and start < len(counts):
        runs[-1] = (runs[-1][0], len(counts))
    return runs


def at_least(count: int, of: int) -> int:
    """Return a count as far as a class may know it: a round number it reaches, 0 for below five.

    Rounded down to fives, so that no difference between two of them is a count; and never so
    near to ``of`` that those who are missing from it could be counted.
    """
    return max(min(count, of - LEAST), 0) // LEAST * LEAST


def _count(band: Band, points: Iterable[Decimal]) -> int:
    return sum(band.low <= value <= band.high for value in points)


def _group(places: Sequence[tuple[Decimal | None, Decimal | None, int]]) -> Cell:
    """Name a run of places, which comes highest first and may end with those without points."""
    count = sum(place[2] for place in places)
    lows = [low for low, _high, _count in places if low is not None]
    highs = [high for _low, high, _count in places if high is not None]
    if not lows or not highs:
        return Cell(Kind.MERGED, "No points yet", count)
    span = _span(min(lows), max(highs))
    if len(lows) < len(places):
        return Cell(Kind.MERGED, f"{span} or none yet", count)
    return Cell(Kind.ZERO if span == "0" else Kind.POINTS, span, count)


def _span(low: Decimal, high: Decimal) -> str:
    first, last = points_text(low), points_text(high)
    return first if first == last else f"{first}–{last}"

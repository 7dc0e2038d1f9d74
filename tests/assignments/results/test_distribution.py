"""What a class may be shown: no count below five, and none that can be computed."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest

from assignments.domain.overview.distribution import (
    LEAST,
    Cell,
    Kind,
    at_least,
    bands_of,
    cells_of,
    for_class,
    merged,
)


def points(*values) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("worth", "given", "labels"),
    [
        ("4", (), ["1", "2", "3", "4"]),
        ("4", (1, 4), ["1", "2", "3", "4"]),
        ("4", (1, 2.5), ["0.5–1", "1.5–2", "2.5–3", "3.5–4"]),
        ("2.5", (), ["0.5–1", "1.5–2", "2.5"]),
        ("0.5", (), ["0.5"]),
        ("20", (3,), ["1–2", "3–4", "5–6", "7–8", "9–10", "11–12", "13–14", "15–16", "17–18",
                      "19–20"]),
        ("65", (), ["1–7", "8–14", "15–21", "22–28", "29–35", "36–42", "43–49", "50–56", "57–63",
                    "64–65"]),
    ],
)  # fmt: skip
def test_bands_cover_all_that_can_be_given(worth, given, labels):
    worth = Decimal(worth)
    assert [band.label for band in bands_of(worth, points(*given))] == labels
    step = Decimal("0.5") if any(value % 1 for value in [*points(*given), worth]) else Decimal(1)
    possible = [step * place for place in range(1, int(worth / step) + 1)]
    cells = cells_of(worth=worth, points=possible, absent=0, blank=0, ungraded=0)
    assert sum(cell.count for cell in cells) == len(possible)


def test_blank_ungraded_zero_and_nothing_handed_in_are_four_things():
    cells = cells_of(worth=Decimal(2), points=points(0, 0, 2), absent=4, blank=5, ungraded=6)
    assert cells == [
        Cell(Kind.ABSENT, "Not handed in", 4),
        Cell(Kind.BLANK, "Blank", 5),
        Cell(Kind.UNGRADED, "Ungraded", 6),
        Cell(Kind.ZERO, "0", 2),
        Cell(Kind.POINTS, "1", 0),
        Cell(Kind.POINTS, "2", 1),
    ]


def test_what_the_class_sees_is_put_together_from_the_top():
    given = points(*[4] * 6, 3, 3, *[2] * 7, 1, 0)
    assert for_class(worth=Decimal(4), points=given, students=19) == [
        Cell(Kind.MERGED, "0–3 or none yet", 13),
        Cell(Kind.POINTS, "4", 6),
    ]
    assert for_class(worth=Decimal(4), points=given, students=25) == [
        Cell(Kind.MERGED, "0–1 or none yet", 10),
        Cell(Kind.POINTS, "2–3", 9),
        Cell(Kind.POINTS, "4", 6),
    ]


def test_groups_that_stand_alone_keep_their_names():
    given = points(*[2] * 5, *[1] * 5, *[0] * 5)
    assert for_class(worth=Decimal(2), points=given, students=20) == [
        Cell(Kind.MERGED, "No points yet", 5),
        Cell(Kind.ZERO, "0", 5),
        Cell(Kind.POINTS, "1", 5),
        Cell(Kind.POINTS, "2", 5),
    ]


@pytest.mark.parametrize("students", range(5))
def test_a_class_below_five_sees_nothing(students):
    assert for_class(worth=Decimal(2), points=points(*[2] * students), students=students) == []


@pytest.mark.parametrize(("places", "most"), [(2, 16), (3, 16), (4, 12), (5, 10)])
def test_no_small_count_can_be_computed_from_what_is_shown(places, most):
    """Try every class up to a size: what is shown leaves every small count open.

    Whoever looks knows the rule, the number of students and of places.
    """
    open_to = defaultdict(list)
    for counts in product(range(most + 1), repeat=places):
        if (students := sum(counts)) <= most:
            runs = merged(counts)
            shown = tuple((start, end, sum(counts[start:end])) for start, end in runs)
            assert all(count >= LEAST for _start, _end, count in shown)
            open_to[shown, students if students >= LEAST else None].append(counts)
    told = [
        counts
        for possible in open_to.values()
        for place, values in enumerate(zip(*possible, strict=True))
        if len(set(values)) == 1 and values[0] < LEAST
        for counts in possible
    ]
    assert told == []
    assert len(open_to) > 10


def test_a_rounded_count_tells_neither_a_small_count_nor_a_small_rest():
    for of in range(40):
        open_to = defaultdict(set)
        for count in range(of + 1):
            open_to[at_least(count, of)].add(count)
        for shown, possible in open_to.items():
            assert shown % 5 == 0
            assert min(possible) >= shown
            small = {count for count in possible if count < LEAST or of - count < LEAST}
            assert not small or len(possible) >= min(LEAST, of + 1), (of, shown)


@pytest.mark.parametrize(
    ("count", "of", "shown"),
    [(4, 30, 0), (5, 30, 5), (9, 30, 5), (25, 30, 25), (26, 30, 25), (30, 30, 25), (30, 32, 25),
     (9, 9, 0), (5, 9, 0), (5, 10, 5), (10, 10, 5), (0, 0, 0)],
)  # fmt: skip
def test_counts_are_rounded_down_to_fives(count, of, shown):
    assert at_least(count, of) == shown

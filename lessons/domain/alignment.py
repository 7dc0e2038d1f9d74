"""Line up two sequences: which items of the one are which of the other, in order.

Patience alignment: equal ends are taken off, what stands once in both is lined up by the longest
run in order, and the gaps between are treated again. A small gap is solved exactly. The work
grows with the length, not with its square, whatever the texts.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

MAX_ROUNDS = 12
SMALL = 48  # a gap so long on both sides is solved exactly

Pairs = list[tuple[int, int]]
_Gap = tuple[int, int, int, int]  # from and to in the one, from and to in the other


def aligned(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return pairs of places of equal items; both numbers rise from pair to pair."""
    pairs: Pairs = []
    gaps: list[_Gap] = [(0, len(old), 0, len(new))]
    for _round in range(MAX_ROUNDS):
        left: list[_Gap] = []
        for gap in gaps:
            found, rest = _without_equal_ends(old, new, gap)
            pairs += found
            if rest is None:
                continue
            unique = _in_order(_unique(old, new, rest))
            pairs += unique if unique else _exact(old, new, rest)
            left += _between(unique, rest) if unique else []
        gaps = left
    return sorted(pairs)


def in_rising_order(places: Sequence[int]) -> set[int]:
    """Return the indexes of a longest rising run of ``places``; the others have moved."""
    return {index for index, _place in _in_order(list(enumerate(places)))}


def _without_equal_ends(
    old: Sequence[str], new: Sequence[str], gap: _Gap
) -> tuple[Pairs, _Gap | None]:
    a, a_end, b, b_end = gap
    pairs: Pairs = []
    while a < a_end and b < b_end and old[a] == new[b]:
        pairs.append((a, b))
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        pairs.append((a_end, b_end))
    return pairs, (a, a_end, b, b_end) if a < a_end and b < b_end else None


def _unique(old: Sequence[str], new: Sequence[str], gap: _Gap) -> Pairs:
    """Return the places of what stands once on each side."""
    a, a_end, b, b_end = gap
    counted = Counter(old[a:a_end])
    places = {old[i]: i for i in range(a, a_end) if counted[old[i]] == 1}
    counted = Counter(new[b:b_end])
    return [
        (places[item], j)
        for j, item in enumerate(new[b:b_end], start=b)
        if counted[item] == 1 and item in places
    ]


def _in_order(pairs: Pairs) -> Pairs:
    """Return a longest run of pairs in which both numbers rise; the second rises already."""
    ordered = sorted(pairs)
    ends: list[int] = []  # the smallest last place of a run of each length
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for index, (_a, place) in enumerate(ordered):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    run: Pairs = []
    step = last[-1] if last else -1
    while step >= 0:
        run.append(ordered[step])
        step = before[step]
    return run[::-1]


def _between(pairs: Pairs, gap: _Gap) -> list[_Gap]:
    a, a_end, b, b_end = gap
    gaps = []
    for i, j in [*pairs, (a_end, b_end)]:
        if a < i and b < j:
            gaps.append((a, i, b, j))
        a, b = i + 1, j + 1
    return gaps


def _exact(old: Sequence[str], new: Sequence[str], gap: _Gap) -> Pairs:
    """Return a longest common run of a small gap, by the table; nothing for a long one."""
    a, a_end, b, b_end = gap
    rows, columns = a_end - a, b_end - b
    if rows > SMALL or columns > SMALL:
        return []
    table = [[0] * (columns + 1) for _row in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            equal = old[a + i] == new[b + j]
            table[i][j] = (
                table[i + 1][j + 1] + 1 if equal else max(table[i + 1][j], table[i][j + 1])
            )
    pairs: Pairs = []
    i = j = 0
    while i < rows and j < columns:
        if old[a + i] == new[b + j]:
            pairs.append((a + i, b + j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs

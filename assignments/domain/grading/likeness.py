"""Put a question's answers in an order in which alike ones stand in a row. Pure; no database.

It is a help for marking, no verdict: there is no score to show, and two answers may be alike
because both are right. Answers are compared by their words and by runs of two and three, except
for what more than half of the class has, which is the question's own wording and small words.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar
from zlib import crc32

from assignments.domain.grading.shingles import Words

_Key = TypeVar("_Key", bound=Hashable)
_SIZES = (1, 2, 3)
_SKETCH = 96  # as many of the smallest hashes stand for an answer: its cost is bounded
_FEW = 4  # of so few, nothing is common


def by_likeness(texts: Mapping[_Key, str]) -> list[_Key]:
    """Return the keys so that alike texts follow each other; blank ones come last.

    The largest group first, and within the order given otherwise, so that it is always the same.
    300 answers of 500 words take about a second.
    """
    keys = list(texts)
    rows = [_shingles(Words(texts[key])) for key in keys]
    common = _common(rows)
    sketches = [_sketch(row - common) for row in rows]
    first_alike: dict[frozenset[int], int] = {}
    same = [first_alike.setdefault(frozenset(row), i) for i, row in enumerate(rows)]
    written = [i for i, row in enumerate(rows) if row]
    chains = _chained(written, _pairs(written, same, sketches))
    blank = [i for i, row in enumerate(rows) if not row]
    return [keys[i] for i in [*(i for chain in chains for i in chain), *blank]]


def _shingles(words: Words) -> set[int]:
    return {crc32(" ".join(run).encode()) for size in _SIZES for run in words.runs(size)}


def _common(rows: Sequence[set[int]]) -> set[int]:
    written = [row for row in rows if row]
    if len(written) <= _FEW:
        return set()
    often = Counter(shingle for row in written for shingle in row)
    return {shingle for shingle, count in often.items() if 2 * count > len(written)}


def _sketch(shingles: set[int]) -> frozenset[int]:
    return frozenset(sorted(shingles)[:_SKETCH])


def _chained(written: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Join chains by their most alike pair, the most alike of all first; an end meets an end."""
    chain_of = {i: [i] for i in written}
    for first, second in pairs:
        left, right = chain_of[first], chain_of[second]
        if left is right:
            continue
        if left.index(first) < len(left) // 2:
            left.reverse()
        if right.index(second) > (len(right) - 1) // 2:
            right.reverse()
        left.extend(right)
        chain_of.update(dict.fromkeys(right, left))
    chains = {id(chain): chain for chain in chain_of.values()}.values()
    return sorted(chains, key=lambda chain: (-len(chain), min(chain)))


def _pairs(
    written: Sequence[int], same: Sequence[int], sketches: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    """Return the pairs that have anything alike, the most alike first.

    Where two are word for word the same, even what the whole class has is alike.
    """
    found = []
    for first, second in combinations(written, 2):
        if same[first] == same[second]:
            found.append((-1.0, first, second))
            continue
        shared = len(sketches[first] & sketches[second])
        if shared:
            size = len(sketches[first]) + len(sketches[second]) - shared
            found.append((-shared / size, first, second))
    return [(first, second) for _likeness, first, second in sorted(found)]

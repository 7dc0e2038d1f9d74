"""Describe a passage so that it is found again, and find it.

``locate`` tries four things in this order, and nothing else:

1. The exact words stand at the old place.
2. They stand elsewhere. Of several places, the one whose surroundings agree best with ``prefix``
   and ``suffix`` (counted in code points, outward from the passage until the first difference);
   of equal ones the nearest to the old place; then the earlier.
3. The same, once both texts are folded: each run of white space is one space, soft hyphens and
   zero-width spaces are gone, and each grapheme is in NFC.
4. The words were edited. In the folded text the whole prefix stands, and after it the whole
   suffix (an empty one stands at the end of the text it was cut off by); what is between them
   is at most twice as long as the exact words, and of the pairs of neighboring characters in
   both at least two thirds are common to both. Of several such places only the nearest to the
   old one is looked at.

Otherwise the passage is gone, and the answer is None. A place that would begin or end inside a
grapheme is none. Every step takes time in proportion to the text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studyhub.anchors.graphemes import SPACE, graphemes

CONTEXT: Final = 32  # code points kept before and after a passage

_SPACES: Final = re.compile(f"[{SPACE}]+")
_UNSEEN: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


@dataclass(frozen=True)
class Selector:
    """A passage: its words, what stands around them, and the place where they stood."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class _Ground:
    """A text to search in.

    ``starts`` and ``ends`` map the offsets where a grapheme begins or ends in it to those in the
    original text; offsets inside a grapheme are missing.
    """

    text: str
    starts: dict[int, int]
    ends: dict[int, int]


def describe(text: str, start: int, end: int) -> Selector:
    """Return the selector of ``text[start:end]``, grown to whole graphemes at both ends.

    Raises ``ValueError`` for a passage that is empty or not within the text. Prefix and suffix
    have at most ``CONTEXT`` code points, cut back to whole graphemes.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("The passage is empty or lies outside of the text.")
    cuts = _cuts(text)
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    before = min(cut for cut in cuts if cut >= first - CONTEXT)
    after = max(cut for cut in cuts if cut <= last + CONTEXT)
    return Selector(text[first:last], text[before:first], text[last:after], first, last)


def locate(text: str, selector: Selector) -> tuple[int, int] | None:
    """Return where the passage stands in the text now, or None; see the module."""
    if not selector.exact:
        return None
    ground = _ground(text)
    start, end = selector.start, selector.end
    if text[start:end] == selector.exact and start in ground.starts and end in ground.ends:
        return start, end
    found = _best_place(ground, selector)
    if found is not None:
        return found
    folded = _folded_ground(text)
    selector = _folded_selector(selector)
    if not selector.exact:
        return None
    return _best_place(folded, selector) or _edited_place(folded, selector)


def fold(text: str) -> str:
    """Return the text as step 3 compares it."""
    return _folded_ground(text).text


def _cuts(text: str) -> list[int]:
    cuts = [0]
    for grapheme in graphemes(text):
        cuts.append(cuts[-1] + len(grapheme))
    return cuts


def _ground(text: str) -> _Ground:
    cuts = _cuts(text)
    places = {cut: cut for cut in cuts}
    return _Ground(text, places, places)


def _folded_ground(text: str) -> _Ground:
    parts: list[str] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = length = 0
    for grapheme in graphemes(text):
        seen = _folded_grapheme(grapheme)
        if seen == " " and parts and parts[-1] == " ":
            ends[length] = at + len(grapheme)
        elif seen:
            starts[length] = at
            length += len(seen)
            ends[length] = at + len(grapheme)
            parts.append(seen)
        at += len(grapheme)
    return _Ground("".join(parts), starts, ends)


def _folded_grapheme(grapheme: str) -> str:
    if _SPACES.fullmatch(grapheme):
        return " "
    return unicodedata.normalize("NFC", grapheme.translate(_UNSEEN))


def _folded_selector(selector: Selector) -> Selector:
    return Selector(
        fold(selector.exact),
        fold(selector.prefix),
        fold(selector.suffix),
        selector.start,
        selector.end,
    )


def _best_place(ground: _Ground, selector: Selector) -> tuple[int, int] | None:
    """Return the place of the exact words by step 2, in the original text."""
    best: tuple[int, int, int] | None = None
    place = None
    for at in _places(ground.text, selector.exact):
        end = at + len(selector.exact)
        if at not in ground.starts or end not in ground.ends:
            continue
        start = ground.starts[at]
        rank = (_agreement(ground.text, at, end, selector), -abs(start - selector.start), -start)
        if best is None or rank > best:
            best, place = rank, (start, ground.ends[end])
    return place


def _places(text: str, words: str) -> Iterator[int]:
    """Yield every offset at which the words stand, overlapping ones too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _agreement(text: str, start: int, end: int, selector: Selector) -> int:
    before, after = selector.prefix, selector.suffix
    agreed = 0
    while agreed < min(len(before), start) and before[-1 - agreed] == text[start - 1 - agreed]:
        agreed += 1
    total = agreed
    agreed = 0
    while agreed < min(len(after), len(text) - end) and after[agreed] == text[end + agreed]:
        agreed += 1
    return total + agreed


def _edited_place(ground: _Ground, selector: Selector) -> tuple[int, int] | None:
    """Return the place of the edited words by step 4, in the original text."""
    gap = _nearest_gap(ground, selector)
    if gap is None:
        return None
    start, end = gap
    if not _are_alike(ground.text[start:end], selector.exact):
        return None
    return ground.starts[start], ground.ends[end]


def _nearest_gap(ground: _Ground, selector: Selector) -> tuple[int, int] | None:
    """Return the gap between a prefix and the next suffix that is nearest to the old place."""
    text, most = ground.text, 2 * len(selector.exact)
    opened = [at + len(selector.prefix) for at in _places(text, selector.prefix)]
    closed = list(_places(text, selector.suffix))
    if not selector.prefix:
        opened = [0]
    if not selector.suffix:
        closed = [len(text)]
    nearest = None
    following = 0
    for start in opened:
        while following < len(closed) and closed[following] <= start:
            following += 1
        if following == len(closed):
            break
        end = closed[following]
        if end - start > most or start not in ground.starts or end not in ground.ends:
            continue
        distance = abs(ground.starts[start] - selector.start)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, start, end)
    return nearest[1:] if nearest else None


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two thirds of the pairs of neighboring characters are shared."""
    pairs, others = _pairs(one), _pairs(other)
    shared = sum((pairs & others).values())
    total = sum(pairs.values()) + sum(others.values())
    return shared > 0 and 3 * shared >= total


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))

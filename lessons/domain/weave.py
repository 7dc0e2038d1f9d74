"""Tell two texts as one: what stayed, what was edited, what is new, gone or moved, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lessons.domain.alignment import in_rising_order


class Fate(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    EDITED = "edited"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Strand:
    """One place in the woven text: the piece of the old one, of the new one, or of both."""

    old: int | None
    new: int | None
    is_moved: bool = False


def woven(old_count: int, came_from: Sequence[int | None]) -> list[Strand]:
    """Return both texts in the order of the new one.

    ``came_from`` names for each new piece the old one that it is. What is gone stands behind the
    piece that was before it.
    """
    kept = [(new, old) for new, old in enumerate(came_from) if old is not None]
    in_place = {kept[index][0] for index in in_rising_order([old for _new, old in kept])}
    behind = _gone_behind(old_count, {old for _new, old in kept})
    strands = [Strand(old, None) for old in behind.get(None, [])]
    for new, old in enumerate(came_from):
        strands.append(Strand(old, new, is_moved=old is not None and new not in in_place))
        strands += [Strand(gone, None) for gone in behind.get(old, []) if old is not None]
    return strands


def _gone_behind(old_count: int, kept: set[int]) -> dict[int | None, list[int]]:
    behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for old in range(old_count):
        if old in kept:
            last = old
        else:
            behind.setdefault(last, []).append(old)
    return behind

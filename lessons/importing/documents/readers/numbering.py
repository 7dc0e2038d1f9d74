"""The numbers that a word processor shows before the items of a list but does not store."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
BULLET = "•"
_MOST = 4000


def roman(number: int) -> str:
    """Return a number in small Roman letters."""
    letters = ""
    for value, sign in _ROMAN:
        while number >= value:
            letters += sign
            number -= value
    return letters


def letters(number: int) -> str:
    """Return a, b ... z, aa, bb ..., as word processors count on."""
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def formatted(number: int, style: str) -> str:
    """Return a number in a format of Word or of OpenDocument; a plain one where it is unknown."""
    number = min(max(number, 1), _MOST)
    words = {
        "lowerLetter": letters(number) if number <= 26 * 4 else str(number),
        "lowerRoman": roman(number),
        "a": letters(number) if number <= 26 * 4 else str(number),
        "i": roman(number),
    }
    capitals = {"upperLetter": "lowerLetter", "upperRoman": "lowerRoman", "A": "a", "I": "i"}
    if style in capitals:
        return words[capitals[style]].upper()
    return words.get(style, str(number))


@dataclass(frozen=True)
class ListLevel:
    """How one level of a list counts. ``pattern`` has "%1" for the first level's number."""

    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass
class Counters:
    """Counts the items of every list of a document, each list by its key."""

    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next_label(self, key: str, depth: int, levels: Mapping[int, ListLevel]) -> str:
        """Count one more item at a depth (from 0) and return what stands before it."""
        level = levels.get(depth, ListLevel())
        if level.style in ("bullet", "none"):
            return BULLET if level.style == "bullet" else ""
        counts = self._counts[key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._words(counts, level, levels)

    def restart(self, key: str, depth: int, start: int) -> None:
        """Let the next item at this depth have the number ``start``."""
        self._counts[key][depth] = start - 1

    def forget(self, key: str) -> None:
        """Let a list begin anew."""
        self._counts.pop(key, None)

    def _words(
        self, counts: dict[int, int], level: ListLevel, levels: Mapping[int, ListLevel]
    ) -> str:
        label = level.pattern
        for depth in range(9):
            sign = f"%{depth + 1}"
            if sign in label:
                of = levels.get(depth, ListLevel())
                label = label.replace(sign, formatted(counts.get(depth, of.start), of.style))
        return label.strip()[:20]

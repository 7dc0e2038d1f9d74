"""Find what stands between quotation marks in a text.

Double marks of any kind count, straight or curly or angled. Single ones look like apostrophes, so
they count only where they can be nothing else: one before a word that is not cut short ('twas),
and one after a word that is no plural's (the workers'). What is opened and not closed within its
paragraph is no quote; after a number of such marks the rest of the text is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studyhub.web.text import count_words

FEWEST_WORDS: Final = 3
MOST_OPEN: Final = 100  # marks that are opened and never closed
LONGEST: Final = 1500  # code points; more between two marks is a mark that was forgotten

_CLOSES: Final = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u201d": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    '"': '"',
    "\u2018": "\u2019",
    "\u201a": "\u2018\u2019",
    "'": "'",
}
_SINGLE: Final = frozenset("'\u2018")
_OPENING: Final = re.compile(
    "(?:^|(?<=[\\s(\\[\u2014\u2013/-]))(?:[\u201c\u201e\u00ab\u2039](?=\\s?\\S)"
    "|[\u201d\u00bb\u203a\"](?=\\S)|['\u2018\u201a](?=[\\w\\[(\u2026]))",
    re.MULTILINE,
)
_CUT_SHORT: Final = re.compile(
    r"(?:tis|twas|twere|til|till|em|cause|bout|round|n|\d\ds)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Quote:
    """Quoted words; ``start`` and ``end`` count code points and take the marks in."""

    words: str
    start: int
    end: int


def quotes_in(text: str) -> Iterator[Quote]:
    """Yield the quotes of three words or more, in order. A quote within another is part of it."""
    at = left_open = 0
    while left_open < MOST_OPEN and (opening := _OPENING.search(text, at)):
        end = _end_of(text, opening.start())
        at = opening.end() if end is None else end
        left_open += end is None
        if end is not None:
            words = text[opening.end() : end - 1].strip()
            if count_words(words) >= FEWEST_WORDS:
                yield Quote(words, opening.start(), end)


def _end_of(text: str, start: int) -> int | None:
    """Return where the quote opened at ``start`` ends, its mark included."""
    mark = text[start]
    if mark in _SINGLE and _CUT_SHORT.match(text, start + 1):
        return None
    closes = _CLOSES[mark]
    for at in range(start + 1, min(len(text), start + LONGEST)):
        if text[at] == "\n":
            return None
        if text[at] in closes and _may_close(text, at, is_single=mark in _SINGLE):
            return at + 1
    return None


def _may_close(text: str, at: int, *, is_single: bool) -> bool:
    before, after = text[at - 1], text[at + 1 : at + 2]
    if after.isalnum():
        return False
    if not is_single:
        return True
    if before.isspace():
        return False
    is_plural = before in "sS" and re.match(r"\s\w", text[at + 1 : at + 3]) is not None
    return not is_plural

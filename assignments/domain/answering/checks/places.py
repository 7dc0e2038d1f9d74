"""Say where quoted words stand in what the lesson gives to read.

Compared are the words alone: white space, case, quotation marks, dashes and other punctuation do
not matter. Where the quote leaves something out ("…", "...", "[...]") its parts must stand in
order and not far from each other.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from studyhub.anchors.sentences import sentences

MOST_PARTS: Final = 12  # of a quote that leaves things out
MOST_PLACES: Final = 8  # of the same words
_FARTHEST: Final = 1500  # characters between two parts of a quote
_LEFT_OUT: Final = re.compile(r"\[[^\[\]\n]{0,80}\]|\(\s*(?:\.\s*){3}\)|(?:\.\s?){3,}|\u2026")
_WORD: Final = re.compile(r"[^\W_]+")
_INSIDE_WORDS: Final = re.compile(
    "(?<=\\w)['\u2019\u02bc](?=\\w)|[\u00ad\u200b-\u200d\u2060\ufeff]"
)


@dataclass(frozen=True)
class Place:
    """A paragraph ("6.3", ``s6-3``) or an event of the timeline (its title, ``event-munich``)."""

    label: str
    anchor: str
    is_event: bool = False


def folded(text: str) -> str:
    """Return the words of a text in small letters, with one space around each."""
    plain = unicodedata.normalize("NFKC", _INSIDE_WORDS.sub("", text)).casefold()
    return f" {' '.join(_WORD.findall(plain))} "


class ReadingMatter:
    """The paragraphs and events in order, to be searched many times."""

    def __init__(self, texts: Iterable[tuple[Place, str]]) -> None:
        self._places: list[Place] = []
        self._starts: list[int] = []
        pieces: list[str] = []
        at = 0
        for place, text in texts:
            piece = folded(text)[1:]
            self._places.append(place)
            self._starts.append(at)
            pieces.append(piece)
            at += len(piece)
        self._text = " " + "".join(pieces)

    def places_of(self, quote: str) -> list[Place]:
        """Return where the quoted words stand, in the order of the text; nowhere is ``[]``."""
        parts = parts_of(quote)
        if not parts:
            return []
        found: list[Place] = []
        at = self._text.find(parts[0])
        while at >= 0 and len(found) < MOST_PLACES:
            if self._goes_on(parts, at):
                found.append(self._places[bisect_right(self._starts, at) - 1])
            at = self._text.find(parts[0], at + 1)
        return list(dict.fromkeys(found))

    def _goes_on(self, parts: list[str], at: int) -> bool:
        end = at + len(parts[0]) - 1
        for part in parts[1:]:
            next_at = self._text.find(part, end, end + _FARTHEST)
            if next_at < 0:
                return False
            end = next_at + len(part) - 1
        return True


def sentences_of(quote: str, text: str) -> tuple[int, int] | None:
    """Return the numbers of the first and last sentence of a paragraph that hold the quote."""
    ends: list[int] = []
    pieces: list[str] = []
    for start, end in sentences(text):
        pieces.append(folded(text[start:end])[1:])
        ends.append((ends[-1] if ends else 0) + len(pieces[-1]))
    whole = " " + "".join(pieces)
    at = end = 0
    for number, part in enumerate(parts_of(quote)):
        found = whole.find(part, end)
        if found < 0:
            return None
        at = at if number else found
        end = found + len(part) - 1
    return (bisect_right(ends, at) + 1, bisect_right(ends, end - 1) + 1) if end else None


def parts_of(quote: str) -> list[str]:
    """Return what the quote says before, between and after what it leaves out."""
    pieces = _LEFT_OUT.split(quote, maxsplit=MOST_PARTS)[:MOST_PARTS]
    return [part for piece in pieces if (part := folded(piece)).strip()]

r"""How a lesson is searched: literally, but for what a reader does not see as a difference.

The rule, which ``static/js/search/matching.js`` follows character by character, so that the page
finds with script what it finds without (both pass ``tests/lessons/search_cases.json``):

- capitals and small letters are alike, and so are letters with and without accents, as far as an
  accent is a sign of its own in Unicode (NFD): "Rapallo" finds "Rapállo"; the bar of "ł" is none;
- curled and straight quotes are alike, dashes and hyphens are alike, any run of white space is one
  space; soft hyphens, joiners and other characters that print nothing are passed over;
- nothing has a special meaning: ``%``, ``_``, ``*``, ``\`` and quotes are looked for as they are;
- what reads as a year ("1936", "44 BCE"), a decade ("1930s") or a span of years ("1936-1939")
  also finds the events in whose bounds one of those years lies.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

Years = tuple[int | None, int | None]
Piece = tuple[str, bool]

WORDS_BEFORE = 70  # characters of an excerpt before the first occurrence
EXCERPT = 220

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_UNSEEN = frozenset({"Mn", "Cf"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_SPACE_CONTROLS = frozenset("\t\n\r\f\v")
_UNEVEN_SPACE = re.compile(r"[\t\n\r\f\v]|  ")
_YEAR = re.compile(r"([1-9][0-9]{0,3}) ?(bce|bc|ce|ad)|([1-9][0-9]{2,3})")
_DECADE = re.compile(r"(?:the )?([1-9][0-9]{1,2}0)s")
_SPAN = re.compile(r"([1-9][0-9]{2,3}) ?- ?([1-9][0-9]{2,3})")


@dataclass(frozen=True)
class Folded:
    """A text as it is compared. ``places`` has, for each of its characters, the original's."""

    original: str
    text: str
    places: Sequence[int]

    def occurrences(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) in the original of each occurrence; they do not overlap."""
        done = 0
        start = self.text.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            first, after = self.places[start], self._end(end)
            if first >= done:  # "s" is in "ß" twice, as "ss"
                yield first, after
                done = after
            start = self.text.find(needle, end)

    def _end(self, end: int) -> int:
        """Return where the original goes on, with the accents of the last letter left behind."""
        last = self.places[end - 1]
        after = (place for place in self.places[end : end + 4] if place > last)
        return next(after, len(self.original))


def fold(text: str) -> Folded:
    """Return the text as it is compared."""
    if text.isascii() and not _UNEVEN_SPACE.search(text):
        return Folded(text, text.lower(), range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    in_space = False
    for place, character in enumerate(text):
        for letter in _fold_character(character):
            if letter == " " and in_space:
                continue
            in_space = letter == " "
            letters.append(letter)
            places.append(place)
    return Folded(text, "".join(letters), places)


def needle_of(query: str) -> str:
    """Return what is looked for; empty where nothing visible was asked."""
    return fold(query).text.strip(" ")


def pieces(text: str, needle: str) -> list[Piece]:
    """Cut a text at the occurrences: (piece, whether it is one)."""
    cut: list[Piece] = []
    done = 0
    for start, end in fold(text).occurrences(needle):
        cut += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [piece for piece in [*cut, (text[done:], False)] if piece[0]]


def excerpt(text: str, needle: str) -> list[Piece]:
    """Return the words about the first occurrence, cut like ``pieces``, with "…" for the rest."""
    first = next(fold(text).occurrences(needle), None)
    if first is None:
        return []
    start = max(0, first[0] - WORDS_BEFORE)
    start = text.find(" ", start, first[0]) + 1 if start else 0
    end = max(start + EXCERPT, first[1])
    end = text.rfind(" ", first[1], end) if end < len(text) else len(text)
    end = max(end, first[1])
    shown = pieces(text[start:end], needle)
    shown = [("… ", False), *shown] if start else shown
    return [*shown, (" …", False)] if end < len(text) else shown


def years_asked(needle: str) -> tuple[int, int] | None:
    """Return the first and last year (astronomical) a needle speaks of, None if of none."""
    if found := _YEAR.fullmatch(needle):
        year = int(found[1] or found[3])
        return (1 - year, 1 - year) if found[2] in ("bce", "bc") else (year, year)
    if found := _DECADE.fullmatch(needle):
        return int(found[1]), int(found[1]) + 9
    if (found := _SPAN.fullmatch(needle)) and int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    return None


def lies_in(asked: tuple[int, int] | None, years: Years) -> bool:
    """Tell whether one of the years asked for lies in a span; a side without a year is open."""
    if asked is None:
        return False
    first, last = years
    return (first is None or first <= asked[1]) and (last is None or last >= asked[0])


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return ""
    if category in _SPACES or character in _SPACE_CONTROLS:
        return " "
    signs = unicodedata.normalize("NFD", character.translate(_ALIKE))
    # Upper case first: it makes one of ß and ss, and of the two small sigmas.
    return "".join(s for s in signs if unicodedata.category(s) != "Mn").upper().lower()

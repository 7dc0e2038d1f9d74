"""The numbers and letters that people put before questions, parts and points of a list."""

import re
from dataclasses import dataclass
from enum import StrEnum

# "8.", "8)", "(8)", "8 -", "Q8:", "Question 8", "No. 8". Three digits at most: "1922." is a year.
_NUMBER = re.compile(
    r"(?:(?P<word>question|q|no\.|task|exercise)\s*[.:#]?\s*(?P<worded>[0-9]{1,3})"
    r"(?P<after>\s*[.):\]–—-]+|(?=\s|$))"
    r"|\((?P<enclosed>[0-9]{1,3})\)"
    r"|(?P<plain>[0-9]{1,3})(?P<sign>[.):]|\s+[–—-](?=\s))(?!\d))\s*",
    re.I,
)
# "1.2", "1.2.", "1.2)": a part of question 1.
_DOTTED = re.compile(r"([0-9]{1,3})\.([0-9]{1,2})(?:\.([0-9]{1,2}))?[.)]?\s+(?=\D)")
# "8a.", "8a)", "8(a)"
_TOGETHER = re.compile(r"([0-9]{1,3})\s?\(?([a-z])[.)]\)?\s*", re.IGNORECASE)
# "(a)", "a)", "a.", "(iv)", "iv."
_LETTERS = re.compile(
    r"(?:\((?P<in>[a-z]|[ivx]{1,5})\)|(?P<out>[a-z]|[ivx]{1,5})(?P<sign>[.):]))\s*", re.I
)
_INITIAL = re.compile(r"[A-Z]\.\s?(?:[A-Z]\.|[A-Z][a-z]+\s(?:[a-z]+ed|was|is|had)\b)")
_BULLET = re.compile(r"[•●▪◦‣∙·■□➢➤✓*]\s*|[–—-]\s+")
_ROMAN = {"i": 1, "v": 5, "x": 10}


class Style(StrEnum):
    """What kind of sign it is."""

    NUMBER = "number"
    LETTER = "letter"
    DOTTED = "dotted"
    TOGETHER = "together"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """A sign before a text. ``form`` is how it is set off: ".", ")", "()", ":", "Q".

    ``sign`` is the number, letters or bullet itself; ``rest`` is the text after it.
    """

    style: Style
    form: str
    sign: str
    rest: str

    @property
    def number(self) -> int:
        """Return the number of a NUMBER, or of the question that a DOTTED or TOGETHER names."""
        digits = re.match(r"[0-9]+", self.sign)
        return int(digits[0]) if digits else 0

    @property
    def letter(self) -> int:
        """Return 1 for a, 2 for b ...; 0 where it is no single letter."""
        last = self.sign[-1:].lower()
        is_one = len(self.sign) == 1 or self.style is Style.TOGETHER
        return ord(last) - ord("a") + 1 if is_one and last.isascii() and last.isalpha() else 0

    @property
    def roman(self) -> int:
        """Return the value of small or capital Roman letters up to 39; 0 for what is none."""
        return roman_value(self.sign) if self.style is Style.LETTER else 0


def roman_value(text: str) -> int:
    """Return the value of Roman letters; 0 where they are no number as it is written."""
    values = [_ROMAN.get(character, 0) for character in text.lower()]
    if not values or 0 in values:
        return 0
    following = [*values[1:], 0]
    total = sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
    return total if _roman(total) == text.lower() else 0


def _roman(number: int) -> str:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    tens, one = divmod(max(0, number), 10)
    return "x" * tens + ones[one]


def marker_of(text: str) -> Marker | None:
    """Return the sign a text begins with, or None."""
    for read in (_dotted, _together, _number, _letters, _bullet):
        if found := read(text):
            return found
    return None


def _dotted(text: str) -> Marker | None:
    found = _DOTTED.match(text)
    if not found:
        return None
    return Marker(Style.DOTTED, ".", ".".join(filter(None, found.groups())), text[found.end() :])


def _together(text: str) -> Marker | None:
    found = _TOGETHER.match(text)
    if not found or not _is_set_off(text, found.end()):
        return None
    return Marker(Style.TOGETHER, ")", f"{found[1]}{found[2].lower()}", _rest(text, found.end()))


def _number(text: str) -> Marker | None:
    found = _NUMBER.match(text)
    if not found:
        return None
    if found["worded"]:
        return Marker(Style.NUMBER, "Q", found["worded"], _rest(text, found.end()))
    if found["enclosed"]:
        return Marker(Style.NUMBER, "()", found["enclosed"], _rest(text, found.end()))
    if not _is_set_off(text, found.end()):
        return None
    return Marker(Style.NUMBER, found["sign"].strip(), found["plain"], _rest(text, found.end()))


def _letters(text: str) -> Marker | None:
    found = _LETTERS.match(text)
    if not found or _INITIAL.match(text) or not _is_set_off(text, found.end()):
        return None
    sign, form = found["in"] or found["out"], found["sign"] or "()"
    return Marker(Style.LETTER, form, sign, _rest(text, found.end()))


def _bullet(text: str) -> Marker | None:
    found = _BULLET.match(text)
    if not found or not text[found.end() :]:
        return None
    return Marker(Style.BULLET, found[0].strip(), found[0].strip(), text[found.end() :])


def _is_set_off(text: str, end: int) -> bool:
    """Tell whether a sign is followed by white space, by nothing, or at once by a capital.

    "e.g." begins with a letter and a stop as well, and so does "i.e.".
    """
    before, after = text[end - 1 : end], text[end : end + 1]
    return before.isspace() or not after or after.isupper() or after in "“‘\"'(|["


def _rest(text: str, end: int) -> str:
    """Return what follows; in a table a bar may stand between a number and its question."""
    return text[end:].lstrip("| ")

"""Split a text into sentences, the same way in Python and in JavaScript.

No dictionary and no learning, so that a number given to a sentence stays with it. Where it is in
doubt, the text is not cut: a passage that is a sentence too long is still the right passage.

A sentence ends after its stops and the quotes, brackets and note numbers (``[3]``) behind them:

- after a full-width stop (``。 ！ ？``) at once;
- after any other stop if white space follows, or the end of the text, unless
- the next letter is a small one (``"Why?" he asked``, ``e.g. this``);
- or it is an ellipsis that stands by itself and marks an omission (``the Allies ... Stalin``);
- or the one full stop belongs to a title (``Dr.``), to an initial (``J. F.``, though not to the
  number of ``World War I.``), to an abbreviation with stops in it (``e.g.``, ``U.S.``, ``p.m.``),
  to one that a number follows (``No. 5``, ``p. 3``, ``Sept. 1922``), or to a number that begins
  the sentence (``3. The treaty``).

Small and capital letters are asked of Unicode, one character at a time.
"""

import re
import unicodedata
from typing import Final

from studyhub.anchors.graphemes import SPACE

_WIDE: Final = "\u3002\uff01\uff1f\uff61"
_STOPS: Final = f".!?\u2026\u061f\u06d4\u0964\u0965\u1362{_WIDE}"
# Quotes and brackets that close, in some language, and marks of writing direction among them.
_CLOSING: Final = (
    "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u2039\u203a)\\]}\u300d\u300f\uff09\u3011\u300b\u3009"
    "\u200e\u200f\u061c\u202c\u2069"
)
_OPENING: Final = (
    "\"'\u2018\u201c\u201e\u201a\u00ab\u2039(\\[{\u300c\u300e\uff08\u3010\u300a\u3008"
    "\u200e\u200f\u061c\u202a\u202b\u2066\u2067\u2068\u00bf\u00a1\u2013\u2014\\-"
)
# The last part is French: a quote closed with a space before it.
_END: Final = re.compile(
    f"[{_STOPS}]+[{_CLOSING}]*(?:\\[[0-9]{{1,3}}\\])*(?:[{SPACE}][\u00bb\u203a](?![^{SPACE}]))?"
)
_SPACE: Final = re.compile(f"[{SPACE}]")
_GAP: Final = re.compile(f"[{SPACE}]*")
_LEAD: Final = re.compile(f"[{SPACE}{_OPENING}]*")
_LEADING: Final = re.compile(f"[{SPACE}{_OPENING}]")
_WORD: Final = re.compile(f"[^{SPACE}{_OPENING}/]*\\Z")
_BEFORE: Final = 24  # code points that are looked at before a stop: no shorthand is longer
_NUMBER: Final = re.compile("[0-9]+")
_LONGEST_PART: Final = 2  # of "Ph.D"; those of "example.org" are longer
_DIGIT: Final = re.compile("[0-9]")
_WORLD_WAR_ONE: Final = "War I"

_TITLES: Final = """
    adm brig capt cf cmdr col dr ed eds fr gen gov hon lt maj messrs mlle mme mr mrs ms mt mx
    pres prof rep rev sen sgt sra st viz vs
"""
_BEFORE_NUMBERS: Final = """
    al apr art aug c ca ch chap dec feb fig figs jan jul jun mar no nos nov nr oct p para pp pt
    sec sect sep sept ser v vol vols
"""
_TITLE_WORDS: Final = frozenset(_TITLES.split())
_NUMBERED_WORDS: Final = frozenset(_BEFORE_NUMBERS.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, in code points, without the white space around.

    Every visible character is in one. Takes time in proportion to the text.
    """
    found: list[tuple[int, int]] = []
    start = _after(_GAP, text, 0)
    for match in _END.finditer(text):
        if _ends_here(text, start, match.start(), match.end()):
            found.append((start, match.end()))
            start = _after(_GAP, text, match.end())
    end = len(text)
    while end > start and _SPACE.match(text, end - 1):
        end -= 1
    if end > start:
        found.append((start, end))
    return found


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where what matches at ``at`` ends; the patterns match the empty text too."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _ends_here(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether the sentence from ``start`` ends with the stops at ``stop``."""
    if any(mark in _WIDE for mark in text[stop:end]):
        return True
    follows = _after(_GAP, text, end)
    if follows == len(text):
        return True
    if follows == end:
        return False
    at = _after(_LEAD, text, follows)
    following = text[at : at + 1]
    if following and unicodedata.category(following) == "Ll":
        return False
    if text[stop] == "\u2026" or text.startswith("..", stop):
        return stop > start and not _LEADING.match(text, stop - 1)
    return not (text[stop] == "." and _is_shorthand(text, start, stop, following))


def _is_shorthand(text: str, start: int, stop: int, following: str) -> bool:
    """Tell whether the full stop belongs to the word before it."""
    before = text[max(start, stop - _BEFORE) : stop]
    match = _WORD.search(before)
    word = match.group() if match else ""
    if _NUMBER.fullmatch(word):
        return _after(_LEAD, text, start) == stop - len(word)
    if "." in word:
        return all(
            0 < len(part) <= _LONGEST_PART and not _DIGIT.search(part) for part in word.split(".")
        )
    if len(word) == 1 and unicodedata.category(word) == "Lu":
        return not before.endswith(_WORLD_WAR_ONE)
    plain = word.lower()
    return plain in _TITLE_WORDS or (bool(_DIGIT.match(following)) and plain in _NUMBERED_WORDS)

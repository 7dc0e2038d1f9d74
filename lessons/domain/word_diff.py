"""What changed between two texts, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.domain.alignment import aligned

# Scripts that set no spaces between words: there each character stands for itself.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# Marks around words, so that a comma more is a comma and not another word. Letters keep the
# combining marks that follow them.
_MARKS = r".,;:!?()\[\]\"“”„‘’'«»…–—*_\-"
_WORD = re.compile(rf"[{_SPACELESS}]|[{_MARKS}]|[^\s{_MARKS}{_SPACELESS}]+")


@dataclass(frozen=True)
class Piece:
    """A run of a text: ``kind`` is "same", "gone" (in the old text alone) or "new"."""

    kind: str
    text: str

    @property
    def space(self) -> str:
        """Return the white space before its first word, which no mark should cover."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def words(self) -> str:
        """Return the rest."""
        return self.text.lstrip()


def alike(pieces: Sequence[Piece]) -> float:
    """Return the share of the words that stayed, from 0 to 1; marks do not count."""
    lengths = dict.fromkeys(("same", "gone", "new"), 0)
    for piece in pieces:
        lengths[piece.kind] += sum(any(map(str.isalnum, w)) for w in words_of(piece.text))
    total = 2 * lengths["same"] + lengths["gone"] + lengths["new"]
    return 2 * lengths["same"] / total if total else 1.0


def words_of(text: str) -> list[str]:
    """Return the words and marks of a text as they are compared."""
    return _WORD.findall(text)


def word_diff(old: str, new: str) -> list[Piece]:
    """Return both texts as one: what stayed, with what went and what came in its place.

    White space does not count. What stayed is spaced as in the new text, but never run together
    with what went.
    """
    olds, news = _spaced(old), _spaced(new)
    pairs = aligned([word for _space, word in olds], [word for _space, word in news])
    pieces: list[Piece] = []
    i = j = 0
    for same_i, same_j in pairs:
        _add(pieces, "gone", olds[i:same_i])
        _add(pieces, "new", news[j:same_j])
        space, word = news[same_j]
        _add(pieces, "same", [(space or olds[same_i][0], word)])
        i, j = same_i + 1, same_j + 1
    _add(pieces, "gone", olds[i:])
    _add(pieces, "new", news[j:])
    return pieces


_Spaced = list[tuple[str, str]]


def _spaced(text: str) -> _Spaced:
    """Return each word with the white space before it."""
    words: _Spaced = []
    end = 0
    for found in _WORD.finditer(text):
        words.append((text[end : found.start()] if words else "", found.group()))
        end = found.end()
    return words


def _add(pieces: list[Piece], kind: str, words: _Spaced) -> None:
    if not words:
        return
    text = "".join(space + word for space, word in words)
    if pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    else:
        pieces.append(Piece(kind, text))

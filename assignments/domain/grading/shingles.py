"""Texts as words and runs of words, for comparing answers. Pure; no database."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assignments.domain.citing.citation_tokens import TOKEN

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SAME = str.maketrans({"’": "'"})


@dataclass(frozen=True)
class Words:
    """The words of a text, folded, with where each stands in it; offsets in code points.

    What has the shape of a citation's token is none of them, though a run may reach over it.
    """

    text: str

    @cached_property
    def _found(self) -> list[tuple[str, int, int]]:
        # As many characters as there were, so that the offsets stay.
        plain = TOKEN.sub(lambda match: " " * len(match[0]), self.text)
        return [(folded(m[0]), m.start(), m.end()) for m in _WORD.finditer(plain)]

    @cached_property
    def words(self) -> list[str]:
        """Return the folded words in order."""
        return [word for word, _start, _end in self._found]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words from number ``first`` to ``last`` stand, both included."""
        return self._found[first][1], self._found[last][2]

    def runs(self, length: int) -> Iterator[tuple[str, ...]]:
        """Yield every run of so many words, in order."""
        words = self.words
        return zip(*(words[i:] for i in range(length)), strict=False)


def folded(word: str) -> str:
    """Return the form in which words are compared: NFKC, casefold, one apostrophe."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().translate(_SAME)

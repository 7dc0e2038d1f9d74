"""Where citations stand in an answer: as words in its own text, "[2: paragraph 6.3]".

A token is part of what the student typed. It moves with the words around it, is readable
wherever the text goes, and needs no page that knows about it. What makes it a citation is that
the answer has one with its number; the same brackets without are the student's own words.
``static/js/citing/tokens.js`` finds them by the same rule.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from studyhub.web.text import count_words

TOKEN = re.compile(r"\[([1-9][0-9]{0,2}): ([^\[\]\n]{1,120})\]")


@dataclass(frozen=True)
class Token:
    """A token in a text; ``start`` and ``end`` count code points."""

    number: int
    label: str
    start: int
    end: int


def tokens_in(text: str, numbers: Container[int] | None = None) -> list[Token]:
    """Return the tokens of a text in order; with ``numbers`` only those it has a citation for."""
    return [
        Token(int(match[1]), match[2], match.start(), match.end())
        for match in TOKEN.finditer(text)
        if numbers is None or int(match[1]) in numbers
    ]


def token(number: int, label: str) -> str:
    """Return the words that stand for a citation in an answer."""
    return f"[{number}: {label}]"


def count_answer_words(text: str) -> int:
    """Count a student's words: what stands for a citation is none of them.

    Whatever has the shape of a token is left out, so that the browser counts alike.
    """
    return count_words(TOKEN.sub(" ", text))

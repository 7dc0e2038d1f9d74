"""Quoted words that no citation supports: pointed out before handing in, never marked down."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from assignments.domain.answering.checks.places import Place, ReadingMatter, folded, parts_of
from assignments.domain.answering.checks.quoted import Quote, quotes_in
from assignments.domain.citing.citation_tokens import Token, tokens_in
from studyhub.anchors.sentences import sentences

MOST_QUOTES: Final = 40  # looked at in one answer
MOST_FOUND: Final = 8  # pointed out in one answer


@dataclass(frozen=True)
class Cited:
    """What a citation of the answer rests on: its number, its place on the page, its words."""

    number: int
    anchor: str
    exact: str


@dataclass(frozen=True)
class UncitedQuote:
    """Quoted words without a citation. ``place`` is None where the lesson does not have them."""

    words: str
    place: Place | None


def uncited_quotes(
    text: str, *, cited: Collection[Cited], matter: ReadingMatter, known: Iterable[str] = ()
) -> list[UncitedQuote]:
    """Return the quotes of an answer that nothing supports, each wording once.

    ``cited`` are the answer's citations; only those whose token stands in the text count. One
    supports the quotes of its sentence, and all that stand where it points. Words of the
    ``known`` texts, such as the question itself, need no citation.
    """
    quotes = list(islice(quotes_in(text), MOST_QUOTES))
    if not quotes:
        return []
    by_number = {citation.number: citation for citation in cited}
    tokens = tokens_in(text, by_number)
    used = [by_number[number] for number in {token.number for token in tokens}]
    own = [folded(words) for words in known]
    near = _Sentences(text, tokens)
    found: dict[str, UncitedQuote] = {}
    for quote in quotes:
        if near.has_token(quote) or _is_in(quote, own):
            continue
        places = matter.places_of(quote.words)
        if not _is_cited(quote, places, used):
            place = places[0] if places else None
            found.setdefault(folded(quote.words), UncitedQuote(quote.words, place))
    return list(found.values())[:MOST_FOUND]


def _is_in(quote: Quote, texts: Iterable[str]) -> bool:
    parts = parts_of(quote.words)
    return any(all(part in text for part in parts) for text in texts)


def _is_cited(quote: Quote, places: Collection[Place], used: Iterable[Cited]) -> bool:
    """Tell whether a citation anywhere in the answer points at the words, or where they stand."""
    anchors = {place.anchor for place in places}
    return any(one.anchor in anchors or _is_in(quote, [folded(one.exact)]) for one in used)


class _Sentences:
    """The sentences of a text and the tokens in them.

    One that stands between two sentences belongs to both: to the one before, as a note does, and
    to the one that it may begin.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = [(token.start, token.end) for token in tokens]
        self._spans = list(_spans_of(_without(text, tokens))) if tokens else []

    def has_token(self, quote: Quote) -> bool:
        """Tell whether a token supports the sentence, or the sentences, that the quote is of."""
        first = bisect_right(self._spans, quote.start, key=lambda span: span[1])
        last = bisect_left(self._spans, quote.end, key=lambda span: span[0])
        if first >= last:
            return False
        start, end = self._spans[first][0], self._spans[last - 1][1]
        at = bisect_right(self._tokens, start, key=lambda token: token[1])
        before, after = self._tokens[at - 1 : at] if at else [], self._tokens[at : at + 1]
        if after and after[0][0] < end:
            return True
        gaps = [(token_end, start) for _start, token_end in before]
        gaps += [(end, token_start) for token_start, _end in after]
        return any(self._is_slight(*gap) for gap in gaps)

    def _is_slight(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        return not between.strip() and "\n" not in between


def _spans_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of each line stands."""
    for line in re.finditer(r"[^\n]+", text):
        for start, end in sentences(line[0]):
            yield line.start() + start, line.start() + end


def _without(text: str, tokens: Iterable[Token]) -> str:
    """Blank the tokens out, so that no stop within one ends a sentence."""
    pieces, at = [], 0
    for token in tokens:
        pieces += [text[at : token.start], " " * (token.end - token.start)]
        at = token.end
    return "".join([*pieces, text[at:]])

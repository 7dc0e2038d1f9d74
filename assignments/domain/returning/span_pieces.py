"""An answer taken apart where comments on parts of it begin and end, and at its citations.

Comments may overlap: then the words under both stand in a piece of their own. Nothing of the
text is left out, and the order is the text's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assignments.domain.citing.citation_tokens import tokens_in
from assignments.domain.citing.cited import Cited
from assignments.domain.returning.returned import ReturnedSpan


@dataclass(frozen=True)
class SpanPiece:
    """A run of the text. ``numbers`` are the comments that cover it, ``ends`` those that end here.

    With a ``citation`` it is the token that stands for it, or a part of that.
    """

    text: str
    citation: Cited | None
    numbers: Sequence[int]
    ends: Sequence[int]


def span_pieces(
    text: str, citations: Mapping[int, Any], spans: Iterable[ReturnedSpan]
) -> list[SpanPiece]:
    """Take a text apart. A span whose words do not stand at its place is passed over."""
    held = [span for span in spans if _stands(span, text)]
    tokens = tokens_in(text, citations)
    edges = {0, len(text)}
    edges.update(edge for span in held for edge in (span.start, span.end))
    edges.update(edge for token in tokens for edge in (token.start, token.end))
    places = sorted(edges)
    pieces = []
    for start, end in pairwise(places):
        token = next((found for found in tokens if found.start <= start < found.end), None)
        pieces.append(
            SpanPiece(
                text=text[start:end],
                citation=citations[token.number] if token else None,
                numbers=[span.number for span in held if span.start <= start < span.end],
                ends=[span.number for span in held if span.end == end],
            )
        )
    return pieces


def _stands(span: ReturnedSpan, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.exact

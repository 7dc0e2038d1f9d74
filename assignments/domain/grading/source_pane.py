"""The source beside an answer: what it cites, and what the guide names, each paragraph once.

For staff only: no student page may import this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assignments.domain.material.guides import Excerpt
from assignments.models import Citation

Piece = tuple[str, bool]  # a run of text, and whether it is cited


@dataclass(frozen=True)
class SourcePlace:
    """A paragraph with what of it is cited; ``pieces`` is empty where the edition has none.

    ``role`` is why the guide names it, empty where it does not. ``numbers`` are the citations.
    """

    name: str
    label: str
    role: str
    numbers: Sequence[int]
    pieces: Sequence[Piece]

    @property
    def is_there(self) -> bool:
        """Tell whether it stands in the edition."""
        return bool(self.pieces)

    @property
    def cited(self) -> str:
        """Say that it is cited, by the numbers in the answer; nothing where it is not."""
        return f"cited {' '.join(f'[{number}]' for number in self.numbers)}" if self.numbers else ""


def source_of(excerpts: Sequence[Excerpt], cited: Sequence[Citation]) -> list[SourcePlace]:
    """Return what the answer cites in reading order, then what the guide names besides.

    The citations must come with ``paragraph__anchor``; those of events stand on the timeline.
    A passage of an older edition is shown as it was read.
    """
    passages: dict[int, list[Citation]] = {}
    for citation in cited:
        if citation.paragraph_id is not None:
            passages.setdefault(citation.paragraph_id, []).append(citation)
    named = {excerpt.anchor.name: excerpt for excerpt in excerpts}
    found = [_cited_place(rows, named) for rows in sorted(passages.values(), key=_position)]
    names = {place.name for place in found}
    return [*found, *(_named_place(row) for row in excerpts if row.anchor.name not in names)]


def _position(rows: Sequence[Citation]) -> tuple[int, int]:
    paragraph = rows[0].paragraph
    return (paragraph.position, paragraph.pk) if paragraph else (0, 0)


def _cited_place(rows: Sequence[Citation], named: dict[str, Excerpt]) -> SourcePlace:
    paragraph = rows[0].paragraph
    assert paragraph is not None  # noqa: S101  (it is what they are gathered by)
    excerpt = named.get(paragraph.anchor.name)
    return SourcePlace(
        paragraph.anchor.name,
        paragraph.label,
        excerpt.role if excerpt else "",
        [row.number for row in rows],
        _pieces(paragraph.text, [(row.start or 0, row.end or 0) for row in rows]),
    )


def _named_place(excerpt: Excerpt) -> SourcePlace:
    text = excerpt.paragraph.text if excerpt.paragraph else ""
    pieces = [(text, False)] if text else []
    return SourcePlace(excerpt.anchor.name, excerpt.anchor.label, excerpt.role, (), pieces)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Take a text apart at the ends of spans, which may overlap; nothing of it is left out."""
    ends = sorted({0, len(text), *(end for span in spans for end in span)})
    pieces: list[Piece] = []
    for start, end in pairwise(ends):
        is_cited = any(low <= start and end <= high for low, high in spans)
        if pieces and pieces[-1][1] == is_cited:
            pieces[-1] = (pieces[-1][0] + text[start:end], is_cited)
        else:
            pieces.append((text[start:end], is_cited))
    return pieces

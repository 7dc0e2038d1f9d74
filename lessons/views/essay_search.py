"""Hits in an edition's HTML: found by the text that is read, marked in the text that is written."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.html import escape
from django.utils.safestring import mark_safe

from lessons.domain.search import Piece, excerpt, fold, pieces
from lessons.models import Edition

MAX_MARKED = 1000  # hits marked in the essay; more are counted, which is all one can do with them
MAX_LISTED = 100  # places shown with their words

# ``nh3`` writes every attribute in double quotes, and nothing that looks like a tag as text.
_TAG = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
_NAME = re.compile(r'<(?:section class="essay-section"|div class="paragraph") id="([^"]+)"')
_OPENS = re.compile(r"<(h2|h3|p)[ >]")
_CLOSES = frozenset({"</h2>", "</h3>", "</p>"})
_NUMBER = ('<span class="section-number"', '<a class="paragraph-number"')


@dataclass(frozen=True)
class PlaceFound:
    """A paragraph, or a section by its title, that holds what was looked for.

    ``words`` is empty for those beyond what is listed.
    """

    name: str
    label: str
    words: list[Piece]
    count: int


@dataclass(frozen=True)
class EssayFound:
    """The essay's HTML with ``<mark>`` around its hits, and the places that have any."""

    html: str
    places: list[PlaceFound] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Count the hits."""
        return sum(place.count for place in self.places)


@dataclass
class _Block:
    """A heading or the text of a paragraph; ``runs`` are the places of its texts among the cuts."""

    name: str
    label: str
    runs: list[int] = field(default_factory=list)


def find_in_essay(edition: Edition, needle: str) -> EssayFound:
    """Look through headings and paragraphs, but not through their numbers. No query."""
    cuts = _TAG.split(edition.html)
    found: dict[str, PlaceFound] = {}
    marked = 0
    for block in _blocks(cuts):
        text = "".join(html.unescape(cuts[run]) for run in block.runs)
        count = sum(1 for _hit in fold(text).occurrences(needle))
        if not count:
            continue
        if marked < MAX_MARKED:
            _mark(cuts, block.runs, pieces(text, needle))
            marked += count
        if before := found.get(block.name):
            found[block.name] = replace(before, count=before.count + count)
        else:
            words = excerpt(text, needle) if len(found) < MAX_LISTED else []
            found[block.name] = PlaceFound(block.name, block.label, words, count)
    return EssayFound("".join(cuts), list(found.values()))


def _blocks(cuts: list[str]) -> Iterator[_Block]:
    """Yield what can hold a hit. Texts stand at even places among the cuts, tags at odd ones."""
    name = label = before = ""
    block: _Block | None = None
    for place, cut in enumerate(cuts):
        if place % 2 == 0:
            if before.startswith(_NUMBER):
                label = html.unescape(cut)
            elif block is not None:
                block.runs.append(place)
            continue
        before = cut
        if found := _NAME.match(cut):
            name = found.group(1)
        if _OPENS.match(cut):
            block = _Block(name, label)
        if block is not None and cut in _CLOSES:
            block.label = label  # a section's number stands within its heading
            yield block
            block = None


def _mark(cuts: list[str], runs: list[int], cut: list[Piece]) -> None:
    """Write the pieces back into the texts they came from; a hit over a tag is marked twice."""
    waiting = list(cut)
    for run in runs:
        room = len(html.unescape(cuts[run]))
        written = ""
        while room:
            piece, is_hit = waiting.pop(0)
            here, rest = piece[:room], piece[room:]
            room -= len(here)
            written += f"<mark>{escape(here)}</mark>" if is_hit else escape(here)
            if rest:
                waiting.insert(0, (rest, is_hit))
        cuts[run] = written


def marked(text: str, needle: str) -> str:
    """Return a text with ``<mark>`` around each hit, safe for a template; itself without any."""
    if not any(fold(text).occurrences(needle)):
        return text
    written = (
        f"<mark>{escape(piece)}</mark>" if is_hit else escape(piece)
        for piece, is_hit in pieces(text, needle)
    )
    return mark_safe("".join(written))  # noqa: S308  (every piece is escaped just above)

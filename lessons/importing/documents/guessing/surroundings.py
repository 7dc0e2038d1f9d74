"""The blocks with what is no clutter in a row: what a guess about one of them looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.importing.documents.blocks import Block, Kind
from lessons.importing.documents.guessing.clutter import find_clutter
from lessons.importing.documents.guessing.clutter_lines import Clutter
from lessons.importing.documents.guessing.headings import (
    is_wholly_strong,
    looks_like_heading,
    words_in,
)
from lessons.importing.documents.markers import Style, marker_of
from lessons.importing.documents.roles import Role

LONG = 20  # words; a paragraph this long may stand under a heading
_SHORT_QUESTION = 8


@dataclass(frozen=True)
class Guess:
    """A role, and for what is set aside why."""

    role: Role
    why: Clutter | None = None


class Surroundings:
    """Looks around in a document. An index is a block's place among all blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.clutter = find_clutter(blocks)
        self.kept = [i for i in range(len(blocks)) if i not in self.clutter]
        self._after = dict(zip(self.kept, self.kept[1:], strict=False))

    def written(self, i: int) -> str:
        """Return a block's text with its label."""
        return self.blocks[i].written

    def after(self, i: int) -> int | None:
        """Return the next block that is no clutter."""
        return self._after.get(i)

    def next(self, i: int, count: int) -> list[int]:
        """Return some of the blocks that follow."""
        found: list[int] = []
        while (following := self._after.get(i)) is not None and len(found) < count:
            found.append(following)
            i = following
        return found

    def is_marked(self, i: int) -> bool:
        """Tell whether a block begins with a number or letter, as questions do."""
        marker = marker_of(self.written(i))
        return marker is not None and marker.style is not Style.BULLET

    def is_long(self, i: int | None) -> bool:
        """Tell whether there is a block and it is a paragraph that may stand under a heading."""
        if i is None or self.blocks[i].kind not in (Kind.PARAGRAPH, Kind.ITEM):
            return False
        return words_in(self.blocks[i].text) >= LONG and not self.is_marked(i)

    def heads(self, i: int) -> bool:
        """Tell whether a line without a style heads what follows: sure only before a long one."""
        block = self.blocks[i]
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or not looks_like_heading(block):
            return False
        marker = marker_of(block.written)
        if marker is not None and marker.style not in (Style.NUMBER, Style.LETTER):
            return False
        if not self.is_long(self.after(i)):
            return False
        is_question = block.text.rstrip().endswith("?")
        return not is_question or words_in(block.text) <= _SHORT_QUESTION or is_wholly_strong(block)

"""Tables as text: a row becomes a line, its cells in order."""

from collections.abc import Callable
from dataclasses import replace

from lessons.importing.documents.blocks import Block, Kind, joined

BETWEEN = "|"


class Tables:
    """Takes blocks in, holding back those in a cell until their row ends.

    A row with one cell filled gives that cell's blocks as they are, since people lay out pages
    with tables; one with more gives one block. Tables in tables are told within their cell.
    """

    def __init__(self, add: Callable[[Block], None]) -> None:
        self._add = add
        # Open rows and cells in turn, the outermost row first.
        self._rows: list[list[list[Block]]] = []
        self._cells: list[list[Block]] = []

    def start(self, name: str) -> None:
        """Open a table, a row or a cell, by the end of its tag."""
        if name.endswith((":tr", "-row")):
            self._rows.append([])
        elif name.endswith((":tc", "-cell")):
            self._cells.append([])

    def add(self, block: Block) -> None:
        """Put a block into the innermost cell, or into the document."""
        if self._cells:
            self._cells[-1].append(block)
        else:
            self._add(block)

    def end_cell(self) -> None:
        """Close a cell."""
        if self._cells and self._rows:
            self._rows[-1].append(self._cells.pop())

    def end_row(self) -> None:
        """Close a row and tell it."""
        if not self._rows:
            return
        for block in _told([cell for cell in self._rows.pop() if cell]):
            self.add(block)

    def end_table(self) -> None:
        """Close a table; its rows are told already."""


def _told(cells: list[list[Block]]) -> list[Block]:
    if len(cells) <= 1:
        return [block for cell in cells for block in cell]
    (row, *others) = (_as_one(cell) for cell in cells)
    for other in others:
        row = joined(row, replace(other, text=f"{BETWEEN} {other.written}", label="", marks=()))
    return [replace(row, kind=Kind.TABLE, level=0)]


def _as_one(cell: list[Block]) -> Block:
    (block, *others) = cell
    for other in others:
        block = joined(block, other)
    return block

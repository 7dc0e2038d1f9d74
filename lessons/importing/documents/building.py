"""Putting a block's text together from runs, with spaces single and marks in step."""

from lessons.importing.documents.blocks import UNSEEN, Block, Kind, Mark, MarkKind
from lessons.importing.documents.limits import MAX_BLOCK, DocumentRefused

Style = tuple[MarkKind, str]


class BlockText:
    """Text that grows run by run. White space between runs counts once, at the ends not at all."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._space = False

    def add(self, run: str, styles: tuple[Style, ...] = ()) -> None:
        """Add a run in which every visible character has the same styles."""
        run = UNSEEN.sub("", run)
        words = run.split()
        if not words:
            self._space = self._space or bool(run)
            return
        gap = " " if self._length and (self._space or run[0].isspace()) else ""
        piece = gap + " ".join(words)
        self._parts.append(piece)
        start, self._length = self._length + len(gap), self._length + len(piece)
        if self._length > MAX_BLOCK:
            raise DocumentRefused(
                f"One paragraph has more than {MAX_BLOCK:,} characters, which is no essay."
            )
        self._space = run[-1].isspace()
        for kind, target in styles:
            self._mark(Mark(start, self._length, kind, target))

    def _mark(self, new: Mark) -> None:
        for i, mark in enumerate(self._marks):
            is_same = (mark.kind, mark.target) == (new.kind, new.target)
            if is_same and mark.end + 1 >= new.start:
                self._marks[i] = Mark(mark.start, new.end, mark.kind, mark.target)
                return
        self._marks.append(new)

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    def block(self, place: str, kind: Kind, *, level: int = 0, label: str = "") -> Block:
        """Return the finished block."""
        return Block(self.text, place, kind, level, label, tuple(self._marks))

"""The essay of a plan: sections of paragraphs, numbered as they will be in the lesson."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lessons.importing.documents.blocks import Block, Kind, Mark, joined
from lessons.importing.documents.findings import Finding, error, info, warning
from lessons.importing.documents.guessing.clutter_lines import Clutter
from lessons.importing.documents.guessing.headings import without_number
from lessons.importing.documents.guessing.surroundings import Guess
from lessons.importing.documents.readers.lines import BULLETS
from lessons.importing.documents.roles import Role

# A paragraph that is longer is divided at the end of a sentence: an essay's are bounded, and even
# one in which every character must be escaped has to fit.
LONGEST_PARAGRAPH = 5_900
LONGEST_TITLE = 160
LONGEST_HEADING = 200
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s+")


@dataclass(frozen=True)
class Entry:
    """A block with all that was joined to it. ``index`` is the first one's."""

    index: int
    role: Role
    block: Block
    why: Clutter | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph of the essay to be. ``anchor`` is its place, ``s1-2``."""

    index: int
    section: int
    number: int
    heading: str
    text: str
    marks: tuple[Mark, ...]
    place: str

    @property
    def label(self) -> str:
        """Return its number on the screen."""
        return f"{self.section}.{self.number}"

    @property
    def anchor(self) -> str:
        """Return the name of its place."""
        return f"s{self.section}-{self.number}"


@dataclass(frozen=True)
class Part:
    """A section of the essay to be; ``index`` is its heading's, -1 where it has none."""

    index: int
    number: int
    title: str
    passages: tuple[Passage, ...]


@dataclass
class EssayOutline:
    """``title`` is empty where the document has none."""

    title: str = ""
    subtitle: str = ""
    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def passages(self) -> list[Passage]:
        """Return all paragraphs in reading order."""
        return [passage for part in self.parts for passage in part.passages]


def entries_of(blocks: Sequence[Block], guesses: Sequence[Guess]) -> list[Entry]:
    """Join what belongs together; what is more of nothing is a paragraph."""
    entries: list[Entry] = []
    open_at = -1
    for i, (block, guess) in enumerate(zip(blocks, guesses, strict=True)):
        if guess.role is Role.MORE and open_at >= 0:
            before = entries[open_at]
            entries[open_at] = replace(before, block=joined(before.block, block))
            continue
        role = Role.PARAGRAPH if guess.role is Role.MORE else guess.role
        if role is not Role.ASIDE:
            open_at = len(entries)
        entries.append(Entry(i, role, block, guess.why))
    return entries


def outline_of(entries: Iterable[Entry], *, title: str) -> EssayOutline:
    """Return the essay. ``title`` names it where its own title does not count."""
    builder = _Builder(title)
    for entry in entries:
        builder.take(entry)
    return builder.finish()


@dataclass
class _Section:
    title: str
    place: str = ""
    index: int = -1
    passages: list[tuple[int, str, Block]] = field(default_factory=list)


class _Builder:
    def __init__(self, title: str) -> None:
        self.outline = EssayOutline()
        self.given = title
        self.sections: list[_Section] = []
        self.heading: Entry | None = None

    def take(self, entry: Entry) -> None:
        """Put an entry of the essay where it belongs; others are passed over."""
        text = entry.block.text
        if entry.role is Role.TITLE:
            self.outline.title = f"{self.outline.title} {text}".strip()
        elif entry.role is Role.SUBTITLE:
            self.outline.subtitle = f"{self.outline.subtitle} {text}".strip()
        elif entry.role is Role.HEADING:
            self._end_heading()
            self.sections.append(_Section(self._named(entry), entry.block.place, entry.index))
        elif entry.role is Role.SUBHEADING:
            self._end_heading()
            self.heading = entry
        elif entry.role is Role.PARAGRAPH:
            self._take_paragraph(entry)

    def _named(self, entry: Entry) -> str:
        text = without_number(entry.block.text)
        if len(text) > LONGEST_HEADING:
            self._find(
                error(
                    entry.block.place,
                    f"This heading has {len(text)} characters; {LONGEST_HEADING} are the most. "
                    "Make it a paragraph.",
                )
            )
        return text

    def _take_paragraph(self, entry: Entry) -> None:
        if not self.sections:
            self.sections.append(_Section(""))
        heading = self._named(self.heading) if self.heading else ""
        self.heading = None
        pieces = divided(_as_prose(entry.block))
        if len(pieces) > 1:
            self._find(info(entry.block.place, f"A long paragraph was divided into {len(pieces)}."))
        for piece in pieces:
            self.sections[-1].passages.append((entry.index, heading, piece))
            heading = ""

    def _end_heading(self) -> None:
        """Tell of a heading in a section that has no paragraph under it."""
        if self.heading is None:
            return
        text = self.heading.block.text
        self._find(
            warning(self.heading.block.place, f"Nothing stands under this heading: “{text}”")
        )
        self.heading = None

    def finish(self) -> EssayOutline:
        """Return the essay, its sections and paragraphs numbered."""
        self._end_heading()
        sections = self._with_text()
        for number, section in enumerate(sections, start=1):
            title = section.title or ("Introduction" if len(sections) > 1 else self._title())
            self.outline.parts.append(
                Part(
                    section.index,
                    number,
                    title[:LONGEST_HEADING],
                    tuple(_passages(number, section)),
                )
            )
        return self.outline

    def _title(self) -> str:
        return self.given or self.outline.title

    def _with_text(self) -> list[_Section]:
        """Join a heading directly under another to it; a last one without text is told."""
        kept: list[_Section] = []
        waiting: _Section | None = None
        for section in self.sections:
            if waiting is not None:
                self._find(
                    info(section.place, f"Two headings in a row were joined: “{section.title}”")
                )
                title = f"{waiting.title}: {section.title}"[:LONGEST_HEADING]
                section = replace(section, title=title)  # noqa: PLW2901  (the two are one now)
            waiting = None if section.passages else section
            if section.passages:
                kept.append(section)
        if waiting is not None:
            self._find(
                warning(waiting.place, f"Nothing stands under this heading: “{waiting.title}”")
            )
        return kept

    def _find(self, finding: Finding) -> None:
        self.outline.findings.append(finding)


def _passages(number: int, section: _Section) -> Iterable[Passage]:
    for count, (index, heading, block) in enumerate(section.passages, start=1):
        yield Passage(index, number, count, heading, block.text, block.marks, block.place)


def _as_prose(block: Block) -> Block:
    """Put an item's number before its text; a bullet goes, since an essay has no lists."""
    if not block.label or block.label in BULLETS:
        return block
    return joined(Block("", block.place, Kind.PARAGRAPH), block)


def divided(block: Block) -> list[Block]:
    """Divide a text that is too long, after a sentence where there is one."""
    pieces: list[Block] = []
    start = 0
    while len(block.text) - start > LONGEST_PARAGRAPH:
        end = _break_before(block.text, start, start + LONGEST_PARAGRAPH)
        pieces.append(_cut(block, start, end))
        start = end
    return [*pieces, _cut(block, start, len(block.text))] if pieces else [block]


def _break_before(text: str, start: int, most: int) -> int:
    ends = [found.end() + start for found in _SENTENCE.finditer(text[start:most])]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start, most)
    return space + 1 if space > start else most


def _cut(block: Block, start: int, end: int) -> Block:
    text = block.text[start:end].rstrip()
    marks = tuple(
        replace(
            mark, start=max(mark.start, start) - start, end=min(mark.end, start + len(text)) - start
        )
        for mark in block.marks
        if max(mark.start, start) < min(mark.end, start + len(text))
    )
    return replace(block, text=text, marks=marks)

"""Read Markdown: its blocks by line, so that each has a place; its emphasis and links as marks.

What is between the lines is found here, not by a renderer: text comes out as it would be read,
raw HTML as the characters it is written with, and a picture as its description.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lessons.importing.documents.blocks import Block, Kind, MarkKind
from lessons.importing.documents.building import BlockText, Style
from lessons.importing.documents.findings import warning
from lessons.importing.documents.found import Document
from lessons.importing.documents.readers.encoding import decoded
from lessons.importing.documents.readers.plain_text import OLDER, refuse_markup
from lessons.importing.documents.readers.tables import BETWEEN

# Of one block's Markdown; the worst cases of its marks grow with the square. Longer text is
# taken as it is written.
MAX_MARKED = 12_000

# Each is tried on a line without white space at its ends.
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_UNDERLINE = re.compile(r"=+|-+")
_RULE = re.compile(r"([-*_])(?: ?\1){2,}")
_FENCE = re.compile(r"```+|~~~+")
_ITEM = re.compile(r"([-*+]|[0-9]{1,3}[.)]|\(?(?:[a-z]|[ivx]{1,5})[.)])\s+", re.IGNORECASE)
_QUOTE = re.compile(r"(?:>\s?)+")
_TABLE_RULE = re.compile(r"\|?[ :|-]*-[ :|-]*")
_FRONT = "---"
_ANCHOR = re.compile(r"\{#[^{}\s]{1,60}\}")
_MARKS = {"em": MarkKind.EM, "strong": MarkKind.STRONG}


def read_markdown(data: bytes) -> Document:
    """Return the blocks of a Markdown file; the place of each is its line."""
    text, is_older = decoded(data)
    refuse_markup(text)
    document = Document("md")
    if is_older:
        document.findings.append(warning("", OLDER))
    parser = _parser()
    for raw in _Lines(text.split("\n")).blocks():
        document.add(_with_marks(raw, parser, document))
    return document


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["autolink"])
    return parser


class _Lines:
    """Walks the lines once, holding the block that is open. Text in it is still Markdown."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.open: Block | None = None
        self.fence = ""

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        start = 0
        if self.lines[0].strip() == _FRONT and _FRONT in map(str.strip, self.lines[1:]):
            start = [line.strip() for line in self.lines].index(_FRONT, 1) + 1
            yield from self._front(start)
        for number, line in enumerate(self.lines[start:], start=start + 1):
            yield from self._take(line.expandtabs(4), f"line {number}")
        yield from self._close()

    def _front(self, end: int) -> Iterator[Block]:
        """Yield what stands above the text for other programs; its title is the text's."""
        for number, line in enumerate(self.lines[1 : end - 1], start=2):
            name, _colon, value = line.partition(":")
            if name.strip().casefold() == "title" and value.strip():
                yield Block(value.strip(" \"'"), f"line {number}", Kind.TITLE)
            elif line.strip():
                yield Block(line.strip(), f"line {number}", Kind.FURNITURE)

    def _take(self, raw: str, place: str) -> Iterator[Block]:
        line = raw.strip()
        fence = _FENCE.match(line)
        if fence and (not self.fence or fence[0].startswith(self.fence)):
            self.fence = "" if self.fence else fence[0][:3]
            yield from self._close()
        elif not line:
            yield from self._close()
        elif self.fence:
            yield Block(line, place)
        else:
            indent = len(raw) - len(raw.lstrip())
            yield from self._take_text(line, place, indent)

    def _take_text(self, line: str, place: str, indent: int) -> Iterator[Block]:
        heading = _HEADING.match(line)
        if heading:
            yield from self._close()
            text = line[heading.end() :]
            bare = text.rstrip("#")
            text = bare.rstrip() if bare != text and bare[-1:].isspace() else text
            yield Block(text, place, Kind.HEADING, len(heading[1]))
        elif self.open and self.open.kind is Kind.PARAGRAPH and _UNDERLINE.fullmatch(line):
            level = 1 if "=" in line else 2
            self.open = replace(self.open, kind=Kind.HEADING, level=level)
            yield from self._close()
        elif _is_frame(line):
            yield from self._close()
        else:
            yield from self._take_words(line, place, indent)

    def _take_words(self, line: str, place: str, indent: int) -> Iterator[Block]:
        line = _QUOTE.sub("", line, count=1) if line.startswith(">") else line
        item = _ITEM.match(line)
        if line.startswith("|"):
            yield from self._close()
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            yield Block(f" {BETWEEN} ".join(filter(None, cells)), place, Kind.TABLE)
        elif item and line[item.end() :]:
            yield from self._close()
            label = "•" if item[1] in "-*+" else item[1]
            self.open = Block(line[item.end() :], place, Kind.ITEM, indent // 2 + 1, label)
        elif self.open is not None:
            self.open = replace(self.open, text=f"{self.open.text}\n{line}")
        else:
            self.open = Block(line, place)

    def _close(self) -> Iterator[Block]:
        if self.open is not None:
            yield _placed(self.open)
        self.open = None


def _is_frame(line: str) -> bool:
    """Tell whether a line holds signs alone: a rule, the rule of a table, an anchor."""
    is_rule = bool(_RULE.fullmatch(line) or _ANCHOR.fullmatch(line))
    return is_rule or ("|" in line and bool(_TABLE_RULE.fullmatch(line)))


def _placed(block: Block) -> Block:
    count = block.text.count("\n")
    if not count:
        return block
    first = int(block.place.removeprefix("line "))
    return replace(block, place=f"lines {first}–{first + count}")


def _with_marks(block: Block, parser: MarkdownIt, document: Document) -> Block:
    """Read the inside of a block. Nothing of it is lost: what is no mark is text."""
    text = BlockText()
    if len(block.text) > MAX_MARKED:
        text.add(block.text)
    else:
        children = parser.parseInline(block.text)[0].children or []
        _add_runs(text, children, block.place, document)
    return text.block(block.place, block.kind, level=block.level, label=block.label)


def _add_runs(text: BlockText, tokens: Sequence[Token], place: str, document: Document) -> None:
    styles: list[Style] = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            text.add(" ")
        elif token.type == "image":
            text.add(token.content, tuple(styles))
            document.findings.append(warning(place, "A picture was left out."))
        elif token.nesting > 0:
            styles.append(_style(token))
        elif token.nesting < 0:
            styles.pop()
        else:
            text.add(token.content, tuple(style for style in styles if style[0]))


def _style(token: Token) -> Style:
    if token.type == "link_open":
        return MarkKind.LINK, str(token.attrGet("href") or "")
    return _MARKS[token.tag], ""

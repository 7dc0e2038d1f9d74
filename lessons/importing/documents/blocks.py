"""Neutral blocks: what every reader makes, and what is kept of an upload. Needs no Django."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

# Control characters, and characters that print nothing and would only break a search: soft
# hyphens, zero-width spaces and joiners of words, byte-order marks, text-direction marks.
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060"
    r"\u2066-\u2069\ufeff]"
)


class Kind(StrEnum):
    """What the document itself says that a block is."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"
    FURNITURE = "furniture"
    CONTENTS = "contents"
    DRAWN = "drawn"


class MarkKind(StrEnum):
    """What is marked in a text; ``LINK`` has a target."""

    EM = "em"
    STRONG = "strong"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a block's text, from ``start`` up to ``end``."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""

    def moved(self, by: int) -> "Mark":
        """Return the mark for a text that has ``by`` more characters before it."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Block:
    """``text`` is one line. ``level`` is a heading's, from 1, or an item's depth, from 1.

    ``label`` is the number or sign that a list gives its item ("8.", "a)", "•"), which is then
    not part of ``text``.
    """

    text: str
    place: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    label: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def written(self) -> str:
        """Return the text with its label before it, as it looks in the document."""
        return f"{self.label} {self.text}".strip()


def plain(text: str) -> str:
    """Return a text as one line, spaces single, without what cannot be seen."""
    return " ".join(UNSEEN.sub("", text).split())


def block_as_json(block: Block) -> dict[str, Any]:
    """Return the JSON form; what is empty is left out."""
    value: dict[str, Any] = {"text": block.text, "place": block.place, "kind": block.kind.value}
    if block.level:
        value["level"] = block.level
    if block.label:
        value["label"] = block.label
    if block.marks:
        value["marks"] = [[m.start, m.end, m.kind.value, m.target] for m in block.marks]
    return value


def block_from_json(value: Mapping[str, Any]) -> Block:
    """Return the block. Raises ``ValueError`` or ``TypeError`` for anything that is none."""
    block = Block(
        text=plain(str(value["text"])),
        place=str(value["place"])[:60],
        kind=Kind(value["kind"]),
        level=int(value.get("level", 0)),
        label=str(value.get("label", ""))[:20],
        marks=tuple(_mark(item) for item in value.get("marks", ())),
    )
    if any(not 0 <= mark.start < mark.end <= len(block.text) for mark in block.marks):
        raise ValueError("A mark lies outside its text.")
    return block


def _mark(item: Iterable[Any]) -> Mark:
    start, end, kind, target = item
    return Mark(int(start), int(end), MarkKind(kind), str(target)[:2000])


def joined(first: Block, second: Block) -> Block:
    """Return both as one, the second's words after the first's."""
    gap = " " if first.text and second.written else ""
    shift = len(first.text) + len(gap) + len(second.written) - len(second.text)
    return replace(
        first,
        text=f"{first.text}{gap}{second.written}",
        place=span_of(first.place, second.place),
        marks=(*first.marks, *(mark.moved(shift) for mark in second.marks)),
    )


def span_of(first: str, last: str) -> str:
    """Return the place that goes from one to another: "line 3", "line 5" are "lines 3–5"."""
    kind, _space, start = first.partition(" ")
    end_kind, _space, end = last.partition(" ")
    kind, end_kind = kind.removesuffix("s"), end_kind.removesuffix("s")
    if kind != end_kind or first == last or not start or not end:
        return first
    return f"{kind}s {start.split('–')[0]}–{end.split('–')[-1]}"

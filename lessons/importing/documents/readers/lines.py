"""Lines to paragraphs: one a line, or wrapped at a width with a blank line between.

A line break inside a sentence is a wrap where the lines of its group fill a common width and go
on with small letters. A line of a list, a short line and a line after a full stop that did not
fill the width begin something new.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lessons.importing.documents.blocks import Block, Kind, plain, span_of
from lessons.importing.documents.found import runs_on
from lessons.importing.documents.markers import Style, marker_of

NARROWEST, WIDEST = 45, 120
_ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_DRAWN = re.compile(r"[\s=\-_*~#.·•—–+|]{3,}")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
BULLETS = frozenset("•●▪◦‣∙·■□➢➤✓*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that shows something. ``is_indented`` if white space stands before it."""

    text: str
    place: str
    is_indented: bool = False


Group = list[Line]


def groups_of(lines: Iterable[tuple[str, str]]) -> list[Group]:
    """Part (text, place) pairs at the blank ones."""
    groups: list[Group] = [[]]
    for raw, place in lines:
        text = plain(raw)
        if text:
            groups[-1].append(Line(text, place, raw[:2].isspace() and len(raw[:2]) == 2))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def blocks_of(groups: Sequence[Group]) -> list[Block]:
    """Join what was wrapped and return the blocks of a plain text."""
    common = wrap_width(groups)
    blocks: list[Block] = []
    for group in groups:
        width = (wrap_width([group]) if len(group) > 2 else 0) or common
        blocks += _joined(group, width)
    return blocks


def wrap_width(groups: Sequence[Group]) -> int:
    """Return the width that lines were wrapped at; 0 where they were not.

    Only lines with another directly below count, and of those not the longest few: an address
    or a heading may stand out.
    """
    pairs = [
        (line, following)
        for group in groups
        for line, following in pairwise(group)
        if not marker_of(following.text)
    ]
    if not pairs:
        return 0
    lengths = sorted(len(line.text) for line, _following in pairs)
    width = lengths[(len(lengths) - 1) * 19 // 20]
    if not NARROWEST <= width <= WIDEST:
        return 0
    small = sum(following.text[0].islower() for _line, following in pairs)
    full = sum(_fills(line, following, width) for line, following in pairs)
    is_wrapped = small >= 0.35 * len(pairs) and full >= 0.4 * len(pairs)
    return width if is_wrapped else 0


def _fills(line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word had no more room."""
    return len(line.text) + 1 + len(following.text.split()[0]) > 0.9 * width


def _joined(group: Group, width: int) -> list[Block]:
    """Part a group where something new begins; the lines between are one block."""
    blocks: list[Block] = []
    run: Group = []
    for line in group:
        if _DRAWN.fullmatch(line.text):
            blocks += _block(run)
            run = []
            _draw(line, blocks)
        elif run and _is_wrap(run[-1], line, width):
            run.append(line)
        else:
            blocks += _block(run)
            run = [line]
    return [*blocks, *_block(run)]


def _block(run: Group) -> list[Block]:
    if not run:
        return []
    block = block_of(run[0].text, run[0].place)
    text = whole([block.text, *(line.text for line in run[1:])])
    return [replace(block, text=text, place=span_of(run[0].place, run[-1].place))]


def _draw(line: Line, blocks: list[Block]) -> None:
    """Take a drawn line under a short one as the sign of a heading; any other stands alone."""
    under = blocks[-1] if blocks else None
    is_underline = set(line.text) <= set("=-~") and len(line.text) >= 3
    if under is not None and is_underline and under.kind is Kind.PARAGRAPH and len(under.text) < 80:
        level = 1 if "=" in line.text else 2
        blocks[-1] = Block(under.text, under.place, Kind.HEADING, level)
    else:
        blocks.append(Block(line.text, line.place, Kind.DRAWN))


def _is_wrap(line: Line, following: Line, width: int) -> bool:
    if following.text.startswith("#") or marker_of(following.text):
        return False
    if following.is_indented and not line.is_indented:
        return False
    if width and _fills(line, following, width):
        return True
    return len(line.text) >= 40 and runs_on(line.text, following.text)


def whole(lines: Sequence[str], *, is_typeset: bool = False) -> str:
    """Return the text of the lines of one paragraph.

    After a hyphen at a line's end comes no space. In a typeset text one before a small letter was
    only put there to divide the word, and goes.
    """
    pieces: list[str] = []
    for line in lines:
        if not pieces:
            pieces.append(line)
        elif _HYPHEN.search(pieces[-1][-2:]) and line[:1].isalpha():
            if is_typeset and line[:1].islower():
                pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        else:
            pieces += [" ", line]
    return "".join(pieces)


def ends(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_ENDS.search(text))


def block_of(text: str, place: str) -> Block:
    """Return the block of a line, a bullet before it set apart; a # makes it a heading."""
    marker = marker_of(text)
    if marker is not None and marker.style is Style.BULLET and marker.sign in BULLETS:
        return Block(marker.rest, place, Kind.ITEM, 1, marker.sign)
    hashes = re.match(r"(#{1,4})\s+(?=\S)", text)
    if hashes:
        return Block(text[hashes.end() :].rstrip("# "), place, Kind.HEADING, len(hashes[1]))
    return Block(text, place)

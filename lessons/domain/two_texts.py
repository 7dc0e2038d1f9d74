"""Two drafts side by side, for who has to choose between them, and both in one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lessons.domain.draft_text import Glossary
from lessons.domain.matching import POSSIBLE, Match, folded, match_paragraphs
from lessons.domain.weave import Fate, woven
from lessons.domain.word_diff import Piece, alike, word_diff

_BETWEEN = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Row:
    """A block of text in the one draft, in the other, or in both.

    ``pieces`` are its words, those that are the same and those of either side.
    """

    fate: Fate
    old: str
    new: str
    pieces: Sequence[Piece]
    is_moved: bool = False


def compared(old: str, new: str) -> list[Row]:
    """Return both texts block by block; a block is what blank lines part."""
    olds, news = blocks(old), blocks(new)
    matches = match_paragraphs([(str(i), text) for i, text in enumerate(olds)], news)
    came_from = _came_from(matches)
    rows = []
    for strand in woven(len(olds), came_from):
        before = olds[strand.old] if strand.old is not None else ""
        after = news[strand.new] if strand.new is not None else ""
        rows.append(_row(before, after, is_moved=strand.is_moved))
    return rows


def in_runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Keep neighbors together that both texts have alike; each other block stands alone."""
    runs: list[list[Row]] = []
    for is_quiet, found in groupby(
        rows, key=lambda row: row.fate == Fate.SAME and not row.is_moved
    ):
        together = list(found)
        runs += [together] if is_quiet else [[row] for row in together]
    return runs


def _came_from(matches: Sequence[Match]) -> list[int | None]:
    """Put the likeliest side by side, even where it is not clear: no anchor hangs on it."""
    taken = {match.anchor for match in matches if match.anchor}
    found: list[int | None] = []
    for match in matches:
        best = match.anchor or next((name for name in match.candidates if name not in taken), "")
        taken.add(best)
        found.append(int(best) if best else None)
    return found


def blocks(text: str) -> list[str]:
    """Return the blocks of a text."""
    return [block for block in _BETWEEN.split(text.strip()) if block.strip()]


def _row(old: str, new: str, *, is_moved: bool) -> Row:
    if not old:
        return Row(Fate.NEW, "", new, [Piece("new", new)])
    if not new:
        return Row(Fate.GONE, old, "", [Piece("gone", old)])
    fate = Fate.SAME if folded(old) == folded(new) else Fate.EDITED
    pieces = word_diff(old, new)
    if alike(pieces) < POSSIBLE:
        pieces = [Piece("gone", old), Piece("new", new)]
    return Row(fate, old, new, pieces, is_moved)


def as_lines(glossary: Glossary) -> str:
    """Return a glossary as a text to be compared: one block a term."""
    rows = sorted(glossary, key=lambda row: row["term"].casefold())
    return "\n\n".join(f"{row['term']} ({row['id']}): {row['meaning']}" for row in rows)


def both_in_one(base: str | None, theirs: str, mine: str) -> str:
    """Return a text with the changes of both.

    ``base`` is what both began from. A block that one side alone changed is that side's; one
    that both did stands twice, the stored one first. Where the base is unknown, nothing of
    either is left out.
    """
    rows = compared(theirs, mine)
    if base is None:
        return _joined(side for row in rows for side in _sides(row))
    began = _counted(base)
    dropped = {Fate.NEW: began - _counted(theirs), Fate.GONE: began - _counted(mine)}
    kept: list[str] = []
    for row in rows:
        if row.fate == Fate.SAME:
            kept.append(row.new)
        elif row.fate == Fate.EDITED:
            kept += [side for side in _sides(row) if folded(side) not in began] or [row.new]
        elif not _was_dropped(row, dropped[row.fate]):
            kept += _sides(row)
    return _joined(kept)


def _was_dropped(row: Row, dropped: Counter[str]) -> bool:
    """Tell whether the other side took this block out; each taking out counts once."""
    block = folded(row.old or row.new)
    if not dropped[block]:
        return False
    dropped[block] -= 1
    return True


def _counted(text: str) -> Counter[str]:
    return Counter(map(folded, blocks(text)))


def _sides(row: Row) -> list[str]:
    if row.fate == Fate.SAME:
        return [row.new]
    return [side for side in (row.old, row.new) if side]


def _joined(kept: Iterable[str]) -> str:
    return "\n\n".join(kept) + "\n"


def both_glossaries(theirs: Glossary, mine: Glossary) -> Glossary:
    """Return the terms of both; of one that both have, mine."""
    return list({row["id"]: row for row in [*theirs, *mine]}.values())

"""Guess what is a question, a part, a part of a part, and what belongs to the one above."""

from dataclasses import dataclass

from lessons.importing.documents.blocks import Block, Kind
from lessons.importing.documents.guessing.asking import (
    ESSAY_WORDS,
    announces_parts,
    is_asking,
    is_bare,
    is_complete,
    is_hanging,
    is_points_alone,
)
from lessons.importing.documents.guessing.clutter import ends_cut_off
from lessons.importing.documents.guessing.clutter_lines import Clutter
from lessons.importing.documents.guessing.headings import looks_like_heading, words_in
from lessons.importing.documents.guessing.surroundings import Guess, Surroundings
from lessons.importing.documents.markers import Marker, Style, marker_of
from lessons.importing.documents.roles import QUESTION_ROLES as ROLES
from lessons.importing.documents.roles import Role

BARE, NONE, ROMAN = "bare", "none", "roman"


@dataclass
class _Level:
    """The last entry on a level: how it was marked, what it counts, and what it says."""

    style: str
    form: str
    value: int
    text: str
    depth: int = 0


class Questioning:
    """Follows the questions as they come. ``levels`` are the question and parts that are open."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.levels: list[_Level] = []

    def begin(self) -> None:
        """Begin a set."""
        self.levels = []

    @property
    def text(self) -> str:
        """Return what the open question or part says so far."""
        return self.levels[-1].text if self.levels else ""

    def take(self, i: int, role: Role) -> None:
        """Follow a teacher's correction: the block is on this level."""
        depth = ROLES.index(role)
        marker = marker_of(self.around.written(i))
        text = marker.rest if marker else self.around.written(i)
        style, form = (marker.style.value, marker.form) if marker else (NONE, "")
        value = marker.number or marker.letter if marker else 0
        del self.levels[depth:]
        self.levels.append(_Level(style, form, value, text))

    def wants(self, i: int, why: Clutter) -> bool:
        """Tell whether a line that looks like clutter belongs to the open question after all."""
        if not self.levels or why not in (Clutter.PAGE_NUMBER, Clutter.COUNT):
            return False
        return is_points_alone(self.around.written(i))

    def guess(self, i: int) -> Guess | None:
        """Return what a block among the questions is; None where the essay goes on."""
        role = self._role(i)
        if role is Role.ASIDE:
            return Guess(role, Clutter.STRAY)
        return Guess(role) if role is not None else None

    def _role(self, i: int) -> Role | None:
        block = self.around.blocks[i]
        marker = marker_of(block.written)
        if marker is not None and self._is_marked(block, marker):
            return self._marked(block, marker)
        if block.kind is Kind.HEADING:
            return self._heading(i)
        return self._unmarked(i, block.written)

    # With a number, a letter or a bullet

    def _is_marked(self, block: Block, marker: Marker) -> bool:
        """Tell whether the sign before a text is one of these questions'."""
        if marker.style is Style.BULLET:
            return bool(self.levels) and (block.kind is Kind.ITEM or is_bare(marker.rest))
        if marker.style is Style.DOTTED:
            return bool(self.levels) and marker.number == self.levels[0].value
        if marker.style is Style.LETTER and not self.levels:
            return marker.letter == 1 or marker.roman == 1
        return True

    def _marked(self, block: Block, marker: Marker) -> Role:
        if marker.style is Style.TOGETHER and self._number() != marker.number:
            self._open(0, _Level(Style.NUMBER, ")", marker.number, ""))
            self._open(1, _Level(Style.LETTER, ")", marker.letter, marker.rest, block.level))
            return Role.QUESTION
        depth, style, value = self._place(block, marker)
        is_too_deep = depth >= len(ROLES)
        depth = min(depth, len(ROLES) - 1)
        self._open(depth, _Level(style, marker.form, value, marker.rest, block.level))
        return Role.MORE if is_too_deep else ROLES[depth]

    def _number(self) -> int:
        return self.levels[0].value if self.levels else 0

    def _open(self, depth: int, level: _Level) -> None:
        del self.levels[depth:]
        self.levels.append(level)

    def _place(self, block: Block, marker: Marker) -> tuple[int, str, int]:
        """Return how deep a marked block stands, from 0, in what kind of row, and where in it."""
        style: str = marker.style
        if not self.levels:
            return 0, style, marker.number or marker.letter
        if marker.style is Style.TOGETHER:
            return 1, Style.LETTER, marker.letter
        if marker.style is Style.DOTTED:
            return marker.sign.count("."), style, int(marker.sign.rpartition(".")[2])
        if marker.style is Style.BULLET:
            return self._bulleted(block), style, 0
        if marker.style is Style.NUMBER:
            return self._numbered(block, marker), style, marker.number
        return self._lettered(marker)

    def _bulleted(self, block: Block) -> int:
        for depth, level in enumerate(self.levels):
            if level.style == Style.BULLET and level.depth >= block.level:
                return depth
        return len(self.levels)

    def _numbered(self, block: Block, marker: Marker) -> int:
        """Go on where its like were before; a 1 that is set off otherwise opens parts."""
        for depth, level in enumerate(self.levels):
            is_alike = level.form == marker.form and level.depth == block.level
            if level.style == Style.NUMBER and is_alike:
                return depth
        first = self.levels[0]
        if first.style == Style.NUMBER and marker.number == first.value + 1:
            return 0
        is_opening = marker.number == 1 and first.style != NONE
        return len(self.levels) if is_opening else 0

    def _lettered(self, marker: Marker) -> tuple[int, str, int]:
        """Letters and Roman numbers look alike: what goes on with a row comes first."""
        for is_formed in (True, False):
            for depth in range(len(self.levels) - 1, -1, -1):
                level = self.levels[depth]
                value = marker.roman if level.style == ROMAN else marker.letter
                is_row = level.style in (Style.LETTER, ROMAN) and value == level.value + 1
                if is_row and (level.form == marker.form or not is_formed):
                    return depth, level.style, value
        return self._opened(marker)

    def _opened(self, marker: Marker) -> tuple[int, str, int]:
        is_roman = marker.roman == 1 or (marker.roman > 0 and not marker.letter)
        style = ROMAN if is_roman else Style.LETTER
        value = marker.roman if is_roman else marker.letter
        for depth, level in enumerate(self.levels):
            if depth and level.style == style and level.form == marker.form:
                return depth, style, value
        return len(self.levels), style, value

    # Without one

    def _heading(self, i: int) -> Role | None:
        following = self.around.after(i)
        if self.around.is_long(following):
            return None
        text = self.around.written(i)
        return self._asked(text) if is_asking(text) else Role.ASIDE

    def _unmarked(self, i: int, text: str) -> Role | None:
        if not self.levels:
            return self._first(i, text)
        if is_points_alone(text):
            return self._more(text)
        open_level = self.levels[-1]
        if open_level.style == BARE:
            return self._after_bare(i, text)
        if self._is_part(i, text):
            return self._bare(text)
        if not is_complete(open_level.text) or text[:1].islower():
            return self._unfinished(text)
        return self._after_complete(i, text)

    def _first(self, i: int, text: str) -> Role | None:
        """Above the first question: an introduction, or questions that have no numbers."""
        is_numbered = any(self.around.is_marked(j) for j in self.around.next(i, 3))
        if is_asking(text) and not (is_numbered and not text.rstrip().endswith("?")):
            return self._asked(text)
        return Role.INTRODUCTION if words_in(text) <= ESSAY_WORDS * 2 else None

    def _asked(self, text: str) -> Role:
        self._open(0, _Level(NONE, "", 0, text))
        return Role.QUESTION

    def _more(self, text: str) -> Role:
        self.levels[-1].text = f"{self.levels[-1].text} {text}".strip()
        return Role.MORE

    def _bare(self, text: str) -> Role:
        depth = len(self.levels)
        if depth >= len(ROLES):
            return self._more(text)
        self._open(depth, _Level(BARE, "", 0, text))
        return ROLES[depth]

    def _is_part(self, i: int, text: str) -> bool:
        """Tell whether a line under an open question is one of the things it asks about."""
        if _is_cut_off(text):
            return False
        if not announces_parts(self.text):
            return is_hanging(text) and text.rstrip()[-1:] in "-–—" and is_complete(self.text)
        if not is_bare(text):
            return False
        if is_complete(self.text) or self.text.rstrip().endswith(":"):
            return True
        return not text[:1].islower() and self._stands_in_row(i, text)

    def _stands_in_row(self, i: int, text: str) -> bool:
        """Tell whether a line under a question that is not over yet is a part all the same.

        What ends with a colon ends the question ("... meetings:"), unless the next does too.
        """
        if not text.rstrip().endswith(":"):
            return True
        following = self.around.after(i)
        return following is not None and self.around.written(following).rstrip().endswith(":")

    def _after_bare(self, i: int, text: str) -> Role | None:
        if is_bare(text) and not _is_cut_off(text):
            self._open(len(self.levels) - 1, _Level(BARE, "", 0, text))
            return ROLES[len(self.levels) - 1]
        if ends_cut_off(text):
            return Role.ASIDE
        if text[:1].islower() or is_hanging(self.text):
            return self._more(text)
        return self._after_complete(i, text)

    def _unfinished(self, text: str) -> Role:
        return Role.ASIDE if _is_cut_off(text) else self._more(text)

    def _after_complete(self, i: int, text: str) -> Role | None:
        if ends_cut_off(text):
            return Role.ASIDE
        if self.levels[0].style == NONE and is_asking(text):
            return self._asked(text)
        if words_in(text) >= ESSAY_WORDS and not text.rstrip().endswith("?"):
            return None
        block = self.around.blocks[i]
        following = self.around.after(i)
        if looks_like_heading(block) and not is_asking(text):
            is_heading = self.around.is_long(following)
            return None if is_heading else Role.ASIDE
        return self._more(text)


def _is_cut_off(text: str) -> bool:
    """Tell whether a line is a cut-off teaser; a word or two with dots are a part with room."""
    return ends_cut_off(text) and words_in(text) > 4

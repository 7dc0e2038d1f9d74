"""What stands above a text: its title, a line under it, who wrote it."""

from lessons.importing.documents.blocks import Kind
from lessons.importing.documents.guessing.clutter_lines import Clutter, is_byline
from lessons.importing.documents.guessing.headings import (
    begins_questions,
    begins_readings,
    is_heading_word,
    looks_like_heading,
    words_in,
)
from lessons.importing.documents.guessing.surroundings import Guess, Surroundings
from lessons.importing.documents.roles import Role

TITLE_CHARACTERS, TITLE_WORDS = 160, 20


class Front:
    """Judges the blocks before the first paragraph.

    ``section_level`` is the level of the headings that head sections; deeper ones stand in them.
    """

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        blocks = around.blocks
        titles = [i for i in around.kept if blocks[i].kind is Kind.TITLE]
        self.has_titled = bool(titles)
        self.titled_at = titles[0] if titles else -1
        self.title = _bare(blocks[titles[0]].text) if titles else ""
        self.headings = [
            i
            for i in around.kept
            if blocks[i].kind is Kind.HEADING and _bare(blocks[i].text) != self.title
        ]
        sections = self.headings
        if sections and not self.has_titled and self._is_title_heading(sections[0]):
            sections = sections[1:]
        levels = [blocks[i].level for i in sections if self._is_of_essay(i)]
        self.section_level = min(levels, default=1)

    def guess(self, i: int, *, has_title: bool) -> Guess | None:
        """Return what a block above the text is; None where it is the text already."""
        block = self.around.blocks[i]
        if has_title and _bare(block.text) == self.title:
            return Guess(Role.ASIDE, Clutter.REPEATED)
        found = self._guess(i, has_title=has_title)
        if found is not None and found.role is Role.TITLE:
            self.title = _bare(block.text)
        return found

    def _guess(self, i: int, *, has_title: bool) -> Guess | None:
        block = self.around.blocks[i]
        if block.kind is Kind.TITLE:
            return Guess(Role.SUBTITLE if has_title else Role.TITLE)
        if block.kind is not Kind.HEADING and is_byline(block.written):
            return Guess(Role.ASIDE, Clutter.BYLINE)
        if has_title:
            return Guess(Role.SUBTITLE) if self._is_subtitle(i) else None
        if self.has_titled:
            is_above = i < self.titled_at and not self.around.is_long(i)
            return Guess(Role.ASIDE, Clutter.BYLINE) if is_above else None
        is_heading = block.kind is Kind.HEADING
        is_title = self._is_title_heading(i) if is_heading else self._is_title_line(i)
        return Guess(Role.TITLE) if is_title else None

    def _is_of_essay(self, i: int) -> bool:
        text = self.around.written(i)
        return not begins_questions(text) and not begins_readings(text)

    def _is_title_heading(self, i: int) -> bool:
        """Tell whether a first heading is the title; not if it names a part that essays have."""
        block = self.around.blocks[i]
        if i != self.headings[0] or len(block.text) > TITLE_CHARACTERS:
            return False
        others = [self.around.blocks[j].level for j in self.headings[1:] if self._is_of_essay(j)]
        if others and min(others) <= block.level:
            return block.level == 1 and not is_heading_word(block.text)
        return not is_heading_word(block.text) or not others

    def _is_title_line(self, i: int) -> bool:
        block = self.around.blocks[i]
        text = block.written
        is_short = words_in(text) <= TITLE_WORDS and len(text) <= TITLE_CHARACTERS
        if not is_short or text[-1:] in ".,;:" or text[:1].islower() or block.kind is Kind.TABLE:
            return False
        if self.around.is_marked(i) or is_heading_word(text):
            return False
        return self.around.after(i) is not None

    def _is_subtitle(self, i: int) -> bool:
        """Tell whether a line under the title belongs to it: nothing else here is a heading."""
        around = self.around
        block = around.blocks[i]
        if block.kind is Kind.HEADING or not looks_like_heading(block):
            return False
        if is_heading_word(block.written) or around.is_marked(i):
            return False
        if not around.is_long(around.after(i)) or self.headings[1:]:
            return False
        return not any(around.heads(j) for j in around.kept if j > i)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())

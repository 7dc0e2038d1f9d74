"""Guess what each block is: a walk from top to bottom that knows where in a document it is.

The guess is a pure function of the blocks and of the teacher's corrections. A correction of one
block stands for that block; ``courses`` say what everything from a block on is taken for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lessons.importing.documents.blocks import Block, Kind
from lessons.importing.documents.guessing.asking import is_asking
from lessons.importing.documents.guessing.clutter import ends_cut_off
from lessons.importing.documents.guessing.clutter_lines import Clutter
from lessons.importing.documents.guessing.front import Front
from lessons.importing.documents.guessing.headings import (
    MAX_WORDS,
    begins_questions,
    begins_readings,
    words_in,
)
from lessons.importing.documents.guessing.questioning import Questioning
from lessons.importing.documents.guessing.surroundings import Guess, Surroundings
from lessons.importing.documents.markers import Style, marker_of
from lessons.importing.documents.roles import QUESTION_ROLES, Course, Role

_READING_WORDS = 90
_LOOKED_AHEAD = 6


def find_structure(
    blocks: Sequence[Block],
    *,
    roles: Mapping[int, Role] | None = None,
    courses: Mapping[int, Course] | None = None,
) -> list[Guess]:
    """Return what each block is. ``roles`` and ``courses`` are a teacher's, by block."""
    return _Structure(blocks, roles or {}, courses or {}).find()


@dataclass
class _Walk:
    """Where the walk has come to."""

    course: Course = Course.ESSAY
    has_title: bool = False
    has_text: bool = False
    guesses: list[Guess] = field(default_factory=list)


class _Structure:
    def __init__(
        self, blocks: Sequence[Block], roles: Mapping[int, Role], courses: Mapping[int, Course]
    ) -> None:
        self.blocks, self.roles, self.courses = blocks, roles, courses
        self.around = Surroundings(blocks)
        self.front = Front(self.around)
        self.questioning = Questioning(self.around)
        self.walk = _Walk()

    def find(self) -> list[Guess]:
        """Walk through the blocks."""
        for i in range(len(self.blocks)):
            if i in self.courses:
                self._set_course(self.courses[i])
            guess = self._guess(i)
            role = self.roles.get(i)
            if role is not None and role is not guess.role:
                guess = Guess(role)
            self._note(i, guess.role)
            self.walk.guesses.append(guess)
        return self.walk.guesses

    def _set_course(self, course: Course) -> None:
        if course is Course.QUESTIONS and self.walk.course is not Course.QUESTIONS:
            self.questioning.begin()
        self.walk.course = course

    def _note(self, i: int, role: Role) -> None:
        """Follow the document: what begins here, and what question is open."""
        walk, is_corrected = self.walk, i in self.roles
        if role is Role.QUESTIONS:
            self._set_course(Course.QUESTIONS)
        elif role is Role.READINGS:
            self._set_course(Course.READINGS)
        elif role in (Role.PARAGRAPH, Role.HEADING) and not is_corrected:
            walk.course = Course.ESSAY
        elif role in QUESTION_ROLES and is_corrected:
            self.questioning.take(i, role)
        walk.has_title = walk.has_title or role is Role.TITLE
        walk.has_text = walk.has_text or role in (Role.PARAGRAPH, Role.HEADING)

    def _guess(self, i: int) -> Guess:
        if self.walk.course is Course.ASIDE:
            return Guess(Role.ASIDE)
        why = self.around.clutter.get(i)
        if why is not None and not self.questioning.wants(i, why):
            return Guess(Role.ASIDE, why)
        if self._begins_questions(i):
            return Guess(Role.QUESTIONS)
        if self._begins_readings(i):
            return Guess(Role.READINGS)
        is_front = self.walk.course is Course.ESSAY and not self.walk.has_text
        found = self.front.guess(i, has_title=self.walk.has_title) if is_front else None
        return found or self._by_course(i)

    def _by_course(self, i: int) -> Guess:
        if self.walk.course is Course.READINGS:
            return self._in_readings(i)
        if self.walk.course is Course.ESSAY and self._starts_asking(i):
            self._set_course(Course.QUESTIONS)
        asked = self.questioning.guess(i) if self.walk.course is Course.QUESTIONS else None
        return asked or self._in_essay(i)

    def _in_essay(self, i: int) -> Guess:
        block = self.blocks[i]
        if block.kind in (Kind.HEADING, Kind.TITLE):
            is_deep = block.level > self.front.section_level
            return Guess(Role.SUBHEADING if is_deep else Role.HEADING)
        return Guess(Role.HEADING if self.around.heads(i) else Role.PARAGRAPH)

    def _in_readings(self, i: int) -> Guess:
        block = self.blocks[i]
        if block.kind is Kind.HEADING or self.around.heads(i):
            return self._in_essay(i)
        if words_in(block.text) > _READING_WORDS:
            return Guess(Role.PARAGRAPH)
        if ends_cut_off(block.text):
            return Guess(Role.ASIDE, Clutter.TEASER)
        is_more = block.text[:1].islower() and self.walk.guesses[-1].role in _ENTRIES
        return Guess(Role.MORE if is_more else Role.READING)

    def _begins_questions(self, i: int) -> bool:
        """Tell whether a heading opens questions: it says so, and something is asked under it."""
        block = self.blocks[i]
        if block.kind is Kind.TITLE or not begins_questions(block.written):
            return False
        if words_in(block.written) > MAX_WORDS:
            return False
        return any(self._is_asked(j) for j in self.around.next(i, _LOOKED_AHEAD))

    def _is_asked(self, i: int) -> bool:
        return self.around.is_marked(i) or is_asking(self.blocks[i].text)

    def _begins_readings(self, i: int) -> bool:
        block = self.blocks[i]
        is_opener = begins_readings(block.written) and block.kind is not Kind.TITLE
        return is_opener and self.around.after(i) is not None

    def _starts_asking(self, i: int) -> bool:
        """Tell whether numbered questions begin here without a heading above them."""
        marker = marker_of(self.around.written(i))
        if marker is None or marker.style is not Style.NUMBER or marker.number != 1:
            return False
        if marker.form == "Q" and (is_asking(marker.rest) or not marker.rest):
            return True
        if not is_asking(marker.rest):
            return False
        following = [marker_of(self.around.written(j)) for j in self.around.next(i, 8)]
        second = next((m for m in following if m and m.style is Style.NUMBER), None)
        if second is not None:
            return second.number == 2 and is_asking(second.rest)
        has_parts = any(m and m.style is Style.LETTER for m in following)
        return has_parts or self.around.after(i) is None


_ENTRIES = (Role.READING, Role.MORE)

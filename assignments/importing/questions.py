"""The values that ``questions.json`` holds, and how they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from assignments.domain.points import STEP, points_text
from assignments.models import (
    ExpectedPoint,
    GuideLevel,
    MarkingGuide,
    Misconception,
    Question,
    QuestionSet,
    QuestionSetVersion,
)
from lessons.importing.digest import digest_of
from lessons.importing.findings import Findings
from lessons.importing.shape import Shape, is_whole, limit, repeated

MAX_DEPTH = 3
MAX_POINTS = 1000
MAX_LEVELS = 30
_NUMBER = re.compile(r"[A-Za-z0-9]{1,6}")
_PART = re.compile(r"-?[A-Za-z0-9]{1,6}")
_UNREAD = Decimal(-1)


@dataclass(frozen=True)
class PackLevel:
    """A level of a marking guide, worth ``points_from`` to ``points_to``."""

    level: int
    points_from: Decimal
    points_to: Decimal
    text: str


@dataclass(frozen=True)
class PackExpected:
    """A point that a good answer makes."""

    text: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class PackGuide:
    """A marking guide."""

    levels: tuple[PackLevel, ...]
    expected: tuple[PackExpected, ...]
    misconceptions: tuple[str, ...]
    context: str
    main_anchors: tuple[str, ...]
    also_anchors: tuple[str, ...]


@dataclass(frozen=True)
class PackQuestion:
    """``label`` is the full one, as "8b"; ``place`` is where it stands in the file.

    ``points`` is None for a question with parts.
    """

    label: str
    depth: int
    text: str
    points: Decimal | None
    full_points: str
    takes_whole_points: bool
    guide: PackGuide
    parts: tuple["PackQuestion", ...]
    place: str = field(compare=False)

    def walk(self) -> Iterator["PackQuestion"]:
        """Yield this question and all below it in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class PackQuestions:
    """A question set; one without questions is none. ``digest`` is the SHA-256 of its content."""

    title: str
    introduction: str
    questions: tuple[PackQuestion, ...]
    digest: str = field(compare=False)

    def walk(self) -> Iterator[PackQuestion]:
        """Yield all questions and parts in reading order."""
        for question in self.questions:
            yield from question.walk()

    @property
    def leaves(self) -> list[PackQuestion]:
        """Return what is answered and graded itself."""
        return [question for question in self.walk() if not question.parts]


def read_questions(value: dict, file: str, findings: Findings) -> PackQuestions:
    """Read ``questions.json``. An empty list, without a title, says that there are none."""
    shape = Shape(value, file, "", findings)
    questions = tuple(
        _question(item, label="", depth=1) for item in shape.objects("questions", required=True)
    )
    pack = PackQuestions(
        title=shape.line("title", limit(QuestionSet, "title"), required=bool(questions)),
        introduction=shape.prose("introduction", limit(QuestionSetVersion, "introduction")),
        questions=questions,
        digest=digest_of(value),
    )
    if not questions and (pack.title or pack.introduction):
        shape.find("questions", "A set has one question at least.")
    for label in repeated([question.label for question in pack.walk()]):
        shape.find("questions", f'There are two questions "{label}".')
    shape.close()
    return pack


def _question(shape: Shape, *, label: str, depth: int) -> PackQuestion:
    number = shape.word("number", 7, _NUMBER if depth == 1 else _PART)
    full = f"{label}{number}"
    if len(full) > limit(Question, "label"):
        shape.find("number", f'The whole label "{full}" is too long.')
    parts = _parts(shape, label=full, depth=depth)
    is_leaf = not parts
    guide_shape = shape.object("guide")
    guide = _guide(guide_shape)
    question = PackQuestion(
        label=full,
        depth=depth,
        text=shape.prose("text", limit(Question, "text"), required=True),
        points=_points(shape, is_leaf=is_leaf),
        full_points=shape.prose("full_points", limit(Question, "full_points"), required=is_leaf),
        takes_whole_points=shape.flag("whole_points"),
        guide=guide,
        parts=parts,
        place=shape.place,
    )
    _check_levels(guide_shape, guide.levels, question.points)
    if question.takes_whole_points:
        _check_whole(shape, question)
    guide_shape.close()
    return question


def _parts(shape: Shape, *, label: str, depth: int) -> tuple[PackQuestion, ...]:
    if depth < MAX_DEPTH:
        return tuple(
            _question(item, label=label, depth=depth + 1) for item in shape.objects("parts")
        )
    if shape.has("parts"):
        shape.find("parts", f"Questions have {MAX_DEPTH} levels at most.")
    return ()


def _points(shape: Shape, *, is_leaf: bool) -> Decimal | None:
    if is_leaf:
        return _worth(shape)
    for name in ("points", "full_points", "whole_points"):
        if shape.has(name):
            shape.find(name, "A question with parts has none: its parts have.")
    if shape.has("points"):
        shape.raw("points")  # so that it counts as a key of this form and is reported once
    return None


def _worth(shape: Shape) -> Decimal:
    value = shape.raw("points")  # a whole or a half number, which no reader of Shape has
    points = _whole_or_half(value)
    if points is not None and STEP <= points <= MAX_POINTS:
        return points
    if value is not None:
        shape.find("points", f"This must be a number from 0.5 to {MAX_POINTS}, whole or half.")
    return STEP


def _whole_or_half(value: Any) -> Decimal | None:
    """Return 4 or 4.5; None for all else, 4.0 among it, which is another way to write 4."""
    if is_whole(value):
        return Decimal(value)
    if isinstance(value, float) and value % 1 == float(STEP):
        return Decimal(str(value))
    return None


def _guide(shape: Shape) -> PackGuide:
    paragraphs = shape.object("paragraphs")
    guide = PackGuide(
        levels=tuple(_level(item) for item in shape.objects("levels")),
        expected=tuple(_expected(item) for item in shape.objects("expected")),
        misconceptions=shape.texts("misconceptions", limit(Misconception, "text")),
        context=shape.prose("context", limit(MarkingGuide, "context")),
        main_anchors=paragraphs.lines("main", 20),
        also_anchors=paragraphs.lines("also", 20),
    )
    paragraphs.close()
    return guide


def _level(shape: Shape) -> PackLevel:
    points_from, points_to = _range(shape)
    return PackLevel(
        level=shape.whole("level", 1, MAX_LEVELS),
        points_from=points_from,
        points_to=points_to,
        text=shape.prose("text", limit(GuideLevel, "text"), required=True),
    )


def _range(shape: Shape) -> tuple[Decimal, Decimal]:
    value = shape.raw("points")  # a pair of them, which no reader of Shape has either
    if value is None:
        return _UNREAD, _UNREAD
    ends = [_whole_or_half(end) for end in value] if isinstance(value, list) else []
    match ends:
        case [Decimal() as low, Decimal() as high] if 0 <= low <= high <= MAX_POINTS:
            return low, high
    shape.find("points", "This must be two numbers, whole or half, first and last, as in [4, 5].")
    return _UNREAD, _UNREAD


def _check_whole(shape: Shape, question: PackQuestion) -> None:
    ends = [end for level in question.guide.levels for end in (level.points_from, level.points_to)]
    if any((value or 0) % 1 for value in (question.points, *ends)):
        shape.find("whole_points", "The question or a level of its guide has half points.")


def _expected(shape: Shape) -> PackExpected:
    return PackExpected(
        text=shape.prose("text", limit(ExpectedPoint, "text"), required=True),
        anchors=shape.lines("anchors", 20),
    )


def _check_levels(shape: Shape, levels: tuple[PackLevel, ...], points: Decimal | None) -> None:
    """Levels count from 1 and run upwards to ``points`` at most, none into the next."""
    if any(level.points_from == _UNREAD for level in levels):
        return
    if points is None:
        if levels:
            shape.find("levels", "A question with parts has no levels: its parts have.")
        return
    if [level.level for level in levels] != list(range(1, len(levels) + 1)):
        shape.find("levels", "Levels are listed in order and numbered 1, 2, 3 and so on.")
    for level, after in pairwise(levels):
        if after.points_from <= level.points_to:
            shape.find(
                "levels",
                f"Level {after.level} begins at {points_text(after.points_from)} points, and the "
                f"one before it ends at {points_text(level.points_to)}: no overlap.",
            )
    if levels and levels[-1].points_to > points:
        shape.find(
            "levels",
            f"The levels end at {points_text(levels[-1].points_to)} points, and the question has "
            f"{points_text(points)}.",
        )

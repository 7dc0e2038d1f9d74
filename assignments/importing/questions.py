"""The values that ``questions.json`` holds, and how they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
MAX_LEVELS = 20
_NUMBER = re.compile(r"[A-Za-z0-9]{1,6}")


@dataclass(frozen=True)
class PackLevel:
    """A level of a marking guide, worth ``points_from`` to ``points_to``."""

    level: int
    points_from: int
    points_to: int
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
    points: int | None
    full_points: str
    guide: PackGuide
    parts: tuple["PackQuestion", ...]
    place: str

    def walk(self) -> Iterator["PackQuestion"]:
        """Yield this question and all below it in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class PackQuestions:
    """A question set. ``digest`` is the SHA-256 of its content."""

    title: str
    introduction: str
    questions: tuple[PackQuestion, ...]
    digest: str

    def walk(self) -> Iterator[PackQuestion]:
        """Yield all questions and parts in reading order."""
        for question in self.questions:
            yield from question.walk()

    @property
    def leaves(self) -> list[PackQuestion]:
        """Return what is answered and graded itself."""
        return [question for question in self.walk() if not question.parts]


def read_questions(value: dict, file: str, findings: Findings) -> PackQuestions:
    """Read ``questions.json``."""
    shape = Shape(value, file, "", findings)
    questions = tuple(
        _question(item, label="", depth=1) for item in shape.objects("questions", required=True)
    )
    pack = PackQuestions(
        title=shape.line("title", limit(QuestionSet, "title"), required=True),
        introduction=shape.prose("introduction", limit(QuestionSetVersion, "introduction")),
        questions=questions,
        digest=digest_of(value),
    )
    if not questions:
        shape.find("questions", "A set has one question at least.")
    for label in repeated([question.label for question in pack.walk()]):
        shape.find("questions", f'There are two questions "{label}".')
    shape.close()
    return pack


def _question(shape: Shape, *, label: str, depth: int) -> PackQuestion:
    number = shape.word("number", 6, _NUMBER)
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
        guide=guide,
        parts=parts,
        place=shape.place,
    )
    _check_levels(guide_shape, guide.levels, question.points)
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


def _points(shape: Shape, *, is_leaf: bool) -> int | None:
    if is_leaf:
        return shape.whole("points", 1, MAX_POINTS)
    for name in ("points", "full_points"):
        if shape.has(name):
            shape.find(name, "A question with parts has none: its parts have.")
    if shape.has("points"):
        shape.raw("points")
    return None


def _guide(shape: Shape) -> PackGuide:
    paragraphs = shape.object("paragraphs")
    guide = PackGuide(
        levels=tuple(_level(item) for item in shape.objects("levels")),
        expected=tuple(_expected(item) for item in shape.objects("expected")),
        misconceptions=shape.lines("misconceptions", limit(Misconception, "text")),
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


def _range(shape: Shape) -> tuple[int, int]:
    value = shape.raw("points")
    if value is None:
        return 0, 0
    pair = value if isinstance(value, list) else []
    if [is_whole(end) for end in pair] == [True, True] and 0 < pair[0] <= pair[1] <= MAX_POINTS:
        return pair[0], pair[1]
    shape.find("points", "This must be two whole numbers, first and last, as in [4, 5].")
    return 0, 0


def _expected(shape: Shape) -> PackExpected:
    return PackExpected(
        text=shape.prose("text", limit(ExpectedPoint, "text"), required=True),
        anchors=shape.lines("anchors", 20),
    )


def _check_levels(shape: Shape, levels: tuple[PackLevel, ...], points: int | None) -> None:
    """Levels count from 1 and share out 1 to ``points`` without gap or overlap."""
    if any(level.points_from == 0 for level in levels):
        return
    if points is None:
        if levels:
            shape.find("levels", "A question with parts has no levels: its parts have.")
        return
    if [level.level for level in levels] != list(range(1, len(levels) + 1)):
        shape.find("levels", "Levels are listed in order and numbered 1, 2, 3 and so on.")
    after = 1
    for level in levels:
        if level.points_from != after:
            shape.find(
                "levels",
                f"Level {level.level} begins at {level.points_from} points, "
                f"where {after} is next: no gap, no overlap.",
            )
        after = level.points_to + 1
    if after != points + 1:
        shape.find(
            "levels", f"The levels end at {after - 1} points, and the question has {points}."
        )

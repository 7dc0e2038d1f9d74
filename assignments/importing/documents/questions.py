"""The questions of a plan: a tree with labels and points, as the set will have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assignments.domain.material.labels import MAX_PARTS, MAX_QUESTIONS, label_of
from assignments.domain.points import points_text
from assignments.models import Question
from lessons.importing.documents.findings import Finding, error, info, warning
from lessons.importing.documents.guessing.asking import points_of, without_hanging
from lessons.importing.documents.markers import Marker, Style, marker_of
from lessons.importing.documents.outline import Entry
from lessons.importing.documents.roles import QUESTION_ROLES
from lessons.importing.shape import limit

DEFAULT_POINTS = Decimal(5)
MOST_POINTS = Decimal(1000)
FULL_POINTS = "Answer every part of the question, with exact evidence from the essay."
NO_TEXT = "Answer each part."


@dataclass
class PlannedQuestion:
    """A question or part. ``number`` is its own ("8", "a", "ii"), ``label`` the full one.

    ``points`` is None for one with parts; ``is_given`` tells whether the document, or the
    teacher, said how many.
    """

    index: int
    text: str
    place: str
    said: str = ""
    given: Decimal | None = None
    is_for_each: bool = False
    number: str = ""
    label: str = ""
    depth: int = 1
    points: Decimal | None = None
    parts: list["PlannedQuestion"] = field(default_factory=list)

    def walk(self) -> Iterator["PlannedQuestion"]:
        """Yield this question and all below it in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass
class QuestionTree:
    """All questions of a plan."""

    questions: list[PlannedQuestion] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def walk(self) -> Iterator[PlannedQuestion]:
        """Yield all questions and parts in reading order."""
        for question in self.questions:
            yield from question.walk()

    @property
    def leaves(self) -> list[PlannedQuestion]:
        """Return what is answered and graded itself."""
        return [question for question in self.walk() if not question.parts]


def questions_of(entries: Iterable[Entry], chosen: Mapping[int, Decimal]) -> QuestionTree:
    """Return the tree. ``chosen`` are points that the teacher gave, by block."""
    tree = QuestionTree()
    _plant(tree, [entry for entry in entries if entry.role in QUESTION_ROLES])
    _number(tree.questions, ())
    _compare_numbers(tree)
    _check_size(tree)
    _give_points(tree, chosen)
    return tree


def _plant(tree: QuestionTree, entries: Sequence[Entry]) -> None:
    """Hang each entry under the last one above its level; a level left out is not invented."""
    above: list[PlannedQuestion] = []
    for entry in entries:
        depth = min(QUESTION_ROLES.index(entry.role), len(above))
        for question in _read(entry):
            del above[depth:]
            (above[-1].parts if above else tree.questions).append(question)
            above.append(question)
            depth = len(above)


def _read(entry: Entry) -> list[PlannedQuestion]:
    """Return the question that an entry is; "8a" and "3. (a)" are a question and its part."""
    index, place = entry.index, entry.block.place
    marker = marker_of(entry.block.written)
    text = marker.rest if marker else entry.block.text
    said = _said(marker)
    inner = marker_of(text) if marker and marker.style is Style.NUMBER else None
    if marker and marker.style is Style.TOGETHER:
        digits = str(marker.number)
        if entry.role is not QUESTION_ROLES[0]:
            return [_question(index, text, place, marker.sign.removeprefix(digits))]
        return [
            PlannedQuestion(index, NO_TEXT, place, said=digits),
            _question(index, text, place, marker.sign.removeprefix(digits)),
        ]
    if inner is not None and inner.letter == 1 and inner.rest:
        return [
            PlannedQuestion(index, NO_TEXT, place, said=said),
            _question(index, inner.rest, place, inner.sign),
        ]
    if marker is None and entry.role is not QUESTION_ROLES[0]:
        text = without_hanging(text)  # room left for the answer, as in "Vienna -"
    return [_question(index, text, place, said)]


def _said(marker: Marker | None) -> str:
    return marker.sign if marker and marker.style is not Style.BULLET else ""


def _question(index: int, written: str, place: str, said: str) -> PlannedQuestion:
    text, points, is_for_each = points_of(written)
    return PlannedQuestion(
        index,
        text or NO_TEXT,
        place,
        said=said,
        given=_worth(points),
        is_for_each=is_for_each,
    )


def _worth(points: str) -> Decimal | None:
    if not points:
        return None
    worth = Decimal(points.replace(",", "."))
    return worth if 0 < worth <= MOST_POINTS and worth % Decimal("0.5") == 0 else None


def _number(questions: Sequence[PlannedQuestion], above: tuple[int, ...]) -> None:
    for place, question in enumerate(questions, start=1):
        numbers = (*above, place)
        question.label, question.depth = label_of(numbers), len(numbers)
        parent = label_of(above) if above else ""
        question.number = question.label.removeprefix(parent).lstrip("-")
        _number(question.parts, numbers)


def _compare_numbers(tree: QuestionTree) -> None:
    """Tell where the document counts otherwise than the set will."""
    for question in tree.questions:
        said = question.said
        if said.isdecimal() and said != question.number:
            tree.findings.append(
                warning(
                    question.place,
                    f"The document numbers this question {said}; here it is {question.number}.",
                )
            )


def _check_size(tree: QuestionTree) -> None:
    most = limit(Question, "text")
    count = 0
    for question in tree.walk():
        count += 1
        if len(question.text) > most:
            tree.findings.append(
                error(
                    question.place,
                    f"Question {question.label} has {len(question.text):,} characters; "
                    f"{most:,} are the most.",
                )
            )
        if len(question.parts) > MAX_PARTS:
            tree.findings.append(
                error(
                    question.place,
                    f"Question {question.label} has {len(question.parts)} parts; "
                    f"{MAX_PARTS} are the most.",
                )
            )
    if count > MAX_QUESTIONS:
        tree.findings.append(
            error("", f"There are {count} questions and parts; {MAX_QUESTIONS} are the most.")
        )


def _give_points(tree: QuestionTree, chosen: Mapping[int, Decimal]) -> None:
    for question in tree.questions:
        _share(question, None, tree)
    for question in tree.walk():
        if question.parts:
            question.points = None
        elif question.index in chosen:
            question.points = chosen[question.index]
        elif question.points is None:
            question.points = DEFAULT_POINTS
            tree.findings.append(
                info(
                    question.place,
                    f"No points given for {question.label}: {points_text(DEFAULT_POINTS)} set.",
                )
            )


def _share(question: PlannedQuestion, from_above: Decimal | None, tree: QuestionTree) -> None:
    """Give a leaf its points: its own, or its share of what its question is worth."""
    worth = question.given if question.given is not None else from_above
    if not question.parts:
        question.points = worth
        return
    share = worth if question.is_for_each or question.given is None else _evenly(question)
    if question.given is not None and share is None:
        tree.findings.append(
            warning(
                question.place,
                f"{points_text(question.given)} points for {question.label} cannot be shared "
                f"out evenly among {len(question.parts)} parts.",
            )
        )
    for part in question.parts:
        _share(part, share, tree)


def _evenly(question: PlannedQuestion) -> Decimal | None:
    if question.given is None:
        return None
    share = question.given / len(question.parts)
    return share if share % Decimal("0.5") == 0 else None

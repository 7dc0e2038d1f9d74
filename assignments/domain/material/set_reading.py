"""A version of a question set as the desk shows it: questions in order, each with its guide.

For teachers only: no student page may import this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch

from assignments.domain.material.guides import Expected, Level, expected_of
from assignments.domain.material.lesson_places import EventPlace, Place, event_places, places_of
from assignments.domain.points import points_text, sum_of
from assignments.models import (
    AssignmentQuestion,
    ExpectedPoint,
    GuideLevel,
    MarkingGuide,
    Misconception,
    Question,
    QuestionSetVersion,
)
from lessons.models import Anchor, Paragraph


@dataclass(frozen=True)
class GuideRead:
    """One question's own guide."""

    levels: Sequence[Level]
    expected: Sequence[Expected]
    misconceptions: Sequence[str]
    context: str
    main: Sequence[Place]
    also: Sequence[Place]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody wrote anything."""
        return not (
            self.levels
            or self.expected
            or self.misconceptions
            or self.context
            or self.main
            or self.also
        )


@dataclass(frozen=True)
class QuestionRead:
    """A question with its guide. ``points`` of one with parts is the sum of theirs."""

    question: Question
    points: Decimal
    guide: GuideRead | None
    events: Sequence[EventPlace]
    is_given: bool
    is_first: bool
    is_last: bool

    @property
    def points_text(self) -> str:
        """Write the points as people do."""
        return points_text(self.points)


@dataclass(frozen=True)
class SetRead:
    """A version: its questions in reading order, and what they are worth in all."""

    version: QuestionSetVersion
    rows: Sequence[QuestionRead]

    @property
    def leaves(self) -> list[QuestionRead]:
        """Return what is answered and graded itself."""
        return [row for row in self.rows if row.question.is_leaf]

    @property
    def points(self) -> Decimal:
        """Add up all points."""
        return sum_of(row.points for row in self.leaves) or Decimal(0)

    @property
    def points_text(self) -> str:
        """Write the total as people do."""
        return points_text(self.points)


def read_set(version: QuestionSetVersion, *, with_guides: bool = True) -> SetRead:
    """Return a version. Ten queries with guides, one without, however many questions.

    The version must come with ``question_set__lesson``, whose present edition gives the numbers.
    """
    questions = list(_questions(version, with_guides=with_guides))
    paragraphs = _paragraphs(version) if with_guides else {}
    worth = _worth(questions)
    ends = _ends(questions)
    rows = [
        QuestionRead(
            question=question,
            points=worth[question.pk],
            guide=_guide(question, paragraphs) if with_guides else None,
            events=event_places(question.events.all()) if with_guides else [],
            is_given=question.is_given,
            is_first=question.pk in ends[0],
            is_last=question.pk in ends[1],
        )
        for question in questions
    ]
    return SetRead(version, rows)


def _questions(version: QuestionSetVersion, *, with_guides: bool):
    given = AssignmentQuestion.objects.filter(question=OuterRef("pk"))
    rows = (
        Question.objects.filter(version=version)
        .annotate(is_given=Exists(given))
        .order_by("position", "pk")
    )
    if not with_guides:
        return rows
    guides = MarkingGuide.objects.prefetch_related(
        Prefetch("levels", GuideLevel.objects.order_by("level")),
        Prefetch("expected_points", ExpectedPoint.objects.order_by("position", "pk")),
        "expected_points__anchors",
        Prefetch("misconceptions", Misconception.objects.order_by("position", "pk")),
        "main_anchors",
        "also_anchors",
    )
    return rows.prefetch_related("events", Prefetch("guide", guides))


def _paragraphs(version: QuestionSetVersion) -> dict[int, Paragraph]:
    edition = version.question_set.lesson.current_edition_id
    rows = Paragraph.objects.filter(edition=edition).only("anchor_id", "label", "position")
    return {row.anchor_id: row for row in rows}


def _worth(questions: Sequence[Question]) -> dict[str, Decimal]:
    """Return the points of each, parts added up into what they are parts of."""
    worth = {question.pk: question.points or Decimal(0) for question in questions}
    for question in reversed(questions):
        if question.parent_id is not None:
            worth[question.parent_id] += worth[question.pk]
    return worth


def _ends(questions: Sequence[Question]) -> tuple[set[str], set[str]]:
    """Return the ids of those that come first, and last, among their siblings."""
    first: dict[str | None, str] = {}
    last: dict[str | None, str] = {}
    for question in questions:
        first.setdefault(question.parent_id, question.pk)
        last[question.parent_id] = question.pk
    return set(first.values()), set(last.values())


def _guide(question: Question, paragraphs: dict[int, Paragraph]) -> GuideRead | None:
    guide = getattr(question, "guide", None)
    if guide is None:
        return None

    def places(anchors: Iterable[Anchor]) -> list[Place]:
        return [place for _anchor, place in places_of(anchors, paragraphs)]

    return GuideRead(
        levels=[
            Level(row.level, row.points_from, row.points_to, row.text) for row in guide.levels.all()
        ],
        expected=[expected_of(row, paragraphs) for row in guide.expected_points.all()],
        misconceptions=[row.text for row in guide.misconceptions.all()],
        context=guide.context,
        main=places(guide.main_anchors.all()),
        also=places(guide.also_anchors.all()),
    )

"""A version of a question set as the desk shows it: questions in order, each with its guide.

For teachers only: no student page may import this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch

from assignments.domain.guides import Expected, Level, guide_parts, in_reading_order
from assignments.domain.points import points_text, sum_of
from assignments.models import (
    AssignmentQuestion,
    MarkingGuide,
    Question,
    QuestionSetVersion,
)
from lessons.models import Anchor, TimelineEvent


@dataclass(frozen=True)
class GuideRead:
    """One question's own guide."""

    levels: Sequence[Level]
    expected: Sequence[Expected]
    misconceptions: Sequence[str]
    context: str
    main: Sequence[Anchor]
    also: Sequence[Anchor]

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
    events: Sequence[TimelineEvent]
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
    """Return a version. Nine queries with guides, one without, however many questions.

    The version must come with its set's lesson and current edition. The places of the guides have
    the numbers of that edition.
    """
    questions = list(_questions(version, with_guides=with_guides))
    worth = _worth(questions)
    ends = _ends(questions)
    rows = [
        QuestionRead(
            question=question,
            points=worth[question.pk],
            guide=_guide(question) if with_guides else None,
            events=list(question.events.all()) if with_guides else [],
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
    edition = version.question_set.lesson.current_edition
    guides = MarkingGuide.objects.prefetch_related(*guide_parts(edition))
    return rows.prefetch_related("events", Prefetch("guide", guides))


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


def _guide(question: Question) -> GuideRead | None:
    guide = getattr(question, "guide", None)
    if guide is None:
        return None
    return GuideRead(
        levels=[
            Level(row.level, row.points_from, row.points_to, row.text) for row in guide.levels.all()
        ],
        expected=[
            Expected(row.text, in_reading_order(row.anchors.all()))
            for row in guide.expected_points.all()
        ],
        misconceptions=[row.text for row in guide.misconceptions.all()],
        context=guide.context,
        main=in_reading_order(guide.main_anchors.all()),
        also=in_reading_order(guide.also_anchors.all()),
    )

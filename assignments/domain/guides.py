"""Marking guides as the desk shows them, with the paragraphs they name.

For staff only: no student page may import this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.db.models import Prefetch

from assignments.domain.points import points_text
from assignments.models import ExpectedPoint, GuideLevel, MarkingGuide, Misconception, Question
from lessons.models import Anchor, Edition, Paragraph


@dataclass(frozen=True)
class Level:
    """A level with the points it is worth, in words: "4–5"."""

    level: int
    low: Decimal
    high: Decimal
    text: str

    @property
    def points(self) -> str:
        """Return the points in words."""
        low, high = points_text(self.low), points_text(self.high)
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True)
class Expected:
    """A point a good answer makes, and the places of the paragraphs that support it."""

    text: str
    anchors: Sequence[Anchor]


@dataclass(frozen=True)
class Excerpt:
    """A paragraph that a guide names; ``paragraph`` is None if this edition has none there.

    ``role`` says why it is named.
    """

    anchor: Anchor
    paragraph: Paragraph | None
    role: str


@dataclass(frozen=True)
class Guide:
    """One leaf's guide, with the misconceptions of the questions it is a part of."""

    levels: Sequence[Level] = ()
    expected: Sequence[Expected] = ()
    misconceptions: Sequence[str] = ()
    context: Sequence[str] = ()
    excerpts: Sequence[Excerpt] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody wrote one."""
        return not (self.levels or self.expected or self.misconceptions or self.context)


def guides_for(questions: Sequence[Question], *, edition: Edition) -> dict[str, Guide]:
    """Return each leaf's guide by the question's id. Nine queries, however many leaves.

    The questions must come with ``parent__parent``.
    """
    chains = {question.pk: _chain(question) for question in questions}
    asked = {pk for chain in chains.values() for pk in chain}
    stored = {guide.question_id: guide for guide in _stored(asked, edition)}
    paragraphs = _paragraphs(stored.values(), edition)
    return {
        pk: _guide([stored[step] for step in chain if step in stored], pk, paragraphs)
        for pk, chain in chains.items()
    }


def _chain(question: Question) -> list[str]:
    """Return the ids of a question and those it is a part of, the leaf first."""
    ids = []
    step: Question | None = question
    while step is not None:
        ids.append(step.pk)
        step = step.parent
    return ids


def _stored(question_ids: Iterable[str], edition: Edition) -> Iterable[MarkingGuide]:
    rows = MarkingGuide.objects.filter(question__in=question_ids)
    return rows.prefetch_related(*guide_parts(edition))


def guide_parts(edition: Edition | None) -> list[Prefetch]:
    """Return what a guide is fetched with; its places have the numbers of the edition."""
    places = Anchor.objects.numbered_in(edition)
    return [
        Prefetch("levels", GuideLevel.objects.order_by("level")),
        Prefetch("expected_points", ExpectedPoint.objects.order_by("position", "pk")),
        Prefetch("expected_points__anchors", places),
        Prefetch("misconceptions", Misconception.objects.order_by("position", "pk")),
        Prefetch("main_anchors", places),
        Prefetch("also_anchors", places),
    ]


def _paragraphs(guides: Iterable[MarkingGuide], edition: Edition) -> dict[int, Paragraph]:
    wanted = {anchor.pk for guide in guides for anchor in _anchors_of(guide)}
    rows = Paragraph.objects.filter(edition=edition, anchor__in=wanted).select_related("anchor")
    return {row.anchor_id: row for row in rows}


def _anchors_of(guide: MarkingGuide) -> list[Anchor]:
    expected = [anchor for point in guide.expected_points.all() for anchor in point.anchors.all()]
    return [*guide.main_anchors.all(), *guide.also_anchors.all(), *expected]


def _guide(chain: list[MarkingGuide], leaf: str, paragraphs: dict[int, Paragraph]) -> Guide:
    own = [guide for guide in chain if guide.question_id == leaf]
    return Guide(
        levels=[_level(level) for guide in own for level in guide.levels.all()],
        expected=[_expected(point) for guide in own for point in guide.expected_points.all()],
        misconceptions=[row.text for guide in chain for row in guide.misconceptions.all()],
        context=[guide.context for guide in chain if guide.context],
        excerpts=_excerpts(chain, paragraphs),
    )


def _level(level: GuideLevel) -> Level:
    return Level(level.level, level.points_from, level.points_to, level.text)


def _expected(point: ExpectedPoint) -> Expected:
    return Expected(point.text, in_reading_order(point.anchors.all()))


def in_reading_order(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Sort places as they stand in the edition they were fetched for."""
    return sorted(anchors, key=attrgetter("reading_order"))


def _excerpts(chain: list[MarkingGuide], paragraphs: dict[int, Paragraph]) -> list[Excerpt]:
    """Return the paragraphs that answer the question first, then those that help."""
    main = {anchor for guide in chain for anchor in guide.main_anchors.all()}
    also = {anchor for guide in chain for anchor in _anchors_of(guide)} - main
    return [
        Excerpt(anchor, paragraphs.get(anchor.pk), role)
        for role, anchors in (("Answers the question", main), ("Helps", also))
        for anchor in in_reading_order(anchors)
    ]

"""Marking guides as the desk shows them, with the paragraphs and events they rest on.

For staff only: no student page may import this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from assignments.domain.material.lesson_places import EventPlace, Place, event_places, places_of
from assignments.domain.points import points_text
from assignments.models import ExpectedPoint, GuideLevel, MarkingGuide, Misconception, Question
from lessons.models import Anchor, Edition, Paragraph, TimelineEvent


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
        low, high = self.ends
        return low if low == high else f"{low}–{high}"

    @property
    def ends(self) -> tuple[str, str]:
        """Return the least and the most points, as they are typed."""
        return points_text(self.low), points_text(self.high)


@dataclass(frozen=True)
class Expected:
    """A point a good answer makes, and the paragraphs that support it."""

    text: str
    anchors: Sequence[Place]


@dataclass(frozen=True)
class Excerpt:
    """A paragraph that a guide names; ``paragraph`` is None if this edition has none there.

    ``role`` says why it is named.
    """

    anchor: Place
    paragraph: Paragraph | None
    role: str


@dataclass(frozen=True)
class Guide:
    """One leaf's guide, with what the questions it is a part of share with it.

    That is their misconceptions, paragraphs and events.
    """

    levels: Sequence[Level] = ()
    expected: Sequence[Expected] = ()
    misconceptions: Sequence[str] = ()
    context: Sequence[str] = ()
    excerpts: Sequence[Excerpt] = ()
    events: Sequence[EventPlace] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody wrote one."""
        return not (self.levels or self.expected or self.misconceptions or self.context)


def guides_for(questions: Sequence[Question], *, edition: Edition) -> dict[str, Guide]:
    """Return each leaf's guide by the question's id. Ten queries, however many leaves.

    The questions must come with ``parent__parent``.
    """
    chains = {question.pk: _chain(question) for question in questions}
    asked = {pk for chain in chains.values() for pk in chain}
    stored = {guide.question_id: guide for guide in _stored(asked)}
    paragraphs = _paragraphs(stored.values(), edition)
    events = _events(asked)
    return {
        pk: _guide(
            [stored[step] for step in chain if step in stored],
            pk,
            paragraphs,
            {event.pk: event for step in chain for event in events.get(step, [])},
        )
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


def _stored(question_ids: Iterable[str]) -> Iterable[MarkingGuide]:
    return MarkingGuide.objects.filter(question__in=question_ids).prefetch_related(
        Prefetch("levels", GuideLevel.objects.order_by("level")),
        Prefetch("expected_points", ExpectedPoint.objects.order_by("position", "pk")),
        "expected_points__anchors",
        Prefetch("misconceptions", Misconception.objects.order_by("position", "pk")),
        "main_anchors",
        "also_anchors",
    )


def _paragraphs(guides: Iterable[MarkingGuide], edition: Edition) -> dict[int, Paragraph]:
    wanted = {anchor.pk for guide in guides for anchor in _anchors_of(guide)}
    rows = Paragraph.objects.filter(edition=edition, anchor__in=wanted).select_related("anchor")
    return {row.anchor_id: row for row in rows}


def _events(question_ids: Iterable[str]) -> dict[str, list[TimelineEvent]]:
    found: dict[str, list[TimelineEvent]] = {}
    ties = Question.events.through._default_manager.filter(question__in=question_ids)
    for tie in ties.select_related("timelineevent").order_by("pk"):
        found.setdefault(tie.question_id, []).append(tie.timelineevent)
    return found


def _anchors_of(guide: MarkingGuide) -> list[Anchor]:
    expected = [anchor for point in guide.expected_points.all() for anchor in point.anchors.all()]
    return [*guide.main_anchors.all(), *guide.also_anchors.all(), *expected]


def _guide(
    chain: list[MarkingGuide],
    leaf: str,
    paragraphs: dict[int, Paragraph],
    events: dict[int, TimelineEvent],
) -> Guide:
    own = [guide for guide in chain if guide.question_id == leaf]
    return Guide(
        levels=[_level(level) for guide in own for level in guide.levels.all()],
        expected=[
            expected_of(point, paragraphs) for guide in own for point in guide.expected_points.all()
        ],
        misconceptions=[row.text for guide in chain for row in guide.misconceptions.all()],
        context=[guide.context for guide in chain if guide.context],
        excerpts=_excerpts(chain, paragraphs),
        events=event_places(events.values()),
    )


def _level(level: GuideLevel) -> Level:
    return Level(level.level, level.points_from, level.points_to, level.text)


def expected_of(point: ExpectedPoint, paragraphs: dict[int, Paragraph]) -> Expected:
    """Return a point with its paragraphs as they are numbered in the edition at hand."""
    return Expected(point.text, [place for _, place in places_of(point.anchors.all(), paragraphs)])


def _excerpts(chain: list[MarkingGuide], paragraphs: dict[int, Paragraph]) -> list[Excerpt]:
    """Return the paragraphs that answer the question first, then those that help."""
    main = {anchor for guide in chain for anchor in guide.main_anchors.all()}
    also = {anchor for guide in chain for anchor in _anchors_of(guide)} - main
    return [
        Excerpt(place, paragraphs.get(anchor.pk), role)
        for role, anchors in (("Answers the question", main), ("Helps", also))
        for anchor, place in places_of(anchors, paragraphs)
    ]

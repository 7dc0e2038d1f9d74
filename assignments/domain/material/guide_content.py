"""What a marking guide holds, as typed: checked, and written in the place of what there was."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assignments.domain.points import STEP, points_text, step_of
from assignments.domain.prose import checked_prose
from assignments.models import ExpectedPoint, GuideLevel, MarkingGuide, Misconception, Question
from lessons.models import Anchor
from studyhub.access.refusal import Refusal

MAX_ROWS = 30


@dataclass(frozen=True)
class LevelContent:
    """A level, worth ``points_from`` to ``points_to``."""

    points_from: Decimal
    points_to: Decimal
    text: str


@dataclass(frozen=True)
class ExpectedContent:
    """A point that a good answer makes, and the places that support it."""

    text: str
    anchors: Sequence[Anchor] = ()


@dataclass(frozen=True)
class GuideContent:
    """A whole guide. Levels are numbered from 1 in the order of their points."""

    levels: Sequence[LevelContent] = ()
    expected: Sequence[ExpectedContent] = ()
    misconceptions: Sequence[str] = ()
    context: str = ""
    main_anchors: Sequence[Anchor] = ()
    also_anchors: Sequence[Anchor] = ()


def check_levels(
    levels: Sequence[LevelContent], points: Decimal | None, step: Decimal = STEP
) -> None:
    """Refuse ranges outside 0 to the question's points, overlaps, and what is no ``step``."""
    if points is None:
        if levels:
            raise Refusal("A question with parts has no levels: its parts have.", code="levels")
        return
    reached = Decimal(-1)
    for level in sorted(levels, key=lambda level: level.points_from):
        if not 0 <= level.points_from <= level.points_to <= points:
            raise Refusal(
                f"A level's points run upwards and lie between 0 and {points_text(points)}.",
                code="levels",
            )
        if level.points_from % step or level.points_to % step:
            kind = "whole points" if step == 1 else "whole or half points, such as 4 or 4.5"
            raise Refusal(f"A level begins and ends at {kind}.", code="levels")
        if level.points_from <= reached:
            raise Refusal(
                f"Two levels share {points_text(level.points_from)} points.", code="levels"
            )
        reached = level.points_to


def write_guide(question: Question, content: GuideContent) -> None:
    """Check a guide against its question and write it whole. Writes no audit entry."""
    check_levels(content.levels, question.points, step_of(question))
    _check_anchors(question, content)
    context = checked_prose(MarkingGuide, "context", content.context)
    guide, _made = MarkingGuide.objects.update_or_create(
        question=question, defaults={"context": context}
    )
    guide.main_anchors.set(content.main_anchors)
    guide.also_anchors.set(content.also_anchors)
    _write_levels(guide, content.levels)
    _write_expected(guide, content.expected)
    guide.misconceptions.all().delete()
    Misconception.objects.bulk_create(
        Misconception(guide=guide, position=i, text=checked_prose(Misconception, "text", text))
        for i, text in enumerate(content.misconceptions, start=1)
    )


def _check_anchors(question: Question, content: GuideContent) -> None:
    chosen = [*content.main_anchors, *content.also_anchors]
    chosen += [anchor for point in content.expected for anchor in point.anchors]
    lesson = question.version.question_set.lesson_id
    if any(anchor.lesson_id != lesson for anchor in chosen):
        raise Refusal("A paragraph you chose is not in this lesson.", code="anchors")


def _write_levels(guide: MarkingGuide, levels: Sequence[LevelContent]) -> None:
    guide.levels.all().delete()
    ordered = sorted(levels, key=lambda level: level.points_from)
    GuideLevel.objects.bulk_create(
        GuideLevel(
            guide=guide,
            level=i,
            points_from=level.points_from,
            points_to=level.points_to,
            text=checked_prose(GuideLevel, "text", level.text, required=True),
        )
        for i, level in enumerate(ordered, start=1)
    )


def _write_expected(guide: MarkingGuide, expected: Sequence[ExpectedContent]) -> None:
    guide.expected_points.all().delete()
    rows = ExpectedPoint.objects.bulk_create(
        ExpectedPoint(
            guide=guide, position=i, text=checked_prose(ExpectedPoint, "text", point.text)
        )
        for i, point in enumerate(expected, start=1)
    )
    links = ExpectedPoint.anchors.through
    links._default_manager.bulk_create(
        links(expectedpoint_id=row.pk, anchor_id=anchor.pk)
        for row, point in zip(rows, expected, strict=True)
        for anchor in {anchor.pk: anchor for anchor in point.anchors}.values()
    )


def read_guide(question: Question) -> GuideContent:
    """Return the guide of a question as it stands; an empty one where there is none."""
    guide = MarkingGuide.objects.filter(question=question).first()
    if guide is None:
        return GuideContent()
    return GuideContent(
        levels=[
            LevelContent(row.points_from, row.points_to, row.text)
            for row in guide.levels.order_by("level")
        ],
        expected=[
            ExpectedContent(row.text, list(row.anchors.all()))
            for row in guide.expected_points.order_by("position", "pk").prefetch_related("anchors")
        ],
        misconceptions=[row.text for row in guide.misconceptions.order_by("position", "pk")],
        context=guide.context,
        main_anchors=list(guide.main_anchors.all()),
        also_anchors=list(guide.also_anchors.all()),
    )


def guide_as_json(content: GuideContent) -> dict:
    """Return a guide as the audit trail keeps it."""

    def names(anchors: Sequence[Anchor]) -> list[str]:
        return sorted(anchor.name for anchor in anchors)

    return {
        "levels": [
            [points_text(level.points_from), points_text(level.points_to), level.text]
            for level in content.levels
        ],
        "expected": [[point.text, names(point.anchors)] for point in content.expected],
        "misconceptions": list(content.misconceptions),
        "context": content.context,
        "main": names(content.main_anchors),
        "also": names(content.also_anchors),
    }

"""Copy all that a version holds: questions, guides, and what they point to."""

from collections.abc import Callable, Iterable

from django.db.models import Model

from assignments.models import (
    ExpectedPoint,
    GuideLevel,
    MarkingGuide,
    Misconception,
    Question,
    QuestionSetVersion,
)


def copy_questions(
    *, source: QuestionSetVersion, target: QuestionSetVersion
) -> dict[str, Question]:
    """Copy every question with its guide and its events; return the copies by the old ids.

    Both versions ask about the same lesson, so anchors and events are pointed to, not copied.
    The number of queries does not grow with the questions. Writes no audit entry.
    """
    copies = _copy_tree(source, target)
    _copy_links(
        Question.events.through,
        "question",
        "timelineevent",
        {pk: copy.pk for pk, copy in copies.items()},
    )
    guides = _copy_rows(
        MarkingGuide.objects.filter(question__version=source),
        lambda row: MarkingGuide(question=copies[row.question_id], context=row.context),
    )
    for links in (MarkingGuide.main_anchors.through, MarkingGuide.also_anchors.through):
        _copy_links(links, "markingguide", "anchor", {pk: row.pk for pk, row in guides.items()})
    _copy_guide_rows(source, guides)
    return copies


def _copy_tree(source: QuestionSetVersion, target: QuestionSetVersion) -> dict[str, Question]:
    """Copy the questions, parents before their parts, as they stand in reading order."""
    copies: dict[str, Question] = {}
    for row in source.questions.order_by("position", "pk"):
        copies[row.pk] = Question(
            version=target,
            parent=copies[row.parent_id] if row.parent_id else None,
            depth=row.depth,
            position=row.position,
            label=row.label,
            text=row.text,
            points=row.points,
            full_points=row.full_points,
            takes_whole_points=row.takes_whole_points,
        )
    Question.objects.bulk_create(copies.values())
    return copies


def _copy_guide_rows(source: QuestionSetVersion, guides: dict[int, MarkingGuide]) -> None:
    within = {"guide__question__version": source}
    _copy_rows(
        GuideLevel.objects.filter(**within),
        lambda row: GuideLevel(
            guide=guides[row.guide_id],
            level=row.level,
            points_from=row.points_from,
            points_to=row.points_to,
            text=row.text,
        ),
    )
    _copy_rows(
        Misconception.objects.filter(**within),
        lambda row: Misconception(guide=guides[row.guide_id], position=row.position, text=row.text),
    )
    points = _copy_rows(
        ExpectedPoint.objects.filter(**within),
        lambda row: ExpectedPoint(guide=guides[row.guide_id], position=row.position, text=row.text),
    )
    _copy_links(
        ExpectedPoint.anchors.through,
        "expectedpoint",
        "anchor",
        {pk: row.pk for pk, row in points.items()},
    )


def _copy_rows(rows: Iterable, copy: Callable) -> dict:
    """Make a copy of each row; return the copies by the old ids."""
    copies = {row.pk: copy(row) for row in rows}
    if copies:
        type(next(iter(copies.values()))).objects.bulk_create(copies.values())
    return copies


def _copy_links(through: type[Model], own: str, other: str, ids: dict) -> None:
    """Let each copy point to what its original points to."""
    rows = through._default_manager.filter(**{f"{own}__in": list(ids)})
    through._default_manager.bulk_create(
        through(**{f"{own}_id": ids[mine], f"{other}_id": theirs})
        for mine, theirs in rows.values_list(f"{own}_id", f"{other}_id")
    )

"""Write ``questions.json`` from a version of a question set."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from assignments.domain.material.guides import Expected, Level
from assignments.domain.material.lesson_places import Place
from assignments.domain.material.set_reading import GuideRead, QuestionRead, SetRead
from lessons.exporting.canonical import filled, in_order, line, prose

NO_QUESTIONS: dict[str, Any] = {"questions": []}


def questions_object(read: SetRead, *, places: Mapping[str, int]) -> dict[str, Any]:
    """Return ``questions.json``. A set without questions goes out as no set at all.

    ``places`` says which anchors the essay has now, and in what order.
    """
    if not read.rows:
        return NO_QUESTIONS
    parts: dict[str | None, list[QuestionRead]] = {}
    for row in read.rows:
        parts.setdefault(row.question.parent_id, []).append(row)
    introduction = prose(read.version.introduction)
    return {
        **filled(title=line(read.version.question_set.title), introduction=introduction),
        "questions": [_question(row, "", parts, places) for row in parts[None]],
    }


def labels_by_event(read: SetRead) -> dict[str, list[str]]:
    """Return the labels of the leaves that an event bears on, by its key, in reading order."""
    labels: dict[str, list[str]] = {}
    for row in read.leaves:
        for event in row.events:
            labels.setdefault(event.key, []).append(row.question.label)
    return labels


def _question(
    row: QuestionRead,
    above: str,
    parts: Mapping[str | None, Sequence[QuestionRead]],
    places: Mapping[str, int],
) -> dict[str, Any]:
    question = row.question
    below = parts.get(question.pk, ())
    return filled(
        number=question.label.removeprefix(above),
        text=prose(question.text),
        points=None if below else _number(question.points),
        full_points="" if below else prose(question.full_points),
        whole_points=question.takes_whole_points,
        guide=_guide(row.guide, places) if row.guide else None,
        parts=[_question(part, question.label, parts, places) for part in below],
    )


def _number(points: Decimal | None) -> int | float | None:
    """Write points as JSON does: 4 or 4.5."""
    if points is None:
        return None
    return float(points) if points % 1 else int(points)


def _guide(guide: GuideRead, places: Mapping[str, int]) -> dict[str, Any]:
    return filled(
        levels=[_level(level) for level in guide.levels],
        expected=[_expected(point, places) for point in guide.expected],
        misconceptions=[text for text in map(prose, guide.misconceptions) if text],
        context=prose(guide.context),
        paragraphs=filled(
            main=in_order(_names(guide.main), places), also=in_order(_names(guide.also), places)
        ),
    )


def _level(level: Level) -> dict[str, Any]:
    return filled(
        level=level.level,
        points=[_number(level.low), _number(level.high)],
        text=prose(level.text),
    )


def _expected(point: Expected, places: Mapping[str, int]) -> dict[str, Any]:
    return filled(text=prose(point.text), anchors=in_order(_names(point.anchors), places))


def _names(places: Iterable[Place]) -> Iterable[str]:
    return (place.name for place in places)

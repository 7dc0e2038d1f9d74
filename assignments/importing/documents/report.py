"""A plan in JSON and in lines of text, for the command."""

from collections.abc import Iterable, Iterator
from typing import Any

from assignments.domain.points import points_text
from assignments.importing.documents.plan import Plan
from assignments.importing.documents.questions import PlannedQuestion


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan; counts as numbers, and under ``outline`` what is counted."""
    return {
        "title": plan.title,
        "subtitle": plan.essay.subtitle,
        "sections": len(plan.essay.parts),
        "paragraphs": len(plan.essay.passages),
        "words": plan.words,
        "questions": [_question(question) for question in plan.questions.questions],
        "readings": [_reading(reading) for reading in plan.readings],
        "events": [_event(event) for event in plan.events],
        "findings": [finding.as_json() for finding in plan.findings],
        "outline": [_part(part) for part in plan.essay.parts],
        "questions_title": plan.questions_title if plan.questions.questions else "",
        "introduction": plan.introduction,
    }


def _question(question: PlannedQuestion) -> dict[str, Any]:
    points = question.points
    return {
        "number": question.number,
        "label": question.label,
        "text": question.text,
        "points": float(points) if points is not None else None,
        "place": question.place,
        "parts": [_question(part) for part in question.parts],
    }


def _reading(reading) -> dict[str, str]:
    names = ("author", "title", "year", "publisher", "url", "note", "text", "place")
    return {name: getattr(reading, name) for name in names}


def _event(event) -> dict[str, str]:
    return {
        "date": event.date,
        "wording": event.wording,
        "title": event.title,
        "sentence": event.sentence,
        "paragraph": event.label,
        "place": event.place,
    }


def _part(part) -> dict[str, Any]:
    return {
        "number": part.number,
        "title": part.title,
        "paragraphs": [
            {
                "number": passage.label,
                "heading": passage.heading,
                "text": passage.text,
                "place": passage.place,
            }
            for passage in part.passages
        ],
    }


def report_lines(plan: Plan) -> Iterator[str]:
    """Yield the plan as a person reads it: what there is, the questions, the findings."""
    essay, questions = plan.essay, plan.questions
    yield plan.title
    yield (
        f"{_counted(len(essay.parts), 'section')}, {_counted(len(essay.passages), 'paragraph')}, "
        f"{_counted(plan.words, 'word')}, {_counted(len(questions.leaves), 'question')} to answer, "
        f"{_counted(len(plan.readings), 'reading')}, {_counted(len(plan.events), 'date')} found"
    )
    yield from _section_lines(plan)
    yield from _question_lines(questions.questions)
    if plan.findings:
        yield "Findings:"
        yield from (f"  {finding.severity}: {finding}" for finding in plan.findings)


def _section_lines(plan: Plan) -> Iterator[str]:
    for part in plan.essay.parts:
        yield f"  {part.number} {part.title} ({_counted(len(part.passages), 'paragraph')})"


def _question_lines(questions: Iterable[PlannedQuestion], indent: str = "  ") -> Iterator[str]:
    for question in questions:
        worth = "" if question.parts else f" ({points_text(question.points)} points)"
        yield f"{indent}{question.label} {question.text}{worth}"
        yield from _question_lines(question.parts, indent + "  ")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")

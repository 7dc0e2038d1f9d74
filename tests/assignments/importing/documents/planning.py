"""Shorthands: a plan of a plain text, and its questions in lines."""

from __future__ import annotations

from assignments.importing.documents.decisions import Decisions
from assignments.importing.documents.plan import Plan, make_plan
from tests.lessons.importing.documents.reading import text

PARAGRAPH = (
    "When the League of Nations met for the first time in Geneva, forty-two states had joined it, "
    "and it was to settle their quarrels before they became wars."
)


def plan(lines: str, decisions: Decisions | None = None, **options) -> Plan:
    """Plan a lesson of a plain text."""
    document = text(lines)
    return make_plan(
        blocks=document.blocks,
        found=document.findings,
        decisions=decisions,
        **{"named": "the file", **options},
    )


def asked(*lines: str, **options) -> Plan:
    """Plan a lesson with these lines under a questions heading."""
    return plan("\n".join(["The League", PARAGRAPH, "Questions", *lines]), **options)


def outline(found: Plan) -> list[str]:
    """Return "label text (points)" for each question."""
    return [
        f"{question.label} {question.text}"
        + ("" if question.points is None else f" ({question.points.normalize():f})")
        for question in found.questions.walk()
    ]


def findings(found: Plan) -> list[str]:
    """Return "severity place: message" of each finding."""
    return [f"{finding.severity} {finding}" for finding in found.findings]

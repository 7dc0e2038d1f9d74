"""Answers with what they cite, for every page that shows them. Read-side only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db.models import F

from assignments.domain.citing.citation_tokens import tokens_in
from assignments.models import Answer, Citation


class Cited(Protocol):
    """A citation as a page shows it: the row itself, or what a release keeps of it."""

    number: int
    label: str
    exact: str
    anchor: str
    kind: str
    edition_number: int


Citations = Mapping[int, Citation]
_C = TypeVar("_C")


@dataclass(frozen=True)
class Piece:
    """A run of an answer's text; with a ``citation`` it is the token that stands for it."""

    text: str
    citation: Cited | None = None


def citations_by_answer(
    answers: Sequence[Answer], *, with_paragraphs: bool = False
) -> dict[str, dict[int, Citation]]:
    """Return each answer's citations by number, used in its text or not. One query.

    The answers must come with ``attempt``; each citation comes with ``edition_number``, and with
    ``paragraph__anchor`` if that is asked for.
    """
    works = {answer.attempt.submission_id for answer in answers}
    found: dict[tuple[str, str], dict[int, Citation]] = defaultdict(dict)
    rows = Citation.objects.filter(
        submission__in=works, question__in={answer.question_id for answer in answers}
    ).annotate(edition_number=F("edition__number"))
    if with_paragraphs:
        rows = rows.select_related("paragraph__anchor")
    for row in rows.order_by("number"):
        found[row.submission_id, row.question_id][row.number] = row
    return {
        answer.pk: found[answer.attempt.submission_id, answer.question_id] for answer in answers
    }


def pieces_of(text: str, citations: Mapping[int, Cited]) -> list[Piece]:
    """Take a text apart at the tokens of its citations; nothing of it is left out."""
    pieces: list[Piece] = []
    at = 0
    for found in tokens_in(text, citations):
        if found.start > at:
            pieces.append(Piece(text[at : found.start]))
        pieces.append(Piece(text[found.start : found.end], citations[found.number]))
        at = found.end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def used_in(text: str, citations: Mapping[int, _C]) -> list[_C]:
    """Return the citations whose tokens stand in a text, each once, by number."""
    numbers = {found.number for found in tokens_in(text, citations)}
    return [citations[number] for number in sorted(numbers)]

"""What the tags on a class's answers add up to, and lines of answers that could be shown.

For staff only: no student page may import this. Of work that was handed in last; your own work,
should you have any, is not among it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from assignments.domain.citing.citation_tokens import TOKEN
from assignments.enums import TagKind
from assignments.models import AnswerTag, Assignment, Comment, Submission
from studyhub.people.models import User

_SHORTEST, _LONGEST = 20, 300  # characters of a line
MOST_LINES = 12


@dataclass(frozen=True)
class TagCount:
    """A tag, with how many answers to a question have it."""

    label: str
    kind: str
    text: str
    count: int


@dataclass(frozen=True)
class Line:
    """Words of an answer that a marker commented on. ``key`` tells it apart on the page."""

    key: str
    label: str
    text: str


def tag_counts(*, assignment: Assignment, by: User) -> list[TagCount]:
    """Return the tags on the class's answers, the most frequent first. One query."""
    rows = (
        AnswerTag.objects.filter(answer__attempt__in=_counted(assignment, by))
        .order_by()
        .values_list("answer__question__position", "answer__question__label", "kind", "text")
        .annotate(Count("answer"))
    )
    ordered = sorted(rows, key=lambda row: (-row[4], row[0], row[3]))
    return [TagCount(label, kind, text, count) for _place, label, kind, text, count in ordered]


def lines_to_show(*, assignment: Assignment, by: User) -> list[Line]:
    """Return lines of good answers, without names, for the marker to choose from. One query.

    They are what was commented on in answers with a strength, or with seven tenths of the points
    or more. Markers of citations are left out; so is what is shorter than 20 or longer than 300
    characters.
    """
    good = Exists(AnswerTag.objects.filter(answer=OuterRef("answer"), kind=TagKind.STRENGTH))
    enough = Q(answer__grade__points__gte=F("answer__question__points") * 7 / 10)
    rows = (
        Comment.objects.filter(good | enough, attempt__in=_counted(assignment, by))
        .filter(start__isnull=False)
        .exclude(text="")
        .order_by("answer__question__position", "answer", "start", "pk")
        .values_list("answer__question__label", "exact")
    )
    return [
        Line(f"l{number}", label, text) for number, (label, text) in enumerate(_fit(rows), start=1)
    ]


def _counted(assignment: Assignment, by: User) -> QuerySet:
    counted = Submission.objects.returnable_by(by).filter(assignment=assignment)
    return counted.values("counted_attempt")


def _fit(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for label, exact in rows:
        text = " ".join(TOKEN.sub(" ", exact).split())
        if _SHORTEST <= len(text) <= _LONGEST:
            found.setdefault(text, label)
    return [(label, text) for text, label in found.items()][:MOST_LINES]

"""What teachers gave to handed-in work, fetched at once for any number of attempts.

For staff only: no student page may import this.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assignments.domain.citing.cited import citations_by_answer, used_in
from assignments.enums import TOLD_TAGS, TagKind
from assignments.models import Answer, AnswerTag, Citation, Comment, GuideLevel


@dataclass
class GradedLeaf:
    """One answer, its ``grade`` loaded, with the words that go with it.

    ``comment`` is on all of it, ``spans`` are those on parts of its text, in reading order.
    ``level`` is "3 of 4", empty where its points lie in none of the guide's levels.
    """

    answer: Answer
    cited: Sequence[Citation]
    comment: str = ""
    spans: list[Comment] = field(default_factory=list)
    strengths: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    level: str = ""


@dataclass(frozen=True)
class MarkedWork:
    """Leaves in reading order, and the comment on the whole, by attempt."""

    leaves: Mapping[str, Sequence[GradedLeaf]]
    overall: Mapping[str, str]


def marked_work(attempt_ids: set[str]) -> MarkedWork:
    """Return all that is graded and written on these attempts. Five queries."""
    rows = Answer.objects.filter(attempt__in=attempt_ids).select_related(
        "attempt", "question__parent__parent", "grade"
    )
    answers = list(rows.order_by("question__position", "pk"))
    citations = citations_by_answer(answers)
    levels = _levels({answer.question_id for answer in answers})
    leaves: dict[str, list[GradedLeaf]] = defaultdict(list)
    by_answer: dict[str, GradedLeaf] = {}
    for answer in answers:
        leaf = GradedLeaf(answer, used_in(answer.text, citations[answer.pk]))
        leaf.level = _level(answer, levels.get(answer.question_id, []))
        leaves[answer.attempt_id].append(leaf)
        by_answer[answer.pk] = leaf
    overall = _put_comments(attempt_ids, by_answer)
    _put_tags(attempt_ids, by_answer)
    return MarkedWork(leaves, overall)


def _put_comments(attempt_ids: set[str], leaves: Mapping[str, GradedLeaf]) -> dict[str, str]:
    """Put each comment to its leaf; return those on the whole, by attempt."""
    overall: dict[str, str] = {}
    rows = Comment.objects.filter(attempt__in=attempt_ids)
    for comment in rows.order_by("start", "end", "written_at", "pk"):
        if comment.answer_id is None:
            overall[comment.attempt_id] = comment.text
        elif comment.start is None:
            leaves[comment.answer_id].comment = comment.text
        elif comment.text:
            leaves[comment.answer_id].spans.append(comment)
    return overall


def _put_tags(attempt_ids: set[str], leaves: Mapping[str, GradedLeaf]) -> None:
    rows = AnswerTag.objects.filter(answer__attempt__in=attempt_ids, kind__in=TOLD_TAGS)
    for tag in rows.order_by("given_at", "pk"):
        leaf = leaves[tag.answer_id]
        (leaf.strengths if tag.kind == TagKind.STRENGTH else leaf.next_steps).append(tag.text)


Levels = Sequence[tuple[int, Decimal, Decimal]]


def _levels(question_ids: set[str]) -> dict[str, list[tuple[int, Decimal, Decimal]]]:
    """Return the guides' levels as numbers, by question; none of their words is fetched."""
    found: dict[str, list[tuple[int, Decimal, Decimal]]] = defaultdict(list)
    rows = GuideLevel.objects.filter(guide__question__in=question_ids).order_by("level")
    columns = ("guide__question", "level", "points_from", "points_to")
    for question, number, low, high in rows.values_list(*columns):
        found[question].append((number, low, high))
    return found


def _level(answer: Answer, levels: Levels) -> str:
    grade = getattr(answer, "grade", None)
    if grade is None or grade.points is None:
        return ""
    number = next((level for level, low, high in levels if low <= grade.points <= high), None)
    return "" if number is None else f"{number} of {max(level for level, _low, _high in levels)}"

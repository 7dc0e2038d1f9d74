"""The notes on an answer as the desk shows them: parts with comments, tags, and what to pick from.

For staff only: no student page may import this.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assignments.domain.returned import ReturnedSpan
from assignments.enums import TagKind
from assignments.models import Answer, AnswerTag, Assignment, Comment
from studyhub.anchors.sentences import sentences

_MOST_OFFERED = 30


@dataclass(frozen=True)
class NotedPart:
    """A comment on a part of the answer, by its number on the page."""

    number: int
    comment: Comment

    @property
    def span(self) -> ReturnedSpan:
        """Return it as the student's page will mark it."""
        row = self.comment
        return ReturnedSpan(self.number, row.start or 0, row.end or 0, row.exact, row.text)


@dataclass(frozen=True)
class TagGroup:
    """One kind of tag: those given, and what else is offered, as ``(value, label)``."""

    kind: str
    title: str
    given: Sequence[str]
    offered: Sequence[str]


def parts_of(comments: Iterable[Comment]) -> list[NotedPart]:
    """Return the comments on parts, numbered as on the student's page; emptied ones left out."""
    rows = [row for row in comments if row.start is not None and row.text]
    rows.sort(key=lambda row: (row.start, row.end, row.written_at, row.pk))
    return [NotedPart(number, row) for number, row in enumerate(rows, start=1)]


def tags_by_answer(answers: Iterable[Answer]) -> dict[str, list[AnswerTag]]:
    """Return the tags on answers by the answer's id, in the order given. One query."""
    found: dict[str, list[AnswerTag]] = defaultdict(list)
    rows = AnswerTag.objects.filter(answer__in=[answer.pk for answer in answers])
    for tag in rows.order_by("given_at", "pk"):
        found[tag.answer_id].append(tag)
    return found


def tag_groups(
    tags: Sequence[AnswerTag],
    *,
    assignment: Assignment,
    question: str,
    misconceptions: Sequence[str],
) -> list[TagGroup]:
    """Return the three kinds with what to pick from. One query.

    Offered are, the most used first, the tags that answers to this question got in this
    assignment, and for misconceptions those of the marking guide before them.
    """
    used = _used(assignment, question)
    groups = []
    for kind in TagKind:
        given = [tag.text for tag in tags if tag.kind == kind]
        offered = [*misconceptions] if kind == TagKind.MISCONCEPTION else []
        offered += [text for text in used[kind] if text not in offered]
        left = [_fitting(text) for text in offered if _fitting(text) not in given]
        groups.append(TagGroup(kind, _TITLES[kind], given, left[:_MOST_OFFERED]))
    return groups


_TITLES = {
    TagKind.STRENGTH: "Strengths",
    TagKind.MISCONCEPTION: "Misconceptions",
    TagKind.NEXT_STEP: "Next steps",
}


def _fitting(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 200 else f"{words[:198].rsplit(' ', 1)[0]} …"  # noqa: PLR2004


def _used(assignment: Assignment, question: str) -> Mapping[str, list[str]]:
    rows = AnswerTag.objects.filter(
        answer__attempt__submission__assignment=assignment, answer__question=question
    )
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for kind, text in rows.order_by().values_list("kind", "text"):
        counts[kind, text] += 1
    found: dict[str, list[str]] = defaultdict(list)
    for (kind, text), _count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        found[kind].append(text)
    return found


def sentence_spans(text: str) -> list[tuple[int, str]]:
    """Return the answer's sentences with their numbers, from one."""
    return [(i, text[start:end]) for i, (start, end) in enumerate(sentences(text), start=1)]


def span_of_sentences(text: str, first: int, last: int) -> tuple[int, int]:
    """Return where the sentences from one number to another stand; out of range is cut to it."""
    found = sentences(text)
    if not found:
        return (0, 0)
    first = min(max(first, 1), len(found))
    last = min(max(last, first), len(found))
    return found[first - 1][0], found[last - 1][1]

"""The notes on an answer as the desk shows them: parts with comments, tags, and what to pick from.

For staff only: no student page may import this.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from assignments.domain.grading.points_made import fitting
from assignments.domain.returning.returned import ReturnedSpan
from assignments.enums import TagKind
from assignments.models import Answer, AnswerTag, Assignment, Comment, Question
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
    """One kind of tag: the words given, and what else is offered."""

    kind: str
    title: str
    given: Sequence[str]
    offered: Sequence[str]


def parts_of(comments: Iterable[Comment]) -> list[NotedPart]:
    """Return the comments on parts, numbered as on the student's page; emptied ones left out."""
    rows = [row for row in comments if row.start is not None and row.text]
    rows.sort(key=lambda row: (row.start, row.end, row.written_at, row.pk))
    return [NotedPart(number, row) for number, row in enumerate(rows, start=1)]


@dataclass(frozen=True)
class Tags:
    """The tags on answers: by the answer's id as they were given, and all that were looked at."""

    by_answer: Mapping[str, Sequence[AnswerTag]]
    all: Sequence[AnswerTag]


def tags_on(answers: Iterable[Answer], *, across: Question | None, assignment: Assignment) -> Tags:
    """Return the tags on answers; with a question, those on all answers to it as well. One query.

    Those are what is offered for the next answer; for all questions they would be too many.
    """
    wanted = Q(answer__in=[answer.pk for answer in answers])
    if across is not None:
        wanted = Q(answer__question=across, answer__attempt__submission__assignment=assignment)
    rows = list(AnswerTag.objects.filter(wanted).order_by("given_at", "pk"))
    found: dict[str, list[AnswerTag]] = defaultdict(list)
    for tag in rows:
        found[tag.answer_id].append(tag)
    return Tags(found, rows)


def tag_groups(
    given: Sequence[AnswerTag], *, across: Iterable[AnswerTag], misconceptions: Sequence[str]
) -> list[TagGroup]:
    """Return the three kinds given in words, with what to pick from; ticks are the guide's.

    Offered are the tags ``across`` the answers to the question, the most used first, and for
    misconceptions those of the marking guide before them.
    """
    used = _by_use(across)
    groups = []
    for kind, title in _TITLES.items():
        own = [tag.text for tag in given if tag.kind == kind]
        offered = [fitting(text) for text in misconceptions if kind == TagKind.MISCONCEPTION]
        offered += [text for text in used[kind] if text not in offered]
        left = [text for text in offered if text not in own]
        groups.append(TagGroup(kind, title, own, left[:_MOST_OFFERED]))
    return groups


_TITLES = {
    TagKind.STRENGTH: "Strengths",
    TagKind.MISCONCEPTION: "Misconceptions",
    TagKind.NEXT_STEP: "Next steps",
}


def _by_use(tags: Iterable[AnswerTag]) -> Mapping[str, list[str]]:
    counts = Counter((tag.kind, tag.text) for tag in tags)
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

"""Where the words of an answer also stand: in classmates' answers, and in the essay.

For staff only, and only among the answers that a person may grade: an assistant learns nothing of
what is not allocated to them. It is told of one answer to whoever asks for it there, and counted,
listed and exported nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.cache import caches

from assignments.domain.grading.alike import digest_of
from assignments.domain.grading.overlap import Overlaps, Span
from assignments.domain.grading.queue import queue
from assignments.domain.returning.snapshot import context_of
from assignments.models import Answer, Assignment, Question, Submission
from lessons.models import Paragraph
from studyhub.people.models import User

_Found = dict[int, tuple[list[tuple[int, list[Span]]], list[Span]]]


@dataclass(frozen=True)
class Pair:
    """A passage of the answer, and the same words where else they stand."""

    here: str
    there: str


@dataclass(frozen=True)
class WithClassmate:
    """What a classmate's answer has in common with it."""

    work: Submission
    pairs: list[Pair]


@dataclass(frozen=True)
class WithEssay:
    """What it has in common with the essay, from the paragraph on in which that begins."""

    paragraph: Paragraph
    pair: Pair


@dataclass(frozen=True)
class SameWords:
    """All places where words of an answer also stand."""

    classmates: list[WithClassmate] = field(default_factory=list)
    essay: list[WithEssay] = field(default_factory=list)

    @property
    def places(self) -> int:
        """Count the places."""
        return len(self.classmates) + len(self.essay)


def same_words(*, assignment: Assignment, answer: Answer, by: User) -> SameWords:
    """Return where words of an answer also stand, classmates in the order of the desk.

    Three queries. The whole question is compared at once and kept, so that the next answer costs
    no comparison; one more query for that.
    """
    question = answer.question
    line = queue(assignment=assignment, by=by, question=question)
    places = {row.answer_id: place for place, row in enumerate(line)}  # type: ignore[attr-defined]
    paragraphs = list(
        Paragraph.objects.filter(edition=assignment.edition_id)
        .select_related("anchor")
        .defer("html")
        .order_by("position")
    )
    if answer.pk not in places:  # handed in again in this very moment
        return SameWords()
    classmates, essay = _compared(line, question, paragraphs)[places[answer.pk]]
    others = [line[place] for place, _spans in classmates]
    texts = _texts([row.answer_id for row in others])  # type: ignore[attr-defined]
    return SameWords(
        [
            WithClassmate(row, _pairs(answer.text, texts[row.answer_id], spans))  # type: ignore[attr-defined]
            for row, (_place, spans) in zip(others, classmates, strict=True)
        ],
        _in_essay(answer.text, paragraphs, essay),
    )


def _compared(
    line: Sequence[Submission], question: Question, paragraphs: Sequence[Paragraph]
) -> _Found:
    """Return what each place in the queue shares with others and with the essay: offsets only."""
    edition = paragraphs[0].edition_id if paragraphs else ""
    key = f"same-words-{question.pk}-{edition}-{digest_of(line)}"
    found = caches["process"].get(key)
    if found is None:
        found = _compare(line, question, paragraphs)
        caches["process"].set(key, found)
    return found


def _compare(
    line: Sequence[Submission], question: Question, paragraphs: Sequence[Paragraph]
) -> _Found:
    answers = [row.answer_id for row in line]  # type: ignore[attr-defined]
    texts = _texts(answers)
    overlaps = Overlaps(
        {place: texts[pk] for place, pk in enumerate(answers)},
        essay=_essay(paragraphs),
        question="\n".join([*context_of(question), question.text, question.full_points]),
    )
    return {
        place: (
            [(shared.other, shared.spans) for shared in overlaps.with_classmates(place)],
            overlaps.with_essay(place),
        )
        for place in range(len(answers))
    }


def _texts(answers: Sequence[str]) -> dict[str, str]:
    return dict(Answer.objects.filter(pk__in=answers).values_list("pk", "text"))


def _essay(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(row.text for row in paragraphs)


def _pairs(here: str, there: str, spans: Sequence[Span]) -> list[Pair]:
    return [
        Pair(here[span.start : span.end], there[span.other_start : span.other_end])
        for span in spans
    ]


def _in_essay(text: str, paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> list[WithEssay]:
    pairs = _pairs(text, _essay(paragraphs), spans)
    return [
        WithEssay(_paragraph_at(paragraphs, span.other_start), pair)
        for span, pair in zip(spans, pairs, strict=True)
    ]


def _paragraph_at(paragraphs: Sequence[Paragraph], offset: int) -> Paragraph:
    begins = 0
    for row in paragraphs:
        begins += len(row.text) + 1
        if offset < begins:
            return row
    raise ValueError(offset)

"""Citations in demo answers: a sentence rests on the sentence of the source that is nearest to it.

Looked for where the marking guide expects an answer to look, so that the evidence map of the demo
has something to say. Nearest is: most words of five letters or more in common.
"""

import re
from datetime import datetime

from assignments.domain.citing.citation_tokens import TOKEN
from assignments.domain.citing.cite import cite_event, cite_sentences
from assignments.domain.timing.position import Position
from assignments.models import Answer, MarkingGuide, Question
from lessons.models import Edition, Paragraph
from studyhub.anchors.sentences import sentences

_WORD = re.compile(r"[^\W\d_]{5,}")
_TOKEN_AND_SPACE = re.compile(rf" {TOKEN.pattern}")
_IN_COMMON = 4
_EVENTS = (("Rapallo", "rapallo-treaty"), ("Munich", "munich-agreement"))


class Source:
    """The sentences of an edition where the guide of each question looks, read once each."""

    def __init__(self, edition: Edition) -> None:
        """Hold what was read of one edition."""
        self._edition = edition
        self._found: dict[str, list[tuple[Paragraph, int, set[str]]]] = {}

    def nearest(self, question: Question, sentence: str) -> tuple[Paragraph, int] | None:
        """Return a paragraph and the number of its sentence, from 1; None where nothing is near."""
        words = _words(sentence)
        rows = self._rows(question)
        best = max(rows, key=lambda row: len(row[2] & words), default=None)
        if best is None or len(best[2] & words) < _IN_COMMON:
            return None
        return best[0], best[1]

    def _rows(self, question: Question) -> list[tuple[Paragraph, int, set[str]]]:
        if question.pk not in self._found:
            guides = MarkingGuide.objects.filter(question=question)
            paragraphs = self._edition.paragraphs.filter(
                anchor__in=guides.values("expected_points__anchors")
            ) | self._edition.paragraphs.filter(anchor__in=guides.values("main_anchors"))
            self._found[question.pk] = [
                (paragraph, number, _words(paragraph.text[start:end]))
                for paragraph in paragraphs.distinct().order_by("pk")
                for number, (start, end) in enumerate(sentences(paragraph.text), start=1)
            ]
        return self._found[question.pk]


def with_citations(
    text: str, *, answer: Answer, position: Position, source: Source, most: int, at: datetime
) -> str:
    """Cite for the first ``most`` sentences that have something near, and return the new text."""
    parts: list[str] = []
    done = 0
    for start, end in sentences(text):
        token = ""
        if len(parts) < most:
            token = _cite(text[start:end], len(parts), answer, position, source, at)
        if token:
            stop = end - 1 if text[end - 1] in ".?!" else end
            parts.append(f"{text[done:stop]} {token}")
            done = stop
    return "".join([*parts, text[done:]])


def without_citations(text: str) -> str:
    """Return what was written before anything was cited."""
    return _TOKEN_AND_SPACE.sub("", text)


def _cite(
    sentence: str, place: int, answer: Answer, position: Position, source: Source, at: datetime
) -> str:
    key = f"demo-{answer.pk}-{place}"
    near = source.nearest(answer.question, sentence)
    if near is not None:
        paragraph, number = near
        return cite_sentences(
            answer=answer, position=position, paragraph=paragraph, first=number, last=number,
            key=key, at=at,
        ).token  # fmt: skip
    for word, name in _EVENTS:
        if word in sentence:
            event = position.assignment.edition.lesson.events.get(key=name)
            return cite_event(answer=answer, position=position, event=event, key=key, at=at).token
    return ""


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}

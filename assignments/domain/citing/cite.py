"""Cite a passage or an event in an answer: give it the next number of that answer.

Only the citation is made here; its token comes into the text as everything a student writes
does, by a save. Private work in progress, so no audit entry.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Max

from assignments import policy
from assignments.domain.citing.citation_tokens import token
from assignments.domain.timing.position import Position
from assignments.enums import CitationKind
from assignments.models import Answer, Citation
from lessons.domain.passages import check_seen, passage, sentences_between
from lessons.models import Paragraph, ShelfItem, TimelineEvent
from studyhub import edtf
from studyhub.access.refusal import Refusal
from studyhub.anchors import Selector

MOST_CITATIONS = 200  # of one answer
_LONGEST_EVENT = 60  # characters of a title in a token
_TRIES = 5  # two citations in the same moment want the same number


@dataclass(frozen=True)
class Cited:
    """The citation that now stands for it. Not ``is_new``: the answer had it already."""

    citation: Citation
    is_new: bool

    @property
    def token(self) -> str:
        """Return the words to put into the answer."""
        return token(self.citation.number, self.citation.label)


def cite_passage(
    *,
    answer: Answer,
    position: Position,
    paragraph: Paragraph,
    start: int,
    end: int,
    key: str,
    at: datetime,
    seen: str | None = None,
) -> Cited:
    """Cite ``paragraph.text[start:end]``, grown to whole graphemes, offsets in code points.

    The paragraph may be of any edition of the lesson; the citation stays on that one. ``seen``,
    the words that the page had there, is only compared. Raises ``Refusal`` where the work takes
    no change, where the words are others or blank, and for a full answer.
    """
    check_seen(paragraph, start, end, seen, act="cited")
    return _cite_words(answer, position, paragraph, passage(paragraph, start, end), key, at)


def cite_sentences(
    *,
    answer: Answer,
    position: Position,
    paragraph: Paragraph,
    first: int,
    last: int,
    key: str,
    at: datetime,
) -> Cited:
    """Cite the sentences of a paragraph from number ``first`` to ``last``, counted from 1."""
    selector = passage(paragraph, *sentences_between(paragraph, first, last))
    return _cite_words(answer, position, paragraph, selector, key, at)


def cite_event(
    *, answer: Answer, position: Position, event: TimelineEvent, key: str, at: datetime
) -> Cited:
    """Cite an event of the lesson's timeline as it is titled and dated today."""
    edition = position.assignment.edition
    if event.lesson_id != edition.lesson_id:
        raise ValueError("The event is of another lesson.")
    row = Citation(
        kind=CitationKind.EVENT,
        edition=edition,
        anchor=f"event-{event.key}",
        label=_event_label(event),
        exact=event.title,
    )
    place = {"kind": CitationKind.EVENT, "anchor": row.anchor}
    return _cite(row, place, answer, position, key, at)


def cite_item(
    *, answer: Answer, position: Position, item: ShelfItem, key: str, at: datetime
) -> Cited:
    """Cite what lies on the shelf; a passage on the edition it was kept from."""
    if item.lesson_id != position.assignment.edition.lesson_id:
        raise ValueError("The item is of another lesson.")
    if item.paragraph is not None:
        selector = Selector(
            item.exact, item.prefix, item.suffix, item.start or 0, item.end or len(item.exact)
        )
        return _cite_words(answer, position, item.paragraph, selector, key, at)
    if item.event is None:
        raise Refusal("This event is no longer on the timeline.", code="gone")
    return cite_event(answer=answer, position=position, event=item.event, key=key, at=at)


def _cite_words(
    answer: Answer,
    position: Position,
    paragraph: Paragraph,
    selector: Selector,
    key: str,
    at: datetime,
) -> Cited:
    if paragraph.edition.lesson_id != position.assignment.edition.lesson_id:
        raise ValueError("The paragraph is of another lesson.")
    place = {"paragraph": paragraph, "start": selector.start, "end": selector.end}
    row = Citation(
        kind=CitationKind.PASSAGE,
        edition=paragraph.edition,
        anchor=paragraph.anchor.name,
        label=_passage_label(paragraph, position),
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        **place,
    )
    return _cite(row, place, answer, position, key, at)


def _passage_label(paragraph: Paragraph, position: Position) -> str:
    if paragraph.edition_id == position.assignment.edition_id:
        return f"paragraph {paragraph.label}"
    return f"paragraph {paragraph.label} of edition {paragraph.edition.number}"


def _event_label(event: TimelineEvent) -> str:
    """Return date and title, short, and without what would end a token."""
    date = edtf.wording(event.date, cast("edtf.Calendar", event.calendar))
    title = event.title if len(event.title) <= _LONGEST_EVENT else _cut(event.title)
    return _without_brackets(f"event {title}, {date}")[:120]


def _cut(title: str) -> str:
    return f"{title[:_LONGEST_EVENT].rsplit(' ', 1)[0]} …"


def _without_brackets(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def _cite(
    row: Citation,
    place: dict[str, Any],
    answer: Answer,
    position: Position,
    key: str,
    at: datetime,
) -> Cited:
    """Give the row the answer's next number; what it cites already keeps the number it has."""
    policy.check_may_save(position)
    own = Citation.objects.filter(
        submission=answer.attempt.submission_id, question=answer.question_id
    )
    for _ in range(_TRIES):
        made = own.filter(key=key).first() or own.filter(**place).first()
        if made is not None:
            return Cited(made, is_new=made.key == key)
        number = (own.aggregate(last=Max("number"))["last"] or 0) + 1
        if number > MOST_CITATIONS:
            raise Refusal(
                f"This answer has {MOST_CITATIONS} citations, which is the limit.", code="full"
            )
        row.submission_id, row.question_id = answer.attempt.submission_id, answer.question_id
        row.number, row.key, row.made_at = number, key, at
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue
        return Cited(row, is_new=True)
    raise Refusal("Nothing was cited: try once more.", code="busy")

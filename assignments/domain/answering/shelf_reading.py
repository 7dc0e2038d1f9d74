"""A person's evidence shelf for one lesson, as its pages and scripts show it. Read-side only.

A constant number of queries, however much lies there.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.db.models import Prefetch

from assignments.domain.answering.shelf import questions_for
from assignments.models import Question, ShelfQuestion
from lessons.enums import PassageState, ShelfKind
from lessons.models import Lesson, Paragraph, ShelfItem
from studyhub import edtf
from studyhub.anchors import Selector, locate
from studyhub.people.models import User

_LAST = 10**9  # behind every paragraph and every date


@dataclass(frozen=True)
class Entry:
    """One item with where it stands.

    ``here`` is the paragraph of the current edition at the same anchor, ``words_now`` what the
    passage has become there; both are of passages only. ``date`` is that of an event.
    """

    item: ShelfItem
    tied: list[Question]
    here: Paragraph | None = None
    state: PassageState = PassageState.SAME
    words_now: str = ""
    date: str = ""

    @property
    def is_passage(self) -> bool:
        """Tell whether it is a passage and not an event."""
        return self.item.kind == ShelfKind.PASSAGE

    @property
    def label(self) -> str:
        """Return the number of its paragraph: today's, or where it is gone, that of its time."""
        paragraph = self.here or self.item.paragraph
        return paragraph.label if paragraph else ""

    @property
    def anchor(self) -> str:
        """Return the place on the lesson's page, empty if it is no longer there."""
        if self.here is not None:
            return self.here.anchor.name
        return f"event-{self.item.event.key}" if self.item.event else ""

    @property
    def is_of_older_edition(self) -> bool:
        """Tell whether the passage was kept from an edition that is no longer the current one."""
        return self.is_passage and self.item.edition_id != self.item.lesson.current_edition_id

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Return what orders a shelf; items that are equal in it stay as they were kept."""
        item = self.item
        if item.paragraph is None:
            days = (item.event.first_day, item.event.last_day) if item.event else (_LAST, _LAST)
            return (1, *days, 0)
        position = self.here.position if self.here else _LAST
        return (0, position, item.paragraph.position, item.start or 0)

    @property
    def tied_ids(self) -> list[str]:
        """Return the ids of the questions it is tied to."""
        return [question.pk for question in self.tied]

    @property
    def title(self) -> str:
        """Return what to call it: the event's title of today, or the words of the passage."""
        return self.item.event.title if self.item.event else self.item.exact


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words (literally), one kind, one question's id; empty means all."""

    words: str = ""
    kind: str = ""
    question: str = ""

    @property
    def is_all(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.words or self.kind or self.question)

    def takes(self, entry: Entry) -> bool:
        """Tell whether the entry is looked for; case and composition of letters do not count."""
        if self.kind and entry.item.kind != self.kind:
            return False
        if self.question and self.question not in entry.tied_ids:
            return False
        if not self.words:
            return True
        return any(
            _plain(self.words) in _plain(text)
            for text in (entry.item.exact, entry.item.note, entry.title)
        )


@dataclass(frozen=True)
class Shelf:
    """All entries, passages in reading order, then events by date; and the questions to tie to."""

    entries: list[Entry] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def only(self, wanted: Wanted) -> list[Entry]:
        """Return the entries that are looked for."""
        return [entry for entry in self.entries if wanted.takes(entry)]

    def entry_of(self, pk: str) -> Entry | None:
        """Return the entry of an item."""
        return next((entry for entry in self.entries if entry.item.pk == pk), None)


def shelf_of(*, user: User, lesson: Lesson, at: datetime) -> Shelf:
    """Return your shelf for a lesson. Four queries."""
    ties = ShelfQuestion.objects.select_related("question").order_by(
        "question__version", "question__position", "question"
    )
    items = list(
        ShelfItem.objects.of(user)
        .filter(lesson=lesson)
        .select_related("paragraph__anchor", "edition", "event")
        .prefetch_related(Prefetch("for_questions", ties))
        .order_by("created_at", "pk")
    )
    here = _paragraphs_here(lesson, items)
    for item in items:
        item.lesson = lesson  # with its current edition, so that nobody fetches it once more
    entries = sorted((_entry(item, here) for item in items), key=lambda entry: entry.order)
    questions = list(questions_for(user=user, lesson=lesson, at=at))
    return Shelf(entries, questions)


def entry_of(item: ShelfItem) -> Entry:
    """Return one item as its page shows it."""
    return _entry(item, _paragraphs_here(item.lesson, [item]))


def _paragraphs_here(lesson: Lesson, items: Sequence[ShelfItem]) -> dict[int, Paragraph]:
    """Return the paragraphs of the current edition that stand where something was kept."""
    anchors = {item.paragraph.anchor_id for item in items if item.paragraph}
    rows = Paragraph.objects.filter(edition=lesson.current_edition_id, anchor__in=anchors)
    return {row.anchor_id: row for row in rows.select_related("anchor")}


def _entry(item: ShelfItem, here: dict[int, Paragraph]) -> Entry:
    tied = [tie.question for tie in item.for_questions.all()]
    if item.paragraph is None:
        return Entry(item, tied, date=_date_of(item))
    now = here.get(item.paragraph.anchor_id)
    state, words = _standing(item, now)
    return Entry(item, tied, now, state, words)


def _standing(item: ShelfItem, now: Paragraph | None) -> tuple[PassageState, str]:
    if now is None or item.start is None or item.end is None:
        return PassageState.GONE, ""
    if item.paragraph and item.paragraph.text == now.text:
        return PassageState.SAME, item.exact
    selector = Selector(item.exact, item.prefix, item.suffix, item.start, item.end)
    place = locate(now.text, selector)
    if place is None:
        return PassageState.GONE, ""
    words = now.text[slice(*place)]
    return (PassageState.SAME if words == item.exact else PassageState.REWORDED), words


def _date_of(item: ShelfItem) -> str:
    if item.event is None:
        return ""
    return edtf.wording(item.event.date, cast("edtf.Calendar", item.event.calendar))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()

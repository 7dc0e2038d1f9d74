"""What the review page points out about one's own answers. Read-side; nothing of it is stored.

Two queries, whatever the number of answers: the paragraphs of the pinned edition, and the events of
its lesson.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from assignments.domain.answering.checks.chronology import Chronology, DatedOtherwise
from assignments.domain.answering.checks.event_names import DatedEvent
from assignments.domain.answering.checks.places import Place, ReadingMatter, sentences_of
from assignments.domain.answering.checks.uncited_quotes import Cited, UncitedQuote, uncited_quotes
from assignments.domain.answering.writing import Leaf
from assignments.models import Submission
from lessons.models import Lesson, TimelineEvent
from studyhub import edtf
from studyhub.edtf.days import date_of_day

MOST_OF_ANSWER: Final = 20_000  # code points looked at of one answer
MOST_OF_WORK: Final = 60_000  # and of all answers together
KEY_LENGTH: Final = 16
_IN_DOUBT: Final = 10  # years that an uncertain or approximate date may be off


@dataclass(frozen=True)
class Finding:
    """A quote or a year to look at again.

    ``key`` is the same while the words in question stay the same, and says nothing of them.
    ``cite`` is the query that tells the page for citing what to fill in.
    """

    key: str
    cite: str = ""
    quote: UncitedQuote | None = None
    year: DatedOtherwise | None = None


@dataclass(frozen=True)
class Advice:
    """What there is to say about one answer. ``dismissed`` is what its writer did not mean.

    ``is_cut`` tells that the answer is longer than what was looked at.
    """

    findings: list[Finding] = field(default_factory=list)
    dismissed: list[Finding] = field(default_factory=list)
    is_cut: bool = False

    @property
    def quotes(self) -> int:
        """Return how many quotes want a citation."""
        return sum(1 for one in self.findings if one.quote is not None)

    @property
    def years(self) -> int:
        """Return how many years want a second look."""
        return sum(1 for one in self.findings if one.year is not None)


def advice_on(
    submission: Submission, leaves: Sequence[Leaf], *, dismissed: Collection[str]
) -> list[Advice]:
    """Return the advice on each leaf, in their order; ``dismissed`` are keys of findings.

    Looks at the beginning of long answers only, so that the page opens at once.
    """
    edition = submission.assignment.edition
    paragraphs = list(
        edition.paragraphs.order_by("position").values_list("label", "anchor__name", "text")
    )
    events = list(edition.lesson.events.order_by("first_day", "last_day", "key"))
    matter = ReadingMatter([*_paragraph_places(paragraphs), *_event_places(events)])
    chronology = _chronology(edition.lesson, events, [text for _label, _name, text in paragraphs])
    texts = {name: text for _label, name, text in paragraphs}
    left = MOST_OF_WORK
    found = []
    for leaf in leaves:
        text = leaf.answer.text[: min(MOST_OF_ANSWER, left)]
        left -= len(text)
        findings = _findings(leaf, text, matter, chronology, texts)
        found.append(_advice(findings, dismissed, is_cut=len(text) < len(leaf.answer.text)))
    return found


def _advice(findings: list[Finding], dismissed: Collection[str], *, is_cut: bool) -> Advice:
    return Advice(
        findings=[one for one in findings if one.key not in dismissed],
        dismissed=[one for one in findings if one.key in dismissed],
        is_cut=is_cut,
    )


def _findings(
    leaf: Leaf,
    text: str,
    matter: ReadingMatter,
    chronology: Chronology,
    texts: Mapping[str, str],
) -> list[Finding]:
    known = [*leaf.context, leaf.question.text, leaf.question.full_points]
    cited = [Cited(one.number, one.anchor, one.exact) for one in leaf.citations.values()]
    quotes = uncited_quotes(text, cited=cited, matter=matter, known=known)
    found = [
        Finding(_key(leaf, "quote", quote.words), quote=quote, cite=_where(quote, texts))
        for quote in quotes
    ]
    for year in chronology.findings(text):
        found.append(Finding(_key(leaf, "year", year.written, year.event.key), year=year))
    return found


def _where(quote: UncitedQuote, texts: Mapping[str, str]) -> str:
    """Return what the page for citing is asked for, so that its numbers are filled in."""
    place = quote.place
    if place is None:
        return ""
    if place.is_event:
        return urlencode({"event": place.anchor.removeprefix("event-")})
    numbers = sentences_of(quote.words, texts[place.anchor])
    if numbers is None:
        return urlencode({"paragraph": place.label})
    first, last = numbers
    span = str(first) if first == last else f"{first}-{last}"
    return urlencode({"paragraph": place.label, "sentences": span})


def _key(leaf: Leaf, *parts: str) -> str:
    whole = "\0".join([leaf.question.pk, *parts])
    return hashlib.sha256(whole.encode()).hexdigest()[:KEY_LENGTH]


def _paragraph_places(
    paragraphs: Sequence[tuple[str, str, str]],
) -> list[tuple[Place, str]]:
    return [(Place(label, anchor), text) for label, anchor, text in paragraphs]


def _event_places(events: Sequence[TimelineEvent]) -> list[tuple[Place, str]]:
    return [
        (Place(event.title, f"event-{event.key}", is_event=True), text)
        for event in events
        for text in (event.title, event.summary)
    ]


def _chronology(
    lesson: Lesson, events: Sequence[TimelineEvent], essay: Sequence[str]
) -> Chronology:
    return Chronology([dated(event) for event in events], essay=essay, language=lesson.language)


def dated(event: TimelineEvent) -> DatedEvent:
    """Return an event as the check needs it; a date in doubt reaches ten years further."""
    date = edtf.parse(event.date, event.calendar)
    first, last = _years_of(date)
    return DatedEvent(
        key=event.key,
        title=event.title,
        words=edtf.wording(date),
        first=first,
        last=last,
        first_day=event.first_day,
        last_day=event.last_day,
        place=event.place,
        people=tuple(event.people),
        told=f"{event.summary} {event.note}",
    )


def _years_of(date: edtf.Date | edtf.Interval) -> tuple[int, int]:
    """Return the years it may lie in, in whichever calendar; an open end reaches very far."""
    ends = [date.start, date.end] if isinstance(date, edtf.Interval) else [date]
    dates = [end for end in ends if isinstance(end, edtf.Date)]
    doubt = _IN_DOUBT if any(one.qualifier is not edtf.Qualifier.NONE for one in dates) else 0
    first, last = edtf.NO_FIRST_DAY, edtf.NO_LAST_DAY
    if date.first_day != edtf.NO_FIRST_DAY:
        first = min(dates[0].year, date_of_day(date.first_day).year) - doubt
    if date.last_day != edtf.NO_LAST_DAY:
        last = max(dates[-1].last_year, date_of_day(date.last_day).year) + doubt
    return first, last

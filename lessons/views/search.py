"""Searching within a lesson: what ``?q=`` finds in the essay and on the timeline."""

from dataclasses import dataclass, replace

from lessons.domain.search import (
    Piece,
    excerpt,
    fold,
    lies_in,
    needle_of,
    pieces,
    years_asked,
)
from lessons.models import Edition
from lessons.views.essay_search import (
    MAX_LISTED,
    MAX_MARKED,
    EssayFound,
    PlaceFound,
    find_in_essay,
    marked,
)
from lessons.views.timeline import EventEntry, Timeline

MAX_QUERY = 200  # characters


@dataclass(frozen=True)
class EventFound:
    """An event that holds what was looked for, or in whose years it lies."""

    key: str
    date: list[Piece]
    title: list[Piece]
    words: list[Piece]


@dataclass(frozen=True)
class Search:
    """What was found, to be listed and marked. ``query`` is what was looked for, as typed.

    ``was_cut`` says that more was typed than is looked for. ``entries`` is the whole timeline with
    the hits marked, ``events`` what is listed of it, ``event_count`` how many events are hits.
    """

    query: str
    was_cut: bool
    essay: EssayFound
    events: list[EventFound]
    event_count: int
    entries: list[EventEntry]

    @property
    def total(self) -> int:
        """Count the hits: each in the essay, and each event once."""
        return self.essay.count + self.event_count

    @property
    def listed_places(self) -> list[PlaceFound]:
        """Return the places that are listed."""
        return self.essay.places[:MAX_LISTED]

    @property
    def unlisted(self) -> int:
        """Count the places and events beyond those listed."""
        places = len(self.essay.places) - len(self.listed_places)
        return places + self.event_count - len(self.events)

    @property
    def is_too_much(self) -> bool:
        """Tell whether not even all hits are marked."""
        return self.essay.count > MAX_MARKED or self.event_count > MAX_MARKED


def search_lesson(query: str, edition: Edition, timeline: Timeline) -> Search | None:
    """Return what a query finds; None where nothing visible was asked. No query."""
    needle = needle_of(query[:MAX_QUERY])
    if not needle:
        return None
    years = years_asked(needle)
    hits = [entry for entry in timeline.entries if _is_hit(entry, needle, years)]
    shown = {entry.key: _with_marks(entry, needle) for entry in hits[:MAX_MARKED]}
    shown |= {entry.key: replace(entry, is_hit=True) for entry in hits[MAX_MARKED:]}
    return Search(
        query=" ".join(query[:MAX_QUERY].split()),
        was_cut=len(query) > MAX_QUERY,
        essay=find_in_essay(edition, needle),
        events=[_found(entry, needle) for entry in hits[:MAX_LISTED]],
        event_count=len(hits),
        entries=[shown.get(entry.key, entry) for entry in timeline.entries],
    )


def _date_line(entry: EventEntry) -> str:
    return f"{entry.words}, {entry.place}" if entry.place else entry.words


def _is_hit(entry: EventEntry, needle: str, years: tuple[int, int] | None) -> bool:
    """Look through the date in words, place, title, summary, people and note, then the years."""
    texts = (
        _date_line(entry),
        entry.title,
        entry.summary,
        ", ".join(entry.people),
        entry.note,
    )
    return any(needle in fold(text).text for text in texts) or lies_in(years, entry.span)


def _found(entry: EventEntry, needle: str) -> EventFound:
    others = (entry.summary, ", ".join(entry.people), entry.note)
    words = (excerpt(text, needle) for text in others)
    return EventFound(
        key=entry.key,
        date=pieces(_date_line(entry), needle),
        title=pieces(entry.title, needle),
        words=next(filter(None, words), []),
    )


def _with_marks(entry: EventEntry, needle: str) -> EventEntry:
    """Mark the hits in what the list shows; ``spoken`` stays, for it is not seen."""
    return replace(
        entry,
        words=marked(entry.words, needle),
        title=marked(entry.title, needle),
        summary=marked(entry.summary, needle),
        place=marked(entry.place, needle),
        people=[marked(person, needle) for person in entry.people],
        note=marked(entry.note, needle),
        is_hit=True,
    )

"""An event's fields in words, for pages that show two states of one side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lessons.domain.dates import words_of
from lessons.domain.event_content import EventContent, Known
from lessons.enums import Calendar

LABELS = {
    "date": "Date",
    "calendar": "Calendar",
    "title": "Title",
    "summary": "Summary",
    "place": "Place",
    "people": "People",
    "themes": "Themes",
    "anchors": "Paragraphs",
    "sources": "Sources",
    "note": "Note",
    "is_context": "Background",
}


@dataclass(frozen=True)
class Pair:
    """One field in both states."""

    label: str
    before: str
    after: str


def pairs_of(
    before: EventContent, after: EventContent, names: Iterable[str], known: Known
) -> list[Pair]:
    """Return the named fields of two states in words."""
    words = _words(known)
    return [Pair(LABELS[name], words[name](before), words[name](after)) for name in names]


def _words(known: Known) -> dict[str, Callable[[EventContent], str]]:
    return {
        "date": lambda event: f"{event.date}: {words_of(event.date, event.calendar)}",
        "calendar": lambda event: str(Calendar(event.calendar).label),
        "title": lambda event: event.title,
        "summary": lambda event: event.summary,
        "place": lambda event: event.place or "None",
        "people": lambda event: _listed(event.people),
        "themes": lambda event: _listed(known.themes.get(key, key) for key in event.themes),
        "anchors": lambda event: _listed(paragraph_label(name, known) for name in event.anchors),
        "sources": lambda event: "\n".join(_sources(event, known)) or "None",
        "note": lambda event: event.note or "None",
        "is_context": lambda event: "Yes" if event.is_context else "No",
    }


def paragraph_label(name: str, known: Known) -> str:
    """Return a place's number in the current edition, or say that it is gone from it."""
    label = known.labels.get(name)
    return label or f"{known.anchors[name].label} (no longer in the essay)"


def _sources(event: EventContent, known: Known) -> Iterable[str]:
    for use in event.sources:
        title = known.sources[use.key].title
        yield f"{title}, {use.locator}" if use.locator else title


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items) or "None"

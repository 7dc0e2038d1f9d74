"""Where in the lesson a question is at home: paragraphs by the number they have now, and events."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lessons.models import Anchor, Paragraph, TimelineEvent
from studyhub import edtf


@dataclass(frozen=True)
class Place:
    """A paragraph by its lasting name. ``is_there`` is false where this edition has none."""

    name: str
    label: str
    is_there: bool = True


@dataclass(frozen=True)
class EventPlace:
    """An event with its date in words; ``spoken`` is empty where it would repeat them."""

    key: str
    title: str
    words: str
    spoken: str


def places_of(
    anchors: Iterable[Anchor], paragraphs: Mapping[int, Paragraph]
) -> Sequence[tuple[Anchor, Place]]:
    """Return the places in reading order; those no longer in the edition come last.

    ``paragraphs`` maps an anchor's id to what stands there in the edition at hand.
    """
    ordered = sorted(anchors, key=lambda anchor: _order(anchor, paragraphs))
    if not paragraphs:  # no edition at hand, so nothing has gone from one
        return [(anchor, Place(anchor.name, anchor.label, is_there=False)) for anchor in ordered]
    return [(anchor, place_of(anchor, paragraphs.get(anchor.pk))) for anchor in ordered]


def place_of(anchor: Anchor, paragraph: Paragraph | None) -> Place:
    """Return a place under its number in the edition at hand: "6.4", or "formerly 6.3"."""
    label = paragraph.label if paragraph else f"formerly {anchor.label}"
    return Place(anchor.name, label, paragraph is not None)


def _order(anchor: Anchor, paragraphs: Mapping[int, Paragraph]) -> tuple:
    paragraph = paragraphs.get(anchor.pk)
    numbers = [int(number) for number in re.findall("[0-9]+", anchor.name)]
    return (paragraph is None, paragraph.position if paragraph else 0, numbers, anchor.name)


def event_places(events: Iterable[TimelineEvent]) -> list[EventPlace]:
    """Return events in the order of the timeline."""
    ordered = sorted(events, key=lambda event: (event.first_day, event.last_day, event.key))
    return [_event_place(event) for event in ordered]


def _event_place(event: TimelineEvent) -> EventPlace:
    date = edtf.parse(event.date, event.calendar)
    words, spoken = edtf.wording(date), edtf.spoken(date)
    return EventPlace(event.key, event.title, words, spoken if spoken != words else "")

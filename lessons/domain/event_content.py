"""What a teacher says of an event, and the rules it must keep: those of the lesson pack."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from lessons.domain.dates import bounds_of
from lessons.enums import Calendar
from lessons.importing.pack import SourceUse
from lessons.importing.shape import MAX_ITEMS
from lessons.models import Anchor, EventSource, Lesson, Paragraph, Source, TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.people.domain.checked import check_length, checked_line, checked_prose, shown_line

MAX_PERSON = 120
COLUMNS = (
    "date", "calendar", "first_day", "last_day", "title", "summary", "place", "people", "themes",
    "note", "is_context",
)  # fmt: skip


@dataclass(frozen=True)
class EventContent:
    """An event but for its key. ``themes`` has the main one first, ``sources`` are in order.

    ``anchors`` are names of paragraphs' places, ``themes`` and ``sources`` keys of the lesson.
    """

    date: str
    title: str
    summary: str
    calendar: str = Calendar.GREGORIAN.value
    place: str = ""
    people: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    sources: tuple[SourceUse, ...] = ()
    note: str = ""
    is_context: bool = False


FIELDS = tuple(item.name for item in fields(EventContent))


@dataclass(frozen=True)
class Known:
    """What an event of a lesson may name: its themes, anchors and sources, each in one query."""

    lesson: Lesson
    themes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lesson: Lesson) -> "Known":
        """Gather them for a lesson as it is now."""
        return cls(lesson, {theme["id"]: theme["title"] for theme in lesson.themes})

    @cached_property
    def anchors(self) -> dict[str, Anchor]:
        """Return the places of all editions by name."""
        return {anchor.name: anchor for anchor in self.lesson.anchors.all()}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the numbers on the screen of the current edition's places, in reading order."""
        edition = self.lesson.current_edition_id
        rows = Paragraph.objects.filter(edition=edition).order_by("position")
        return dict(rows.values_list("anchor__name", "label"))

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Return the places of the current edition by their number on the screen."""
        return {label: name for name, label in self.labels.items()}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return the sources by key."""
        return {source.key: source for source in self.lesson.sources.all()}


def checked_content(content: EventContent, known: Known) -> EventContent:
    """Return the content as it is stored; raises ``Refusal`` with the field's name as its code.

    A source is required, and a theme where the lesson has any: a lesson pack holds no other
    events.
    """
    date = content.date.strip()
    bounds_of(date, content.calendar)
    return replace(
        content,
        date=date,
        title=checked_line(TimelineEvent, "title", content.title, required=True),
        summary=checked_prose(TimelineEvent, "summary", content.summary, required=True),
        place=checked_line(TimelineEvent, "place", content.place),
        people=_people(content.people),
        themes=_themes(content.themes, known),
        anchors=_known(content.anchors, known.anchors, "anchors", "paragraph"),
        sources=_sources(content.sources, known),
        note=checked_prose(TimelineEvent, "note", content.note),
    )


def _people(names: Iterable[str]) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(filter(None, (shown_line(name, "people") for name in names))))
    for line in lines:
        check_length(line, MAX_PERSON, "people")
    _check_number(lines, "people")
    return lines


def _themes(keys: Iterable[str], known: Known) -> tuple[str, ...]:
    themes = _known(keys, known.themes, "themes", "theme")
    if known.themes and not themes:
        raise Refusal("Choose the theme this event belongs to.", code="themes")
    return themes


def _sources(uses: Iterable[SourceUse], known: Known) -> tuple[SourceUse, ...]:
    checked = tuple(
        SourceUse(use.key, checked_line(EventSource, "locator", use.locator)) for use in uses
    )
    keys = [use.key for use in checked]
    _known(keys, known.sources, "sources", "source")
    if len(set(keys)) < len(keys):
        raise Refusal("A source stands twice. Put both places into one line.", code="sources")
    if not checked:
        raise Refusal("Say where this is known from: choose a source, or add one.", code="sources")
    return checked


def _known(names: Iterable[str], known: Collection[str], code: str, kind: str) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(names))
    for name in given:
        if name not in known:
            raise Refusal(f"There is no {kind} “{name[:60]}” in this lesson.", code=code)
    _check_number(given, code)
    return given


def _check_number(items: Collection[Any], code: str) -> None:
    if len(items) > MAX_ITEMS:
        raise Refusal(f"These are {len(items):,}; {MAX_ITEMS:,} are the most.", code=code)


def columns_of(content: EventContent) -> dict[str, Any]:
    """Return the values of the event's own columns; the rest hangs on rows beside it."""
    first_day, last_day = bounds_of(content.date, content.calendar)
    return {
        "date": content.date,
        "calendar": content.calendar,
        "first_day": first_day,
        "last_day": last_day,
        "title": content.title,
        "summary": content.summary,
        "place": content.place,
        "people": list(content.people),
        "themes": list(content.themes),
        "note": content.note,
        "is_context": content.is_context,
    }


def stored_content(event: TimelineEvent) -> EventContent:
    """Return what is stored of an event, in two queries."""
    return stored_contents(event.lesson, [event])[event.key]


def stored_contents(
    lesson: Lesson, events: Iterable[TimelineEvent] | None = None
) -> dict[str, EventContent]:
    """Return the content of a lesson's events by key, in order; two queries besides the events'.

    Paragraphs come in the order of their places' names.
    """
    rows = list(lesson.events.all() if events is None else events)
    anchors = _anchors_by_event(rows)
    uses = _uses_by_event(rows)
    return {row.key: _content(row, anchors.get(row.pk, ()), uses.get(row.pk, ())) for row in rows}


def _anchors_by_event(rows: list[TimelineEvent]) -> dict[int, tuple[str, ...]]:
    ties = TimelineEvent.anchors.through.objects.filter(timelineevent__in=_scope(rows))
    found: dict[int, list[str]] = {}
    for event, name in ties.values_list("timelineevent_id", "anchor__name"):
        found.setdefault(event, []).append(name)
    return {event: tuple(sorted(names, key=_anchor_order)) for event, names in found.items()}


def _anchor_order(name: str) -> tuple[list[int], str]:
    """Sort ``s2-10`` after ``s2-9``."""
    return [int(part) for part in name.removeprefix("s").split("-") if part.isdecimal()], name


def _uses_by_event(rows: list[TimelineEvent]) -> dict[int, tuple[SourceUse, ...]]:
    ties = EventSource.objects.filter(event__in=_scope(rows)).order_by("event", "position")
    found: dict[int, list[SourceUse]] = {}
    for event, key, locator in ties.values_list("event_id", "source__key", "locator"):
        found.setdefault(event, []).append(SourceUse(key, locator))
    return {event: tuple(uses) for event, uses in found.items()}


def _scope(rows: list[TimelineEvent]):
    """Name one event by its id and many by their lesson: no database takes 5,000 ids."""
    if len(rows) == 1:
        return [rows[0].pk]
    lessons = {row.lesson_id for row in rows}
    return TimelineEvent.objects.filter(lesson__in=lessons).values("pk")


def _content(
    row: TimelineEvent, anchors: tuple[str, ...], uses: tuple[SourceUse, ...]
) -> EventContent:
    return EventContent(
        date=row.date,
        title=row.title,
        summary=row.summary,
        calendar=row.calendar,
        place=row.place,
        people=tuple(row.people),
        themes=tuple(row.themes),
        anchors=anchors,
        sources=uses,
        note=row.note,
        is_context=row.is_context,
    )


def differences(before: EventContent, after: EventContent) -> list[str]:
    """Return the names of the fields that differ; paragraphs are compared without their order."""
    changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    if "anchors" in changed and set(before.anchors) == set(after.anchors):
        changed.remove("anchors")
    return changed


def as_json(content: EventContent, names: Iterable[str] = FIELDS) -> dict[str, Any]:
    """Return the named fields as the audit trail keeps them."""
    values = {name: getattr(content, name) for name in names}
    if "sources" in values:
        values["sources"] = [[use.key, use.locator] for use in content.sources]
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }

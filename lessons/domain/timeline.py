"""Replace a lesson's timeline by a pack's: sources, events, and what ties them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F

from lessons.domain.rows import RowChanges, compare_rows, replace_rows
from lessons.importing.pack import LessonPack, PackEvent, PackSource
from lessons.models import EventSource, Lesson, Source, TimelineEvent

Ties = dict[int, set[str]]
Uses = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class TimelineChanges:
    """What a pack would change, by key. A changed event may differ in its ties alone."""

    events: RowChanges
    sources: RowChanges

    def __bool__(self) -> bool:
        return bool(self.events or self.sources)


def compare_timeline(
    *, lesson: Lesson, pack: LessonPack, kept_events: Collection[str]
) -> TimelineChanges:
    """Tell what ``replace_timeline`` would do. Reads only, in five queries."""
    present = {event.key: event for event in lesson.events.all()}
    columns = compare_rows(
        present.values(), key="key", wanted=_wanted_events(pack), kept=kept_events
    )
    wanted = [(present[event.key], event) for event in pack.events if event.key in present]
    retied = [row.key for row in _retied(lesson, wanted, pack.essay.anchors)]
    return TimelineChanges(
        RowChanges(columns.added, tuple(sorted({*columns.changed, *retied})), columns.removed),
        compare_rows(
            lesson.sources.all(),
            key="key",
            wanted=_wanted_sources(pack),
            kept=_sources_in_use(lesson, _kept(pack, kept_events)),
        ),
    )


def replace_timeline(
    *, lesson: Lesson, pack: LessonPack, kept_events: Collection[str]
) -> list[TimelineEvent]:
    """Make the lesson's sources and events those of the pack, and return what stayed besides.

    An event that the pack no longer has is deleted, unless its key is among ``kept_events``;
    then it stays, with its sources. Of paragraphs that the pack's essay no longer has a pack says
    nothing, so events keep them, for the older editions that do. An event that changes gets the
    next version, so that a page opened before is refused. Needs the anchors that
    ``publish_edition`` makes.
    """
    changed = compare_timeline(lesson=lesson, pack=pack, kept_events=kept_events).events.changed
    events = replace_rows(
        lesson.events.all(),
        key="key",
        wanted=_wanted_events(pack),
        fixed={"lesson": lesson},
        kept=_kept(pack, kept_events),
    )
    sources = _replace_sources(lesson, pack, kept_events)
    wanted = [(events[event.key], event) for event in pack.events]
    _tie_anchors(lesson, wanted, pack.essay.anchors)
    _tie_sources(lesson, wanted, sources)
    lesson.events.filter(key__in=changed).update(version=F("version") + 1)
    in_pack = {event.key for event in pack.events}
    return [event for key, event in events.items() if key not in in_pack]


def _wanted_events(pack: LessonPack) -> dict[str, dict]:
    return {event.key: _event_values(event) for event in pack.events}


def _event_values(event: PackEvent) -> dict:
    return {
        "date": event.date,
        "calendar": event.calendar,
        "first_day": event.first_day,
        "last_day": event.last_day,
        "title": event.title,
        "summary": event.summary,
        "place": event.place,
        "people": list(event.people),
        "themes": list(event.themes),
        "note": event.note,
        "is_context": event.is_context,
    }


def _kept(pack: LessonPack, kept_events: Collection[str]) -> set[str]:
    return set(kept_events) - {event.key for event in pack.events}


def _replace_sources(
    lesson: Lesson, pack: LessonPack, kept_events: Collection[str]
) -> dict[str, Source]:
    return replace_rows(
        lesson.sources.all(),
        key="key",
        wanted=_wanted_sources(pack),
        fixed={"lesson": lesson},
        kept=_sources_in_use(lesson, _kept(pack, kept_events)),
    )


def _sources_in_use(lesson: Lesson, kept_events: Collection[str]) -> set[str]:
    rows = lesson.sources.filter(events__key__in=kept_events)
    return set(rows.values_list("key", flat=True))


def _wanted_sources(pack: LessonPack) -> dict[str, dict]:
    return {source.key: _source_values(source) for source in pack.sources}


def _source_values(source: PackSource) -> dict:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "reference": source.reference,
        "checked": source.checked,
    }


Wanted = list[tuple[TimelineEvent, PackEvent]]


def _retied(lesson: Lesson, wanted: Wanted, told_of: Collection[str]) -> Iterable[TimelineEvent]:
    """Return the events whose paragraphs or sources differ from the pack's."""
    ties, uses = _anchor_ties(lesson, told_of), _source_uses(lesson)
    return [
        row
        for row, event in wanted
        if ties[row.pk] != set(event.anchors) or uses[row.pk] != _uses_of(event)
    ]


def _anchor_ties(lesson: Lesson, told_of: Collection[str]) -> Ties:
    """Return the names of each event's paragraphs, of those that the pack's essay has."""
    tied: Ties = defaultdict(set)
    rows = lesson.events.filter(anchors__isnull=False).values_list("pk", "anchors__name")
    for event_id, name in rows:
        if name in told_of:
            tied[event_id].add(name)
    return tied


def _tie_anchors(lesson: Lesson, wanted: Wanted, told_of: Collection[str]) -> None:
    anchors = {anchor.name: anchor for anchor in lesson.anchors.all()}
    tied = _anchor_ties(lesson, told_of)
    for row, event in wanted:
        present, names = tied[row.pk], set(event.anchors)
        if present != names:
            row.anchors.remove(*(anchors[name] for name in present - names))
            row.anchors.add(*(anchors[name] for name in names - present))


def _source_uses(lesson: Lesson) -> Uses:
    tied: Uses = defaultdict(list)
    rows = EventSource.objects.filter(event__lesson=lesson).order_by("position", "pk")
    for row in rows.select_related("source"):
        tied[row.event_id].append((row.source.key, row.locator))
    return tied


def _uses_of(event: PackEvent) -> list[tuple[str, str]]:
    return [(use.key, use.locator) for use in event.sources]


def _tie_sources(lesson: Lesson, wanted: Wanted, sources: dict[str, Source]) -> None:
    tied = _source_uses(lesson)
    changed = [(row, event) for row, event in wanted if tied[row.pk] != _uses_of(event)]
    EventSource.objects.filter(event__in=[row for row, _event in changed]).delete()
    EventSource.objects.bulk_create(
        EventSource(event=row, source=sources[use.key], position=i, locator=use.locator)
        for row, event in changed
        for i, use in enumerate(event.sources, start=1)
    )

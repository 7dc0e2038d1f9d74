"""Replace a lesson's timeline by a pack's: sources, events, and what ties them."""

from collections import defaultdict
from collections.abc import Collection

from lessons.domain.rows import replace_rows
from lessons.importing.pack import LessonPack, PackEvent, PackSource
from lessons.models import EventSource, Lesson, Source, TimelineEvent


def replace_timeline(
    *, lesson: Lesson, pack: LessonPack, kept_events: Collection[str]
) -> list[TimelineEvent]:
    """Make the lesson's sources and events those of the pack, and return what stayed besides.

    An event that the pack no longer has is deleted, unless its key is among ``kept_events``;
    then it stays, with its sources. Needs the anchors that ``publish_edition`` makes.
    """
    wanted = {event.key: event for event in pack.events}
    kept = {key for key in kept_events if key not in wanted}
    events = replace_rows(
        lesson.events.all(),
        key="key",
        wanted={key: _event_values(event) for key, event in wanted.items()},
        fixed={"lesson": lesson},
        kept=kept,
    )
    sources = _replace_sources(lesson, pack, kept)
    _tie_anchors(lesson, [(events[key], event.anchors) for key, event in wanted.items()])
    _tie_sources(lesson, [(events[key], event) for key, event in wanted.items()], sources)
    return [event for key, event in events.items() if key not in wanted]


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


def _replace_sources(lesson: Lesson, pack: LessonPack, kept: Collection[str]) -> dict[str, Source]:
    in_use = lesson.sources.filter(events__key__in=kept).values_list("key", flat=True)
    return replace_rows(
        lesson.sources.all(),
        key="key",
        wanted={source.key: _source_values(source) for source in pack.sources},
        fixed={"lesson": lesson},
        kept=set(in_use),
    )


def _source_values(source: PackSource) -> dict:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "reference": source.reference,
        "checked": source.checked,
    }


def _tie_anchors(lesson: Lesson, wanted: list[tuple[TimelineEvent, tuple[str, ...]]]) -> None:
    anchors = {anchor.name: anchor for anchor in lesson.anchors.all()}
    tied: dict[int, set[str]] = defaultdict(set)
    for event_id, name in lesson.events.filter(anchors__isnull=False).values_list(
        "pk", "anchors__name"
    ):
        tied[event_id].add(name)
    for event, names in wanted:
        if tied[event.pk] != set(names):
            event.anchors.set([anchors[name] for name in names])


def _tie_sources(
    lesson: Lesson, wanted: list[tuple[TimelineEvent, PackEvent]], sources: dict[str, Source]
) -> None:
    tied: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in EventSource.objects.filter(event__lesson=lesson).select_related("source"):
        tied[row.event_id].append((row.source.key, row.locator))
    changed = [
        (event, read.sources)
        for event, read in wanted
        if tied[event.pk] != [(use.key, use.locator) for use in read.sources]
    ]
    EventSource.objects.filter(event__in=[event for event, _uses in changed]).delete()
    EventSource.objects.bulk_create(
        EventSource(event=event, source=sources[use.key], position=i, locator=use.locator)
        for event, uses in changed
        for i, use in enumerate(uses, start=1)
    )

"""Write ``events.json`` from the rows of a lesson."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch

from lessons.enums import Calendar
from lessons.exporting.canonical import filled, in_order, line, lines, prose
from lessons.models import EventSource, Lesson, TimelineEvent


def events_object(
    lesson: Lesson, *, places: Mapping[str, int], questions: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return ``events.json``: sources by id, events by their days and then by id.

    ``places`` says which anchors the essay has now, and in what order; ``questions`` the labels
    that bear on an event, by its key. Sorted here and not in the database, whose idea of the
    order of letters is another on every machine. Four queries.
    """
    themes = {theme["id"] for theme in lesson.themes}
    events = sorted(_rows(lesson), key=lambda row: (row.first_day, row.last_day, row.key))
    return {
        "sources": [
            filled(
                id=source.key,
                title=line(source.title),
                publisher=line(source.publisher),
                year=line(source.year),
                reference=line(source.reference),
                checked=source.checked,
            )
            for source in sorted(lesson.sources.all(), key=lambda row: row.key)
        ],
        "events": [_event(row, themes, places, questions.get(row.key, ())) for row in events],
    }


def _rows(lesson: Lesson):
    uses = EventSource.objects.select_related("source").order_by("position", "pk")
    return lesson.events.order_by().prefetch_related("anchors", Prefetch("event_sources", uses))


def _event(
    row: TimelineEvent, themes: set[str], places: Mapping[str, int], questions: Sequence[str]
) -> dict[str, Any]:
    return filled(
        id=row.key,
        date=row.date,
        calendar=row.calendar if row.calendar == Calendar.JULIAN else "",
        title=line(row.title),
        summary=prose(row.summary),
        place=line(row.place),
        people=lines(row.people),
        themes=[theme for theme in lines(row.themes) if theme in themes],
        anchors=in_order((anchor.name for anchor in row.anchors.all()), places),
        questions=list(questions),
        sources=[
            filled(id=use.source.key, locator=line(use.locator)) for use in row.event_sources.all()
        ],
        note=prose(row.note),
        context=row.is_context,
    )

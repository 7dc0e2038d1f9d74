"""A stored lesson written as a pack and read again: whatever the desk lets in must pass."""

from __future__ import annotations

from lessons.domain.event_content import stored_contents
from lessons.domain.readings import content_of_reading
from lessons.domain.sources import content_of_source
from lessons.models import Lesson
from tests.lessons.conftest import found_in
from tests.lessons.pack_files import PackFiles


def pack_findings(lesson: Lesson) -> list[str]:
    """Return what the reader of packs finds fault with in the lesson as it is stored."""
    files = PackFiles()
    lesson = Lesson.objects.get(pk=lesson.pk)
    files.lesson |= {
        "themes": lesson.themes,
        "subtitle": lesson.subtitle,
        "summary": lesson.summary,
        "language": lesson.language,
    }
    files.events = {
        "sources": [
            {"id": source.key, **vars(content_of_source(source))} for source in lesson.sources.all()
        ],
        "events": [_event(key, content) for key, content in stored_contents(lesson).items()],
    }
    files.readings = {
        "readings": [vars(content_of_reading(reading)) for reading in lesson.readings.all()]
    }
    return found_in(files)


def _event(key, content) -> dict:
    return {
        "id": key,
        "date": content.date,
        "title": content.title,
        "summary": content.summary,
        "place": content.place,
        "people": list(content.people),
        "themes": list(content.themes),
        "anchors": list(content.anchors),
        "sources": [
            {"id": use.key, **({"locator": use.locator} if use.locator else {})}
            for use in content.sources
        ],
        "note": content.note,
        "context": content.is_context,
    }

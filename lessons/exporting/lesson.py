"""Write ``lesson.json``, ``essay.md`` and ``readings.json`` from the rows of a lesson."""

from typing import Any

from lessons.exporting.canonical import filled, line, prose
from lessons.importing.files import with_final_newline
from lessons.importing.pack import FORMAT
from lessons.models import Edition, Lesson


def lesson_object(lesson: Lesson, edition: Edition) -> dict[str, Any]:
    """Return ``lesson.json``. The glossary keeps the order in which the edition was given it."""
    return filled(
        format=FORMAT,
        id=lesson.slug,
        title=line(lesson.title),
        subtitle=line(lesson.subtitle),
        summary=prose(lesson.summary),
        language=lesson.language,
        themes=[filled(id=theme["id"], title=line(theme["title"])) for theme in lesson.themes],
        glossary=[
            filled(id=term.key, term=line(term.term), meaning=prose(term.meaning))
            for term in edition.glossary.order_by("pk")
        ],
    )


def essay_text(edition: Edition) -> str:
    """Return ``essay.md``: the edition's Markdown as it was published."""
    return with_final_newline(edition.markdown)


def readings_object(lesson: Lesson) -> dict[str, Any]:
    """Return ``readings.json``, in the order of the reading list."""
    return {
        "readings": [
            filled(
                author=line(reading.author),
                title=line(reading.title),
                year=line(reading.year),
                publisher=line(reading.publisher),
                level=reading.level,
                note=prose(reading.note),
                url=line(reading.url),
            )
            for reading in lesson.readings.order_by("position")
        ]
    }

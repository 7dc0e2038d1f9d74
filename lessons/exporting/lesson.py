"""Write ``lesson.json``, ``essay.md`` and ``readings.json`` from the rows of a lesson."""

import re
import string
from typing import Any

from lessons.exporting.canonical import filled, line, prose
from lessons.importing.essay import read_essay
from lessons.importing.files import ESSAY, with_final_newline
from lessons.importing.findings import Findings
from lessons.importing.pack import FORMAT
from lessons.models import Edition, Lesson

_TITLE_LINE = re.compile(r"^ {0,3}#(?:[ \t].*)?$", re.MULTILINE)
_MARK = re.compile(f"([{re.escape(string.punctuation)}])")


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


def essay_text(lesson: Lesson, edition: Edition) -> str:
    """Return ``essay.md``: the edition's Markdown as it was published, under the lesson's title.

    Only where the lesson was renamed since is the title's line another than the edition's.
    """
    text = with_final_newline(edition.markdown)
    title = line(lesson.title)
    if read_essay(text, ESSAY, Findings()).title == title:
        return text
    heading = "# " + _MARK.sub(r"\\\1", title)
    renamed, count = _TITLE_LINE.subn(lambda _found: heading, text, count=1)
    return renamed if count else f"{heading}\n\n{text}"


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

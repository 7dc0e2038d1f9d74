"""Read ``lesson.json``, ``events.json`` and ``readings.json`` into values."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lessons.enums import Calendar
from lessons.importing.findings import Findings
from lessons.importing.pack import (
    FORMAT,
    PackEvent,
    PackReading,
    PackSource,
    SourceUse,
    Term,
    Theme,
)
from lessons.importing.shape import KEY, Shape, limit, repeated
from lessons.models import (
    EventSource,
    GlossaryTerm,
    Lesson,
    Reading,
    Source,
    TimelineEvent,
)
from studyhub import edtf

MAX_THEMES = 8  # the timeline has eight marks
MAX_THEME_KEY = 40
MAX_THEME_TITLE = 80
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class LessonFile:
    """What ``lesson.json`` says."""

    slug: str
    title: str
    subtitle: str
    summary: str
    language: str
    themes: tuple[Theme, ...]
    glossary: tuple[Term, ...]


def read_lesson(value: dict, file: str, findings: Findings) -> LessonFile:
    """Read ``lesson.json``."""
    shape = Shape(value, file, "", findings)
    shape.choice("format", (FORMAT,))
    lesson = LessonFile(
        slug=shape.word("id", limit(Lesson, "slug")),
        title=shape.line("title", limit(Lesson, "title"), required=True),
        subtitle=shape.line("subtitle", limit(Lesson, "subtitle")),
        summary=shape.prose("summary", limit(Lesson, "summary")),
        language=shape.word("language", limit(Lesson, "language"), LANGUAGE),
        themes=tuple(_theme(item) for item in shape.objects("themes")),
        glossary=tuple(_term(item) for item in shape.objects("glossary")),
    )
    if len(lesson.themes) > MAX_THEMES:
        shape.find("themes", f"There are {len(lesson.themes)} themes; {MAX_THEMES} are the most.")
    report_repeats(shape, "themes", [theme.key for theme in lesson.themes])
    report_repeats(shape, "glossary", [term.key for term in lesson.glossary])
    shape.close()
    return lesson


def _theme(shape: Shape) -> Theme:
    return Theme(
        key=shape.word("id", MAX_THEME_KEY),
        title=shape.line("title", MAX_THEME_TITLE, required=True),
    )


def _term(shape: Shape) -> Term:
    return Term(
        key=shape.word("id", limit(GlossaryTerm, "key")),
        term=shape.line("term", limit(GlossaryTerm, "term"), required=True),
        meaning=shape.prose("meaning", limit(GlossaryTerm, "meaning"), required=True),
    )


def read_events(
    value: dict, file: str, findings: Findings
) -> tuple[tuple[PackSource, ...], tuple[PackEvent, ...]]:
    """Read ``events.json``: sources, and the events that rest on them."""
    shape = Shape(value, file, "", findings)
    sources = tuple(_source(item) for item in shape.objects("sources", required=True))
    events = tuple(_event(item) for item in shape.objects("events", required=True))
    report_repeats(shape, "sources", [source.key for source in sources])
    report_repeats(shape, "events", [event.key for event in events])
    shape.close()
    return sources, events


def _source(shape: Shape) -> PackSource:
    return PackSource(
        key=shape.word("id", limit(Source, "key"), KEY),
        title=shape.line("title", limit(Source, "title"), required=True),
        publisher=shape.line("publisher", limit(Source, "publisher")),
        year=shape.line("year", limit(Source, "year")),
        reference=shape.line("reference", limit(Source, "reference")),
        checked=shape.choice("checked", ("L", "P", "K")),
    )


def _event(shape: Shape) -> PackEvent:
    calendar = shape.choice("calendar", tuple(Calendar.values), required=False)
    date, first_day, last_day = _date(shape, calendar)
    sources = tuple(_source_use(item) for item in shape.objects("sources", required=True))
    report_repeats(shape, "sources", [use.key for use in sources])
    return PackEvent(
        key=shape.word("id", limit(TimelineEvent, "key")),
        date=date,
        first_day=first_day,
        last_day=last_day,
        title=shape.line("title", limit(TimelineEvent, "title"), required=True),
        summary=shape.prose("summary", limit(TimelineEvent, "summary"), required=True),
        place=shape.line("place", limit(TimelineEvent, "place")),
        people=shape.lines("people", 120),
        themes=shape.lines("themes", MAX_THEME_KEY),
        anchors=shape.lines("anchors", 20),
        questions=shape.lines("questions", 12),
        sources=sources,
        note=shape.prose("note", limit(TimelineEvent, "note")),
        is_context=shape.flag("context"),
        calendar=calendar,
    )


def _date(shape: Shape, calendar: str) -> tuple[str, int, int]:
    text = shape.line("date", 200, required=True)
    if not text:
        return "", 0, 0
    try:
        value = edtf.parse(text, calendar)
    except edtf.EdtfError as error:
        shape.find("date", str(error))
        return "", 0, 0
    return text, value.first_day, value.last_day


def _source_use(shape: Shape) -> SourceUse:
    return SourceUse(
        key=shape.word("id", limit(Source, "key"), KEY),
        locator=shape.line("locator", limit(EventSource, "locator")),
    )


def read_readings(value: dict, file: str, findings: Findings) -> tuple[PackReading, ...]:
    """Read ``readings.json``."""
    shape = Shape(value, file, "", findings)
    readings = tuple(_reading(item) for item in shape.objects("readings", required=True))
    shape.close()
    return readings


def _reading(shape: Shape) -> PackReading:
    return PackReading(
        author=shape.line("author", limit(Reading, "author")),
        title=shape.line("title", limit(Reading, "title"), required=True),
        year=shape.line("year", limit(Reading, "year")),
        publisher=shape.line("publisher", limit(Reading, "publisher")),
        level=shape.choice("level", ("school", "university")),
        note=shape.prose("note", limit(Reading, "note")),
        url=_web_address(shape, "url", limit(Reading, "url")),
    )


def _web_address(shape: Shape, name: str, most: int) -> str:
    text = shape.line(name, most)
    if text and not is_web_address(text):
        shape.find(name, "A link begins with http:// or https:// and names a site.")
        return ""
    return text


def is_web_address(text: str) -> bool:
    """Tell whether a link may be followed from a page: http or https, with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not text.split()[1:]


def report_repeats(shape: Shape, name: str, keys: list[str]) -> None:
    """Note each id that stands twice in a list."""
    for key in repeated(keys):
        shape.find(name, f'The id "{key}" stands twice.')

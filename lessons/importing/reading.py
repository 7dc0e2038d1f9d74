"""Read the lesson's part of a pack, and check what the files say of each other."""

from collections.abc import Iterable, Mapping

from lessons.importing.digest import digest_of
from lessons.importing.essay import read_essay
from lessons.importing.files import ESSAY, EVENTS, LESSON, READINGS, text_of
from lessons.importing.findings import Findings
from lessons.importing.json_text import parse_object
from lessons.importing.pack import Essay, LessonPack, PackEvent
from lessons.importing.readers import LessonFile, read_events, read_lesson, read_readings
from studyhub.web.text import shown_name


def read_lesson_pack(files: Mapping[str, bytes], findings: Findings) -> LessonPack | None:
    """Return the pack, or None where a file is missing or cannot be read at all.

    A pack that came back may still have findings: call ``findings.refuse_if_any()`` before
    anything is written.
    """
    texts = {name: text_of(files, name, findings) for name in (LESSON, ESSAY, EVENTS, READINGS)}
    objects = {
        name: parse_object(text, name, findings) if text is not None else None
        for name, text in texts.items()
        if name != ESSAY
    }
    essay_text = texts[ESSAY]
    essay = read_essay(essay_text, ESSAY, findings) if essay_text is not None else None
    if essay is None or any(value is None for value in objects.values()):
        return None
    return _build(essay, objects, findings)


def _build(essay: Essay, objects: dict, findings: Findings) -> LessonPack:
    lesson = read_lesson(objects[LESSON], LESSON, findings)
    sources, events = read_events(objects[EVENTS], EVENTS, findings)
    readings = read_readings(objects[READINGS], READINGS, findings)
    _check_essay(essay, lesson, findings)
    _check_events(events, essay, lesson, {source.key for source in sources}, findings)
    return LessonPack(
        slug=lesson.slug,
        title=lesson.title,
        subtitle=lesson.subtitle,
        summary=lesson.summary,
        language=lesson.language,
        themes=lesson.themes,
        glossary=lesson.glossary,
        essay=essay,
        sources=sources,
        events=events,
        readings=readings,
        digest=digest_of([essay.markdown, *(objects[name] for name in sorted(objects))]),
    )


def _check_essay(essay: Essay, lesson: LessonFile, findings: Findings) -> None:
    if essay.title and lesson.title and shown_name(essay.title) != lesson.title:
        findings.add(ESSAY, "line 1", f'The title is not the one in {LESSON}, "{lesson.title}".')
    known = {term.key for term in lesson.glossary}
    for key in sorted(essay.terms - known):
        findings.add(ESSAY, f"term:{key}", "The glossary has no such term.")


def _check_events(
    events: tuple[PackEvent, ...],
    essay: Essay,
    lesson: LessonFile,
    sources: set[str],
    findings: Findings,
) -> None:
    themes = {theme.key for theme in lesson.themes}
    for i, event in enumerate(events):
        place = f"events[{i}]"
        report_unknown(event.anchors, essay.anchors, f"{place}.anchors", "paragraph", findings)
        report_unknown(event.themes, themes, f"{place}.themes", "theme", findings)
        used = [use.key for use in event.sources]
        report_unknown(used, sources, f"{place}.sources", "source", findings)
        if not event.sources:
            findings.add(EVENTS, f"{place}.sources", "An event needs a source.")
        if not event.themes:
            findings.add(EVENTS, f"{place}.themes", "An event needs a theme.")


def report_unknown(
    names: Iterable[str],
    known: Iterable[str],
    place: str,
    kind: str,
    findings: Findings,
    file: str = EVENTS,
) -> None:
    """Note each name that is not among the known ones; empty ones have their finding already."""
    for name in names:
        if name and name not in known:
            findings.add(file, place, f'There is no {kind} "{name}".')

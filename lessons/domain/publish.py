"""Publish an essay as an edition."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lessons.importing.digest import digest_of
from lessons.importing.html import clean, edition_html
from lessons.importing.pack import Essay, Term
from lessons.models import Anchor, Edition, GlossaryTerm, Lesson, Paragraph, Section
from studyhub.people.models import User
from studyhub.web.text import count_words


@transaction.atomic
def publish_edition(
    *,
    lesson: Lesson,
    essay: Essay,
    glossary: Sequence[Term],
    at: datetime,
    by: User | None = None,
    note: str = "",
) -> Edition:
    """Return the lesson's current edition, which is a new one if the text is.

    The text is the essay's Markdown with the glossary. Older editions stay as they are, and so do
    all anchors: what points into them keeps pointing there. ``by`` is None for a text that came
    with a pack. Writes no audit entry, being part of the act that has one.
    """
    digest = digest_of([essay.markdown, [[t.key, t.term, t.meaning] for t in glossary]])
    current = lesson.current_edition
    if current is not None and current.digest == digest:
        return current
    edition = Edition.objects.create(
        lesson=lesson,
        number=_next_number(lesson),
        markdown=essay.markdown,
        html=edition_html(essay.sections),
        digest=digest,
        words=sum(count_words(paragraph.text) for paragraph in essay.paragraphs),
        published_at=at,
        published_by=by,
        note=note,
    )
    _write_text(edition, essay)
    _write_glossary(edition, glossary)
    lesson.current_edition = edition
    lesson.save(update_fields=["current_edition"])
    return edition


def _next_number(lesson: Lesson) -> int:
    last = lesson.editions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _write_text(edition: Edition, essay: Essay) -> None:
    anchors = _anchors(edition.lesson, essay)
    sections = Section.objects.bulk_create(
        Section(edition=edition, number=section.number, name=section.name, title=section.title)
        for section in essay.sections
    )
    placed = [
        (row, label, paragraph)
        for row, section in zip(sections, essay.sections, strict=True)
        for label, paragraph in section.labelled
    ]
    Paragraph.objects.bulk_create(
        Paragraph(
            edition=edition,
            section=section,
            anchor=anchors[paragraph.anchor],
            position=position,
            label=label,
            heading=paragraph.heading,
            text=paragraph.text,
            html=clean(paragraph.html),
        )
        for position, (section, label, paragraph) in enumerate(placed, start=1)
    )


def _anchors(lesson: Lesson, essay: Essay) -> dict[str, Anchor]:
    present = {anchor.name: anchor for anchor in lesson.anchors.all()}
    new = [
        Anchor(lesson=lesson, name=paragraph.anchor)
        for paragraph in essay.paragraphs
        if paragraph.anchor not in present
    ]
    Anchor.objects.bulk_create(new)
    return present | {anchor.name: anchor for anchor in new}


def _write_glossary(edition: Edition, glossary: Sequence[Term]) -> None:
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(edition=edition, key=term.key, term=term.term, meaning=term.meaning)
        for term in glossary
    )

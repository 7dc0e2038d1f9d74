"""The draft as the whole lesson page, as a student will see it. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from lessons.domain.drafts import draft_of
from lessons.domain.plan import old_paragraphs, planned
from lessons.importing.draft import DraftRead, read_draft
from lessons.importing.html import edition_html
from lessons.importing.pack import EssaySection, Term
from lessons.models import Lesson
from lessons.views.lesson import Notice, filled_page
from lessons.views.timeline import timeline_of
from lessons.views.writing_frame import ONLOOKERS, WRITERS, fetch_writable, writing_url
from studyhub.access import route
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link
from studyhub.web.text import count_words


@dataclass(frozen=True)
class Rows:
    """Rows that no database has yet, to be asked for as a related manager is."""

    rows: Sequence

    def all(self) -> Sequence:
        """Return them."""
        return self.rows


@dataclass(frozen=True)
class DraftEdition:
    """A draft with the face of an edition."""

    html: str
    words: int
    sections: Rows
    glossary: Rows


@route("GET", may=WRITERS, known=ONLOOKERS, desk=True)
def preview_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show the stored draft on the lesson's page, with the events at their paragraphs."""
    found = fetch_writable(request.user, lesson)
    state = draft_of(found)
    read = read_draft(state.markdown, state.glossary)
    old = old_paragraphs(found.current_edition) if found.current_edition else []
    rows = planned(found, read, old)
    # A paragraph keeps the place it is taken for; a new one has one of its own that nothing names.
    names = [row.match.anchor or f"s0-{row.number}" for row in rows]
    labels = {name: row.label for name, row in zip(names, rows, strict=True)}
    found.title = read.essay.title or found.title
    context = filled_page(
        found, _edition(read, names), timeline_of(found, None, labels=labels), request
    )
    context |= {"place_url": "", "notice": _notice(found, read)}
    return render(request, "lessons/lesson.html", context)


def _edition(read: DraftRead, names: Sequence[str]) -> DraftEdition:
    anchors = iter(names)
    sections = [
        EssaySection(
            section.number,
            section.name,
            section.title,
            tuple(row.at(next(anchors)) for row in section.paragraphs),
        )
        for section in read.essay.sections
    ]
    terms: Sequence[Term] = read.terms
    return DraftEdition(
        html=edition_html(sections),
        words=sum(count_words(row.text) for row in read.essay.paragraphs),
        sections=Rows(sections),
        glossary=Rows(terms),
    )


def _notice(lesson: Lesson, read: DraftRead) -> Notice:
    count = len(read.findings)
    things = "One thing has" if count == 1 else f"{count} things have"
    mend = f" {things} to be mended before it can be published." if count else ""
    return Notice(
        "The draft, as students will see it",
        f"Nobody else sees this page.{mend}",
        [Link("Back to the text", writing_url("write", lesson))],
    )

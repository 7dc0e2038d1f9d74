"""The history of a draft: every state that was kept, and bringing one back."""

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.core.paginator import Paginator
from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.draft_text import Glossary, glossary_of
from lessons.domain.drafts import draft_of, save_draft
from lessons.domain.two_texts import as_lines, compared, in_runs
from lessons.importing.draft import without_anchors
from lessons.models import DraftRevision, Edition, Lesson
from lessons.views.writing_frame import (
    ONLOOKERS,
    WRITERS,
    at_what_time,
    fetch_writable,
    lesson_crumbs,
    named,
    writing_render,
    writing_url,
)
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Conflict
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link

_ON_A_PAGE = 50
_LAST_PAGE = 10_000


@route("GET", may=WRITERS, known=ONLOOKERS, desk=True)
def history_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """List the editions and the states of the draft, the newest first; ``?p=`` turns pages."""
    found = fetch_writable(request.user, lesson)
    rows = (
        DraftRevision.objects.filter(lesson=found)
        .select_related("saved_by")
        .defer("markdown", "glossary")
        .annotate(length=Length("markdown"))
    )
    page = Paginator(rows, _ON_A_PAGE).get_page(_page_number(request))
    editions = found.editions.select_related("published_by").defer("html", "markdown")
    return writing_render(
        request,
        "history.html",
        title="History",
        crumbs=lesson_crumbs(found, writing=True),
        lesson=found,
        page=page,
        states=[(row, named(row.saved_by, viewer=request.user)) for row in page],
        editions=[(row, _publisher(row, request)) for row in editions],
    )


def _page_number(request: SignedInRequest) -> int:
    number = request.GET.get("p", "1")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= _LAST_PAGE):
        raise SuspiciousOperation("This list has no such page.")
    return int(number)


def _publisher(edition: Edition, request: SignedInRequest) -> str:
    if edition.published_by is None:
        return ""
    return named(edition.published_by, viewer=request.user)


@route("GET POST", may=WRITERS, known=ONLOOKERS, desk=True)
def state_page(request: SignedInRequest, lesson: str, revision: str) -> HttpResponse:
    """Show a kept state beside the text of now; POST brings it back as the newest."""
    found = fetch_writable(request.user, lesson)
    rows = DraftRevision.objects.filter(lesson=found).select_related("saved_by")
    state = fetch_or_404(rows, pk=revision)
    who = named(state.saved_by, viewer=request.user)
    return _bring_back(
        request,
        found,
        title=f"What {who} saved {at_what_time(state.saved_at)}",
        markdown=state.markdown,
        glossary=state.glossary,
    )


@route("GET POST", may=WRITERS, known=ONLOOKERS, desk=True)
def old_edition_page(request: SignedInRequest, lesson: str, number: int) -> HttpResponse:
    """Show an edition beside the text of now; POST makes its text the draft."""
    found = fetch_writable(request.user, lesson)
    edition = found.editions.filter(number=number).first()
    if edition is None:
        raise Http404
    return _bring_back(
        request,
        found,
        title=f"Edition {edition.number}",
        markdown=without_anchors(edition.markdown),
        glossary=glossary_of(edition),
    )


def _bring_back(
    request: SignedInRequest, lesson: Lesson, *, title: str, markdown: str, glossary: Glossary
) -> HttpResponse:
    state, is_stale = draft_of(lesson), False
    if request.method == "POST":
        is_stale = not _is_brought_back(request, lesson, markdown, glossary)
        if not is_stale:
            messages.success(request, "It is back. What it replaced is in the history.")
            return redirect(writing_url("write", lesson))
    return writing_render(
        request,
        "state.html",
        title=title,
        crumbs=[*lesson_crumbs(lesson, writing=True), Link("History", _history_url(lesson))],
        status=409 if is_stale else 200,
        lesson=lesson,
        is_stale=is_stale,
        is_present=(state.markdown, state.glossary) == (markdown, glossary),
        version=state.version,
        runs=in_runs(compared(state.markdown, markdown)),
        terms=in_runs(compared(as_lines(state.glossary), as_lines(glossary))),
        back=_history_url(lesson),
    )


def _history_url(lesson: Lesson) -> str:
    return writing_url("history", lesson)


def _is_brought_back(
    request: SignedInRequest, lesson: Lesson, markdown: str, glossary: Glossary
) -> bool:
    """Save the text over the version that was seen; False where somebody saved meanwhile."""
    version = request.POST.get("based_on", "")
    if not (version.isascii() and version.isdigit()):
        raise SuspiciousOperation("No version was named.")
    try:
        save_draft(
            lesson=lesson,
            markdown=markdown,
            glossary=glossary,
            based_on=int(version[:9]),
            edition=lesson.current_edition,
            by=request.user,
            at=timezone.now(),
            keeps_replaced=True,
        )
    except Conflict:
        return False
    return True

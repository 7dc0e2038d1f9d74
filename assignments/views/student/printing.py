"""A lesson on paper: the essay, the timeline, and the questions with lines to write on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page

from assignments.domain.material.worksheet import Sheet, asked_on, sheets_for
from assignments.forms.printing import PrintForm
from assignments.views.lesson_address import lesson_address
from lessons.models import Edition, Lesson
from lessons.views.timeline import timeline_of
from studyhub.access import fetch_or_404, route
from studyhub.people.requests import SignedInRequest

_READERS = (
    "student, classmate, assistant, teacher, other teacher, school admin, "
    "foreign teacher, foreign admin, superuser"
)


@route("GET", may=_READERS)
@gzip_page
def print_lesson(request: SignedInRequest, lesson: str, slug: str) -> HttpResponse:
    """Show a lesson as it will be on paper, for whoever may read it.

    With an assignment's questions comes the edition that it is pinned to. Never a marking guide.
    It is compressed for the reasons told at ``lessons.views.lesson``; nothing of the address is
    repeated on it.
    """
    readable = Lesson.objects.visible_to(request.user).select_related("current_edition")
    found = fetch_or_404(readable, pk=lesson)
    if slug != found.slug:
        return redirect("print_lesson", lesson=found.pk, slug=found.slug)
    sheets = sheets_for(request.user, found)
    form = PrintForm(request.GET, sheets)
    sheet = form.chosen_sheet if "questions" in form.parts else None
    edition = _edition(found, sheet)
    context = {
        "lesson": found,
        "lesson_url": lesson_address(found),
        "form": form,
        "has_sheets": bool(sheets),
        "sheet": sheet,
        "edition": edition if "essay" in form.parts else None,
        "entries": _entries(found, edition) if "timeline" in form.parts else [],
        "asked": asked_on(sheet, form.chosen_lines) if sheet else [],
    }
    return render(request, "assignments/print.html", context)


def _edition(lesson: Lesson, sheet: Sheet | None) -> Edition | None:
    if sheet is not None and sheet.edition:
        return lesson.editions.get(pk=sheet.edition)
    return lesson.current_edition


def _entries(lesson: Lesson, edition: Edition | None) -> list:
    return timeline_of(lesson, edition).entries if edition else []

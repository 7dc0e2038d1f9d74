"""The text that an assignment is pinned to, whatever became of the lesson since."""

from django.http import HttpResponse
from django.urls import reverse

from assignments.models import Assignment
from assignments.views.lesson_address import replaced_since
from lessons.enums import LessonState
from lessons.views.lesson import Notice, edition_response
from studyhub.access import fetch_or_404, route
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link


@route("GET", may="student, classmate, assistant, teacher, superuser")
def assignment_text(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show essay and timeline as this work has them.

    Whoever may open the assignment may read them, be the lesson changed or withdrawn by now.
    """
    rows = Assignment.objects.visible_to(request.user)
    found = fetch_or_404(rows.select_related("edition__lesson__current_edition"), pk=assignment)
    lesson, edition = found.edition.lesson, found.edition
    return edition_response(request, lesson, edition, notice=_notice(found))


def _notice(assignment: Assignment) -> Notice | None:
    links = [Link(assignment.title, reverse("assignment", args=[assignment.pk]))]
    replaced = replaced_since(assignment)
    if replaced is not None:
        if replaced.changes_url:
            links.append(Link("What changed", replaced.changes_url))
        return Notice(
            f"Edition {replaced.number}",
            f"This work is on this text. The lesson is now edition {replaced.current}.",
            links,
        )
    if assignment.edition.lesson.state == LessonState.WITHDRAWN:
        return Notice("Withdrawn", "The lesson is withdrawn. The work on it goes on.", links)
    return None

"""Answers with feedback for paper: one student's, or a whole class in one go."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone

from assignments.domain.names import in_shown_order, shown_name
from assignments.domain.returning.feedback import feedback_on
from assignments.models import Assignment, Submission
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_returnable,
    fetch_taught,
    returnable,
)
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def print_work(request: SignedInRequest, submission: str) -> HttpResponse:
    """Show one student's answers with points and comments, as they will be on paper."""
    work = fetch_returnable(request.user, submission)
    return _page(request, work.assignment, [work], title=f"Print: {shown_name(work)}")


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def print_class(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show the work of everybody who handed in, each student on a sheet of their own."""
    found = fetch_taught(request.user, assignment)
    work = in_shown_order(returnable(request.user).filter(assignment=found), found)
    return _page(request, found, work, title="Print with feedback")


def _page(
    request: SignedInRequest, assignment: Assignment, work: Iterable[Submission], *, title: str
) -> HttpResponse:
    found = feedback_on(work, by=request.user, at=timezone.now())
    return desk_render(
        request,
        "print.html",
        title=title,
        crumbs=crumbs_to(assignment),
        assignment=assignment,
        feedback=found,
        hidden=sum(not row.is_returned for row in found),
        back_url=board_url(assignment),
    )

"""Reveal the names of an assignment that is marked blind."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.giving.blind import reveal_names
from assignments.domain.names import are_hidden, check_names_are_shown
from assignments.domain.overview.board import counts_of
from assignments.models import Assignment
from assignments.views.desk_frame import board_url, crumbs_to, desk_render, fetch_taught
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def reveal(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Say what revealing means; on POST, reveal for good."""
    found = fetch_taught(request.user, assignment)
    now = timezone.now()
    if request.method == "POST" and are_hidden(found):
        reveal_names(assignment=found, by=request.user, at=now)
        messages.success(request, "Names are shown from now on.")
        return redirect(board_url(found))
    return desk_render(
        request,
        "reveal.html",
        title="Reveal names",
        crumbs=crumbs_to(found),
        assignment=found,
        is_hidden=are_hidden(found),
        counts=counts_of([found], at=now)[found.pk],
        back_url=board_url(found),
    )


def led_to_reveal(request: SignedInRequest, found: Assignment) -> HttpResponse | None:
    """Lead to the page where names are revealed, with the reason; None where they are shown."""
    try:
        check_names_are_shown(found)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(reverse("admin:assignments_assignment_reveal", args=[found.pk]))
    return None

"""The start page."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.answering.todo import Overview, assignments_of, overview
from assignments.domain.telling.notices import count_unread
from assignments.domain.telling.tell import tell_due_tomorrow
from studyhub.access import route
from studyhub.people.requests import SignedInRequest

NOON, EVENING, NIGHT_ENDS = 12, 18, 5


@route("GET", may="signed in")
def home(request: SignedInRequest) -> HttpResponse:
    """Show what is to do and what came back; who works at the desk is led there."""
    at = timezone.now()
    collect_due(assignments=assignments_of(request.user), at=at)
    found = overview(user=request.user, at=at)
    context = {
        "greeting": greeting(timezone.localtime(at).hour),
        "overview": found,
        "desk_roles": sorted(request.user.desk_roles),
        "has_desk": request.user.may_enter_desk,
        "unread_notices": _unread(request, found, at),
        "is_student": not request.user.may_enter_desk or not found.is_empty,
    }
    return render(request, "assignments/home.html", context)


def _unread(request: SignedInRequest, found: Overview, at: datetime) -> int:
    """Count what is unread, with what falls due tomorrow, which no worker needs to have told."""
    user = request.user
    writable = [(user.pk, item.position) for item in found.to_do if item.is_writable]
    tell_due_tomorrow(positions=writable, at=at)
    return count_unread(user, found.positions, at=at)


def greeting(hour: int) -> str:
    """Return the greeting for an hour of the day at school."""
    if NIGHT_ENDS <= hour < NOON:
        return "Good morning"
    return "Good afternoon" if NOON <= hour < EVENING else "Good evening"

"""What has happened that a student should know."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assignments.domain.telling.notices import mark_read, told_to
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@route("GET", may="signed in")
def notices(request: SignedInRequest) -> HttpResponse:
    """List one's notices, newest first; looking at the page marks nothing as read."""
    told = told_to(request.user, at=timezone.now())
    unread = [row for row in told if row.notice.read_at is None]
    context = {"told": told, "unread": unread, "unread_notices": len(unread)}
    return render(request, "assignments/notices.html", context)


@route("POST", may="signed in")
def read(request: SignedInRequest) -> HttpResponse:
    """Mark as read the notices that the form names; another person's are passed over."""
    mark_read(notices=request.POST.getlist("notice"), by=request.user, at=timezone.now())
    return redirect("notices")

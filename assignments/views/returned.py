"""Returned work: the release snapshot, and nothing that is not in it."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assignments.domain.returned import Returned, returned_work, snapshot_of
from assignments.models import Release, Submission
from assignments.views.lesson_address import text_address
from assignments.views.own_work import fetch_own_work
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@route("GET", may="student", known="teacher, superuser")
def returned(request: SignedInRequest, work: str) -> HttpResponse:
    """Show what came back last, or that nothing is back (any more)."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    found = _returned(submission, at)
    return _page(request, submission, found, found.current)


@route("GET", may="student", known="teacher, superuser")
def returned_number(request: SignedInRequest, work: str, number: int) -> HttpResponse:
    """Show an earlier return; one that was taken back shows only that."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    found = _returned(submission, at)
    release = next((row for row in found.releases if row.number == number), None)
    if release is None:
        raise Http404
    return _page(request, submission, found, release if release in found.readable else None)


def _returned(submission: Submission, at: datetime) -> Returned:
    return returned_work(list(submission.releases.in_force(at).order_by("number")))


def _page(
    request: SignedInRequest, submission: Submission, found: Returned, release: Release | None
) -> HttpResponse:
    context = {
        "submission": submission,
        "assignment": submission.assignment,
        "release": release,
        "snapshot": snapshot_of(release) if release else None,
        "is_taken_back": bool(found.releases) and release is None,
        "is_newest": release == found.current,
        "others": [row for row in reversed(found.readable) if row != release],
        "lesson_url": text_address(submission.assignment),
    }
    return render(request, "assignments/returned.html", context)

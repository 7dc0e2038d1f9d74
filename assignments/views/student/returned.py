"""Returned work: the release snapshot and nothing that is not in it, and picking a next step."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assignments.domain.returning.after_return import (
    choose_step,
    chosen_step,
    note_seen,
    returned_to_student,
)
from assignments.domain.returning.returned import Returned, snapshot_of
from assignments.domain.returning.talk import talk_beside
from assignments.models import Release, Submission
from assignments.views.lesson_address import text_address
from assignments.views.student.own_work import fetch_own_work
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest


@route("GET", may="student", known="teacher, superuser")
def returned(request: SignedInRequest, work: str) -> HttpResponse:
    """Show what came back last, or that nothing is back (any more)."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    found = returned_to_student(submission, at=at)
    return _page(request, submission, found, found.current, at)


@route("GET", may="student", known="teacher, superuser")
def returned_number(request: SignedInRequest, work: str, number: int) -> HttpResponse:
    """Show an earlier return; one that was taken back shows only that."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    found = returned_to_student(submission, at=at)
    release = next((row for row in found.releases if row.number == number), None)
    if release is None:
        raise Http404
    return _page(request, submission, found, release if release in found.readable else None, at)


@route("POST", may="student", known="teacher, superuser")
def pick_step(request: SignedInRequest, work: str) -> HttpResponse:
    """Keep what the student will try next time."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    text = request.POST.get("step", "")
    try:
        choose_step(submission=submission, text=text, by=request.user, at=at)
        messages.success(request, "Kept. It will stand at the top of your next work.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("returned", work=submission.pk)


def _page(
    request: SignedInRequest,
    submission: Submission,
    found: Returned,
    release: Release | None,
    at: datetime,
) -> HttpResponse:
    if release is not None and request.method == "GET":
        note_seen(release=release, at=at)
    context = {
        "submission": submission,
        "assignment": submission.assignment,
        "release": release,
        "snapshot": snapshot_of(release) if release else None,
        "is_taken_back": bool(found.releases) and release is None,
        "is_newest": release == found.current,
        "others": [row for row in reversed(found.readable) if row != release],
        "lesson_url": text_address(submission.assignment),
        "step": chosen_step(submission) if release else None,
        "talk": talk_beside(submission),
    }
    return render(request, "assignments/returned.html", context)

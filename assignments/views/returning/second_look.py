"""Read another's grading, and confirm it before it is returned."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.giving.honesty import signing_words
from assignments.domain.grading.sheet import sheet_of
from assignments.domain.names import shown_name
from assignments.domain.returning.second_look import give_second_look, has_marked, latest_look
from assignments.domain.returning.snapshot import digest, snapshots
from assignments.forms.second_look import SecondLookForm
from assignments.models import Submission
from assignments.views.desk_frame import (
    NOT_ALLOCATED,
    board_url,
    crumbs_to,
    desk_render,
    fetch_gradable,
)
from studyhub.access import route
from studyhub.access.refusal import Conflict
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted


@route("GET POST", may="assistant, teacher", known="superuser", desk=True)
def second_look(request: SignedInRequest, submission: str) -> HttpResponse:
    """Show the grading to read; on POST, keep that it was read as it stands."""
    work = fetch_gradable(request.user, submission)
    if not work.is_all_mine:  # type: ignore[attr-defined]
        raise PermissionDenied(NOT_ALLOCATED)
    form = SecondLookForm(posted(request))
    conflict: list[Conflict] = []
    if accepted(form, lambda: _give(request, work, form, conflict)) and not conflict:
        messages.success(request, f"Second look given to the work of {shown_name(work)}.")
        return redirect(board_url(work.assignment))
    return _page(request, work, form, conflict)


def second_look_url(work: Submission) -> str:
    """Return the address where a second look is given."""
    return reverse("admin:assignments_submission_second_look", args=[work.pk])


def _give(
    request: SignedInRequest, work: Submission, form: SecondLookForm, conflict: list[Conflict]
) -> None:
    try:
        give_second_look(submission=work, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Conflict as met:
        conflict.append(met)


def _page(
    request: SignedInRequest, work: Submission, form: SecondLookForm, conflict: list[Conflict]
) -> HttpResponse:
    now = timezone.now()
    sheet = sheet_of(work, by=request.user)
    seen = digest(snapshots([work], by=request.user, at=now)[work.pk])
    look = latest_look(sheet.attempt)
    if not form.is_bound or conflict:
        # After a conflict the note stays, over what the page shows now.
        form = SecondLookForm(initial={"seen": seen, "note": form.data.get("note", "")})
    return desk_render(
        request,
        "second_look.html",
        title=f"Second look: {shown_name(work)}",
        crumbs=crumbs_to(work.assignment),
        status=409 if conflict else 200,
        work=work,
        assignment=work.assignment,
        sheet=sheet,
        signing=signing_words(work.assignment, sheet.attempt),
        is_recorded=False,
        form=form,
        conflict=conflict[0] if conflict else None,
        look=look,
        is_stale=look is not None and look.digest != seen,
        may_look=bool(sheet.graded) and not has_marked(sheet.attempt, request.user),
        back_url=board_url(work.assignment),
    )

"""Return work to students after a look at it, now or later; call it off; take it back."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assignments.domain.grading.sheet import in_class_order
from assignments.domain.returning.before_return import Advice, advice_on
from assignments.domain.returning.release import (
    Held,
    Outcome,
    call_off,
    held_by_students,
    return_to_students,
    take_back,
)
from assignments.domain.returning.returned import snapshot_from
from assignments.domain.returning.second_look import lacking_second_look
from assignments.domain.returning.snapshot import Snapshot, digest, snapshots
from assignments.forms.release import CallOffForm, ReturnForm, TakeBackForm
from assignments.models import Assignment, Submission
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_returnable,
    fetch_taught,
    grade_url,
    return_url,
    returnable,
)
from assignments.views.giving.revealing import led_to_reveal
from assignments.views.returning.second_look import second_look_url
from studyhub.access import route
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted
from studyhub.web.when import day_and_time


@dataclass(frozen=True)
class ReturnRow:
    """One student on the confirmation: what they would get, and what to look at before."""

    work: Submission
    snapshot: Snapshot
    digest: str
    held: Held
    advice: Advice
    is_unchanged: bool
    is_planned: bool
    is_chosen: bool
    grade_url: str
    second_look_url: str

    @property
    def is_again(self) -> bool:
        """Tell whether the student reads an earlier return now."""
        return self.held.is_returned

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing is graded at all."""
        return self.snapshot["graded"] == 0


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def return_all(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Return an assignment's work: to all, or to those who are ticked."""
    found = fetch_taught(request.user, assignment)
    return _return(
        request, found, list(in_class_order(returnable(request.user).filter(assignment=found)))
    )


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def return_one(request: SignedInRequest, submission: str) -> HttpResponse:
    """Return one student's work."""
    work = fetch_returnable(request.user, submission)
    return _return(request, work.assignment, [work])


def _return(request: SignedInRequest, found: Assignment, work: list[Submission]) -> HttpResponse:
    if led := led_to_reveal(request, found):
        return led
    form = ReturnForm(
        [row.pk for row in work], posted(request), zone=found.school_class.school.time_zone
    )
    outcome = Outcome()
    if not accepted(form, lambda: _return_chosen(request, work, form, outcome)):
        return _return_page(request, found, work, form)
    _say(request, outcome, form.cleaned_data["when"])
    if outcome.changed:
        return _return_page(request, found, work, form, outcome)
    return redirect(board_url(found))


def _return_chosen(
    request: SignedInRequest, work: list[Submission], form: ReturnForm, outcome: Outcome
) -> None:
    """Return what is ticked, adding what came of it to ``outcome``."""
    came = return_to_students(
        submissions=[row for row in work if row.pk in form.cleaned_data["work"]],
        by=request.user,
        at=timezone.now(),
        seen=form.seen(),
        when=form.cleaned_data["when"],
        note=form.cleaned_data["note"],
    )
    outcome.returned.extend(came.returned)
    outcome.unchanged.extend(came.unchanged)
    outcome.changed.extend(came.changed)
    outcome.lacking.extend(came.lacking)


def _say(request: SignedInRequest, outcome: Outcome, when: datetime | None) -> None:
    if outcome.returned:
        students = _students(len(outcome.returned))
        if when is None:
            messages.success(request, f"Returned to {students}.")
        else:
            messages.success(request, f"Will be returned to {students} {day_and_time(when)}.")
    if outcome.lacking:
        messages.warning(
            request, f"Not returned to {_names(outcome.lacking)}: the second look is missing."
        )
    if outcome.unchanged:
        messages.info(request, f"Nothing new for {_names(outcome.unchanged)}.")


def _students(number: int) -> str:
    return "1 student" if number == 1 else f"{number} students"


def _names(work: list[Submission]) -> str:
    return ", ".join(row.student.full_name for row in work)


def _return_page(
    request: SignedInRequest,
    found: Assignment,
    work: list[Submission],
    form: ReturnForm,
    outcome: Outcome | None = None,
) -> HttpResponse:
    rows = _rows(request, found, work, form)
    changed = {row.pk for row in outcome.changed} if outcome else set()
    return desk_render(
        request,
        "return.html",
        title="Return to students",
        crumbs=crumbs_to(found),
        status=409 if changed else 200,
        assignment=found,
        rows=[row for row in rows if not row.is_unchanged],
        unchanged=[row for row in rows if row.is_unchanged],
        incomplete=[row for row in rows if row.advice.ungraded and not row.is_unchanged],
        asks_note=any(row.is_again for row in rows),
        form=form,
        changed=_names(outcome.changed) if outcome else "",
        error=_error(form),
        is_for_one=len(work) == 1,
        back_url=board_url(found),
    )


def _error(form: ReturnForm) -> str:
    """Return what stands above the form; what can be mended in a field stands there."""
    if not form.is_bound:
        return ""
    return str([*form.errors.get("work", []), *form.non_field_errors(), ""][0])


def _rows(
    request: SignedInRequest, found: Assignment, work: list[Submission], form: ReturnForm
) -> list[ReturnRow]:
    at = timezone.now()
    made = snapshots(work, by=request.user, at=at)
    held = held_by_students([row.pk for row in work], at=at)
    advice = advice_on(found, work, made, at=at)
    ticked = set(request.POST.getlist("work")) if form.is_bound else None
    lacking = lacking_second_look(work, made)
    return [
        _row(row, made[row.pk], held[row.pk], advice[row.pk], ticked, is_lacking=row.pk in lacking)
        for row in work
    ]


def _row(
    work: Submission,
    snapshot: Snapshot,
    held: Held,
    advice: Advice,
    ticked: set[str] | None,
    *,
    is_lacking: bool,
) -> ReturnRow:
    is_planned = held.is_planned_as(snapshot)
    chosen = snapshot["graded"] > 0 and not is_planned and not is_lacking
    return ReturnRow(
        work=work,
        snapshot=snapshot,
        digest=digest(snapshot),
        held=held,
        advice=advice,
        is_unchanged=held.plan is None and held.is_returned_as(snapshot),
        is_planned=is_planned,
        is_chosen=work.pk in ticked if ticked is not None else chosen,
        grade_url=grade_url(work),
        second_look_url=second_look_url(work) if is_lacking else "",
    )


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def preview_return(request: SignedInRequest, submission: str) -> HttpResponse:
    """Show what the student would read if the work were returned now. Returns nothing."""
    work = fetch_returnable(request.user, submission)
    if led := led_to_reveal(request, work.assignment):
        return led
    at = timezone.now()
    made = snapshots([work], by=request.user, at=at)[work.pk]
    context = {
        "work": work,
        "submission": work,
        "assignment": work.assignment,
        "snapshot": snapshot_from(made, at),
        "is_newest": True,
        "is_preview": True,
        "back_url": return_url(work),
    }
    return render(request, "assignments/returned_preview.html", context)


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def call_return_off(request: SignedInRequest, submission: str) -> HttpResponse:
    """Call off what is planned to come back later."""
    work = fetch_returnable(request.user, submission)
    form = CallOffForm(posted(request))
    if accepted(form, lambda: _call_off(request, work, form)):
        messages.success(request, f"Nothing is planned for {work.student.full_name} any more.")
        return redirect(board_url(work.assignment))
    return desk_render(
        request,
        "call_off.html",
        title="Call off",
        crumbs=crumbs_to(work.assignment),
        work=work,
        held=held_by_students([work.pk], at=timezone.now())[work.pk],
        form=form,
        take_back_url=reverse("admin:assignments_submission_take_back", args=[work.pk]),
        back_url=board_url(work.assignment),
    )


def _call_off(request: SignedInRequest, work: Submission, form: CallOffForm) -> None:
    call_off(submission=work, by=request.user, at=timezone.now(), reason=form.cleaned_data["why"])


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def take_work_back(request: SignedInRequest, submission: str) -> HttpResponse:
    """Take back what was returned, with a reason."""
    work = fetch_returnable(request.user, submission)
    if led := led_to_reveal(request, work.assignment):
        return led
    form = TakeBackForm(posted(request))
    if accepted(form, lambda: _take_back(request, work, form)):
        messages.success(request, f"Taken back from {work.student.full_name}.")
        return redirect(board_url(work.assignment))
    held = held_by_students([work.pk], at=timezone.now())[work.pk]
    return desk_render(
        request,
        "take_back.html",
        title="Take back",
        crumbs=crumbs_to(work.assignment),
        work=work,
        release=held.latest,
        plan=held.plan,
        is_returned=held.is_returned,
        form=form,
        back_url=board_url(work.assignment),
    )


def _take_back(request: SignedInRequest, work: Submission, form: TakeBackForm) -> None:
    take_back(
        submission=work, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
    )

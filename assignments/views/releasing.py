"""Return work to students after a look at what is still ungraded, and take it back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.release import (
    Outcome,
    is_returned_as,
    latest_releases,
    return_to_students,
    take_back,
)
from assignments.domain.second_look import lacking_second_look
from assignments.domain.sheet import in_class_order
from assignments.domain.snapshot import Snapshot, digest, snapshots
from assignments.enums import ReleaseKind
from assignments.forms.release import ReturnForm, TakeBackForm
from assignments.models import Assignment, Submission
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_returnable,
    fetch_taught,
    grade_url,
    returnable,
)
from assignments.views.revealing import led_to_reveal
from assignments.views.second_look import second_look_url
from studyhub.access import route
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted


@dataclass(frozen=True)
class ReturnRow:
    """One student on the confirmation: what they would get."""

    work: Submission
    snapshot: Snapshot
    digest: str
    is_unchanged: bool
    is_again: bool
    is_chosen: bool
    grade_url: str
    second_look_url: str

    @property
    def ungraded(self) -> list[str]:
        """Return the labels of the answers without points."""
        return [leaf["label"] for leaf in self.snapshot["leaves"] if leaf["points"] is None]

    @property
    def bare_zeros(self) -> list[str]:
        """Return the labels of answers with zero points and no word about it."""
        return [
            leaf["label"]
            for leaf in self.snapshot["leaves"]
            if leaf["points"] == "0" and not leaf["comment"]
        ]

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
    form = ReturnForm([row.pk for row in work], posted(request))
    if not form.is_valid():
        return _return_page(request, found, work, form)
    chosen = [row for row in work if row.pk in form.cleaned_data["work"]]
    outcome = return_to_students(
        submissions=chosen, by=request.user, at=timezone.now(), seen=form.seen()
    )
    _say(request, outcome)
    if outcome.changed:
        return _return_page(request, found, work, form, outcome)
    return redirect(board_url(found))


def _say(request: SignedInRequest, outcome: Outcome) -> None:
    if outcome.returned:
        messages.success(request, f"Returned to {_students(len(outcome.returned))}.")
    if outcome.lacking:
        messages.warning(
            request, f"Not returned to {_names(outcome.lacking)}: the second look is missing."
        )
    if outcome.unchanged:
        messages.info(
            request,
            f"Nothing new for {_names(outcome.unchanged)}: what they have is what stands now.",
        )


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
    rows = _rows(request, work, form)
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
        incomplete=[row for row in rows if row.ungraded and not row.is_unchanged],
        changed=_names(outcome.changed) if outcome else "",
        error=form.errors.get("work", [""])[0] if form.is_bound else "",
        is_for_one=len(work) == 1,
        back_url=board_url(found),
    )


def _rows(request: SignedInRequest, work: list[Submission], form: ReturnForm) -> list[ReturnRow]:
    made = snapshots(work, by=request.user, at=timezone.now())
    latest = latest_releases([row.pk for row in work])
    ticked = set(request.POST.getlist("work")) if form.is_bound else None
    lacking = lacking_second_look(work, made)
    return [
        _row(row, made[row.pk], latest.get(row.pk), ticked, is_lacking=row.pk in lacking)
        for row in work
    ]


def _row(
    work: Submission, snapshot: Snapshot, latest, ticked: set[str] | None, *, is_lacking: bool
) -> ReturnRow:
    return ReturnRow(
        work=work,
        snapshot=snapshot,
        digest=digest(snapshot),
        is_unchanged=is_returned_as(latest, snapshot),
        is_again=latest is not None and latest.kind == ReleaseKind.RETURNED,
        is_chosen=work.pk in ticked if ticked is not None else _is_worth(snapshot, is_lacking),
        grade_url=grade_url(work),
        second_look_url=second_look_url(work) if is_lacking else "",
    )


def _is_worth(snapshot: Snapshot, is_lacking: bool) -> bool:
    return snapshot["graded"] > 0 and not is_lacking


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
    latest = latest_releases([work.pk]).get(work.pk)
    return desk_render(
        request,
        "take_back.html",
        title="Take back",
        crumbs=crumbs_to(work.assignment),
        work=work,
        release=latest,
        is_returned=latest is not None and latest.kind == ReleaseKind.RETURNED,
        form=form,
        back_url=board_url(work.assignment),
    )


def _take_back(request: SignedInRequest, work: Submission, form: TakeBackForm) -> None:
    take_back(
        submission=work, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
    )

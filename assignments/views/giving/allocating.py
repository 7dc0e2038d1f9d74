"""Allocate the grading of an assignment, and end that again."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.giving.allocate import (
    allocate,
    end_allocation,
    markers_of,
    share_out,
    students_of,
)
from assignments.domain.overview.evidence import leaves_of
from assignments.forms.allocating import AllocateForm, ShareForm
from assignments.models import Allocation, Assignment
from assignments.views.desk_frame import board_url, crumbs_to, desk_render, fetch_taught
from studyhub.access import fetch_or_404, route
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted


@dataclass(frozen=True)
class Forms:
    """Both forms of the page."""

    allocate: AllocateForm
    share: ShareForm


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def allocations(request: SignedInRequest, assignment: str) -> HttpResponse:
    """List what is allocated to whom; POST allocates more."""
    found = fetch_taught(request.user, assignment)
    forms = _forms(found, allocate_data=posted(request))
    if accepted(forms.allocate, lambda: _allocate(request, found, forms.allocate)):
        return redirect(allocations_url(found))
    return _page(request, found, forms)


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def share(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Deal the students out evenly."""
    found = fetch_taught(request.user, assignment)
    forms = _forms(found, share_data=request.POST)
    if accepted(forms.share, lambda: _share(request, found, forms.share)):
        return redirect(allocations_url(found))
    return _page(request, found, forms)


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def end(request: SignedInRequest, assignment: str, allocation: str) -> HttpResponse:
    """End an allocation; nothing that was graded is lost by it."""
    found = fetch_taught(request.user, assignment)
    row = fetch_or_404(_rows(found), pk=allocation)
    end_allocation(allocation=row, by=request.user, at=timezone.now())
    messages.success(request, f"No longer allocated to {row.grader.full_name}.")
    return redirect(allocations_url(found))


def allocations_url(assignment: Assignment) -> str:
    """Return the address of the page."""
    return reverse("admin:assignments_assignment_allocations", args=[assignment.pk])


def _rows(found: Assignment):
    rows = Allocation.objects.filter(assignment=found)
    return rows.select_related(
        "grader", "question", "student", "assignment__school_class"
    ).order_by(
        "grader__family_name", "grader__given_name", "question__position",
        "student__family_name", "student__given_name", "pk",
    )  # fmt: skip


def _forms(found: Assignment, *, allocate_data=None, share_data=None) -> Forms:
    now = timezone.now()
    markers = markers_of(found, at=now)
    students = students_of(found, at=now)
    return Forms(
        AllocateForm(markers, leaves_of(found), students, allocate_data),
        ShareForm(markers, share_data),
    )


def _allocate(request: SignedInRequest, found: Assignment, form: AllocateForm) -> None:
    made = allocate(assignment=found, by=request.user, at=timezone.now(), **form.values())
    name = form.values()["grader"].full_name
    messages.success(
        request, f"Allocated to {name}." if made else f"That is allocated to {name} already."
    )


def _share(request: SignedInRequest, found: Assignment, form: ShareForm) -> None:
    made = share_out(
        assignment=found, graders=form.graders_chosen(), by=request.user, at=timezone.now()
    )
    students = f"{len(made)} student{'' if len(made) == 1 else 's'}"
    messages.success(
        request, f"{students} dealt out." if made else "Every student is allocated already."
    )


def _page(request: SignedInRequest, found: Assignment, forms: Forms) -> HttpResponse:
    return desk_render(
        request,
        "allocations.html",
        title="Allocate",
        crumbs=crumbs_to(found),
        assignment=found,
        rows=list(_rows(found)),
        form=forms.allocate,
        share_form=forms.share,
        back_url=board_url(found),
    )

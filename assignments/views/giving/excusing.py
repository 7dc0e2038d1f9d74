"""Excuse a student from an assignment, and take that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.giving.excuse import excuse, take_excuse_back
from assignments.forms.times import EndExcuseForm, ExcuseForm
from assignments.models import Assignment
from assignments.views.desk_frame import student_url
from assignments.views.giving.times import fetch_student, student_page
from studyhub.access import route
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def excuse_student(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Excuse one student; they are told that they are, not why."""
    found, row = fetch_student(request, assignment, student)
    form = ExcuseForm(request.POST, auto_id="excuse_%s")
    if not accepted(form, lambda: _excuse(request, found, row.student, form)):
        return student_page(request, found, row, excuse_form=form)
    messages.success(request, f"{row.student.full_name} is excused. They may still hand in.")
    return redirect(student_url(found, row.student))


def _excuse(request: SignedInRequest, found: Assignment, student: User, form: ExcuseForm) -> None:
    excuse(
        assignment=found,
        student=student,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def end_excuse(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Take an excuse back."""
    found, row = fetch_student(request, assignment, student)
    form = EndExcuseForm(request.POST, auto_id="end_excuse_%s")
    if not accepted(form, lambda: _end_excuse(request, found, row.student, form)):
        return student_page(request, found, row, end_excuse_form=form)
    messages.success(request, f"This is {row.student.full_name}’s to do again.")
    return redirect(student_url(found, row.student))


def _end_excuse(
    request: SignedInRequest, found: Assignment, student: User, form: EndExcuseForm
) -> None:
    take_excuse_back(
        assignment=found,
        student=student,
        reason=form.cleaned_data["why"],
        by=request.user,
        at=timezone.now(),
    )

"""Take in work that a student wrote on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.answering.paper import take_in_on_paper
from assignments.forms.times import PaperForm
from assignments.models import Assignment
from assignments.views.desk_frame import student_url
from assignments.views.giving.times import fetch_student, student_page
from studyhub.access import route
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def take_in_paper(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Hand in for a student whose work lies on paper."""
    found, row = fetch_student(request, assignment, student)
    form = PaperForm(request.POST, auto_id="paper_%s")
    if not accepted(form, lambda: _take_in(request, found, row.student, form)):
        return student_page(request, found, row, paper_form=form)
    messages.success(request, f"Taken in on paper for {row.student.full_name}.")
    return redirect(student_url(found, row.student))


def _take_in(request: SignedInRequest, found: Assignment, student: User, form: PaperForm) -> None:
    take_in_on_paper(
        assignment=found,
        student=student,
        received_at=form.cleaned_data["received_at"],
        by=request.user,
        at=timezone.now(),
    )

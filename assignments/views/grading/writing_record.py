"""How an answer was written: for those who grade it, and the switch that keeps it from them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.answering.writing_record import LIMITS, WritingRecord
from assignments.domain.answering.writing_record_off import is_off, turn_off, turn_on
from assignments.domain.answering.written import writing_records
from assignments.domain.grading.walk import EVERYTHING
from assignments.domain.names import are_hidden, shown_name
from assignments.models import Answer, Assignment, Submission
from assignments.views.desk_frame import (
    crumbs_to,
    desk_render,
    question_url,
    student_url,
)
from assignments.views.giving.times import fetch_student
from assignments.views.grading.answer_notes import fetch_answer
from studyhub.access import route
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest


@route("GET", may="assistant, teacher", known="superuser", desk=True)
def show_writing_record(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Show how a handed-in answer was written, unless that is off for the student.

    While names are hidden nothing is shown of anybody: "not shown, as agreed" and the hours at
    which somebody wrote would tell who it is.
    """
    work, answer = fetch_answer(request, submission, question)
    assignment = work.assignment
    is_hidden = are_hidden(assignment)
    off = not is_hidden and is_off(assignment.school_class, work.student)
    may_switch = work.is_taught and not is_hidden  # type: ignore[attr-defined]
    return desk_render(
        request,
        "writing_record.html",
        title=f"How it was written: {answer.question.label}, {shown_name(work)}",
        crumbs=crumbs_to(assignment),
        work=work,
        assignment=assignment,
        question=answer.question,
        is_hidden=is_hidden,
        is_off=off,
        written=None if is_hidden or off else _written(work, answer),
        limits=LIMITS,
        switch_url=switch_url(assignment, work.student) if may_switch else "",
        back_url=question_url(assignment, answer.question, work, way=EVERYTHING),
    )


def _written(work: Submission, answer: Answer) -> WritingRecord:
    records = writing_records([answer], attempt=answer.attempt, assignment=work.assignment)
    return records[answer.pk]


def switch_url(assignment: Assignment, student: User) -> str:
    """Return the address of the switch for one student."""
    return reverse("admin:assignments_assignment_writing_record", args=[assignment.pk, student.pk])


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def switch_writing_record(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Turn the record off for a student in all work of the class, or on again."""
    found, row = fetch_student(request, assignment, student)
    school_class = found.school_class
    if request.method == "POST":
        act = turn_on if request.POST.get("show") == "1" else turn_off
        act(school_class=school_class, student=row.student, by=request.user, at=timezone.now())
        messages.success(request, _said(row.student, is_shown=act is turn_on))
        return redirect(switch_url(found, row.student))
    return desk_render(
        request,
        "writing_record_switch.html",
        title=f"Writing record of {row.student.full_name}",
        crumbs=crumbs_to(found),
        assignment=found,
        student=row.student,
        is_off=is_off(school_class, row.student),
        back_url=student_url(found, row.student),
    )


def _said(student: User, *, is_shown: bool) -> str:
    if is_shown:
        return f"The writing record of {student.full_name} is shown again."
    return f"The writing record of {student.full_name} is no longer shown."

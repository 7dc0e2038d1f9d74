"""The start page of an assignment."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assignments import policy
from assignments.domain.answering.start import start as start_verb
from assignments.domain.answering.todo import teachers_of
from assignments.domain.returning.after_return import step_to_try
from assignments.domain.timing.allowance import allowance_for
from assignments.domain.timing.position import Position, position
from assignments.models import Assignment, Question, Submission
from assignments.views.lesson_address import text_address
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest

STUDENTS_START = "Only students who are in the class now can start this."


@route("GET", may="student, classmate, assistant, teacher, superuser")
def assignment(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show what is asked and by when; who has started is led to their work.

    Who teaches the class sees the questions as well, for they cannot start.
    """
    at = timezone.now()
    found = fetch_or_404(
        Assignment.objects.visible_to(request.user).select_related(
            "school_class__school", "edition__lesson", "set_version"
        ),
        pk=assignment,
    )
    own = Submission.objects.of(request.user).filter(assignment=found).first()
    if own is not None:
        return redirect("work", work=own.pk)
    return _start_page(request, found, at)


def _start_page(request: SignedInRequest, found: Assignment, at: datetime) -> HttpResponse:
    user = request.user
    where = _position(found, user, at)
    may_do = Assignment.objects.doable_by(user).filter(pk=found.pk).exists()
    questions = list(
        Question.objects.filter(asked_in__assignment=found)
        .select_related("parent__parent")
        .order_by("position")
    )
    context = {
        "assignment": found,
        "position": where,
        "teachers": teachers_of({found.school_class_id}, at)[found.school_class_id],
        "questions": questions,
        "points": sum(question.points or 0 for question in questions),
        "may_start": may_do and _takes_a_start(where),
        "is_preview": Assignment.objects.staffed_by(user).filter(pk=found.pk).exists(),
        "lesson_url": text_address(found),
        "step": step_to_try(user=user, at=at) if may_do else None,
    }
    return render(request, "assignments/assignment.html", context)


def _position(found: Assignment, user: User, at: datetime) -> Position:
    return position(
        found,
        submission=None,
        open_attempt=None,
        counted=None,
        allowance=allowance_for(found, user),
        at=at,
    )


def _takes_a_start(where: Position) -> bool:
    try:
        policy.check_may_start(where)
    except Refusal:
        return False
    return True


@route("POST", may="student, classmate", known="assistant, teacher, superuser")
def start(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Make the student's work, or lead to it where it was made before."""
    found = fetch_or_404(
        Assignment.objects.doable_by(request.user).select_related(
            "school_class__school", "set_version"
        ),
        known=Assignment.objects.visible_to(request.user),
        because=STUDENTS_START,
        pk=assignment,
    )
    try:
        submission = start_verb(assignment=found, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("assignment", assignment=found.pk)
    return redirect("work", work=submission.pk)

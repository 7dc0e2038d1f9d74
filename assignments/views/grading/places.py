"""Where markers are on the desk: told by open pages, and gone back to from the board."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.grading.places import last_place, take_place, way_at
from assignments.domain.grading.sheet import questions_of
from assignments.domain.grading.walk import Way
from assignments.models import Answer, Question, Submission
from assignments.views.desk_frame import (
    board_url,
    fetch_gradable,
    fetch_markable,
    grade_url,
    question_url,
)
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@route("POST", may="assistant, teacher", known="superuser", desk=True)
def here(request: SignedInRequest, submission: str) -> JsonResponse:
    """Take the place that ``question`` and ``show`` name; answer ``{"others": [full names]}``."""
    work = fetch_gradable(request.user, submission)
    others = take_place(
        submission=work,
        question=_question(request, work),
        way=Way.asked(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    return JsonResponse({"others": others})


def _question(request: SignedInRequest, work: Submission) -> Question | None:
    """Return the leaf that is named, of which you may grade the answer; any other is not found."""
    named = request.POST.get("question", "")
    if not named:
        return None
    rows = Answer.objects.gradable_by(request.user).filter(attempt=work.counted_attempt_id)
    answer = rows.select_related("question").filter(question=named).first()
    if answer is None:
        raise Http404
    return answer.question


@route("GET", may="assistant, teacher", known="superuser", desk=True)
def go_on(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Lead to where you were last in this assignment, else to the first question to grade."""
    row = fetch_markable(request.user, assignment)
    place = last_place(assignment=row, by=request.user)
    if place is None:
        questions = questions_of(assignment=row, by=request.user)
        first = next((entry for entry in questions if entry.waiting), None)
        return redirect(question_url(row, first.question) if first else board_url(row))
    if place.question is None:
        return redirect(grade_url(place.submission))
    return redirect(question_url(row, place.question, place.submission, way=way_at(place)))

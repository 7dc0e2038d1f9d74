"""Keep in the comment bank what was written while grading."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.grading.bank_use import keep_what_was_written
from assignments.domain.grading.walk import Way
from assignments.forms.shelf import is_id
from assignments.models import Question, Submission
from assignments.views.desk_frame import grade_url, question_url
from assignments.views.grading.answer_notes import fetch_answer
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest


@route("POST", may="assistant, teacher", known="superuser", desk=True)
def keep_comment(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Keep one's own comment on an answer, and lead back to the page that offered it.

    ``here`` names whose work that page shows; ``to=question`` is the question's, with ``show`` and
    ``order``.
    """
    work, answer = fetch_answer(request, submission, question)
    try:
        kept = keep_what_was_written(answer=answer, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if kept is None:
            messages.error(request, "Nothing was kept: no comment of yours is on this answer.")
        else:
            place = " {name} stands in it for the student's name." if "{name}" in kept.text else ""
            messages.success(request, f"Kept in your comment bank.{place}")
    return redirect(_back(request, work, answer.question))


def _back(request: SignedInRequest, work: Submission, question: Question) -> str:
    here = request.POST.get("here", "")
    shown = Submission(pk=here) if is_id(here) else work
    if request.POST.get("to") != "question":
        return grade_url(shown)
    return question_url(work.assignment, question, shown, way=Way.asked(request.POST))

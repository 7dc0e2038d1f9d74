"""A student's talk with a teacher about one returned answer."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assignments import policy
from assignments.domain.returning.replies import (
    close_thread,
    open_thread,
    returned_leaf,
    write_message,
)
from assignments.domain.returning.talk import threads_on
from assignments.forms.replies import ReplyForm
from assignments.models import Question, Submission, Thread
from assignments.views.student.own_work import fetch_own_work, is_enrolled
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest


@route("GET POST", may="student", known="teacher, superuser")
def replies(request: SignedInRequest, work: str, question: str) -> HttpResponse:
    """Show what was written about a returned answer; POST sends a message or closes the talk."""
    at = timezone.now()
    submission = fetch_own_work(request.user, work, at)
    asked = submission.assignment.asked.select_related("question").filter(question=question)
    row = asked.first()
    if row is None:
        raise Http404
    talk = threads_on(submission, row.question)
    if not talk and returned_leaf(submission, row.question, at=at) is None:
        raise Http404
    if request.method != "POST":
        return _page(request, submission, row.question, at)
    return _act(request, submission, row.question, at)


def _act(
    request: SignedInRequest, submission: Submission, question: Question, at: datetime
) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, question, at, form=form, status=400)
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(submission))
        messages.success(request, _do(request, submission, question, form, at))
    except Refusal as refusal:
        form.refuse(refusal)
        status = 409 if isinstance(refusal, Conflict) else 400
        return _page(request, submission, question, at, form=form, status=status)
    return redirect("replies", work=submission.pk, question=question.pk)


def _do(
    request: SignedInRequest,
    submission: Submission,
    question: Question,
    form: ReplyForm,
    at: datetime,
) -> str:
    """Do what was pressed; return what to say of it."""
    sent = {key: form.cleaned_data[key] for key in ("text", "key")}
    thread = (
        Thread.objects.of(request.user)
        .filter(pk=request.POST.get("thread", ""), submission=submission, question=question)
        .first()
    )
    if thread is None:
        open_thread(
            submission=submission,
            question=question,
            asks_remark=form.cleaned_data["asks_remark"],
            by=request.user,
            at=at,
            **sent,
        )
    elif request.POST.get("do") == "close":
        close_thread(thread=thread, by=request.user, at=at)
        return "Closed."
    else:
        write_message(thread=thread, by=request.user, at=at, **sent)
    return "Sent."


def _page(
    request: SignedInRequest,
    submission: Submission,
    question: Question,
    at: datetime,
    *,
    form: ReplyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    talk = threads_on(submission, question)
    found = returned_leaf(submission, question, at=at)
    context = {
        "submission": submission,
        "assignment": submission.assignment,
        "question": question,
        "leaf": found[1] if found else None,
        "talk": talk,
        "open_thread": next((row for row in talk if row.closed_at is None), None),
        "form": form or ReplyForm(),
        "may_write": found is not None and is_enrolled(submission),
        "left_class": not is_enrolled(submission),
    }
    return render(request, "assignments/replies.html", context, status=status)

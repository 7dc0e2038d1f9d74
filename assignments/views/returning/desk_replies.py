"""The teacher's side of talks about returned answers: what is open, and one of them."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.returning.replies import close_thread, decide, returned_leaf, write_message
from assignments.domain.returning.talk import closed_talks, open_talks, threads_on
from assignments.enums import ThreadOutcome
from assignments.forms.replies import ReplyForm
from assignments.models import Thread
from assignments.views.desk_frame import crumbs_to, desk_render, grade_url
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link

ONLY_TEACHERS = "Only those who teach this class answer its students here."
_WITH = (
    "question",
    "release",
    "routed_to",
    "submission__student",
    "submission__assignment__school_class__school",
    "submission__assignment__edition__lesson",
)
_OUTCOMES = {"keep": ThreadOutcome.KEPT, "correct": ThreadOutcome.CORRECTED}


@route("GET", may="teacher, other teacher, foreign teacher", desk=True)
def list_replies(request: SignedInRequest) -> HttpResponse:
    """Show the open talks of the classes one teaches, one's own first; ``?show=closed`` others."""
    if "teacher" not in request.user.desk_roles:
        raise Http404
    shows_closed = request.GET.get("show") == "closed"
    rows = closed_talks(request.user) if shows_closed else open_talks(request.user)
    return desk_render(
        request,
        "replies.html",
        title="Replies",
        crumbs=[],
        rows=[(row, reply_url(row.thread)) for row in rows],
        shows_closed=shows_closed,
        waiting=sum(row.waits for row in rows),
    )


def reply_url(thread: Thread) -> str:
    """Return the address of one talk on the desk."""
    return reverse("admin:reply", args=[thread.pk])


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def reply(request: SignedInRequest, thread: str) -> HttpResponse:
    """Show one talk with the answer as it is returned; POST answers, closes or decides."""
    found = _fetch(request.user, thread)
    at = timezone.now()
    if request.method != "POST":
        return _page(request, found, at)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, at, form=form, status=400)
    try:
        return _act(request, found, form, at)
    except Refusal as refusal:
        form.refuse(refusal)
        status = 409 if isinstance(refusal, Conflict) else 400
        return _page(request, _fetch(request.user, thread), at, form=form, status=status)


def _fetch(user: User, thread: str) -> Thread:
    rows = Thread.objects.select_related(*_WITH)
    return fetch_or_404(
        rows.answerable_by(user),
        known=Thread.objects.staffed_by(user),
        because=ONLY_TEACHERS,
        pk=thread,
    )


def _act(request: SignedInRequest, thread: Thread, form: ReplyForm, at: datetime) -> HttpResponse:
    do = request.POST.get("do", "")
    sent = {key: form.cleaned_data[key] for key in ("text", "key")}
    if do == "close":
        close_thread(thread=thread, by=request.user, at=at)
        messages.success(request, "Closed.")
        return redirect("admin:replies")
    if do not in _OUTCOMES:
        write_message(thread=thread, by=request.user, at=at, **sent)
        messages.success(request, f"Sent to {thread.submission.student.full_name}.")
        return redirect(reply_url(thread))
    decide(thread=thread, outcome=_OUTCOMES[do], by=request.user, at=at, **sent)
    if do == "keep":
        messages.success(request, "Kept as it was; your reason is sent.")
        return redirect("admin:replies")
    messages.success(request, "Your reason is sent. Change the points here and return them again.")
    return redirect(f"{grade_url(thread.submission)}#q{thread.question.label}")


def _page(
    request: SignedInRequest,
    thread: Thread,
    at: datetime,
    *,
    form: ReplyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    work = thread.submission
    found = returned_leaf(work, thread.question, at=at)
    return desk_render(
        request,
        "reply.html",
        title=f"{work.student.full_name}, {thread.question.label}",
        crumbs=[*crumbs_to(work.assignment), Link("Replies", reverse("admin:replies"))],
        status=status,
        thread=thread,
        work=work,
        assignment=work.assignment,
        leaf=found[1] if found else None,
        is_newer=bool(found and found[0].pk != thread.release_id),
        talk=threads_on(work, thread.question),
        form=form or ReplyForm(),
        may_write=found is not None and thread.closed_at is None,
        grade_url=f"{grade_url(work)}#q{thread.question.label}",
    )

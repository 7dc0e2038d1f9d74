"""Grade what one student handed in."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.giving.honesty import signing_words
from assignments.domain.grading.queue import next_waiting, queue
from assignments.domain.grading.sheet import sheet_of
from assignments.domain.names import shown_name
from assignments.domain.returning.after_return import chosen_step
from assignments.models import Submission
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_gradable,
    grade_url,
)
from assignments.views.grading.bank_at_hand import bank_context, use_of_bank, with_offer
from assignments.views.grading.taking import Taken, take, untouched
from assignments.views.lesson_address import text_address
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@route("GET POST", may="assistant, teacher", known="superuser", desk=True)
def grade_work(request: SignedInRequest, submission: str) -> HttpResponse:
    """Show and save points and comments, answer by answer, and the comment on the whole.

    An assistant gets the answers that are allocated to them, and the whole if all of them are.
    """
    work = fetch_gradable(request.user, submission)
    sheet = sheet_of(work, by=request.user)
    if request.method != "POST":
        is_all_mine = work.is_all_mine  # type: ignore[attr-defined]
        return _page(request, work, untouched(sheet, with_overall=is_all_mine))
    now = timezone.now()
    taken = take(work, sheet, request.POST, by=request.user, at=now)
    if not taken.is_saved:
        return _page(request, work, taken)
    asks = use_of_bank(taken.form, work, by=request.user, at=now)
    messages.success(request, f"Saved for {shown_name(work)}.")
    return redirect(_where_next(request, work, asks))


def _where_next(request: SignedInRequest, work: Submission, asks: str) -> str:
    if "next" not in request.POST:
        return with_offer(grade_url(work), asks)
    following = next_waiting(queue(assignment=work.assignment, by=request.user), work.pk)
    if following is not None:
        return with_offer(grade_url(following), asks)
    messages.info(request, "Everything that was handed in is graded.")
    return board_url(work.assignment)


def _page(request: SignedInRequest, work: Submission, taken: Taken) -> HttpResponse:
    line = queue(assignment=work.assignment, by=request.user)
    place = next((i for i, row in enumerate(line) if row.pk == work.pk), 0)
    return desk_render(
        request,
        "grade_student.html",
        title=shown_name(work),
        crumbs=crumbs_to(work.assignment),
        status=taken.status,
        work=work,
        assignment=work.assignment,
        sheet=taken.form.sheet,
        form=taken.form,
        taken=taken,
        signing=signing_words(work.assignment, taken.form.sheet.attempt),
        release=work.releases.in_force(timezone.now())
        .defer("snapshot")
        .annotate(seen_at=F("seen__seen_at"))
        .order_by("-number")
        .first(),
        next_step=chosen_step(work),
        place=place + 1,
        line=line,
        waiting=sum(row.is_waiting for row in line),  # type: ignore[attr-defined]
        previous=line[place - 1] if place > 0 else None,
        following=line[place + 1] if place + 1 < len(line) else None,
        lesson_url=text_address(work.assignment),
        **bank_context(request, work),
    )

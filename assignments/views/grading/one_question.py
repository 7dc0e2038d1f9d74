"""Grade one question across the class, one student at a time."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.grading.alike import alike_together
from assignments.domain.grading.queue import queue
from assignments.domain.grading.sheet import QuestionWaiting, questions_of, sheet_of
from assignments.domain.grading.walk import Walk, Way
from assignments.domain.names import are_hidden, shown_name
from assignments.domain.returning.snapshot import context_of
from assignments.enums import Shows
from assignments.models import Assignment, Question, Submission
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_markable,
    question_url,
)
from assignments.views.grading.answer_notes import notes_context
from assignments.views.grading.bank_at_hand import bank_context, use_of_bank, with_offer
from assignments.views.grading.taking import Taken, take, untouched
from assignments.views.lesson_address import text_address
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@dataclass(frozen=True)
class Tab:
    """A way to choose: its words, and where it leads."""

    name: str
    words: str
    url: str
    is_here: bool


@route("GET POST", may="assistant, teacher", known="superuser", desk=True)
def grade_question(request: SignedInRequest, assignment: str, question: str) -> HttpResponse:
    """Show and save one answer.

    ``?work=`` names whose; without it the first of what is gone through is shown. ``?show=`` says
    what that is (``Shows``), and without it what is still to grade; with ``?order=alike`` alike
    ones follow each other.
    """
    row = fetch_markable(request.user, assignment)
    now = timezone.now()
    collect_due(assignments=Assignment.objects.filter(pk=row.pk), at=now)
    questions = questions_of(assignment=row, by=request.user)
    leaf = _asked(questions, question)
    way = Way.asked(request.GET)
    line = queue(assignment=row, by=request.user, question=leaf)
    line = alike_together(line) if way.is_alike else line
    walk = Walk(line, _chosen(request, Walk(line, None, way)), way)
    work = walk.current
    if work is None:
        return _page(request, row, leaf, questions, walk, None)
    sheet = sheet_of(work, leaf, by=request.user)
    if request.method != "POST":
        return _page(request, row, leaf, questions, walk, untouched(sheet))
    taken = take(work, sheet, request.POST, by=request.user, at=now, question=leaf)
    if not taken.is_saved:
        return _page(request, row, leaf, questions, walk, taken)
    asks = use_of_bank(taken.form, work, by=request.user, at=now, question=leaf)
    messages.success(request, f"Saved for {shown_name(work)}.")
    return redirect(_where_next(request, row, leaf, walk, asks))


def _asked(questions: list[QuestionWaiting], question: str) -> Question:
    """Return the leaf among those that you may grade; any other is not found."""
    found = next((row.question for row in questions if row.question.pk == question), None)
    if found is None:
        raise Http404
    return found


def _chosen(request: SignedInRequest, walk: Walk) -> Submission | None:
    """Return the work that ``?work=`` names, else the first that is gone through."""
    named = request.GET.get("work")
    if named is not None:
        found = next((row for row in walk.line if row.pk == named), None)
        if found is None:
            raise Http404
        return found
    return walk.shown[0] if walk.shown else None


def _where_next(
    request: SignedInRequest, row: Assignment, leaf: Question, walk: Walk, asks: str
) -> str:
    if "next" not in request.POST:
        return with_offer(question_url(row, leaf, walk.current, way=walk.way), asks)
    if walk.after_saving is not None:
        return with_offer(question_url(row, leaf, walk.after_saving, way=walk.way), asks)
    if walk.way.shows == Shows.TO_GRADE:
        messages.info(request, f"Every answer to question {leaf.label} is graded.")
    return board_url(row)


def _page(
    request: SignedInRequest,
    row: Assignment,
    leaf: Question,
    questions: list[QuestionWaiting],
    walk: Walk,
    taken: Taken | None,
) -> HttpResponse:
    form = taken.form if taken else None
    notes: dict[str, object] = {}
    if form is not None and walk.current is not None:
        walk.current.assignment = row
        to = f"question?{'&'.join(walk.way.words)}"
        notes = notes_context(walk.current, form.sheet.leaves[0], to)
        comment = form.sheet.leaves[0].comment
        notes |= bank_context(request, walk.current, leaf, comment=comment)
    return desk_render(
        request,
        "grade_question.html",
        title=f"Question {leaf.label}",
        crumbs=crumbs_to(row),
        status=taken.status if taken else 200,
        assignment=row,
        question=leaf,
        question_context=context_of(leaf),
        questions=[(entry, question_url(row, entry.question, way=walk.way)) for entry in questions],
        walk=walk,
        work=walk.current,
        taken=taken,
        form=form,
        sheet=form.sheet if form else None,
        part=form.leaves[0] if form else None,
        here_url=question_url(row, leaf, walk.current, way=walk.way),
        tabs=_tabs(row, leaf, walk),
        orders=_orders(row, leaf, walk),
        all_url=question_url(row, leaf, way=replace(walk.way, shows=Shows.ALL)),
        previous_url=_url_of(row, leaf, walk.previous, walk),
        following_url=_url_of(row, leaf, walk.following, walk),
        lesson_url=text_address(row),
        **notes,
    )


def _url_of(row: Assignment, leaf: Question, work: Submission | None, walk: Walk) -> str:
    return question_url(row, leaf, work, way=walk.way) if work else ""


def _tabs(row: Assignment, leaf: Question, walk: Walk) -> list[Tab]:
    """Return what can be shown. Going over to all stays at the answer that is looked at."""
    return [
        Tab(
            shows,
            f"{shows.label} ({count})",
            question_url(
                row,
                leaf,
                walk.current if shows == Shows.ALL else None,
                way=replace(walk.way, shows=shows),
            ),
            shows == walk.way.shows,
        )
        for shows, count in walk.counts
    ]


def _orders(row: Assignment, leaf: Question, walk: Walk) -> list[Tab]:
    """Return the two orders; going over to the other stays at the answer that is looked at."""
    return [
        Tab(
            "alike" if is_alike else "class",
            words,
            question_url(row, leaf, walk.current, way=replace(walk.way, is_alike=is_alike)),
            is_alike == walk.way.is_alike,
        )
        for is_alike, words in (
            (False, "By pseudonym" if are_hidden(row) else "By name"),
            (True, "Alike ones together"),
        )
    ]

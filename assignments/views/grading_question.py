"""Grade one question across the class, one student at a time."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.collect import collect_due
from assignments.domain.names import shown_name
from assignments.domain.sheet import (
    QuestionWaiting,
    next_waiting,
    questions_of,
    queue,
    sheet_of,
)
from assignments.domain.snapshot import context_of
from assignments.models import Assignment, Question, Submission
from assignments.views.answer_notes import notes_context
from assignments.views.bank_at_hand import bank_context, use_of_bank, with_offer
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_markable,
    question_url,
)
from assignments.views.lesson_address import text_address
from assignments.views.taking import Taken, take, untouched
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@dataclass(frozen=True)
class Walk:
    """The way through the class: who comes before and after, within what is shown.

    With ``shows_all`` that is all that was handed in, else what has no points for this question;
    the work on the screen belongs to it either way, so that its place can be told.
    """

    line: list[Submission]
    current: Submission | None
    shows_all: bool

    @property
    def shown(self) -> list[Submission]:
        """Return the work that is walked through."""
        if self.shows_all:
            return self.line
        here = self.current.pk if self.current else None
        return [row for row in self.line if row.is_waiting or row.pk == here]  # type: ignore[attr-defined]

    @property
    def place(self) -> int:
        """Return the number of the one on the screen, from 1."""
        here = self.current.pk if self.current else None
        return next((i for i, row in enumerate(self.shown, start=1) if row.pk == here), 0)

    @property
    def previous(self) -> Submission | None:
        """Return the work before."""
        return self.shown[self.place - 2] if self.place > 1 else None

    @property
    def following(self) -> Submission | None:
        """Return the work after."""
        return self.shown[self.place] if 0 < self.place < len(self.shown) else None

    @property
    def waiting(self) -> int:
        """Count the answers without points."""
        return sum(row.is_waiting for row in self.line)  # type: ignore[attr-defined]

    @property
    def graded(self) -> int:
        """Count the answers with points."""
        return len(self.line) - self.waiting


@route("GET POST", may="assistant, teacher", known="superuser", desk=True)
def grade_question(request: SignedInRequest, assignment: str, question: str) -> HttpResponse:
    """Show and save one answer.

    ``?work=`` names whose; without it the first to grade is shown. ``?show=all`` walks through
    all that was handed in instead of what is still to grade.
    """
    row = fetch_markable(request.user, assignment)
    now = timezone.now()
    collect_due(assignments=Assignment.objects.filter(pk=row.pk), at=now)
    questions = questions_of(assignment=row, by=request.user)
    leaf = _asked(questions, question)
    line = queue(assignment=row, by=request.user, question=leaf)
    walk = Walk(line, _chosen(request, line), request.GET.get("show") == "all")
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


def _chosen(request: SignedInRequest, line: list[Submission]) -> Submission | None:
    """Return the work that ``?work=`` names, else the first to grade, else the first."""
    named = request.GET.get("work")
    if named is not None:
        found = next((row for row in line if row.pk == named), None)
        if found is None:
            raise Http404
        return found
    waiting = (row for row in line if row.is_waiting)  # type: ignore[attr-defined]
    return next(waiting, line[0] if line else None)


def _where_next(
    request: SignedInRequest, row: Assignment, leaf: Question, walk: Walk, asks: str
) -> str:
    assert walk.current is not None  # noqa: S101  (something was saved for it)
    if "next" not in request.POST:
        here = question_url(row, leaf, walk.current, shows_all=walk.shows_all)
        return with_offer(here, asks)
    if walk.shows_all:
        if walk.following is not None:
            return with_offer(question_url(row, leaf, walk.following, shows_all=True), asks)
        return board_url(row)
    following = next_waiting(queue(assignment=row, by=request.user, question=leaf), walk.current.pk)
    if following is not None:
        return with_offer(question_url(row, leaf, following), asks)
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
        notes = notes_context(walk.current, form.sheet.leaves[0], "question")
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
        questions=[(entry, question_url(row, entry.question)) for entry in questions],
        walk=walk,
        work=walk.current,
        taken=taken,
        form=form,
        sheet=form.sheet if form else None,
        part=form.leaves[0] if form else None,
        here_url=question_url(row, leaf, walk.current, shows_all=walk.shows_all),
        to_grade_url=question_url(row, leaf),
        all_url=question_url(row, leaf, walk.current, shows_all=True),
        previous_url=_url_of(row, leaf, walk.previous, walk),
        following_url=_url_of(row, leaf, walk.following, walk),
        lesson_url=text_address(row),
        **notes,
    )


def _url_of(row: Assignment, leaf: Question, work: Submission | None, walk: Walk) -> str:
    return question_url(row, leaf, work, shows_all=walk.shows_all) if work else ""

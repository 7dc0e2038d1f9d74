"""The board of an assignment, and a student's handed-in work to read."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from assignments.domain.board import Row, board, count
from assignments.domain.collect import collect_due
from assignments.domain.honesty import signing_words
from assignments.domain.read_work import note_reading
from assignments.domain.sheet import questions_of, sheet_of
from assignments.models import Assignment
from assignments.views.desk_frame import (
    call_off_url,
    crumbs_to,
    desk_render,
    fetch_readable,
    fetch_staffed,
    grade_url,
    read_url,
    return_url,
    student_url,
    take_back_url,
)
from assignments.views.grading_question import question_url
from assignments.views.lesson_address import replaced_since, text_address
from assignments.views.results_frame import results_url
from studyhub.access import route
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link


@dataclass(frozen=True)
class BoardRow:
    """A student on the board, with what this viewer may open."""

    row: Row
    name_url: str
    actions: list[Link]
    is_own: bool


@route("GET", may="assistant, teacher, superuser", desk=True)
def show_board(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show how far every student is. Only those who teach the class get anything to do here."""
    found = fetch_staffed(request.user, assignment)
    now = timezone.now()
    collect_due(assignments=Assignment.objects.filter(pk=found.pk), at=now)
    rows = board([found], at=now)[found.pk]
    teaches = Assignment.objects.taught_by(request.user).filter(pk=found.pk).exists()
    shown = [_board_row(request.user, row, teaches=teaches) for row in rows]
    return desk_render(
        request,
        "board.html",
        title=found.title,
        crumbs=crumbs_to(),
        assignment=found,
        rows=shown,
        counts=count(rows),
        teaches=teaches,
        first_url=_first_to_grade(shown) if teaches else "",
        questions=[
            (entry, question_url(found, entry.question))
            for entry in questions_of(assignment=found, by=request.user)
        ],
        results_url=results_url("results", found),
        lesson_url=text_address(found),
        replaced=replaced_since(found),
    )


def _board_row(user: User, row: Row, *, teaches: bool) -> BoardRow:
    is_own = row.student.pk == user.pk
    if is_own or not (teaches or user.is_superuser):
        return BoardRow(row, "", [], is_own)
    if not teaches:
        return BoardRow(row, read_url(row.work) if row.is_submitted else "", [], False)
    actions = [
        *_work_actions(row),
        Link("Times", student_url(row.position.assignment, row.student)),
    ]
    return BoardRow(row, grade_url(row.work) if row.is_submitted else "", actions, False)


def _work_actions(row: Row) -> list[Link]:
    if not row.is_submitted:
        return []
    actions = []
    if row.graded and (not (row.is_returned or row.plan) or row.is_changed):
        actions.append(Link("Return", return_url(row.work)))
    if row.plan:
        actions.append(Link("Call off", call_off_url(row.work)))
    if row.is_returned:
        actions.append(Link("Take back", take_back_url(row.work)))
    return actions


def _first_to_grade(rows: list[BoardRow]) -> str:
    return next((item.name_url for item in rows if item.row.is_to_grade and item.name_url), "")


@route("GET", may="teacher, superuser", known="assistant", desk=True)
def read_work(request: SignedInRequest, submission: str) -> HttpResponse:
    """Show what was handed in, with its grading, for reading only.

    A superuser's look is recorded in the audit trail: who, whose work, when.
    """
    work = fetch_readable(request.user, submission)
    if request.user.is_superuser:
        note_reading(submission=work, by=request.user, at=timezone.now())
    sheet = sheet_of(work)
    return desk_render(
        request,
        "read.html",
        title=work.student.full_name,
        crumbs=crumbs_to(work.assignment),
        work=work,
        assignment=work.assignment,
        sheet=sheet,
        signing=signing_words(work.assignment, sheet.attempt),
        is_recorded=request.user.is_superuser,
    )

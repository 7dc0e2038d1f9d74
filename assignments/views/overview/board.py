"""The board of an assignment, and a student's handed-in work to read."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.giving.honesty import signing_words
from assignments.domain.grading.read_work import note_reading
from assignments.domain.grading.sheet import questions_of, sheet_of
from assignments.domain.names import are_hidden, pseudonym, shown_name
from assignments.domain.overview.board import Row, board, count
from assignments.enums import Timeliness, WorkState
from assignments.models import Assignment, Submission
from assignments.views.desk_frame import (
    call_off_url,
    crumbs_to,
    desk_render,
    fetch_readable,
    fetch_staffed,
    grade_url,
    question_url,
    read_url,
    return_url,
    student_url,
    take_back_url,
)
from assignments.views.lesson_address import replaced_since, text_address
from assignments.views.overview.results_frame import results_url
from studyhub.access import route
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link


@dataclass(frozen=True)
class BoardRow:
    """A student on the board, or while names are hidden a piece of work, with what one may open."""

    row: Row
    name: str
    name_url: str
    actions: list[Link]
    is_own: bool


@dataclass(frozen=True)
class Whereabouts:
    """How far a student is, for the list by name while names are hidden: no way to the work."""

    student: User
    is_enrolled: bool
    words: str
    times_url: str


@route("GET", may="assistant, teacher, superuser", desk=True)
def show_board(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show how far every student is.

    Those who teach the class get everything to do here, assistants the way to what is allocated
    to them. While names are hidden, what was handed in stands under pseudonyms, apart from the
    list by name.
    """
    found = fetch_staffed(request.user, assignment)
    now = timezone.now()
    collect_due(assignments=Assignment.objects.filter(pk=found.pk), at=now)
    rows = board([found], at=now)[found.pk]
    teaches = Assignment.objects.taught_by(request.user).filter(pk=found.pk).exists()
    shown = _board_rows(request.user, found, rows, teaches=teaches)
    return desk_render(
        request,
        "board.html",
        title=found.title,
        crumbs=crumbs_to(),
        assignment=found,
        rows=shown,
        by_name=_by_name(request.user, rows, teaches=teaches) if are_hidden(found) else [],
        is_blind=are_hidden(found),
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


def _board_rows(user: User, found: Assignment, rows: list[Row], *, teaches: bool) -> list[BoardRow]:
    mine = set() if teaches or user.is_superuser else _gradable(user, found)
    if not are_hidden(found):
        return [_board_row(user, row, mine, teaches=teaches) for row in rows]
    work = sorted((row for row in rows if row.is_submitted), key=lambda row: row.work.pk)
    return [
        BoardRow(row, pseudonym(row.work), _work_url(user, row, mine, teaches=teaches), [], False)
        for row in work
    ]


def _gradable(user: User, found: Assignment) -> set[str]:
    """Return the work that is allocated to an assistant."""
    rows = Submission.objects.gradable_by(user).filter(assignment=found)
    return set(rows.order_by().values_list("pk", flat=True))


def _board_row(user: User, row: Row, mine: set[str], *, teaches: bool) -> BoardRow:
    is_own = row.student.pk == user.pk
    times = Link("Times", student_url(row.position.assignment, row.student))
    return BoardRow(
        row,
        row.student.full_name,
        _work_url(user, row, mine, teaches=teaches),
        [*_work_actions(row), times] if teaches and not is_own else [],
        is_own,
    )


def _work_url(user: User, row: Row, mine: set[str], *, teaches: bool) -> str:
    """Return where this person grades the work or reads it; nothing where they may do neither."""
    if not row.is_submitted or row.student.pk == user.pk:
        return ""
    if teaches or row.work.pk in mine:
        return grade_url(row.work)
    return read_url(row.work) if user.is_superuser else ""


def _by_name(user: User, rows: list[Row], *, teaches: bool) -> list[Whereabouts]:
    return [
        Whereabouts(
            row.student,
            row.is_enrolled,
            _whereabouts(row),
            student_url(row.position.assignment, row.student)
            if teaches and row.student.pk != user.pk
            else "",
        )
        for row in rows
    ]


def _whereabouts(row: Row) -> str:
    """Say no more than three things, so that nothing here fits one piece of work alone."""
    if row.is_submitted:
        return WorkState.SUBMITTED.label
    if row.timeliness == Timeliness.EXCUSED:
        return f"{row.state.label}, excused"
    return row.state.label


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
        title=shown_name(work),
        crumbs=crumbs_to(work.assignment),
        work=work,
        assignment=work.assignment,
        sheet=sheet,
        signing=signing_words(work.assignment, sheet.attempt),
        is_recorded=request.user.is_superuser,
    )

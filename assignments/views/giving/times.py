"""Times: for the class, for one student, and reopening what was handed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.answering.keep_working import reopen
from assignments.domain.giving.honesty import newest_statement
from assignments.domain.giving.times import extend, move_times, take_extension_back
from assignments.domain.giving.work_rules import word_guide_words
from assignments.domain.names import are_hidden
from assignments.domain.overview.board import Row, board
from assignments.domain.timing.position import position_of
from assignments.domain.timing.standing import accommodation_words
from assignments.enums import WorkState
from assignments.forms.times import (
    EndExcuseForm,
    EndExtensionForm,
    ExcuseForm,
    ExtensionForm,
    PaperForm,
    ReopenForm,
    TimesForm,
)
from assignments.models import Assignment, Submission
from assignments.views.desk_frame import (
    board_url,
    crumbs_to,
    desk_render,
    fetch_returnable,
    fetch_taught,
    student_url,
)
from assignments.views.giving.revealing import led_to_reveal
from studyhub.access import route
from studyhub.access.refusal import Conflict
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted
from studyhub.web.when import day_and_time


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def class_times(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Move opening, due time and closing for the class."""
    found = fetch_taught(request.user, assignment)
    return _class_page(request, found, _times_form(found, posted(request)))


def _times_form(found: Assignment, data=None) -> TimesForm:
    return TimesForm(found, data, statement=newest_statement(found.school_class.school_id))


def _class_page(
    request: SignedInRequest,
    found: Assignment,
    form: TimesForm,
    *,
    extension_form: ExtensionForm | None = None,
    end_form: EndExtensionForm | None = None,
) -> HttpResponse:
    conflict: list[Conflict] = []
    if (
        form.is_bound
        and accepted(form, lambda: _move(request, found, form, conflict))
        and not conflict
    ):
        messages.success(request, "The new times hold from now on.")
        return redirect(board_url(found))
    if conflict:
        # What was typed stays in the boxes, now over the version that the page shows beside them.
        form = _times_form(found, {**request.POST.dict(), "based_on": str(found.version)})
    return desk_render(
        request,
        "times.html",
        title="Times",
        crumbs=crumbs_to(found),
        status=409 if conflict else 200,
        assignment=found,
        form=form,
        conflict=conflict[0] if conflict else None,
        extension=found.extensions.filter(student__isnull=True, revoked_at__isnull=True).first(),
        word_guide=word_guide_words(found),
        may_extend=found.due_at is not None,
        extension_form=extension_form or ExtensionForm(prefix="later"),
        end_form=end_form or EndExtensionForm(prefix="back"),
        zone=found.school_class.school.time_zone,
        back_url=board_url(found),
    )


def _move(
    request: SignedInRequest, found: Assignment, form: TimesForm, conflict: list[Conflict]
) -> None:
    try:
        move_times(assignment=found, by=request.user, at=timezone.now(), **form.values())
    except Conflict as met:
        conflict.append(met)


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def extend_class(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Give the whole class a later due time that can be taken back."""
    found = fetch_taught(request.user, assignment)
    form = ExtensionForm(request.POST, prefix="later")
    if not accepted(form, lambda: _extend(request, found, None, form)):
        return _class_page(request, found, _times_form(found), extension_form=form)
    until = day_and_time(form.cleaned_data["due_at"])
    messages.success(request, f"{found.school_class.name} now has until {until}.")
    return redirect(board_url(found))


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def end_class_extension(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Take the class's extension back."""
    found = fetch_taught(request.user, assignment)
    form = EndExtensionForm(request.POST, prefix="back")
    if not accepted(form, lambda: _end_extension(request, found, None, form)):
        return _class_page(request, found, _times_form(found), end_form=form)
    messages.success(request, "The due time of the assignment holds again.")
    return redirect(board_url(found))


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def student_times(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Show one student's times, with what can be done about them."""
    found, row = fetch_student(request, assignment, student)
    return student_page(request, found, row)


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def extend_times(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Give one student a later due time."""
    found, row = fetch_student(request, assignment, student)
    form = ExtensionForm(request.POST, auto_id="extend_%s")
    if not accepted(form, lambda: _extend(request, found, row.student, form)):
        return student_page(request, found, row, extension_form=form)
    until = day_and_time(form.cleaned_data["due_at"])
    messages.success(request, f"{row.student.full_name} now has until {until}.")
    return redirect(student_url(found, row.student))


def _extend(
    request: SignedInRequest, found: Assignment, student: User | None, form: ExtensionForm
) -> None:
    extend(
        assignment=found,
        student=student,
        due_at=form.cleaned_data["due_at"],
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def end_extension(request: SignedInRequest, assignment: str, student: str) -> HttpResponse:
    """Take an extension back."""
    found, row = fetch_student(request, assignment, student)
    form = EndExtensionForm(request.POST, auto_id="end_%s")
    if not accepted(form, lambda: _end_extension(request, found, row.student, form)):
        return student_page(request, found, row, end_form=form)
    messages.success(request, f"The class's due time holds for {row.student.full_name} again.")
    return redirect(student_url(found, row.student))


def _end_extension(
    request: SignedInRequest, found: Assignment, student: User | None, form: EndExtensionForm
) -> None:
    take_extension_back(
        assignment=found,
        student=student,
        reason=form.cleaned_data["why"],
        by=request.user,
        at=timezone.now(),
    )


@route("POST", may="teacher", known="assistant, superuser", desk=True)
def reopen_work(request: SignedInRequest, submission: str) -> HttpResponse:
    """Let a student write again on what was handed in; the reason is shown to them."""
    work = fetch_returnable(request.user, submission)
    if led := led_to_reveal(request, work.assignment):
        return led
    found, row = fetch_student(request, work.assignment_id, work.student_id)
    form = ReopenForm(request.POST, auto_id="reopen_%s")
    if not accepted(form, lambda: _reopen(request, work, form)):
        return student_page(request, found, row, reopen_form=form)
    messages.success(
        request,
        f"Reopened for {row.student.full_name}. What was handed in counts until the next hand-in.",
    )
    return redirect(student_url(found, row.student))


def _reopen(request: SignedInRequest, work: Submission, form: ReopenForm) -> None:
    now = timezone.now()
    reopen(
        position=position_of(work, at=now),
        by=request.user,
        at=now,
        until=form.cleaned_data["until"],
        reason=form.cleaned_data["reason"],
    )


def fetch_student(
    request: SignedInRequest, assignment: str, student: str
) -> tuple[Assignment, Row]:
    """Return a student of the board; not oneself, for nobody sets their own times."""
    found = fetch_taught(request.user, assignment)
    now = timezone.now()
    collect_due(assignments=Assignment.objects.filter(pk=found.pk), at=now)
    for row in board([found], at=now)[found.pk]:
        if row.student.pk == student and student != request.user.pk:
            return found, row
    raise Http404


def student_page(
    request: SignedInRequest,
    found: Assignment,
    row: Row,
    *,
    extension_form: ExtensionForm | None = None,
    end_form: EndExtensionForm | None = None,
    reopen_form: ReopenForm | None = None,
    excuse_form: ExcuseForm | None = None,
    end_excuse_form: EndExcuseForm | None = None,
    paper_form: PaperForm | None = None,
) -> HttpResponse:
    """Show one student's times, each form as it is given or else empty."""
    return desk_render(
        request,
        "student.html",
        title=row.student.full_name,
        crumbs=crumbs_to(found),
        assignment=found,
        row=row,
        standing=row.position.standing,
        accommodation=accommodation_words(row.allowance),
        may_extend=found.due_at is not None,
        may_reopen=row.state == WorkState.SUBMITTED and not are_hidden(found),
        is_blind=are_hidden(found),
        extension_form=extension_form or ExtensionForm(auto_id="extend_%s"),
        end_form=end_form or EndExtensionForm(auto_id="end_%s"),
        reopen_form=reopen_form or ReopenForm(auto_id="reopen_%s"),
        excuse_form=excuse_form or ExcuseForm(auto_id="excuse_%s"),
        may_take_in=row.state in {WorkState.NOT_STARTED, WorkState.DRAFT} and not row.begun,
        paper_form=paper_form or PaperForm(auto_id="paper_%s"),
        end_excuse_form=end_excuse_form or EndExcuseForm(auto_id="end_excuse_%s"),
        zone=found.school_class.school.time_zone,
        back_url=board_url(found),
    )

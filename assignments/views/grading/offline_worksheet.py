"""The offline worksheet: handed out, and taken in once it was seen what it would change."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.grading.take_in import take_in_worksheet
from assignments.domain.overview.note_export import note_worksheet_export
from assignments.exporting.offline_worksheet import WIDTHS, worksheet_table
from assignments.forms.offline_worksheet import WorksheetForm
from assignments.importing.offline_worksheet import Plan, plan_worksheet
from assignments.models import Assignment
from assignments.views.desk_frame import board_url, crumbs_to, desk_render, fetch_taught
from assignments.views.table_files import chosen_form, table_file
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest

SHOWN = 300


@route("POST", may="teacher", known="assistant, superuser", desk=True)
@transaction.atomic
def download_worksheet(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Hand out the worksheet as CSV or XLSX. Recorded."""
    found = fetch_taught(request.user, assignment)
    form = chosen_form(request)
    table = worksheet_table(assignment=found, by=request.user)
    note_worksheet_export(
        assignment=found, form=form, answers=len(table) - 1, by=request.user, at=timezone.now()
    )
    return table_file(
        table,
        form=form,
        stem=f"{found.title}, {found.school_class.name}, worksheet",
        title="Worksheet",
        widths=WIDTHS,
    )


@route("GET POST", may="teacher", known="assistant, superuser", desk=True)
def worksheet(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Read a filled-in worksheet and show what it would change; on confirmation, do it."""
    found = fetch_taught(request.user, assignment)
    if request.method != "POST":
        return _page(request, found, WorksheetForm())
    form = WorksheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, status=form.status)
    plan = plan_worksheet(assignment=found, given=form.given, by=request.user)
    if "apply" not in request.POST or request.FILES:
        return _plan_page(request, found, form, plan)
    return _apply(request, found, form, plan)


def _apply(
    request: SignedInRequest, found: Assignment, form: WorksheetForm, plan: Plan
) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        take_in_worksheet(
            assignment=found,
            changes=plan.now,
            token=token,
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        plan = plan_worksheet(assignment=found, given=form.given, by=request.user)
        return _plan_page(request, found, form, plan, refused=str(refusal))
    count = len(plan.now)
    messages.success(
        request,
        f"{count:,} answer{'' if count == 1 else 's'} graded from the worksheet. Nothing is "
        "returned yet.",
    )
    if plan.waiting:
        rest = plan_worksheet(assignment=found, given=form.given, by=request.user)
        return _plan_page(request, found, form, rest)
    return redirect(board_url(found))


def _plan_page(
    request: SignedInRequest,
    found: Assignment,
    form: WorksheetForm,
    plan: Plan,
    *,
    refused: str = "",
) -> HttpResponse:
    return _page(
        request,
        found,
        form.following(),
        status=409 if refused else 200,
        plan=plan,
        not_taken_in=refused,
        changes=plan.changes[:SHOWN],
        more_changes=max(0, len(plan.changes) - SHOWN),
        refused=plan.refused[:SHOWN],
        more_refused=max(0, len(plan.refused) - SHOWN),
    )


def _page(
    request: SignedInRequest,
    found: Assignment,
    form: WorksheetForm,
    *,
    status: int = 200,
    **context,
) -> HttpResponse:
    return desk_render(
        request,
        "worksheet.html",
        title="Grade offline",
        crumbs=crumbs_to(found),
        status=status,
        assignment=found,
        form=form,
        back_url=board_url(found),
        **context,
    )

"""Bringing a document in: the upload, and the page where its plan is corrected and applied."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from assignments.domain.material.document_imports import (
    apply_import,
    begin_import,
    correct_import,
    decisions_of,
    discard_import,
    plan_of,
    title_refusal,
)
from assignments.domain.points import points_text, sum_of
from assignments.forms.document_imports import DocumentForm, PlanForm, roles_sent
from assignments.importing.documents.correcting import corrected, differences
from assignments.importing.documents.plan import Plan
from assignments.models import DocumentImport
from assignments.views.desk_frame import desk_render
from assignments.views.material.import_page import events_in, parts_of, rows_of, worth_a_look
from lessons.importing.documents.found import Document
from lessons.importing.documents.limits import MAX_BYTES, DocumentRefused
from lessons.importing.documents.opening import TOO_LONG, read_document
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import Link, accepted, posted

BRINGERS = "teacher, other teacher, foreign teacher, superuser"
OWNER = "teacher"
_LONGEST_NUMBER = 6


@route("GET POST", may=BRINGERS, desk=True)
def new_import(request: SignedInRequest) -> HttpResponse:
    """Take a document in: read it, keep its blocks, and go to its plan."""
    if not (request.user.is_superuser or is_teacher(request.user)):
        raise Http404
    form = DocumentForm(posted(request), request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect(plan_url(_begun(request, form)))
            except DocumentRefused as refused:
                form.add_error("file", str(refused))
                status = refused.status
            except Refusal as refusal:
                form.refuse(refusal)
    return desk_render(
        request,
        "document_import/new.html",
        title="Bring a document in",
        crumbs=_crumbs(),
        status=status,
        form=form,
        unfinished=_unfinished(request.user),
    )


def _begun(request: SignedInRequest, form: DocumentForm) -> DocumentImport:
    uploaded = form.cleaned_data["file"]
    if uploaded.size > MAX_BYTES:
        raise DocumentRefused(TOO_LONG, status=413)
    document: Document = read_document(name=uploaded.name, data=uploaded.read())
    return begin_import(
        document=document,
        file_name=uploaded.name,
        school=request.user.school,
        by=request.user,
        at=timezone.now(),
    )


def _unfinished(user: User) -> list[tuple[DocumentImport, str, str]]:
    """Return the documents a person has not made lessons of yet, with their addresses."""
    rows = DocumentImport.objects.changeable_by(user).defer("blocks", "findings", "decisions")
    return [(row, plan_url(row), discard_url(row)) for row in rows]


@route("GET POST", may=OWNER, desk=True)
def plan_page(request: SignedInRequest, document_import: str) -> HttpResponse:
    """Show the plan, take corrections, and make the lesson."""
    row = _fetch(request.user, document_import)
    if row.lesson_id is not None:
        messages.info(request, f"“{row.title}” is a lesson already.")
        return redirect(_lesson_url(row.lesson_id))
    if request.method == "POST":
        return _corrected(request, row)
    plan = plan_of(row)
    return _plan(request, row, plan, _form(None, row, plan, _part_asked(request.GET)))


def _fetch(user: User, document_import: str) -> DocumentImport:
    rows = DocumentImport.objects.of(user).select_related("school")
    return fetch_or_404(rows, pk=document_import)


def _corrected(request: SignedInRequest, row: DocumentImport) -> HttpResponse:
    """Take a page's corrections; then go where its button leads, or make the lesson."""
    plan = plan_of(row)
    part = _part_asked(request.POST)
    form = _form(request.POST, row, plan, part)
    if request.POST.get("version") != str(row.version):
        return _too_late(request, row, plan, part)
    if not form.is_valid():
        return _plan(request, row, plan, form, status=400)
    decisions = corrected(plan, decisions_of(row), form.answers())
    try:
        correct_import(
            row=row,
            based_on=form.cleaned_data["version"],
            title=form.cleaned_data["title"],
            decisions=decisions,
            by=request.user,
            at=timezone.now(),
        )
        if request.POST.get("act") == "make":
            return _made(request, row)
    except Conflict as conflict:
        return _too_late(request, conflict.current, plan_of(conflict.current), part)
    except Refusal as refusal:
        form = _form(request.POST, row, plan_of(row), part)
        form.is_valid()
        form.refuse(refusal)
        return _plan(request, row, plan_of(row), form, status=400)
    return _on_to(row, request.POST.get("go") or str(part))


def _on_to(row: DocumentImport, part: str) -> HttpResponseRedirect:
    query = f"?part={part}" if part.isascii() and part.isdigit() and part != "1" else ""
    return HttpResponseRedirect(f"{plan_url(row)}{query}")


def _made(request: SignedInRequest, row: DocumentImport) -> HttpResponse:
    lesson = apply_import(row=row, based_on=row.version, by=request.user, at=timezone.now())
    messages.success(
        request,
        f"“{lesson.title}” is a lesson now. Read it through, then put it before a class.",
    )
    return redirect(_lesson_url(lesson.pk))


def _too_late(request: SignedInRequest, row: DocumentImport, plan: Plan, part: int) -> HttpResponse:
    """Show the plan as it stands now, and what the page that came too late had chosen."""
    if row.lesson_id is not None:
        return redirect(_lesson_url(row.lesson_id))
    sent = roles_sent(request.POST.dict(), blocks=len(plan.blocks))
    form = _form(None, row, plan, part)
    return _plan(
        request,
        row,
        plan,
        form,
        status=409,
        missed=differences(plan, sent),
        is_late=True,
        title_sent=request.POST.get("title", ""),
    )


def _part_asked(data) -> int:
    """Return the number of the page asked for, from 1."""
    asked = data.get("part", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < _LONGEST_NUMBER else 1


def _form(data, row: DocumentImport, plan: Plan, part: int) -> PlanForm:
    parts = parts_of(plan)
    blocks = parts[min(max(part, 1), len(parts)) - 1]
    return PlanForm(
        data,
        plan=plan,
        decisions=decisions_of(row),
        version=row.version,
        blocks=blocks,
        events=events_in(plan, blocks),
    )


def _plan(
    request: SignedInRequest,
    row: DocumentImport,
    plan: Plan,
    form: PlanForm,
    *,
    status: int = 200,
    **context,
) -> HttpResponse:
    parts = parts_of(plan)
    number = parts.index(form.shown) + 1
    leaves = plan.questions.leaves
    return desk_render(
        request,
        "document_import/plan.html",
        title=row.title,
        crumbs=[*_crumbs(), Link("Bring a document in", new_url())],
        status=status,
        row=row,
        plan=plan,
        form=form,
        rows=rows_of(plan, form),
        part=number,
        parts=len(parts),
        before=number - 1,
        after=number + 1 if number < len(parts) else 0,
        leaves=len(leaves),
        points=points_text(sum_of(leaf.points for leaf in leaves)),
        accepted_events=len([d for d in plan.events if d.key in decisions_of(row).accepted]),
        findings=worth_a_look(plan),
        taken=title_refusal(title=row.title, school=row.school),
        discard_url=discard_url(row),
        **context,
    )


@route("GET POST", may=OWNER, desk=True)
def discard_page(request: SignedInRequest, document_import: str) -> HttpResponse:
    """Delete a document that is no lesson yet, once that is confirmed."""
    row = fetch_or_404(DocumentImport.objects.changeable_by(request.user), pk=document_import)
    form = DeskForm(posted(request))
    if request.method == "POST" and accepted(
        form, lambda: discard_import(row=row, by=request.user, at=timezone.now())
    ):
        messages.success(request, f"“{row.file_name}” was deleted.")
        return redirect(new_url())
    return desk_render(
        request,
        "document_import/discard.html",
        title="Delete this document",
        crumbs=[*_crumbs(), Link("Bring a document in", new_url())],
        form=form,
        row=row,
        back=plan_url(row),
    )


def _crumbs() -> list[Link]:
    return [Link("Lessons", reverse("admin:lessons_lesson_changelist"))]


def new_url() -> str:
    """Return the address of the upload."""
    return reverse("admin:assignments_documentimport_new")


def plan_url(row: DocumentImport) -> str:
    """Return the address of a document's plan."""
    return reverse("admin:assignments_documentimport_plan", args=[row.pk])


def discard_url(row: DocumentImport) -> str:
    """Return the address where deleting is confirmed."""
    return reverse("admin:assignments_documentimport_discard", args=[row.pk])


def _lesson_url(lesson: str) -> str:
    return reverse("admin:lessons_lesson_change", args=[lesson])

"""A lesson's timeline as a table: handed out, and taken in once its plan was seen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.event_words import pairs_of
from lessons.domain.sheet_apply import apply_sheet
from lessons.domain.sheet_export import timeline_csv
from lessons.domain.sheet_plan import SheetPlan, plan_sheet
from lessons.forms.events import Offered
from lessons.forms.sheets import SheetForm
from lessons.importing.sheet_columns import OURS, TIMELINE_JS
from lessons.importing.sheet_reading import read_sheet
from lessons.models import Lesson
from lessons.views.changing import CHANGERS, ONLOOKERS, address, fetch_changeable, lesson_render
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.downloads import download
from studyhub.web.tables import BadTable

SHOWN = 300


@route("GET", may=f"{CHANGERS}, {ONLOOKERS}", desk=True)
def timeline_file(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Hand out the timeline, to whoever may see the lesson on the desk."""
    found = fetch_or_404(Lesson.objects.visible_to(request.user), pk=lesson)
    return download(
        timeline_csv(found),
        stem=f"{found.title}, timeline",
        suffix=".csv",
        content_type="text/csv; charset=utf-8",
    )


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def import_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Read a table and show what it would do; on confirmation, do it."""
    found = fetch_changeable(request.user, lesson)
    offered = Offered(found)
    if request.method != "POST":
        return _show(request, found, SheetForm(offered=offered))
    form = SheetForm(request.POST, request.FILES, offered=offered)
    if not form.is_valid():
        return _show(request, found, form, status=form.status if form.has_error("file") else 200)
    try:
        plan = plan_sheet(found, read_sheet(form.cleaned_data["sheet"]), form.defaults)
    except BadTable as bad:
        form.refuse_table(bad)
        return _show(request, found, form, status=form.status)
    if "apply" in request.POST:
        return _apply(request, form, plan)
    return _show_plan(request, form, plan)


def _apply(request: SignedInRequest, form: SheetForm, plan: SheetPlan) -> HttpResponse:
    token = request.POST.get("token", "")
    try:
        applied = apply_sheet(plan=plan, token=token, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return _show_plan(request, form, plan, refused=str(refusal))
    messages.success(
        request, f"{_events(applied.added)} added, {_events(applied.changed)} changed."
    )
    return redirect(address("timeline", plan.lesson))


def _events(count: int) -> str:
    return f"{count:,} event{'' if count == 1 else 's'}"


def _show_plan(
    request: SignedInRequest, form: SheetForm, plan: SheetPlan, *, refused: str = ""
) -> HttpResponse:
    """Show the plan, with the table's text in the page for the next step."""
    offered = Offered(plan.lesson)
    chosen = {name: form.cleaned_data.get(name, "") for name in ("theme", "source")}
    sheet = form.cleaned_data["sheet"]
    following = SheetForm(initial={**chosen, "sheet": sheet}, offered=offered)
    known = offered.known
    changed = [
        {"row": row, "pairs": pairs_of(row.before, row.content, row.changed, known)}
        for row in plan.changed[:SHOWN]
        if row.before
    ]
    return _show(
        request,
        plan.lesson,
        following,
        status=409 if refused else 200,
        plan=plan,
        refused=refused,
        faults=plan.faults[:SHOWN],
        more_faults=max(0, len(plan.faults) - SHOWN),
        notes=plan.notes[:SHOWN],
        more_notes=max(0, len(plan.notes) - SHOWN),
        added=plan.added[:SHOWN],
        more_added=max(0, len(plan.added) - SHOWN),
        changed=changed,
        more_changed=max(0, len(plan.changed) - SHOWN),
    )


def _show(
    request: SignedInRequest, lesson: Lesson, form: SheetForm, *, status: int = 200, **context
) -> HttpResponse:
    return lesson_render(
        request,
        "sheet.html",
        lesson=lesson,
        part="timeline",
        inner=True,
        title="Bring in a table",
        status=status,
        form=form,
        timeline_js=TIMELINE_JS,
        ours=OURS,
        csv_url=address("timeline_csv", lesson),
        **context,
    )

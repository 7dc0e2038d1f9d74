"""A school's honesty statement: its words now, the next version, and those before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.giving.honesty import write_statement
from assignments.forms.honesty import HonestyForm
from assignments.models import HonestyStatement
from assignments.querysets import schools_with_statement_by
from assignments.views.desk_frame import desk_render
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Conflict
from studyhub.people.models import School
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted

_WRITERS = "teacher, other teacher, school admin, foreign teacher, foreign admin"
_WHO = "Teachers and school admins write the honesty statement of their school."


@route("GET POST", may=_WRITERS, known="assistant", desk=True)
def honesty_page(request: SignedInRequest) -> HttpResponse:
    """Show all versions of the person's own school; POST writes the next one."""
    school = fetch_or_404(
        schools_with_statement_by(request.user),
        known=School.objects.visible_to(request.user),
        because=_WHO,
        pk=request.user.school_id,
    )
    newest = HonestyStatement.objects.newest_of(school.pk).first()
    form = HonestyForm(newest, posted(request))
    conflict: list[Conflict] = []
    if (
        form.is_bound
        and accepted(form, lambda: _write(request, school, form, conflict))
        and not conflict
    ):
        messages.success(request, "Saved. Assignments ask for these words once you choose them.")
        return redirect("admin:honesty")
    if conflict:
        # What was typed stays in the box, now over the version that the page shows beside it.
        newest = conflict[0].current
        form = HonestyForm(newest, {**request.POST.dict(), "based_on": str(newest.number)})
    return desk_render(
        request,
        "honesty.html",
        title="Honesty statement",
        crumbs=[],
        status=409 if conflict else 200,
        school=school,
        form=form,
        newest=newest,
        conflict=bool(conflict),
        versions=_versions(school),
    )


def _versions(school: School) -> list[HonestyStatement]:
    rows = school.honesty_statements.select_related("written_by")
    return list(rows.order_by("-number"))


def _write(
    request: SignedInRequest, school: School, form: HonestyForm, conflict: list[Conflict]
) -> None:
    try:
        write_statement(
            school=school,
            text=form.cleaned_data["text"],
            based_on=form.cleaned_data["based_on"],
            by=request.user,
            at=timezone.now(),
        )
    except Conflict as met:
        conflict.append(met)

"""The page of a school's grade scale, for who keeps its books."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from studyhub.access import route
from studyhub.people.domain.grade_scale import scale_of, set_grade_scale
from studyhub.people.forms.grade_scale import GradeScaleForm
from studyhub.people.models import School
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link, accepted, desk_render, list_url, posted
from studyhub.people.views.schools import fetch_administered


@route(
    "GET POST",
    may="school admin, superuser",
    known="assistant, teacher, other teacher",
    desk=True,
)
def grade_scale(request: SignedInRequest, school: str) -> HttpResponse:
    """Show the scale, and write it."""
    found = fetch_administered(request, school, because="School admins write the grade scale.")
    form = GradeScaleForm(posted(request), scale=scale_of(found))

    def act() -> None:
        set_grade_scale(
            school=found,
            name=form.cleaned_data["name"],
            bands=form.bands,
            based_on=form.cleaned_data["based_on"],
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and accepted(form, act):
        messages.success(request, f"The grade scale of {found.name} is saved.")
        return redirect("admin:people_grade_scale", school=found.pk)
    return desk_render(
        request,
        "grade_scale.html",
        title=f"Grade scale of {found.name}",
        crumbs=[Link("Schools", list_url(School))] if request.user.is_superuser else [],
        form=form,
        back=reverse("admin:index"),
    )

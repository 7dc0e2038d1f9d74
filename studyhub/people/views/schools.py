"""Making a school, for superusers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from studyhub.access import route
from studyhub.people.domain.schools import create_school
from studyhub.people.forms.schools import SchoolForm
from studyhub.people.models import School
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import Link, accepted, desk_render, list_url, posted


@route(
    "GET POST",
    may="superuser",
    known="assistant, teacher, other teacher, foreign teacher, school admin, foreign admin",
    desk=True,
)
def new_school(request: SignedInRequest) -> HttpResponse:
    """Make a school; its first school admin is appointed on that account's page."""
    if not request.user.is_superuser:
        raise PermissionDenied("StudyHub staff make schools.")
    form = SchoolForm(posted(request))

    def act() -> None:
        create_school(**form.cleaned_data, by=request.user, at=timezone.now())

    if request.method == "POST" and accepted(form, act):
        messages.success(
            request,
            f"{form.cleaned_data['name']} is made. Now make an account there and appoint it "
            "school admin.",
        )
        return redirect(list_url(School))
    return desk_render(
        request,
        "form.html",
        title="New school",
        crumbs=[Link("Schools", list_url(School))],
        form=form,
        submit="Make the school",
        back=list_url(School),
    )

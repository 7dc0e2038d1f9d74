"""Making a school, for superusers; its mail, for who keeps its books."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from studyhub.access import fetch_or_404, route
from studyhub.people.domain.mailing import missing_for_mail
from studyhub.people.domain.schools import allow_mail, create_school
from studyhub.people.forms.mail import SchoolMailForm
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


@route(
    "GET POST",
    may="school admin, superuser",
    known="assistant, teacher, other teacher",
    desk=True,
)
def school_mail(request: SignedInRequest, school: str) -> HttpResponse:
    """Say what mail a school sends, and switch it on or off."""
    found = fetch_administered(request, school, because="School admins decide on mail.")
    form = SchoolMailForm(posted(request), initial={"sends_mail": found.sends_mail})

    def act() -> None:
        allow_mail(
            school=found,
            sends_mail=form.cleaned_data["sends_mail"],
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and accepted(form, act):
        now = "may have mail" if found.sends_mail else "get no mail"
        messages.success(request, f"People of {found.name} {now}.")
        return redirect("admin:people_school_mail", school=found.pk)
    return desk_render(
        request,
        "school_mail.html",
        title=f"Mail of {found.name}",
        crumbs=[Link("Schools", list_url(School))] if request.user.is_superuser else [],
        form=form,
        missing=missing_for_mail(),
        submit="Save",
        back=reverse("admin:index"),
    )


def fetch_administered(request: SignedInRequest, school: str, *, because: str) -> School:
    """Return a school whose books you keep; its other staff get 403 with the sentence."""
    return fetch_or_404(
        School.objects.administered_by(request.user),
        known=School.objects.visible_to(request.user),
        because=because,
        pk=school,
    )

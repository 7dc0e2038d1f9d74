"""Ending and moving an enrollment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from studyhub.access import fetch_or_404, route
from studyhub.people.domain import enrollments
from studyhub.people.domain.accommodations import accommodate
from studyhub.people.forms.classes import AccommodationForm, MoveForm
from studyhub.people.forms.desk import WhyForm
from studyhub.people.models import Enrollment, SchoolClass
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.classes import NOT_YOURS
from studyhub.people.views.desk import (
    accepted,
    act_once_confirmed,
    class_crumbs,
    class_link,
    desk_render,
    posted,
)


def _fetch(request: SignedInRequest, pk: str) -> Enrollment:
    return fetch_or_404(
        Enrollment.objects.administered_by(request.user).select_related(
            "user", "school_class__school"
        ),
        known=Enrollment.objects.visible_to(request.user),
        because=NOT_YOURS,
        pk=pk,
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def end_enrollment(request: SignedInRequest, enrollment: str) -> HttpResponse:
    """End an enrollment, after saying what that means."""
    row = _fetch(request, enrollment)
    form = WhyForm(posted(request))

    def act() -> None:
        enrollments.end(
            enrollment=row, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        )

    return act_once_confirmed(
        request,
        form,
        act,
        done=f"{row.user.full_name} is no longer in {row.school_class.name}. All work is kept.",
        back=class_link(row.school_class),
        template="end_enrollment.html",
        title=f"End {row.user.full_name}’s enrollment",
        crumbs=class_crumbs(row.school_class),
        enrollment=row,
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def move_enrollment(request: SignedInRequest, enrollment: str) -> HttpResponse:
    """Move a person to another class of the school."""
    row = _fetch(request, enrollment)
    classes = _other_classes(request, row)
    form = MoveForm(posted(request), classes=classes)

    def act() -> None:
        enrollments.move(
            enrollment=row,
            to_class=form.cleaned_data["to_class"],
            by=request.user,
            at=timezone.now(),
            why=form.cleaned_data["why"],
        )

    if request.method == "POST" and accepted(form, act):
        to_class = form.cleaned_data["to_class"]
        messages.success(
            request,
            f"{row.user.full_name} is in {to_class.name} from today. Work done in "
            f"{row.school_class.name} is kept there.",
        )
        return redirect(class_link(to_class).url)
    return desk_render(
        request,
        "move_enrollment.html",
        title=f"Move {row.user.full_name} to another class",
        crumbs=class_crumbs(row.school_class),
        enrollment=row,
        form=form,
        has_choice=classes.exists(),
        back=class_link(row.school_class).url,
    )


def _other_classes(request: SignedInRequest, row: Enrollment):
    return (
        SchoolClass.objects.administered_by(request.user)
        .current()
        .filter(school=row.school_class.school_id)
        .exclude(pk=row.school_class_id)
        .select_related("school")
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def accommodate_student(request: SignedInRequest, enrollment: str) -> HttpResponse:
    """Agree on more time for all of a student's work in the class, or end it."""
    row = _fetch(request, enrollment)
    start = {"extra_days": row.extra_days, "extra_percent": row.extra_percent}
    form = AccommodationForm(posted(request), initial=start)

    def act() -> None:
        accommodate(enrollment=row, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_once_confirmed(
        request,
        form,
        act,
        done=f"The extra time of {row.user.full_name} holds from now on.",
        back=class_link(row.school_class),
        template="accommodation.html",
        title=f"Extra time for {row.user.full_name}",
        crumbs=class_crumbs(row.school_class),
        enrollment=row,
    )

"""The page of what a lesson says of itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.details import change_details, details_of
from lessons.forms.details import DetailsForm
from lessons.models import Lesson
from lessons.views.changing import (
    CHANGERS,
    ONLOOKERS,
    address,
    fetch_changeable,
    lesson_render,
    over_the_stored,
    pairs,
    take,
)
from studyhub.access import route
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import posted


def _stored(lesson: Lesson) -> dict[str, str]:
    lesson.refresh_from_db(fields=["subtitle", "summary", "language"])
    return vars(details_of(lesson))


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def details_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Change subtitle, summary and language."""
    found = fetch_changeable(request.user, lesson)
    stored = vars(details_of(found))
    form = DetailsForm(posted(request), initial=stored, version=found.version, part=stored)

    def act(based_on: int) -> None:
        change_details(
            lesson=found, based_on=based_on, details=form.details(), by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    outcome = take(form, act, stored=lambda: _stored(found))
    if outcome.is_saved:
        messages.success(request, "Saved.")
        return redirect(address("details", found))
    differing = []
    if outcome.conflict:
        now = _stored(found)
        differing = pairs(form, now, vars(form.details()))
        version = outcome.conflict.current.version
        data = over_the_stored(request.POST, version=version, part=now)
        form = DetailsForm(data, version=version, part=now)
    return lesson_render(
        request,
        "details.html",
        lesson=found,
        part="details",
        title="Details",
        status=outcome.status,
        form=form,
        conflict=outcome.conflict,
        pairs=differing,
    )

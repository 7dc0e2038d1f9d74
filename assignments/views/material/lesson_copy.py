"""Copy a lesson of the library to one's school."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.material.copy_lesson import copy_lesson
from assignments.exporting.pack import default_set
from assignments.views.desk_frame import desk_render
from assignments.views.material.lesson_frame import crumbs_to, lesson_url
from lessons.domain.load import find_lesson
from lessons.models import Lesson
from studyhub.access import fetch_or_404, route
from studyhub.people.forms.desk import DeskForm
from studyhub.people.requests import SignedInRequest, school_of
from studyhub.people.views.desk import accepted, posted

_COPIED_BY_TEACHERS = "Teachers copy lessons of the library to their own school."


@route(
    "GET POST",
    may="teacher, other teacher, foreign teacher",
    known="assistant, school admin, foreign admin, superuser",
    desk=True,
)
def copy_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Say what a copy is, make it, and lead to it; where the school has one, lead there."""
    found = fetch_or_404(
        Lesson.objects.copyable_by(request.user).select_related("current_edition"),
        known=Lesson.objects.visible_to(request.user),
        because=_COPIED_BY_TEACHERS,
        pk=lesson,
    )
    school = school_of(request)
    form = DeskForm(posted(request))
    made: list[Lesson] = []

    def make() -> None:
        at = timezone.now()
        made.append(copy_lesson(lesson=found, school=school, by=request.user, at=at))

    if accepted(form, make):
        messages.success(request, f"This is {school.name}’s copy. Change what you like.")
        return redirect(lesson_url(made[0]))
    own = find_lesson(slug=found.slug, school=school)
    return desk_render(
        request,
        "lesson/copy.html",
        title=f"Copy to {school.name}",
        crumbs=crumbs_to(found),
        lesson=found,
        school=school,
        form=form,
        own=own,
        own_url=lesson_url(own) if own else "",
        question_set=default_set(found),
        back=lesson_url(found),
    )

"""The page that begins a lesson."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.begin import begin_lesson
from lessons.forms.draft import NewLessonForm
from lessons.models import Lesson
from lessons.views.writing_frame import lesson_crumbs, writing_render, writing_url
from studyhub.access import route
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import accepted, posted


@route(
    "GET POST",
    may="teacher, other teacher, foreign teacher, superuser",
    known="assistant, school admin, foreign admin",
    desk=True,
)
def new_page(request: SignedInRequest) -> HttpResponse:
    """Begin a lesson of one's own school; a superuser's is the library's."""
    _check_writes_lessons(request.user)
    form = NewLessonForm(posted(request))
    made: list[Lesson] = []

    def make() -> None:
        title = form.cleaned_data["title"]
        user = request.user
        made.append(begin_lesson(school=user.school, title=title, by=user, at=timezone.now()))

    if accepted(form, make):
        return redirect(writing_url("write", made[0]))
    return writing_render(
        request,
        "form.html",
        title="New lesson",
        crumbs=lesson_crumbs(),
        form=form,
        lead="You write the essay on the next page. Nobody but those who teach here sees it before "
        "you publish it."
        if request.user.school_id
        else "A lesson of the library, for every school. Nobody sees it before you publish it.",
        submit="Begin",
        back=lesson_crumbs()[0].url,
    )


def may_begin(user: User) -> bool:
    """Tell whether a person writes lessons at all."""
    return user.is_superuser or is_teacher(user)


def _check_writes_lessons(user: User) -> None:
    if may_begin(user):
        return
    if user.may_enter_desk:
        raise PermissionDenied("Those who teach write lessons.")
    raise Http404

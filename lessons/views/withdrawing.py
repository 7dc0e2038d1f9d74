"""Confirm taking a lesson from students, and opening it again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.withdraw import republish_lesson, withdraw_lesson
from lessons.forms.draft import ReasonForm
from lessons.models import Lesson
from lessons.views.writing_frame import (
    ONLOOKERS,
    WRITERS,
    fetch_writable,
    lesson_crumbs,
    writing_render,
)
from studyhub.access import route
from studyhub.people.models import SchoolClass
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import accepted, posted


@route("GET POST", may=WRITERS, known=ONLOOKERS, desk=True)
def withdraw_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Say whom it takes the lesson from, and do it on POST."""
    found = fetch_writable(request.user, lesson)
    return _confirm(
        request,
        found,
        withdraw_lesson,
        template="withdraw.html",
        title="Withdraw",
        done=f"{found.title} is withdrawn. Students cannot read it now.",
    )


@route("GET POST", may=WRITERS, known=ONLOOKERS, desk=True)
def republish_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Say who will read the lesson again, and do it on POST."""
    found = fetch_writable(request.user, lesson)
    return _confirm(
        request,
        found,
        republish_lesson,
        template="republish.html",
        title="Open to students again",
        done=f"{found.title} is open to students again.",
    )


def _confirm(
    request: SignedInRequest,
    lesson: Lesson,
    act: Callable[..., None],
    *,
    template: str,
    title: str,
    done: str,
) -> HttpResponse:
    form = ReasonForm(posted(request))
    back = lesson_crumbs(lesson)[-1].url

    def do() -> None:
        act(lesson=lesson, by=request.user, at=timezone.now(), why=form.cleaned_data["why"])

    if accepted(form, do):
        messages.success(request, done)
        return redirect(back)
    placed = lesson.placements.filter(school_class__archived_at__isnull=True)
    visible = SchoolClass.objects.visible_to(request.user).current()
    own = list(visible.filter(placements__lesson=lesson).order_by("name", "pk"))
    return writing_render(
        request,
        template,
        title=title,
        crumbs=lesson_crumbs(lesson),
        lesson=lesson,
        form=form,
        classes=own,
        others=placed.count() - len(own),
        back=back,
    )

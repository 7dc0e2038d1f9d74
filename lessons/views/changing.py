"""What the pages where a lesson is changed share: fetching, the frame, saving once it is agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from lessons.domain.event_words import Pair
from lessons.forms.versioned import VersionedForm
from lessons.importing.digest import digest_of
from lessons.models import Lesson
from studyhub.access import fetch_or_404
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.people.roles import is_teacher
from studyhub.people.views.desk import Link

CHANGERS = "teacher, other teacher, superuser"
ONLOOKERS = "assistant, school admin"
_LIBRARY = (
    "This lesson belongs to the library, which stays as it is. Teachers change the lessons of "
    "their own school."
)
_TEACHERS = "Teachers of this school change its lessons."
_PARTS = {
    "timeline": "Timeline",
    "sources": "Sources",
    "readings": "Readings",
    "themes": "Themes",
    "details": "Details",
}


def fetch_changeable(user: User, lesson: str) -> Lesson:
    """Return a lesson you may change; one you only know gives 403, any other 404."""
    return fetch_or_404(
        Lesson.objects.changeable_by(user).select_related("school"),
        known=Lesson.objects.visible_to(user),
        because=_LIBRARY if is_teacher(user) else _TEACHERS,
        pk=lesson,
    )


def address(name: str, lesson: Lesson, *more: str) -> str:
    """Return the address of a page of a lesson."""
    return reverse(f"admin:lessons_lesson_{name}", args=[lesson.pk, *more])


@dataclass(frozen=True)
class Part:
    """A part of a lesson as a tab."""

    label: str
    url: str
    is_current: bool


def lesson_render(
    request: SignedInRequest,
    template: str,
    *,
    lesson: Lesson,
    part: str,
    title: str,
    inner: bool = False,
    status: int = 200,
    **context,
) -> HttpResponse:
    """Render a page about a part of a lesson; an ``inner`` one has the way back to the part."""
    crumbs = [
        Link("Lessons", reverse("admin:lessons_lesson_changelist")),
        Link(lesson.title, reverse("admin:lessons_lesson_change", args=[lesson.pk])),
    ]
    if inner:
        crumbs.append(Link(_PARTS[part], address(part, lesson)))
    frame = {
        **admin.site.each_context(request),
        "title": title,
        "crumbs": crumbs,
        "lesson": lesson,
        "parts": [
            Part(label, address(name, lesson), name == part) for name, label in _PARTS.items()
        ],
        "back": address(part, lesson),
    }
    template = f"admin/lessons/desk/{template}"
    return render(request, template, {**frame, **context}, status=status)


@dataclass(frozen=True)
class Outcome:
    """What became of a form: saved, or with a conflict to be shown, or wrong as it stands."""

    is_saved: bool = False
    conflict: Conflict | None = None

    @property
    def status(self) -> int:
        """Return the status of the page that shows it."""
        return 409 if self.conflict else 200


def take(
    form: VersionedForm, act: Callable[[int], object], *, stored: Callable[[], Any]
) -> Outcome:
    """Do the act if the form holds; a refusal is put on the form, with what was typed.

    Where the lesson has moved on, but ``stored``, the part that the page is about, is what it was
    when the page was opened, nothing is asked and the act is done on the state as it is now.
    """
    if not form.is_valid():
        return Outcome()
    try:
        return _take(form.cleaned_data["based_on"], form, act, stored)
    except Refusal as refusal:
        form.refuse(refusal)
        return Outcome()


def _take(
    based_on: int, form: VersionedForm, act: Callable[[int], object], stored: Callable[[], Any]
) -> Outcome:
    try:
        act(based_on)
    except Conflict as met:
        if met.current.version == based_on or not form.has_seen(stored()):
            return Outcome(conflict=met)
        return _take(met.current.version, form, act, stored)
    return Outcome(is_saved=True)


def over_the_stored(data: QueryDict, *, version: int, part: Any) -> QueryDict:
    """Return what was typed, now based on what is stored: saved again, it takes its place."""
    moved = data.copy()
    moved["based_on"] = str(version)
    moved["seen"] = digest_of(part)
    return moved


def pairs(form, stored: dict[str, Any], typed: dict[str, Any]) -> list[Pair]:
    """Return the fields of a form that differ between what is stored and what was typed."""
    return [
        Pair(str(form.fields[name].label), _shown(form, name, stored), _shown(form, name, typed))
        for name in stored
        if name in form.fields and stored[name] != typed[name]
    ]


def _shown(form, name: str, values: dict[str, Any]) -> str:
    choices = dict(getattr(form.fields[name], "choices", []))
    return str(choices.get(values[name], values[name])) or "Nothing"

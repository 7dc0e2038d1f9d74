"""The pages of one thing in a lesson's lists - a source, a reading: add, change, remove."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.forms.versioned import RemoveForm, VersionedForm
from lessons.models import Lesson
from lessons.views.changing import (
    Outcome,
    address,
    lesson_render,
    over_the_stored,
    pairs,
    take,
)
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import posted


@dataclass(frozen=True)
class Kind:
    """What the pages are about. The verbs take ``based_on``, ``by`` and ``at``.

    ``form`` is a ``VersionedForm`` with ``content()``. ``add`` takes the lesson and a content,
    ``change`` a row and a content, ``remove`` a row.
    ``read`` returns a row by its key, or None; ``content_of`` what is stored of one.
    """

    part: str
    one: str
    form: Callable[..., Any]
    read: Callable[[Lesson, str], Any]
    content_of: Callable[[Any], Any]
    add: Callable[..., object]
    change: Callable[..., object]
    remove: Callable[..., object]

    @property
    def new(self) -> dict[str, str]:
        """Return the part of the lesson that a page for a new one is about: nothing yet."""
        return {"new": self.one}

    def stored(self, lesson: Lesson, key: str) -> dict[str, Any] | None:
        """Return what is stored of a row now, by field."""
        row = self.read(lesson, key)
        return vars(self.content_of(row)) if row is not None else None


def add_item(request: SignedInRequest, lesson: Lesson, kind: Kind) -> HttpResponse:
    """Add one."""
    form = kind.form(posted(request), version=lesson.version, part=kind.new)

    def act(based_on: int) -> None:
        kind.add(lesson, form.content(), **_who(request, based_on))

    outcome = take(form, act, stored=lambda: kind.new)
    if outcome.is_saved:
        return _saved(request, lesson, kind, form, "is in the list now")
    return _show(request, lesson, kind, form, outcome)


def change_item(request: SignedInRequest, lesson: Lesson, key: str, kind: Kind) -> HttpResponse:
    """Change one. What was typed into one that was removed meanwhile can be added as new."""
    row = kind.read(lesson, key)
    if row is None:
        return _removed_meanwhile(request, lesson, kind)
    stored = vars(kind.content_of(row))
    form = kind.form(posted(request), initial=stored, version=lesson.version, part=stored)

    def act(based_on: int) -> None:
        kind.change(row, form.content(), **_who(request, based_on))

    outcome = take(form, act, stored=lambda: kind.stored(lesson, key))
    if outcome.is_saved:
        return _saved(request, lesson, kind, form, "is saved")
    if outcome.conflict is None:
        return _show(request, lesson, kind, form, outcome, row=row)
    now = kind.stored(lesson, key)
    if now is None:
        return _removed_meanwhile(request, lesson, kind)
    differing = pairs(form, now, vars(form.content()))
    version = outcome.conflict.current.version
    data = over_the_stored(request.POST, version=version, part=now)
    form = kind.form(data, version=version, part=now)
    return _show(request, lesson, kind, form, outcome, row=row, pairs=differing)


def remove_item(
    request: SignedInRequest, lesson: Lesson, key: str, kind: Kind, *, template: str, **context
) -> HttpResponse:
    """Ask, then remove one."""
    row = kind.read(lesson, key)
    if row is None:
        raise Http404
    stored = vars(kind.content_of(row))
    form = RemoveForm(posted(request), version=lesson.version, part=stored)
    outcome = take(
        form,
        lambda based_on: kind.remove(row, **_who(request, based_on)),
        stored=lambda: kind.stored(lesson, key),
    )
    if outcome.is_saved:
        messages.success(request, f"“{row.title}” was removed.")
        return redirect(address(kind.part, lesson))
    if outcome.conflict:
        lesson = outcome.conflict.current
        row = kind.read(lesson, key)
        if row is None:
            return redirect(address(kind.part, lesson))
        form = RemoveForm(version=lesson.version, part=kind.stored(lesson, key))
    is_refused = bool(outcome.conflict or form.errors)
    return lesson_render(
        request,
        template,
        lesson=lesson,
        part=kind.part,
        inner=True,
        title=f"Remove “{row.title}”",
        status=409 if is_refused else 200,
        form=form,
        row=row,
        conflict=outcome.conflict,
        **context,
    )


def _who(request: SignedInRequest, based_on: int) -> dict[str, Any]:
    return {"based_on": based_on, "by": request.user, "at": timezone.now()}


def _saved(
    request: SignedInRequest, lesson: Lesson, kind: Kind, form: VersionedForm, done: str
) -> HttpResponse:
    messages.success(request, f"“{form.cleaned_data['title']}” {done}.")
    return redirect(address(kind.part, lesson))


def _removed_meanwhile(request: SignedInRequest, lesson: Lesson, kind: Kind) -> HttpResponse:
    """Show what was typed as a new one's; without anything typed there is nothing here."""
    if request.method != "POST" or "seen" not in request.POST:
        raise Http404
    lesson.refresh_from_db(fields=["version"])
    data = over_the_stored(request.POST, version=lesson.version, part=kind.new)
    form = kind.form(data, version=lesson.version, part=kind.new)
    return _show(request, lesson, kind, form, Outcome(), was_removed=True, status=409)


def _show(
    request: SignedInRequest,
    lesson: Lesson,
    kind: Kind,
    form: VersionedForm,
    outcome: Outcome,
    *,
    row: Any = None,
    status: int = 0,
    **context,
) -> HttpResponse:
    return lesson_render(
        request,
        "item.html",
        lesson=lesson,
        part=kind.part,
        inner=True,
        title=row.title if row is not None else f"New {kind.one}",
        status=status or outcome.status,
        form=form,
        conflict=outcome.conflict,
        action=address(f"{kind.one}_add", lesson) if row is None else "",
        one=kind.one,
        remove_url=address(f"{kind.one}_remove", lesson, row.key) if row is not None else "",
        **context,
    )

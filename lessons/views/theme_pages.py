"""The pages of a lesson's themes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.themes import add_theme, count_by_theme, move_theme, remove_theme, rename_theme
from lessons.forms.themes import RemoveThemeForm, ThemeForm
from lessons.forms.versioned import MoveForm
from lessons.importing.readers import MAX_THEMES
from lessons.models import Lesson
from lessons.views.changing import (
    CHANGERS,
    ONLOOKERS,
    Outcome,
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

_MEANWHILE = "Somebody changed the themes meanwhile. Look at them again."


def _stored_themes(lesson: Lesson) -> list[dict[str, str]]:
    lesson.refresh_from_db(fields=["themes"])
    return list(lesson.themes)


def _title_of(lesson: Lesson, key: str) -> str | None:
    return next((theme["title"] for theme in lesson.themes if theme["id"] == key), None)


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def themes_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show the themes in the order of the key, and add one at the end."""
    found = fetch_changeable(request.user, lesson)
    themes = list(found.themes)
    form = ThemeForm(posted(request), version=found.version, part=themes)

    def act(based_on: int) -> None:
        add_theme(
            lesson=found, based_on=based_on, title=form.cleaned_data["title"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    outcome = take(form, act, stored=lambda: _stored_themes(found))
    if outcome.is_saved:
        messages.success(request, f"“{form.cleaned_data['title']}” is a theme now.")
        return redirect(address("themes", found))
    if outcome.conflict:
        found = outcome.conflict.current
        version, part = found.version, list(found.themes)
        form = ThemeForm(
            over_the_stored(request.POST, version=version, part=part), version=version, part=part
        )
    return _show_list(request, found, form, outcome)


def _show_list(
    request: SignedInRequest, lesson: Lesson, form: ThemeForm, outcome: Outcome
) -> HttpResponse:
    counts = count_by_theme(lesson)
    entries = [
        {
            "theme": theme,
            "mark": f"theme-{number}",
            "count": counts[theme["id"]],
            "filter_url": f"{address('timeline', lesson)}?theme={theme['id']}",
            "url": address("theme", lesson, theme["id"]),
            "move_url": address("theme_move", lesson, theme["id"]),
            "remove_url": address("theme_remove", lesson, theme["id"]),
        }
        for number, theme in enumerate(lesson.themes, start=1)
    ]
    return lesson_render(
        request,
        "themes.html",
        lesson=lesson,
        part="themes",
        title="Themes",
        status=outcome.status,
        entries=entries,
        form=form,
        conflict=outcome.conflict,
        most=MAX_THEMES,
        has_room=len(entries) < MAX_THEMES,
        event_count=lesson.events.count() if not entries else 0,
        move=MoveForm(version=lesson.version, part=list(lesson.themes), auto_id=False),
    )


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def theme_page(request: SignedInRequest, lesson: str, theme: str) -> HttpResponse:
    """Change a theme's title."""
    found = fetch_changeable(request.user, lesson)
    title = _title_of(found, theme)
    if title is None:
        raise Http404
    stored = {"title": title}
    form = ThemeForm(posted(request), initial=stored, version=found.version, part=stored)

    def act(based_on: int) -> None:
        rename_theme(
            lesson=found, based_on=based_on, key=theme, title=form.cleaned_data["title"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    def again() -> dict[str, str | None]:
        _stored_themes(found)
        return {"title": _title_of(found, theme)}

    outcome = take(form, act, stored=again)
    if outcome.is_saved:
        messages.success(request, f"“{form.cleaned_data['title']}” is saved.")
        return redirect(address("themes", found))
    differing = []
    if outcome.conflict:
        now = again()
        differing = pairs(form, now, {"title": form.cleaned_data["title"]})
        version = outcome.conflict.current.version
        data = over_the_stored(request.POST, version=version, part=now)
        form = ThemeForm(data, version=version, part=now)
    return lesson_render(
        request,
        "item.html",
        lesson=found,
        part="themes",
        inner=True,
        title=title,
        status=outcome.status,
        form=form,
        conflict=outcome.conflict,
        pairs=differing,
        one="theme",
        remove_url=address("theme_remove", found, theme),
    )


@route("POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def move_page(request: SignedInRequest, lesson: str, theme: str) -> HttpResponse:
    """Move a theme up or down in the key."""
    found = fetch_changeable(request.user, lesson)
    if _title_of(found, theme) is None:
        raise Http404
    form = MoveForm(request.POST, version=found.version, part=None)

    def act(based_on: int) -> None:
        move_theme(
            lesson=found, based_on=based_on, key=theme, step=form.cleaned_data["step"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    outcome = take(form, act, stored=lambda: _stored_themes(found))
    if not outcome.is_saved:
        messages.warning(request, _MEANWHILE)
    return redirect(address("themes", found))


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def remove_page(request: SignedInRequest, lesson: str, theme: str) -> HttpResponse:
    """Ask where the theme's events go, then remove it."""
    found = fetch_changeable(request.user, lesson)
    title = _title_of(found, theme)
    if title is None:
        raise Http404
    count = count_by_theme(found)[theme]
    part = list(found.themes)
    form = RemoveThemeForm(
        posted(request), lesson=found, key=theme, count=count, version=found.version, part=part
    )

    def act(based_on: int) -> None:
        remove_theme(
            lesson=found, based_on=based_on, key=theme, into=form.chosen, by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    outcome = take(form, act, stored=lambda: _stored_themes(found))
    if outcome.is_saved:
        messages.success(request, f"“{title}” was removed.")
        return redirect(address("themes", found))
    if outcome.conflict:
        messages.warning(request, _MEANWHILE)
        return redirect(address("themes", found))
    return lesson_render(
        request,
        "theme_remove.html",
        lesson=found,
        part="themes",
        inner=True,
        title=f"Remove “{title}”",
        form=form,
        count=count,
        is_last=len(found.themes) == 1,
    )

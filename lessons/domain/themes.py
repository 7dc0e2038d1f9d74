"""A lesson's themes: the threads of its timeline, at most eight, in the order of the key."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lessons.domain.claim import claim_lesson
from lessons.domain.keys import free_key
from lessons.importing.readers import MAX_THEME_KEY, MAX_THEME_TITLE, MAX_THEMES
from lessons.models import Lesson, TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.domain.checked import check_length, shown_line
from studyhub.people.models import User


@transaction.atomic
def add_theme(*, lesson: Lesson, based_on: int, title: str, by: User, at: datetime) -> str:
    """Add a theme at the end and return its key.

    Every event of a lesson with themes has one, so the first theme becomes that of all events.
    """
    before = list(lesson.themes)
    if len(before) >= MAX_THEMES:
        raise Refusal(
            f"A timeline has {MAX_THEMES} themes at most, because it has {MAX_THEMES} marks.",
            code="full",
        )
    named = _checked_title(lesson, title)
    taken = {theme["id"] for theme in before}
    key = free_key(named, taken=taken, most=MAX_THEME_KEY, otherwise="theme")
    claim_lesson(lesson, based_on)
    _write(lesson, [*before, {"id": key, "title": named}])
    given = _rewrite(lesson, lambda themes: themes or [key]) if not before else []
    _record("add_theme", lesson, by, at, before=before, events=given)
    return key


@transaction.atomic
def rename_theme(
    *, lesson: Lesson, based_on: int, key: str, title: str, by: User, at: datetime
) -> None:
    """Change a theme's title; its key and its events stay."""
    named = _checked_title(lesson, title, besides=key)
    before = list(lesson.themes)
    after = [{**theme, "title": named} if theme["id"] == key else theme for theme in before]
    if after == before:
        return
    claim_lesson(lesson, based_on)
    _write(lesson, after)
    _record("rename_theme", lesson, by, at, before=before)


@transaction.atomic
def move_theme(
    *, lesson: Lesson, based_on: int, key: str, step: int, by: User, at: datetime
) -> None:
    """Change places with the theme before (``step`` -1) or after (1); nothing at the ends."""
    before = list(lesson.themes)
    here = _place(lesson, key)
    if not 0 <= here + step < len(before):
        return
    claim_lesson(lesson, based_on)
    after = list(before)
    after[here], after[here + step] = after[here + step], after[here]
    _write(lesson, after)
    _record("move_theme", lesson, by, at, before=before)


@transaction.atomic
def remove_theme(
    *, lesson: Lesson, based_on: int, key: str, into: str, by: User, at: datetime
) -> None:
    """Remove a theme; its events go ``into`` another one, which takes its place in their order.

    Refused without ``into`` while events have the theme, unless it is the lesson's last: then its
    events have no theme, as those of a lesson without themes.
    """
    before = list(lesson.themes)
    here = _place(lesson, key)
    others = {theme["id"] for theme in before} - {key}
    if into and into not in others:
        raise Refusal("Choose another theme of this lesson.", code="into")
    if others and not into and any(key in row.themes for row in lesson.events.only("themes")):
        raise Refusal("Events have this theme. Choose the one they go to.", code="into")
    claim_lesson(lesson, based_on)
    _write(lesson, before[:here] + before[here + 1 :])
    moved = _rewrite(lesson, lambda themes: _replaced(themes, key, into))
    _record("remove_theme", lesson, by, at, before=before, events=moved)


def count_by_theme(lesson: Lesson) -> dict[str, int]:
    """Return how many events each theme has, in one query."""
    counts = {theme["id"]: 0 for theme in lesson.themes}
    for themes in lesson.events.order_by().values_list("themes", flat=True):
        for key in themes:
            counts[key] = counts.get(key, 0) + 1
    return counts


def _replaced(themes: list[str], key: str, into: str) -> list[str]:
    renamed = [into if theme == key else theme for theme in themes]
    return list(dict.fromkeys(theme for theme in renamed if theme))


def _rewrite(lesson: Lesson, change: Callable[[list[str]], list[str]]) -> list[str]:
    """Change the themes of events, raise the versions of those, and return their keys."""
    changed = []
    for event in lesson.events.only("key", "themes"):
        after = change(list(event.themes))
        if after != event.themes:
            event.themes = after
            changed.append(event)
    TimelineEvent.objects.bulk_update(changed, ["themes"], batch_size=500)
    keys = [event.key for event in changed]
    for start in range(0, len(keys), 500):
        rows = lesson.events.filter(key__in=keys[start : start + 500])
        rows.update(version=F("version") + 1)
    return keys


def _checked_title(lesson: Lesson, title: str, *, besides: str = "") -> str:
    named = shown_line(title, "title")
    if not named:
        raise Refusal("Write something here.", code="title")
    check_length(named, MAX_THEME_TITLE, "title")
    others = {theme["title"].casefold() for theme in lesson.themes if theme["id"] != besides}
    if named.casefold() in others:
        raise Refusal("Another theme has this title.", code="title")
    return named


def _place(lesson: Lesson, key: str) -> int:
    for place, theme in enumerate(lesson.themes):
        if theme["id"] == key:
            return place
    raise Refusal("Somebody removed this theme meanwhile.", code="removed")


def _write(lesson: Lesson, themes: list[dict[str, str]]) -> None:
    lesson.themes = themes
    lesson.save(update_fields=["themes"])


def _record(
    verb: str, lesson: Lesson, by: User, at: datetime, *, before: list, events: list | None = None
) -> None:
    after: dict = {"themes": lesson.themes}
    record(
        verb=verb,
        target=lesson,
        by=by,
        tenant_id=lesson.school_id,
        at=at,
        before={"themes": before},
        after={**after, "events": events} if events else after,
    )

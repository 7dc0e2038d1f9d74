"""The page of one's own evidence shelf for a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from assignments.domain.answering.shelf_reading import Entry, Shelf, Wanted, shelf_of
from assignments.forms.shelf import EntryForm, KeepSentencesForm, is_id, wanted_from
from assignments.models import Question
from assignments.views.lesson_address import lesson_address
from assignments.views.student.shelf_fetching import READERS, fetch_lesson_of_shelf
from lessons.models import Lesson, ShelfItem
from studyhub.access import route
from studyhub.people.requests import SignedInRequest

ON_A_PAGE = 100


@route("GET", may=READERS)
def shelf(request: SignedInRequest, lesson: str, slug: str) -> HttpResponse:
    """Show what one has kept: all, or what ``q``, ``kind`` and ``question`` leave.

    ``edit`` names the item whose note is open, ``item`` one to show the page of, ``removed`` one
    that may be put back.
    """
    found = fetch_lesson_of_shelf(request.user, lesson)
    if slug != found.slug:
        return redirect(shelf_address(found))
    return shelf_page(request, found, timezone.now())


def shelf_page(
    request: SignedInRequest,
    lesson: Lesson,
    at: datetime,
    *,
    keep: KeepSentencesForm | None = None,
    edit: EntryForm | None = None,
    newer: ShelfItem | None = None,
    emptied: ShelfItem | None = None,
    refusal: str = "",
    unsaved: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the shelf; with a form that was refused, what was typed stays in it.

    ``refusal`` stands above all, with the text ``unsaved`` that had no form of its own; ``newer``
    is the item as somebody saved it while ``edit`` was being written; ``emptied`` one whose note
    was just taken away, and can be had back: it is ``unsaved``.
    """
    own = shelf_of(user=request.user, lesson=lesson, at=at)
    wanted = wanted_from(request.GET, own.questions) if edit is None else Wanted()
    found = own.only(wanted)
    edit = edit or _asked_to_edit(request, own)
    page = _page_of(request, found, edit)
    context = {
        "lesson": lesson,
        "lesson_url": _lesson_url(request, lesson),
        "shelf_url": shelf_address(lesson),
        "counts": _counts(own.entries),
        "found": found,
        "is_empty": not own.entries,
        "wanted": wanted,
        "groups": _groups(page),
        "page": page,
        "query": _query(wanted),
        "question_groups": _by_set(own.questions),
        "keep": keep,
        "edit": edit,
        "newer": newer,
        "emptied": emptied,
        "removed": _removed(request, lesson),
        "refusal": refusal,
        "unsaved": unsaved,
    }
    return render(request, "assignments/shelf.html", context, status=status)


def shelf_address(lesson: Lesson) -> str:
    """Return the address of one's shelf for a lesson."""
    return reverse("shelf", kwargs={"lesson": lesson.pk, "slug": lesson.slug})


def address_of_item(lesson: Lesson, item: ShelfItem) -> str:
    """Return where an item stands on the shelf, on whichever page of it."""
    return f"{shelf_address(lesson)}?{urlencode({'item': item.pk})}#item-{item.pk}"


def _lesson_url(request: SignedInRequest, lesson: Lesson) -> str:
    """Return where the lesson is read; nothing for somebody who may not read it any more."""
    is_readable = Lesson.objects.visible_to(request.user).filter(pk=lesson.pk).exists()
    return lesson_address(lesson) if is_readable else ""


def _asked_to_edit(request: SignedInRequest, own: Shelf) -> EntryForm | None:
    entry = own.entry_of(request.GET.get("edit", ""))
    return EntryForm(entry, own.questions) if entry is not None else None


def _page_of(request: SignedInRequest, found: list[Entry], edit: EntryForm | None) -> Page[Entry]:
    """Return the page asked for by number, or the one that holds the item asked for."""
    pages = Paginator(found, ON_A_PAGE)
    wanted = edit.entry.item.pk if edit is not None else request.GET.get("item")
    place = next((i for i, one in enumerate(found) if one.item.pk == wanted), None)
    if place is not None:
        return pages.page(place // ON_A_PAGE + 1)
    return pages.get_page(request.GET.get("page"))


def _counts(entries: Sequence[Entry]) -> dict[str, int]:
    passages = sum(1 for entry in entries if entry.is_passage)
    return {"passages": passages, "events": len(entries) - passages}


def _groups(entries: Page[Entry]) -> list[tuple[str, list[Entry]]]:
    """Put passages and events under a heading each; they come in that order already."""
    return [
        ("Passages" if is_passage else "Events", list(group))
        for is_passage, group in groupby(entries, key=lambda entry: entry.is_passage)
    ]


def _by_set(questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    return [
        (title, list(group))
        for title, group in groupby(questions, key=lambda one: one.version.question_set.title)
    ]


def _query(wanted: Wanted) -> str:
    """Return what is looked for as the part of an address that other links carry on."""
    asked: dict[str, Any] = {
        "q": wanted.words, "kind": wanted.kind, "question": wanted.question,
    }  # fmt: skip
    return urlencode({name: value for name, value in asked.items() if value})


def _removed(request: SignedInRequest, lesson: Lesson) -> ShelfItem | None:
    """Return what was just taken off, to offer that it be put back."""
    pk = request.GET.get("removed", "")
    if not is_id(pk):
        return None
    own = ShelfItem.objects.owned_by(request.user).filter(removed_at__isnull=False)
    return own.filter(lesson=lesson, pk=pk).first()

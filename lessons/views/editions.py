"""Older editions of a lesson, and what changed between two."""

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lessons.domain.changes import changes_between
from lessons.models import Edition, Lesson
from lessons.views.lesson import READERS, Notice, edition_response
from studyhub.access import fetch_or_404, route
from studyhub.people.views.desk import Link


@route("GET", may=READERS)
def edition_page(request: HttpRequest, lesson: str, slug: str, number: int) -> HttpResponse:
    """Show the lesson with the text of an edition, as long as the lesson may be read at all."""
    found = _readable(request, lesson)
    if slug != found.slug:
        return redirect("lessons:edition", lesson=found.pk, slug=found.slug, number=number)
    edition = found.editions.filter(number=number).first()
    if edition is None:
        raise Http404
    if edition.pk == found.current_edition_id:
        return redirect(lesson_url(found))
    return edition_response(request, found, edition, notice=replaced_notice(found, edition))


@route("GET", may=READERS)
def changes_page(request: HttpRequest, lesson: str, slug: str) -> HttpResponse:
    """Tell what changed from one edition to another.

    ``?from=`` and ``?to=`` are their numbers; without them, what the present edition changed.
    Of a repeated parameter the last counts.
    """
    found = _readable(request, lesson)
    if slug != found.slug:
        return redirect("lessons:changes", lesson=found.pk, slug=found.slug)
    editions = list(found.editions.order_by("number").defer("html"))
    if not editions:
        raise Http404
    old, new = _chosen(request, found, editions)
    context = {
        "lesson": found,
        "editions": editions,
        "old": old,
        "new": new,
        "changes": changes_between(old, new) if old.pk != new.pk else None,
        "lesson_url": lesson_url(found),
    }
    return render(request, "lessons/changes.html", context)


def _readable(request: HttpRequest, lesson: str) -> Lesson:
    readable = Lesson.objects.visible_to(request.user).select_related("current_edition")
    return fetch_or_404(readable, pk=lesson)


def _chosen(request: HttpRequest, lesson: Lesson, editions: list[Edition]):
    """Return the two editions that are asked for; by default the present one and the one before."""
    by_number = {str(edition.number): edition for edition in editions}
    present = next(row for row in editions if row.pk == lesson.current_edition_id)
    before = [row for row in editions if row.number < present.number]
    numbers = {
        "from": str((before or [present])[-1].number),
        "to": str(present.number),
    }
    chosen = [request.GET.get(name) or number for name, number in numbers.items()]
    if not set(chosen) <= set(by_number):
        raise SuspiciousOperation("This lesson has no such edition.")
    return [by_number[number] for number in chosen]


def replaced_notice(lesson: Lesson, edition: Edition) -> Notice:
    """Say that a text is not the newest, with the ways to that and to what changed."""
    current = lesson.current_edition
    assert current is not None  # noqa: S101  (a lesson with an older edition has a newer one)
    changes = reverse("lessons:changes", kwargs={"lesson": lesson.pk, "slug": lesson.slug})
    return Notice(
        f"Edition {edition.number}, since replaced",
        f"The lesson is now edition {current.number}. What was written on this one keeps it.",
        [
            Link("Read the newest edition", lesson_url(lesson)),
            Link("What changed", f"{changes}?from={edition.number}&to={current.number}"),
        ],
    )


def lesson_url(lesson: Lesson) -> str:
    """Return the address of the lesson's page."""
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})

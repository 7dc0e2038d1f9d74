"""Lesson pages: the list, and the essay beside its timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.gzip import gzip_page

from lessons.enums import LessonState
from lessons.models import Edition, Lesson, TimelineEvent
from lessons.views.essay import essay_with_marks
from lessons.views.kept_events import kept_events, render_events
from lessons.views.revalidation import revalidated
from lessons.views.search import Search, search_lesson
from lessons.views.timeline import Timeline, timeline_of
from studyhub import edtf
from studyhub.access import fetch_or_404, route
from studyhub.people.enums import ClassRole
from studyhub.people.views.desk import Link
from studyhub.web.languages import reader_language

WORDS_A_MINUTE = 200  # a careful reader of fourteen
READERS = (
    "student, classmate, assistant, teacher, other teacher, school admin, "
    "foreign teacher, foreign admin, superuser"
)


@dataclass(frozen=True)
class Notice:
    """What a reader must know of the text before them: that it is an old one, or a draft."""

    title: str
    sentence: str
    links: Sequence[Link] = ()


@route("GET", may="signed in")
def lesson_list(request: HttpRequest) -> HttpResponse:
    """Show the lessons this person may read."""
    lessons = _with_event_counts(
        Lesson.objects.visible_to(request.user).published().select_related("current_edition")
    )
    entries = [
        {"lesson": lesson, "minutes": reading_minutes(lesson.current_edition)}
        for lesson in lessons
        if lesson.current_edition is not None
    ]
    return render(request, "lessons/list.html", {"entries": entries})


@route("GET", may=READERS)
@gzip_page
def lesson_page(request: HttpRequest, lesson: str, slug: str) -> HttpResponse:
    """Show the essay beside its timeline. ``?q=`` looks through both; the last ``q`` counts.

    The browser may keep the page but asks each time whether it still holds: it shows no work, so
    it is the one signed-in page that a slow network need not fetch twice.

    It is compressed, as few pages are: where a page repeats what a link put into it (``q``) beside
    a secret, its compressed length can tell the secret (BREACH). Here is none: no work, no notes,
    no code, and the form token is masked anew each time. Django pads the length at random besides.
    """
    readable = Lesson.objects.visible_to(request.user).select_related("current_edition")
    found = fetch_or_404(readable, pk=lesson)
    if slug != found.slug:
        return redirect("lessons:lesson", lesson=found.pk, slug=found.slug)
    return edition_response(request, found, found.current_edition, notice=_withdrawn(found))


def edition_response(
    request: HttpRequest, lesson: Lesson, edition: Edition | None, *, notice: Notice | None
) -> HttpResponse:
    """Return the lesson's page with the text of an edition, and what must be said above it."""
    context = {**page_of(lesson, edition, request), "notice": notice}
    response = render(request, "lessons/lesson.html", context)
    patch_vary_headers(response, ["Accept-Language"])
    return revalidated(request, response)


def _withdrawn(lesson: Lesson) -> Notice | None:
    if lesson.state != LessonState.WITHDRAWN:
        return None
    return Notice("Withdrawn", "Students do not see this lesson now.")


def reading_minutes(edition: Edition) -> int:
    """Return how long the essay takes to read, in whole minutes."""
    return max(1, ceil(edition.words / WORDS_A_MINUTE))


def _with_event_counts(lessons: QuerySet[Lesson]) -> QuerySet[Lesson]:
    counted = (
        TimelineEvent.objects.filter(lesson=OuterRef("pk"))
        .order_by()
        .values("lesson")
        .annotate(total=Count("pk"))
        .values("total")
    )
    return lessons.annotate(event_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def page_of(lesson: Lesson, edition: Edition | None, request: HttpRequest) -> dict:
    """Gather the page; a lesson without a text has its title alone."""
    if edition is None:
        return {"lesson": lesson, "edition": None}
    timeline = timeline_of(lesson, edition, reader_language(request, edtf.LANGUAGES))
    return filled_page(lesson, edition, timeline, request)


def filled_page(lesson: Lesson, edition, timeline: Timeline, request: HttpRequest) -> dict:
    """Gather the page for a text, be it an edition or a draft that reads like one."""
    shelf_url = reverse("shelf", args=[lesson.pk, lesson.slug])
    search = search_lesson(request.GET.get("q", ""), edition, timeline)
    readings = list(lesson.readings.all())
    return {
        "lesson": lesson,
        "edition": edition,
        "minutes": reading_minutes(edition),
        "sections": edition.sections.all(),
        "essay_html": essay_with_marks(edition, timeline, search.essay if search else None),
        "timeline": replace(timeline, entries=search.entries) if search else timeline,
        "search": search,
        "events_html": _events_html(timeline, search, shelf_url),
        "shelf_url": shelf_url,
        "glossary": sorted(edition.glossary.all(), key=lambda entry: entry.term.casefold()),
        "reading_groups": [
            (title, [reading for reading in readings if reading.level == level])
            for level, title in (("school", "To begin with"), ("university", "To go deeper"))
        ],
        "has_readings": bool(readings),
        "place_url": _place_url(lesson, request.user),
    }


def _events_html(timeline: Timeline, search: Search | None, shelf_url: str) -> SafeString:
    """Return the list of events; one with the hits of a search is rendered for this once."""
    if search is None:
        return kept_events(timeline, shelf_url=shelf_url)
    return render_events(replace(timeline, entries=search.entries), shelf_url=shelf_url)


def _place_url(lesson: Lesson, user) -> str:
    if ClassRole.TEACHER not in user.desk_roles or lesson.state != LessonState.PUBLISHED:
        return ""
    return reverse("admin:lessons_lesson_place", kwargs={"lesson": lesson.pk})

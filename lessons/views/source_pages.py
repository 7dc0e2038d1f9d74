"""The pages of a lesson's sources."""

from django.db.models import Count
from django.http import HttpResponse

from lessons.domain.sources import (
    CHECKED,
    add_source,
    change_source,
    content_of_source,
    remove_source,
)
from lessons.forms.sources import SourceForm
from lessons.importing.readers import is_web_address
from lessons.models import Lesson, Source
from lessons.views.changing import CHANGERS, ONLOOKERS, address, fetch_changeable, lesson_render
from lessons.views.items import Kind, add_item, change_item, remove_item
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


def _read(lesson: Lesson, key: str) -> Source | None:
    return lesson.sources.select_related("lesson").filter(key=key).first()


SOURCE = Kind(
    part="sources",
    one="source",
    form=SourceForm,
    read=_read,
    content_of=content_of_source,
    add=lambda lesson, content, **who: add_source(lesson=lesson, content=content, **who),
    change=lambda row, content, **who: change_source(source=row, content=content, **who),
    remove=lambda row, **who: remove_source(source=row, **who),
)


@route("GET", may=CHANGERS, known=ONLOOKERS, desk=True)
def sources_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show the sources by title, with how many events rest on each."""
    found = fetch_changeable(request.user, lesson)
    rows = found.sources.annotate(event_count=Count("event_sources")).order_by("title", "key")
    entries = [
        {
            "source": row,
            "url": address("source", found, row.key),
            "remove_url": address("source_remove", found, row.key),
            "checked": CHECKED[row.checked],
            "is_link": is_web_address(row.reference),
        }
        for row in rows
    ]
    return lesson_render(
        request,
        "sources.html",
        lesson=found,
        part="sources",
        title="Sources",
        entries=entries,
        unused=sum(1 for row in rows if not row.event_count),
        add_url=address("source_add", found),
    )


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def add_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Add a source."""
    return add_item(request, fetch_changeable(request.user, lesson), SOURCE)


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def source_page(request: SignedInRequest, lesson: str, source: str) -> HttpResponse:
    """Change a source."""
    return change_item(request, fetch_changeable(request.user, lesson), source, SOURCE)


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def remove_page(request: SignedInRequest, lesson: str, source: str) -> HttpResponse:
    """Ask, then remove a source that no event rests on; otherwise name the events."""
    found = fetch_changeable(request.user, lesson)
    events = found.events.filter(sources__key=source).order_by("first_day", "last_day", "key")
    uses = [(event.title, address("event", found, event.key)) for event in events]
    return remove_item(request, found, source, SOURCE, template="source_remove.html", uses=uses)

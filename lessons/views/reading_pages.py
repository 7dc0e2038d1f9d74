"""The pages of a lesson's further reading."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.readings import (
    LEVELS,
    add_reading,
    change_reading,
    content_of_reading,
    move_reading,
    remove_reading,
)
from lessons.forms.readings import ReadingForm
from lessons.forms.versioned import MoveForm
from lessons.models import Lesson, Reading
from lessons.views.changing import (
    CHANGERS,
    ONLOOKERS,
    address,
    fetch_changeable,
    lesson_render,
    take,
)
from lessons.views.items import Kind, add_item, change_item, remove_item
from studyhub.access import route
from studyhub.people.requests import SignedInRequest

_MOVED = "Somebody changed this list meanwhile. Look at it again."


def _read(lesson: Lesson, key: str) -> Reading | None:
    return lesson.readings.select_related("lesson").filter(key=key).first()


READING = Kind(
    part="readings",
    one="reading",
    form=ReadingForm,
    read=_read,
    content_of=content_of_reading,
    add=lambda lesson, content, **who: add_reading(lesson=lesson, content=content, **who),
    change=lambda row, content, **who: change_reading(reading=row, content=content, **who),
    remove=lambda row, **who: remove_reading(reading=row, **who),
)


@route("GET", may=CHANGERS, known=ONLOOKERS, desk=True)
def readings_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show the readings in their order."""
    found = fetch_changeable(request.user, lesson)
    rows = list(found.readings.all())
    entries = [
        {
            "reading": row,
            "level": LEVELS.get(row.level, row.level),
            "url": address("reading", found, row.key),
            "move_url": address("reading_move", found, row.key),
            "remove_url": address("reading_remove", found, row.key),
        }
        for row in rows
    ]
    return lesson_render(
        request,
        "readings.html",
        lesson=found,
        part="readings",
        title="Readings",
        entries=entries,
        move=MoveForm(version=found.version, part=[row.key for row in rows], auto_id=False),
        add_url=address("reading_add", found),
    )


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def add_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Add a reading at the end of the list."""
    return add_item(request, fetch_changeable(request.user, lesson), READING)


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def reading_page(request: SignedInRequest, lesson: str, reading: str) -> HttpResponse:
    """Change a reading."""
    return change_item(request, fetch_changeable(request.user, lesson), reading, READING)


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def remove_page(request: SignedInRequest, lesson: str, reading: str) -> HttpResponse:
    """Ask, then remove a reading."""
    found = fetch_changeable(request.user, lesson)
    return remove_item(request, found, reading, READING, template="reading_remove.html")


@route("POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def move_page(request: SignedInRequest, lesson: str, reading: str) -> HttpResponse:
    """Move a reading up or down in the list."""
    found = fetch_changeable(request.user, lesson)
    row = _read(found, reading)
    if row is None:
        raise Http404
    form = MoveForm(request.POST, version=found.version, part=None)

    def act(based_on: int) -> None:
        move_reading(
            reading=row, based_on=based_on, step=form.cleaned_data["step"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    outcome = take(form, act, stored=lambda: [item.key for item in found.readings.all()])
    if not outcome.is_saved:
        messages.warning(request, _MOVED)
    return redirect(address("readings", found))

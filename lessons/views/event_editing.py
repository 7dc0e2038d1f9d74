"""The pages where one event is added, changed or removed, and where a typed date is worded."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.dates import meaning_of
from lessons.domain.event_content import EventContent, differences, stored_content
from lessons.domain.event_words import pairs_of
from lessons.domain.events import add_event, change_event, remove_event
from lessons.domain.uses import uses_of
from lessons.enums import Calendar
from lessons.forms.event_editor import EventEditor
from lessons.forms.events import ways_to_write
from lessons.forms.versioned import LARGEST
from lessons.models import Lesson, TimelineEvent
from lessons.views.changing import CHANGERS, ONLOOKERS, address, fetch_changeable, lesson_render
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import posted

_MEANWHILE = "Somebody changed this event meanwhile. Look at it again, then choose."


@dataclass
class Page:
    """The page of one event: a present one, or a new one."""

    request: SignedInRequest
    lesson: Lesson
    event: TimelineEvent | None = None
    was_removed: bool = False

    def editor(self, data=None) -> EventEditor:
        """Return the forms, over what is stored."""
        stored = stored_content(self.event) if self.event else None
        version = self.event.version if self.event else 0
        return EventEditor(lesson=self.lesson, version=version, stored=stored, data=data)

    def save(self, editor: EventEditor) -> None:
        """Call the verb. Raises ``Refusal`` and ``Conflict``."""
        shared: dict[str, Any] = {
            "content": editor.content(),
            "new_source": editor.new_source(),
            "by": self.request.user,
            "at": timezone.now(),
        }
        if self.event is None:
            self.event = add_event(lesson=self.lesson, **shared)
        else:
            change_event(event=self.event, based_on=editor.based_on, **shared)


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def add_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Add an event."""
    return _take(Page(request, fetch_changeable(request.user, lesson)))


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def event_page(request: SignedInRequest, lesson: str, event: str) -> HttpResponse:
    """Change an event. What was typed into one that was removed meanwhile can be saved as new."""
    found = fetch_changeable(request.user, lesson)
    row = _event_of(found, event)
    if row is None and not _was_opened(request):
        raise Http404
    return _take(Page(request, found, row, was_removed=row is None))


def _event_of(lesson: Lesson, key: str) -> TimelineEvent | None:
    row = lesson.events.filter(key=key).first()
    if row is not None:
        row.lesson = lesson
    return row


def _was_opened(request: SignedInRequest) -> bool:
    """Tell whether this form came from the page of an event that was there then."""
    return request.method == "POST" and token_of(request) > 0


def token_of(request: SignedInRequest) -> int:
    """Return the version that a form was opened with; -1 where it names none."""
    typed = request.POST.get("based_on", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST))
    return min(int(typed), LARGEST) if is_number else -1


def _take(page: Page) -> HttpResponse:
    """Show the forms, or save what came back; what was typed stays on the screen."""
    data = posted(page.request)
    editor = page.editor(data)
    if page.was_removed:
        return _show(page, editor, status=409)
    if data is None or editor.only_asks or not editor.is_valid():
        return _show(page, editor)
    is_new = page.event is None
    try:
        page.save(editor)
    except Conflict as met:
        return _show_conflict(page, met, editor.content())
    except Refusal as refusal:
        editor.refuse(refusal)
        return _show(page, editor)
    assert page.event is not None  # noqa: S101  (saving has made it)
    done = "is on the timeline now" if is_new else "is saved"
    messages.success(page.request, f"“{editor.content().title}” {done}.")
    return redirect(f"{address('timeline', page.lesson)}#event-{page.event.key}")


def _show_conflict(page: Page, met: Conflict, typed: EventContent) -> HttpResponse:
    """Show what is stored now beside what was typed, which can be saved over it."""
    page.event = met.current
    data = page.request.POST.copy()
    data["based_on"] = str(met.current.version)
    editor = page.editor(data)
    editor.is_valid()
    stored = editor.stored or typed
    names = differences(stored, typed)
    pairs = pairs_of(stored, typed, names, editor.offered.known)
    return _show(page, editor, status=409, conflict=str(met), pairs=pairs)


def _show(page: Page, editor: EventEditor, *, status: int = 200, **context) -> HttpResponse:
    event = page.event
    return lesson_render(
        page.request,
        "event.html",
        lesson=page.lesson,
        part="timeline",
        inner=True,
        title=event.title if event else "New event",
        status=status,
        event=event,
        editor=editor,
        was_removed=page.was_removed,
        action=address("event_add", page.lesson) if event is None else "",
        remove_url=address("event_remove", page.lesson, event.key) if event else "",
        meaning_url=address("date", page.lesson),
        ways=ways_to_write(),
        **context,
    )


@route("GET POST", may=CHANGERS, known=ONLOOKERS, desk=True)
def remove_page(request: SignedInRequest, lesson: str, event: str) -> HttpResponse:
    """Ask, with everything that points to the event, then remove it."""
    found = fetch_changeable(request.user, lesson)
    row = _event_of(found, event)
    if row is None:
        raise Http404
    error = ""
    if request.method == "POST":
        error = _removal(request, row)
        if not error:
            messages.success(request, f"“{row.title}” was removed.")
            return redirect(address("timeline", found))
        row = _event_of(found, event) or row
    return lesson_render(
        request,
        "event_remove.html",
        lesson=found,
        part="timeline",
        inner=True,
        title=f"Remove “{row.title}”",
        status=409 if error else 200,
        event=row,
        content=stored_content(row),
        uses=uses_of(row),
        error=error,
        event_url=address("event", found, row.key),
    )


def _removal(request: SignedInRequest, event: TimelineEvent) -> str:
    """Remove the event, or return why it stays."""
    try:
        remove_event(event=event, based_on=token_of(request), by=request.user, at=timezone.now())
    except Conflict:
        return _MEANWHILE
    except Refusal as refusal:
        return str(refusal)
    return ""


@route("GET", may=CHANGERS, known=ONLOOKERS, desk=True)
def date_meaning(request: SignedInRequest, lesson: str) -> JsonResponse:
    """Word a date while it is being typed: its meaning, or the sentence of what is wrong."""
    fetch_changeable(request.user, lesson)
    typed = request.GET.get("date", "").strip()
    calendar = request.GET.get("calendar", Calendar.GREGORIAN)
    if calendar not in Calendar.values:
        return JsonResponse({"error": "Choose the Gregorian or the Julian calendar."})
    try:
        meaning = meaning_of(typed, calendar)
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)})
    return JsonResponse({"error": "", **vars(meaning)})

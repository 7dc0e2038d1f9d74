"""Put something on the shelf: a marked passage, sentences by number, an event.

With a script each answers JSON. Sentences and events can also be sent as a form; then the shelf
is shown, and a form that is refused comes back with everything that was typed.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.forms.shelf import LONGEST_KEY, KeepSentencesForm
from assignments.views.student.shelf import address_of_item, shelf_page
from assignments.views.student.shelf_fetching import (
    READERS,
    edition_named,
    fetch_lesson,
    number_of,
    paragraph_named,
    text_of,
)
from assignments.views.student.shelf_json import answered, item_answer, read_body
from lessons.domain.keep import Kept, keep_event, keep_passage, keep_sentences
from lessons.models import Lesson
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.errors import wants_json
from studyhub.web.ids import new_id
from studyhub.web.strict_json import BadBody

_LONGEST_TEXT = 100_000  # of any field; the limits of a note and a passage are the domain's
_LONGEST_NAME = 60
_NO_EVENT = "There is no such event on this timeline. Reload the page."


@route("POST", may=READERS)
def passages(request: SignedInRequest, lesson: str, slug: str) -> JsonResponse:
    """Keep a marked passage. Only as JSON, for only a script knows what is marked.

    ``edition``, ``paragraph`` (its anchor), ``start``, ``end``, ``exact`` (the words on the page),
    ``key``, and ``note`` if wanted; other keys are ignored.
    """
    found = fetch_lesson(request.user, lesson)
    return answered(lambda: _keep_passage(request, found), by=request.user)


def _keep_passage(request: SignedInRequest, lesson: Lesson) -> dict[str, Any]:
    body = read_body(request)
    edition = edition_named(lesson, text_of(body, "edition", most=_LONGEST_NAME))
    kept = keep_passage(
        lesson=lesson,
        edition=edition,
        paragraph=paragraph_named(edition, text_of(body, "paragraph", most=_LONGEST_NAME)),
        start=number_of(body, "start"),
        end=number_of(body, "end"),
        seen=text_of(body, "exact", most=_LONGEST_TEXT),
        note=text_of(body, "note", most=_LONGEST_TEXT, default=""),
        key=_key_of(body),
        by=request.user,
        at=timezone.now(),
    )
    return _answer(kept, request)


@route("POST", may=READERS)
def sentences(request: SignedInRequest, lesson: str, slug: str) -> HttpResponse:
    """Keep sentences by number: ``paragraph`` ("6.3"), ``sentences`` ("2" or "2-4"), ``note``."""
    found = fetch_lesson(request.user, lesson)
    if wants_json(request):
        return answered(lambda: _keep_sentences_sent(request, found), by=request.user)
    form = _keep_form(request.POST, found)
    at = timezone.now()
    if not form.is_valid():
        return shelf_page(request, found, at, keep=form, status=400)
    try:
        kept = _keep_sentences(form, found, request, at)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return shelf_page(request, found, at, keep=form, status=409)
    return _shown(kept, found, request)


def _keep_sentences_sent(request: SignedInRequest, lesson: Lesson) -> dict[str, Any]:
    body = read_body(request)
    names = {"paragraph": _LONGEST_NAME, "sentences": _LONGEST_NAME, "note": _LONGEST_TEXT}
    data = {name: text_of(body, name, most=most, default="") for name, most in names.items()}
    data["edition"] = text_of(body, "edition", most=_LONGEST_NAME, default="")
    data["key"] = _key_of(body)
    form = _keep_form(data, lesson)
    if not form.is_valid():
        raise BadBody(" ".join(str(one) for errors in form.errors.values() for one in errors))
    return _answer(_keep_sentences(form, lesson, request, timezone.now()), request)


def _keep_form(data: Any, lesson: Lesson) -> KeepSentencesForm:
    return KeepSentencesForm(
        data, editions=list(lesson.editions.all()), current=lesson.current_edition_id
    )


def _keep_sentences(
    form: KeepSentencesForm, lesson: Lesson, request: SignedInRequest, at: datetime
) -> Kept:
    first, last = form.cleaned_data["sentences"]
    return keep_sentences(
        lesson=lesson,
        edition=form.cleaned_data["edition"],
        paragraph=form.cleaned_data["paragraph"],
        first=first,
        last=last,
        note=form.cleaned_data["note"],
        key=form.cleaned_data["key"] or new_id(),
        by=request.user,
        at=at,
    )


@route("POST", may=READERS)
def events(request: SignedInRequest, lesson: str, slug: str) -> HttpResponse:
    """Keep the event with the key ``event``, with a ``note`` if wanted."""
    found = fetch_lesson(request.user, lesson)
    if wants_json(request):
        return answered(lambda: _keep_event_sent(request, found), by=request.user)
    note = request.POST.get("note", "")
    key = request.POST.get("key", "")[:LONGEST_KEY] or new_id()
    try:
        kept = _keep_event(found, request.POST.get("event", ""), note, key, request)
    except BadBody as fault:
        return shelf_page(
            request, found, timezone.now(), refusal=str(fault), unsaved=note, status=400
        )
    except Refusal as refusal:
        return shelf_page(
            request, found, timezone.now(), refusal=str(refusal), unsaved=note, status=409
        )
    return _shown(kept, found, request)


def _keep_event_sent(request: SignedInRequest, lesson: Lesson) -> dict[str, Any]:
    body = read_body(request)
    name = text_of(body, "event", most=_LONGEST_NAME)
    note = text_of(body, "note", most=_LONGEST_TEXT, default="")
    return _answer(_keep_event(lesson, name, note, _key_of(body), request), request)


def _keep_event(lesson: Lesson, name: str, note: str, key: str, request: SignedInRequest) -> Kept:
    event = lesson.events.filter(key=name).first()
    if event is None:
        raise BadBody(_NO_EVENT)
    return keep_event(
        lesson=lesson, event=event, note=note, key=key, by=request.user, at=timezone.now()
    )


def _key_of(body: dict[str, Any]) -> str:
    key = text_of(body, "key", most=LONGEST_KEY)
    if not key:
        raise BadBody("The field key must not be empty.")
    return key


def _answer(kept: Kept, request: SignedInRequest) -> dict[str, Any]:
    return {"item": item_answer(kept.item, by=request.user), "is_new": kept.is_new}


def _shown(kept: Kept, lesson: Lesson, request: SignedInRequest) -> HttpResponse:
    if kept.is_new:
        messages.success(request, "Kept on your shelf.")
    else:
        messages.info(request, "This lay on your shelf already.")
    return redirect(address_of_item(lesson, kept.item))

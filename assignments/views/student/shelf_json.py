"""The shelf for scripts: items as JSON, bodies read strictly, refusals with a sentence."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from assignments.domain.answering.shelf_reading import Entry, entry_of, shelf_of
from assignments.views.student.shelf_fetching import READERS, fetch_item, fetch_lesson_of_shelf
from lessons.models import ShelfItem
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.web.strict_json import BadBody, read_object

MAX_BYTES = 200_000  # a paragraph and a note at their limits in any script; limits are told below
_TOO_LONG = 413


@route("GET", may=READERS)
def shelf_items(request: SignedInRequest, lesson: str, slug: str) -> JsonResponse:
    """Return one's own shelf for a lesson, and the token that its forms carry.

    ``person`` lets a page that was left open notice that somebody else is signed in now.
    """
    found = fetch_lesson_of_shelf(request.user, lesson)
    shelf = shelf_of(user=request.user, lesson=found, at=timezone.now())
    return JsonResponse(
        {
            "person": request.user.pk,
            "token": get_token(request),
            "items": [item_json(entry) for entry in shelf.entries],
            "questions": [
                {"id": question.pk, "label": question.label, "text": question.text}
                for question in shelf.questions
            ],
        }
    )


def item_json(entry: Entry) -> dict[str, Any]:
    """Return an item as scripts know it; offsets are code points of its own edition's text."""
    item = entry.item
    return {
        "id": item.pk,
        "kind": item.kind,
        "title": entry.title,
        "exact": item.exact,
        "prefix": item.prefix,
        "suffix": item.suffix,
        "start": item.start,
        "end": item.end,
        "anchor": entry.anchor,
        "label": entry.label,
        "edition": item.edition.number if item.edition else None,
        "older": entry.is_of_older_edition,
        "state": entry.state if entry.is_passage else "",
        "date": entry.date,
        "note": item.note,
        "questions": entry.tied_ids,
        "version": item.version,
        "removed": item.removed_at is not None,
        "order": entry.order,
    }


def read_body(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON body, or raise ``BadBody``."""
    return read_object(request, max_bytes=MAX_BYTES)


def answered(act: Callable[[], dict[str, Any]], *, by: User) -> JsonResponse:
    """Do it and answer with what it returns, or with the sentence of what stood against it.

    A conflict brings the item as it stands along.
    """
    try:
        return JsonResponse(act())
    except BadBody as fault:
        return JsonResponse({"error": str(fault), "code": "bad_body"}, status=fault.status)
    except Conflict as conflict:
        item = item_answer(conflict.current, by=by)
        return JsonResponse(
            {"error": str(conflict), "code": conflict.code, "item": item}, status=409
        )
    except Refusal as refusal:
        status = _TOO_LONG if refusal.code == "too_long" else 409
        return JsonResponse({"error": str(refusal), "code": refusal.code}, status=status)


def item_answer(item: ShelfItem, *, by: User) -> dict[str, Any]:
    """Return an item that was just written, with all that ``shelf_items`` tells of it."""
    return item_json(entry_of(fetch_item(by, item.lesson_id, item.pk)))

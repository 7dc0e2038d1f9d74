"""Change what lies on the shelf: note and questions, taking off, putting back.

Only one's own items are found, all others are the same 404. As JSON for scripts, as forms
without.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.answering.shelf import edit_item, questions_for
from assignments.domain.answering.shelf_reading import entry_of
from assignments.forms.shelf import EntryForm
from assignments.views.student.shelf import address_of_item, shelf_address, shelf_page
from assignments.views.student.shelf_fetching import fetch_item, ids_of, number_of, text_of
from assignments.views.student.shelf_json import answered, item_answer, read_body
from lessons.domain import shelf as verbs
from lessons.models import ShelfItem
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.errors import wants_json

_LONGEST_NOTE_SENT = 100_000  # longer ones than the limit are refused by the domain, which says it


@route("POST", may="student")
def edit(request: SignedInRequest, lesson: str, slug: str, item: str) -> HttpResponse:
    """Save an item's note and the questions it bears on.

    As JSON either may be left out: ``note`` with ``based_on``, ``questions`` with ``seen``.
    """
    found = fetch_item(request.user, lesson, item)
    if wants_json(request):
        return answered(lambda: _edit_sent(request, found), by=request.user)
    return _edit_posted(request, found)


def _edit_sent(request: SignedInRequest, item: ShelfItem) -> dict[str, Any]:
    body, at = read_body(request), timezone.now()
    note = text_of(body, "note", most=_LONGEST_NOTE_SENT) if "note" in body else None
    tied = ids_of(body, "questions") if "questions" in body else None
    choices = questions_for(user=request.user, lesson=item.lesson, at=at)
    edit_item(
        item=item,
        note=note,
        based_on=number_of(body, "based_on") if note is not None else item.version,
        tied=tied,
        seen_tied=ids_of(body, "seen") if tied is not None else [],
        choices=list(choices.values_list("pk", flat=True)) if tied is not None else [],
        by=request.user,
        at=at,
    )
    return {"item": item_answer(item, by=request.user)}


def _edit_posted(request: SignedInRequest, item: ShelfItem) -> HttpResponse:
    at = timezone.now()
    questions = list(questions_for(user=request.user, lesson=item.lesson, at=at))
    entry, old_note = entry_of(item), item.note
    form = EntryForm(entry, questions, request.POST)
    if not form.is_valid():
        return shelf_page(request, item.lesson, at, edit=form, status=400)
    try:
        edit_item(
            item=item,
            note=form.cleaned_data["note"],
            based_on=form.cleaned_data["based_on"],
            tied=form.cleaned_data["questions"],
            seen_tied=form.seen_tied,
            choices=form.choices,
            by=request.user,
            at=at,
        )
    except Conflict as conflict:
        again = request.POST.copy()
        again["based_on"] = str(conflict.current.version)  # saved again, this note is chosen
        form = EntryForm(entry, questions, again)
        return shelf_page(request, item.lesson, at, edit=form, newer=conflict.current, status=409)
    except Refusal as refusal:
        return _not_saved(request, item, form, refusal)
    if old_note and not item.note:
        return shelf_page(request, item.lesson, at, emptied=item, unsaved=old_note)
    messages.success(request, "Saved.")
    return redirect(address_of_item(item.lesson, item))


def _not_saved(
    request: SignedInRequest, item: ShelfItem, form: EntryForm, refusal: Refusal
) -> HttpResponse:
    """Show the form again; what was taken off meanwhile has no place for one."""
    at = timezone.now()
    if item.removed_at is not None:
        note = form.cleaned_data["note"]
        return shelf_page(request, item.lesson, at, refusal=str(refusal), unsaved=note, status=409)
    form.add_error("note", str(refusal))
    return shelf_page(request, item.lesson, at, edit=form, status=400)


@route("POST", may="student")
def remove(request: SignedInRequest, lesson: str, slug: str, item: str) -> HttpResponse:
    """Take an item off; the page that follows offers to put it back."""
    found = fetch_item(request.user, lesson, item)
    if wants_json(request):
        return answered(lambda: _removed(request, found), by=request.user)
    verbs.remove(item=found, by=request.user, at=timezone.now())
    return redirect(f"{shelf_address(found.lesson)}?removed={found.pk}")


def _removed(request: SignedInRequest, item: ShelfItem) -> dict[str, Any]:
    read_body(request)
    verbs.remove(item=item, by=request.user, at=timezone.now())
    return {"item": item_answer(item, by=request.user)}


@route("POST", may="student")
def put_back(request: SignedInRequest, lesson: str, slug: str, item: str) -> HttpResponse:
    """Put back what was taken off."""
    found = fetch_item(request.user, lesson, item)
    if wants_json(request):
        return answered(lambda: _put_back(request, found), by=request.user)
    try:
        verbs.put_back(item=found, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(shelf_address(found.lesson))
    messages.success(request, "Back on your shelf.")
    return redirect(address_of_item(found.lesson, found))


def _put_back(request: SignedInRequest, item: ShelfItem) -> dict[str, Any]:
    read_body(request)
    verbs.put_back(item=item, by=request.user, at=timezone.now())
    return {"item": item_answer(item, by=request.user)}

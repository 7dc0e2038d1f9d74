"""Cite in one's own answer: as JSON while somebody writes, or by a page without script.

By JSON only the citation is made, and the page puts its token where the student writes. By the
page the token comes to the end of what is saved, from where it can be moved like any words.
"""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assignments import policy
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.shelf_reading import shelf_of
from assignments.domain.answering.writing import position_of_answer
from assignments.domain.citing.cite import (
    Cited,
    cite_event,
    cite_item,
    cite_passage,
    cite_sentences,
)
from assignments.domain.timing.position import Position
from assignments.forms.citing import CiteSentencesForm
from assignments.forms.shelf import LONGEST_KEY
from assignments.models import Answer
from assignments.views.lesson_address import place_address, text_address
from assignments.views.student.own_work import fetch_own_answer, is_enrolled
from assignments.views.student.saving import OTHER_PERSON
from assignments.views.student.shelf_fetching import (
    edition_named,
    number_of,
    paragraph_named,
    text_of,
)
from lessons.models import Lesson, ShelfItem
from studyhub import edtf
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.web.errors import wants_json
from studyhub.web.ids import new_id
from studyhub.web.strict_json import BadBody, read_object

MAX_BYTES = 200_000
_LONGEST_NAME = 60
_LONGEST_TEXT = 100_000
_NO_EVENT = "There is no such event on this timeline. Reload the page."
_NO_ITEM = "This no longer lies on your shelf. Reload the page."
_NOTHING = "Choose something to cite: a sentence, something on your shelf, or an event."
_CHANGED = (
    "The answer was changed elsewhere meanwhile, so nothing was put into it. Here is the newest "
    "text: cite again."
)


@route("GET POST", may="student", known="teacher, superuser")
def cite(request: SignedInRequest, work: str, answer: str) -> HttpResponse:
    """Choose what to cite in an answer; POST cites it.

    As JSON, ``person`` and ``key`` with one of: ``item`` (of the shelf); ``event`` (its key);
    ``paragraph`` (its anchor), ``start``, ``end`` and ``exact``; ``paragraph`` (its number) and
    ``sentences``; the last two with the ``edition`` that the page shows.
    """
    at = timezone.now()
    if request.method == "POST" and wants_json(request):
        return _answered(request, work, answer, at)
    row = fetch_own_answer(request.user, work, answer)
    position = position_of_answer(row, by=request.user, at=at)
    try:
        _check(row, position)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("work", work=work)
    if request.method == "POST":
        return _posted(request, row, position, at)
    return cite_page(request, row, at)


def _check(answer: Answer, position: Position) -> None:
    policy.check_is_enrolled(is_enrolled=is_enrolled(answer))
    policy.check_may_save(position)


# As JSON ---------------------------------------------------------------------------------------


def _answered(request: SignedInRequest, work: str, answer: str, at: datetime) -> JsonResponse:
    body: dict[str, Any] = {}
    fault: BadBody | None = None
    try:
        body = read_object(request, max_bytes=MAX_BYTES)
    except BadBody as bad:
        fault = bad
    person = body.get("person")
    if isinstance(person, str) and person != request.user.pk:
        return JsonResponse({"error": OTHER_PERSON, "code": "other_person"}, status=409)
    row = fetch_own_answer(request.user, work, answer)
    try:
        if fault is not None:
            raise fault
        position = position_of_answer(row, by=request.user, at=at)
        _check(row, position)
        made = _cite(body, row, position, request.user, at)
    except BadBody as bad:
        return JsonResponse({"error": str(bad), "code": "bad_body"}, status=bad.status)
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal), "code": refusal.code}, status=409)
    return JsonResponse(_as_json(made, position))


def _as_json(made: Cited, position: Position) -> dict[str, Any]:
    citation = made.citation
    citation.edition_number = citation.edition.number  # type: ignore[attr-defined]
    return {
        "number": citation.number,
        "label": citation.label,
        "exact": citation.exact,
        "kind": citation.kind,
        "anchor": citation.anchor,
        "here": citation.edition_id == position.assignment.edition_id,
        "url": place_address(position.assignment, citation),  # type: ignore[arg-type]
        "token": made.token,
        "is_new": made.is_new,
    }


def _cite(
    wanted: dict[str, Any], answer: Answer, position: Position, by: User, at: datetime
) -> Cited:
    """Cite what is named, see ``cite``; raises ``BadBody`` or ``Refusal``."""
    key = text_of(wanted, "key", most=LONGEST_KEY)
    if not key:
        raise BadBody("The field key must not be empty.")
    lesson = position.assignment.edition.lesson
    to: dict[str, Any] = {"answer": answer, "position": position, "key": key, "at": at}
    if "item" in wanted:
        return _item(lesson, text_of(wanted, "item", most=_LONGEST_NAME), by, to)
    if "event" in wanted:
        return _event(lesson, text_of(wanted, "event", most=_LONGEST_NAME), to)
    if "sentences" in wanted:
        return _by_number(lesson, wanted, to)
    edition = edition_named(lesson, text_of(wanted, "edition", most=_LONGEST_NAME))
    return cite_passage(
        paragraph=paragraph_named(edition, text_of(wanted, "paragraph", most=_LONGEST_NAME)),
        start=number_of(wanted, "start"),
        end=number_of(wanted, "end"),
        seen=text_of(wanted, "exact", most=_LONGEST_TEXT),
        **to,
    )


def _item(lesson: Lesson, pk: str, by: User, to: dict[str, Any]) -> Cited:
    item = (
        ShelfItem.objects.of(by)
        .filter(lesson=lesson, pk=pk)
        .select_related("paragraph__anchor", "paragraph__edition", "event")
        .first()
    )
    if item is None:
        raise BadBody(_NO_ITEM)
    return cite_item(item=item, **to)


def _event(lesson: Lesson, name: str, to: dict[str, Any]) -> Cited:
    event = lesson.events.filter(key=name).first()
    if event is None:
        raise BadBody(_NO_EVENT)
    return cite_event(event=event, **to)


def _by_number(lesson: Lesson, wanted: dict[str, Any], to: dict[str, Any]) -> Cited:
    names = ("edition", "paragraph", "sentences")
    form = CiteSentencesForm(
        {name: text_of(wanted, name, most=_LONGEST_NAME, default="") for name in names},
        editions=list(lesson.editions.all()),
        current=to["position"].assignment.edition_id,
    )
    if not form.is_valid():
        raise BadBody(" ".join(str(one) for errors in form.errors.values() for one in errors))
    first, last = form.cleaned_data["sentences"]
    return cite_sentences(paragraph=form.cleaned_data["paragraph"], first=first, last=last, **to)


# Without script --------------------------------------------------------------------------------


def _posted(
    request: SignedInRequest, row: Answer, position: Position, at: datetime
) -> HttpResponse:
    key = request.POST.get("key", "")[:LONGEST_KEY] or new_id()
    try:
        made = _cite(_filled_in(request.POST) | {"key": key}, row, position, request.user, at)
        _append(row, position, made, key, at)
    except BadBody as fault:
        return cite_page(request, row, at, refusal=str(fault), status=fault.status)
    except Conflict:
        return cite_page(request, row, at, refusal=_CHANGED, status=409)
    except Refusal as refusal:
        return cite_page(request, row, at, refusal=str(refusal), status=409)
    messages.success(
        request,
        f"Cited at the end of answer {row.question.label}: {made.token}. Move it to where it "
        "belongs.",
    )
    address = reverse("work", args=[row.attempt.submission_id])
    return redirect(f"{address}#q-{row.question.label}")


def _filled_in(data: QueryDict) -> dict[str, Any]:
    """Return the one thing that was chosen; a button of the shelf counts before the boxes."""
    for name in ("item", "event"):
        if data.get(name):
            return {name: data[name]}
    numbers = {name: data.get(name, "") for name in ("paragraph", "sentences")}
    if not any(numbers.values()):
        raise BadBody(_NOTHING)
    return numbers


def _append(answer: Answer, position: Position, made: Cited, key: str, at: datetime) -> None:
    """Put the token to the end of the saved text; sent twice it comes there once."""
    text = answer.text
    space = " " if text and not text[-1].isspace() else ""
    save_answer(
        answer=answer,
        position=position,
        text=f"{text}{space}{made.token}",
        based_on=answer.version,
        key=f"cite-{key}",
        at=at,
    )


def cite_page(
    request: SignedInRequest, row: Answer, at: datetime, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Show what can be cited. ``?paragraph=`` and ``?sentences=`` fill in the numbers."""
    assignment = row.attempt.submission.assignment
    lesson = assignment.edition.lesson
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "answer": row,
        "question": row.question,
        "work": row.attempt.submission_id,
        "assignment": assignment,
        "lesson": lesson,
        "entries": shelf_of(user=request.user, lesson=lesson, at=at).entries,
        "events": event_choices(lesson),
        "numbers": {name: asked.get(name, "")[:20] for name in ("paragraph", "sentences")},
        "event": asked.get("event", ""),
        "refusal": refusal,
        "key": new_id(),
        "text_url": text_address(assignment),
    }
    return render(request, "assignments/cite.html", context, status=status)


def event_choices(lesson: Lesson) -> list[tuple[str, str]]:
    """Return each event's key with its date and title, in order of time."""
    return [
        (event.key, f"{edtf.wording(event.date, cast('edtf.Calendar', event.calendar))}: {event}")
        for event in lesson.events.only("lesson", "key", "date", "calendar", "title")
    ]

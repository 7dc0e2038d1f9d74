"""Save answers: one by one as JSON while somebody writes, or the whole page as one form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments import policy
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.set_aside import set_aside
from assignments.domain.answering.writing import leaves_of, position_of_answer
from assignments.domain.returning.after_return import act_on_step
from assignments.domain.timing.position import Position, position_of
from assignments.forms.answers import AnswersForm
from assignments.forms.shelf import is_id
from assignments.models import Answer, Submission
from assignments.views.student.own_work import (
    fetch_own_answer,
    fetch_own_work,
    is_enrolled,
    not_saved_page,
    open_attempt_of,
)
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.strict_json import BadBody, read_object
from studyhub.web.when import clock

MAX_BYTES = 1_000_000  # two texts at the limit, in any script; the limit of a text is told below
_MAX_KEY = 64
_MAX_VERSION = 2**31 - 1
_CITE = "cite-"  # and the answer's id: save first, then choose what to cite in it
_STEP = "step-"

OTHER_PERSON = (
    "Nothing was saved: this page was opened by somebody else, and you are signed in now. Copy "
    "the text if it is yours, then open your own work."
)
OTHER_ATTEMPT = (
    "Nothing was saved: this page belongs to an earlier state of the work, which was handed in "
    "meanwhile. Your text is below; copy what you still need."
)


# One answer, as JSON ---------------------------------------------------------------------------


@route("POST", may="student", known="teacher, superuser")
def save_one(request: SignedInRequest, work: str, answer: str) -> JsonResponse:
    """Take one answer; see ``_fields`` for what the body holds. Other keys are ignored."""
    body, fault = _read(request)
    person = body.get("person")
    if isinstance(person, str) and person != request.user.pk:
        return JsonResponse({"error": OTHER_PERSON, "code": "other_person"}, status=409)
    row = fetch_own_answer(request.user, work, answer)
    if fault is not None:
        return _fault(fault)
    try:
        fields = _fields(body)
    except BadBody as bad:
        return _fault(bad)
    if fields["assignment"] != row.attempt.submission.assignment_id:
        sentence = "Nothing was saved: this text belongs to another assignment."
        return JsonResponse({"error": sentence, "code": "other_assignment"}, status=409)
    return _save_one(request, row, fields)


def _read(request: SignedInRequest) -> tuple[dict[str, Any], BadBody | None]:
    try:
        return read_object(request, max_bytes=MAX_BYTES), None
    except BadBody as fault:
        return {}, fault


def _fault(fault: BadBody) -> JsonResponse:
    sentence = _too_long() if fault.status == 413 else str(fault)  # noqa: PLR2004
    return JsonResponse({"error": sentence, "code": "bad_body"}, status=fault.status)


def _too_long() -> str:
    return (
        f"The limit of an answer is {policy.MAX_ANSWER_CHARACTERS:,} characters. Nothing was "
        "saved. Shorten it and save again."
    )


def _fields(body: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a save, or raise ``BadBody``.

    ``text``, ``based_on`` (the version it was based on), ``key`` (made by the client, the same
    for each try), ``person`` and ``assignment`` (whom and what it is meant for); and, where two
    versions met, ``set_aside``: the text that was not chosen.
    """
    for name in ("text", "key", "person", "assignment"):
        if not isinstance(body.get(name), str):
            raise BadBody(f"The field {name} must be a text.")
    based_on = body.get("based_on")
    if type(based_on) is not int or not 0 <= based_on <= _MAX_VERSION:
        raise BadBody("The field based_on must be a version number.")
    if not 1 <= len(body["key"]) <= _MAX_KEY:
        raise BadBody(f"The field key must have 1 to {_MAX_KEY} characters.")
    if not isinstance(body.get("set_aside", ""), str):
        raise BadBody("The field set_aside must be a text.")
    return body


def _save_one(request: SignedInRequest, row: Answer, fields: dict[str, Any]) -> JsonResponse:
    at = timezone.now()
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(row))
        position = position_of_answer(row, by=request.user, at=at)
        if fields.get("set_aside"):
            set_aside(answer=row, position=position, text=fields["set_aside"], at=at)
        saved = save_answer(
            answer=row,
            position=position,
            text=fields["text"],
            based_on=fields["based_on"],
            key=fields["key"],
            at=at,
        )
    except Conflict as conflict:
        return _conflict(conflict)
    except Refusal as refusal:
        status = 413 if refusal.code == "too_long" else 409
        return JsonResponse({"error": str(refusal), "code": refusal.code}, status=status)
    return JsonResponse(
        {
            "version": saved.version,
            "saved_at": saved.saved_at.isoformat(),
            "saved_clock": clock(saved.saved_at),
            "words": saved.words,
        }
    )


def _conflict(conflict: Conflict) -> JsonResponse:
    answer = conflict.current
    current = {
        "version": answer.version,
        "text": answer.text,
        "saved_at": answer.saved_at.isoformat() if answer.saved_at else None,
        "saved_clock": clock(answer.saved_at) if answer.saved_at else "",
    }
    return JsonResponse(
        {"error": str(conflict), "code": conflict.code, "current": current}, status=409
    )


# The whole page, as one form -------------------------------------------------------------------


def save_page(
    request: SignedInRequest, work: str, *, at: datetime, again: Callable[..., HttpResponse]
) -> HttpResponse:
    """Save every box that was written in; ``again`` shows the page with what needs a choice.

    Nothing is written if any text is over the limit. A box whose text was changed elsewhere is
    left alone and shown with both texts; the others are saved.
    """
    if request.POST.get("person", request.user.pk) != request.user.pk:
        return not_saved_page(request, OTHER_PERSON)
    submission = fetch_own_work(request.user, work, at)
    position = position_of(submission, at=at)
    try:
        _check_takes_this_page(request, submission, position)
    except Refusal as refusal:
        return not_saved_page(request, str(refusal))
    form = AnswersForm(request.POST, leaves=leaves_of(open_attempt_of(position)))
    if not form.is_valid():
        return again(request, position, form, status=400)
    newer = _save_all(form, position, at)
    if newer:
        form.leaves = leaves_of(open_attempt_of(position))
        return again(request, position, form, newer=newer, status=409)
    return _saved(request, submission, at)


def _check_takes_this_page(
    request: SignedInRequest, submission: Submission, position: Position
) -> None:
    try:
        policy.check_is_enrolled(is_enrolled=is_enrolled(submission))
        policy.check_may_save(position)
    except Refusal as refusal:
        raise Refusal(f"Nothing was saved. {refusal}", code=refusal.code) from None
    attempt = open_attempt_of(position)
    if request.POST.get("attempt", attempt.pk) != attempt.pk:
        raise Refusal(OTHER_ATTEMPT, code="other_attempt")


def _saved(request: SignedInRequest, submission: Submission, at: datetime) -> HttpResponse:
    work = submission.pk
    do = request.POST.get("do", "")
    if do == "review":
        return redirect("review", work=work)
    if do.startswith(_CITE) and is_id(do.removeprefix(_CITE)):
        return redirect("cite", work=work, answer=do.removeprefix(_CITE))
    if do.startswith(_STEP) and act_on_step(
        chosen_in=do.removeprefix(_STEP), submission=submission, by=request.user, at=at
    ):
        messages.success(request, "Noted: your teacher sees that you have done this.")
    messages.success(request, f"Saved {clock(at)}.")
    return redirect("work", work=work)


def _save_all(form: AnswersForm, position: Position, at: datetime) -> dict[str, Answer]:
    """Save box after box, each for itself; return the answers that somebody changed meanwhile."""
    newer: dict[str, Answer] = {}
    for typed in form.typed():
        answer = typed.leaf.answer
        try:
            if typed.replaces and typed.based_on == answer.version:
                set_aside(answer=answer, position=position, text=answer.text, at=at)
            save_answer(
                answer=answer,
                position=position,
                text=typed.text,
                based_on=typed.based_on,
                key=typed.key,
                at=at,
            )
        except Conflict as conflict:
            newer[answer.pk] = conflict.current
    return newer

"""The page where a lesson's essay is written, and what becomes of what it sends."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from lessons.domain.draft_text import Glossary
from lessons.domain.drafts import DraftState, draft_of, save_draft, set_aside, stored_draft
from lessons.domain.two_texts import both_glossaries, both_in_one
from lessons.forms.draft import TermRow, WritingForm, rows_of
from lessons.importing.draft import without_anchors
from lessons.models import DraftRevision, Lesson, LessonDraft
from lessons.views.draft_reading import read_through
from lessons.views.two_texts_page import two_texts_page
from lessons.views.writing_frame import (
    ONLOOKERS,
    WRITERS,
    at_what_time,
    changes_url,
    fetch_writable,
    lesson_crumbs,
    named,
    writing_render,
    writing_url,
)
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web import errors
from studyhub.web.when import clock

_NEXT = {"publish": "publish", "student": "preview"}
_MORE_ROWS = 5


@dataclass(frozen=True)
class Boxes:
    """What stands in the boxes of the page, and what it was written over."""

    markdown: str
    rows: list[TermRow]
    based_on: int
    edition: str
    is_unsaved: bool = False
    error: str = ""
    notice: str = ""


@route("GET POST", may=WRITERS, known=ONLOOKERS, desk=True)
def write_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show the text to be edited; POST saves it, by hand or by the page itself.

    A script that asks for JSON gets the new version, or why nothing was saved.
    """
    found = fetch_writable(request.user, lesson)
    if request.method != "POST":
        return _editor(request, found)
    form = WritingForm(request.POST)
    act = request.POST.get("do", "save")
    if not form.is_valid():
        return _not_saved(request, found, form, form.error)
    if act in {"preview", "more"}:
        boxes = _typed_boxes(form, more=_MORE_ROWS if act == "more" else 2)
        return _editor(request, found, boxes)
    if act == "take":
        return _take_theirs(request, found, form)
    if act == "merge":
        return _merge(request, found, form)
    return _save(request, found, form, act)


@route("POST", may=WRITERS, known=ONLOOKERS, desk=True)
def read_page(request: SignedInRequest, lesson: str) -> JsonResponse:
    """Answer how a text would be read, for the preview beside it. Nothing is written."""
    fetch_writable(request.user, lesson)
    form = WritingForm(request.POST)
    if not form.is_complete or not form.text.is_valid():
        return JsonResponse({"error": form.error}, status=400)
    return JsonResponse(read_through(form.markdown, form.glossary).as_json())


def _stored_boxes(state: DraftState) -> Boxes:
    edition = state.edition.pk if state.edition else ""
    return Boxes(state.markdown, rows_of(state.glossary), state.version, edition)


def _typed_boxes(form: WritingForm, *, more: int = 2, error: str = "") -> Boxes:
    filled = [row for row in form.rows if any(row.values.values())]
    values = form.text.cleaned_data
    return Boxes(
        markdown=form.markdown,
        rows=[*filled, *rows_of([], blank=more)],
        based_on=values.get("based_on") or 0,
        edition=values.get("edition") or "",
        is_unsaved=True,
        error=error,
    )


def _save(request: SignedInRequest, lesson: Lesson, form: WritingForm, act: str) -> HttpResponse:
    try:
        draft = save_draft(
            lesson=lesson,
            markdown=form.markdown,
            glossary=form.glossary,
            based_on=form.based_on,
            edition=lesson.editions.filter(pk=form.edition).first(),
            by=request.user,
            at=timezone.now(),
            is_deliberate=act != "auto",
            keeps_replaced=act == "keep",
        )
    except Conflict:
        return _conflict(request, lesson, form)
    except Refusal as refusal:
        return _not_saved(request, lesson, form, str(refusal))
    if errors.wants_json(request):
        return JsonResponse({"version": draft.version, "saved_clock": clock(draft.saved_at)})
    if act not in _NEXT:
        messages.success(request, f"Saved {at_what_time(draft.saved_at)}.")
    return redirect(writing_url(_NEXT.get(act, "write"), lesson))


def _not_saved(
    request: SignedInRequest, lesson: Lesson, form: WritingForm, sentence: str
) -> HttpResponse:
    if errors.wants_json(request) or not form.is_complete:
        return errors.answer(request, 400, sentence)
    return _editor(request, lesson, _typed_boxes(form, error=sentence), status=400)


def _conflict(request: SignedInRequest, lesson: Lesson, form: WritingForm) -> HttpResponse:
    draft = _stored(lesson)
    if errors.wants_json(request):
        who = named(draft.saved_by, viewer=request.user)
        sentence = f"{who[0].upper()}{who[1:]} saved another text {at_what_time(draft.saved_at)}."
        return JsonResponse({"code": "conflict", "error": sentence}, status=409)
    begun_over = request.POST.get("begun_over", str(form.based_on))
    return two_texts_page(request, lesson=lesson, draft=draft, form=form, begun_over=begun_over)


def _stored(lesson: Lesson) -> LessonDraft:
    draft = stored_draft(lesson)
    assert draft is not None  # noqa: S101  (somebody saved it, and drafts stay)
    return draft


def _take_theirs(request: SignedInRequest, lesson: Lesson, form: WritingForm) -> HttpResponse:
    set_aside(
        lesson=lesson,
        markdown=form.markdown,
        glossary=form.glossary,
        based_on=form.based_on,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "This is the stored text. Yours is in the history.")
    return redirect(writing_url("write", lesson))


def _merge(request: SignedInRequest, lesson: Lesson, form: WritingForm) -> HttpResponse:
    """Show both texts as one to be edited; each is in the history by then."""
    set_aside(
        lesson=lesson,
        markdown=form.markdown,
        glossary=form.glossary,
        based_on=form.based_on,
        by=request.user,
        at=timezone.now(),
    )
    draft = _stored(lesson)
    base = _begun_over(lesson, request.POST.get("begun_over", ""), form.edition)
    boxes = Boxes(
        markdown=both_in_one(base, draft.markdown, form.markdown),
        rows=rows_of(both_glossaries(draft.glossary, form.glossary)),
        based_on=draft.version,
        edition=draft.based_on_id or "",
        is_unsaved=True,
        notice="Both texts stand here as one. Where both of you changed the same paragraph it "
        "stands twice, the stored one first. Edit it as it should be, and save.",
    )
    return _editor(request, lesson, boxes)


def _begun_over(lesson: Lesson, version: str, edition: str) -> str | None:
    """Return the text that both began from; None where the history does not have it."""
    if version == "0":
        begun = lesson.editions.filter(pk=edition).first()
        return without_anchors(begun.markdown) if begun else None
    if not (version.isascii() and version.isdigit()):
        return None
    rows = DraftRevision.objects.filter(lesson=lesson, version=version[:9], is_aside=False)
    return rows.values_list("markdown", flat=True).first()


def _editor(
    request: SignedInRequest, lesson: Lesson, typed: Boxes | None = None, *, status: int = 200
) -> HttpResponse:
    """Show the page, with the stored text or with what was typed."""
    stored = draft_of(lesson)
    boxes = typed or _stored_boxes(stored)
    glossary: Glossary = [row.values for row in boxes.rows if any(row.values.values())]
    current = lesson.current_edition
    begun = stored.edition if stored.is_changed else current
    is_behind = begun is not None and current is not None and begun.pk != current.pk
    return writing_render(
        request,
        "write.html",
        title="Write",
        crumbs=lesson_crumbs(lesson),
        status=status,
        lesson=lesson,
        boxes=boxes,
        terms=len(glossary),
        read=read_through(boxes.markdown, glossary),
        stored=stored,
        saved_words=_saved_words(request, stored),
        begun=begun,
        changes_url=changes_url(lesson, begun, current) if is_behind else "",  # type: ignore[arg-type]
    )


def _saved_words(request: SignedInRequest, state: DraftState) -> str:
    if state.saved_at is None:
        return ""
    who = named(state.saved_by, viewer=request.user)
    by = "" if who == "you" else f" by {who}"
    return f"Saved {at_what_time(state.saved_at).removeprefix('at ')}{by}"

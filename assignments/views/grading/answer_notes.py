"""Comments on parts of an answer, and tags: a page of their own, and a part of the question's.

With script the question's page sends these forms in the background; each leads back to the page
it came from.
"""

from collections.abc import Callable

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from assignments.domain.grading.answer_notes import (
    change_part_comment,
    comment_on_part,
    tag_answer,
    untag_answer,
)
from assignments.domain.grading.bank_use import note_use
from assignments.domain.grading.noted import sentence_spans, tag_groups
from assignments.domain.grading.sheet import SheetLeaf, sheet_of
from assignments.domain.grading.walk import EVERYTHING, Way
from assignments.domain.names import shown_name
from assignments.enums import TagKind
from assignments.forms.answer_notes import PartChangeForm, PartForm, TagForm
from assignments.models import Answer, Comment, Question, Submission
from assignments.views.desk_frame import (
    crumbs_to,
    desk_render,
    fetch_gradable,
    grade_url,
    question_url,
)
from assignments.views.grading.bank_at_hand import bank_context
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest

_MAY = "assistant, teacher"


@route("GET", may=_MAY, known="superuser", desk=True)
def notes_page(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Show an answer with its numbered sentences, its comments on parts and its tags."""
    return _page(request, *fetch_answer(request, submission, question))


@route("POST", may=_MAY, known="superuser", desk=True)
def add_part_comment(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Comment on a part; the same key again adds nothing."""
    work, answer = fetch_answer(request, submission, question)
    form = PartForm(request.POST)

    def act() -> None:
        start, end = form.part(answer.text)
        values = {"text": form.cleaned_data["text"], "key": form.cleaned_data["key"]}
        comment_on_part(
            answer=answer, start=start, end=end, by=request.user, at=timezone.now(), **values
        )
        note_use(
            comments=[values["text"]],
            question=answer.question,
            work=work,
            by=request.user,
            at=timezone.now(),
        )

    return _done(request, work, answer, form, act)


@route("POST", may=_MAY, known="superuser", desk=True)
def change_part(
    request: SignedInRequest, submission: str, question: str, comment: str
) -> HttpResponse:
    """Change a comment on a part, or remove it by an empty text."""
    work, answer = fetch_answer(request, submission, question)
    row = answer.comments.filter(pk=comment, start__isnull=False).first()
    if row is None:
        raise Http404
    form = PartChangeForm(request.POST)

    def act() -> None:
        change_part_comment(comment=row, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _done(request, work, answer, form, act)


@route("POST", may=_MAY, known="superuser", desk=True)
def add_tag(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Tag an answer."""
    return _tag(request, submission, question, tag_answer)


@route("POST", may=_MAY, known="superuser", desk=True)
def remove_tag(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Take a tag off."""
    return _tag(request, submission, question, untag_answer)


def _tag(
    request: SignedInRequest, submission: str, question: str, verb: Callable[..., object]
) -> HttpResponse:
    work, answer = fetch_answer(request, submission, question)
    form = TagForm(request.POST)

    def act() -> None:
        verb(answer=answer, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _done(request, work, answer, form, act)


def fetch_answer(
    request: SignedInRequest, submission: str, question: str
) -> tuple[Submission, Answer]:
    """Return handed-in work with its answer to a question, both of which you may grade."""
    work = fetch_gradable(request.user, submission)
    rows = Answer.objects.gradable_by(request.user).select_related("question__parent__parent")
    answer = rows.filter(attempt=work.counted_attempt_id, question=question).first()
    if answer is None:
        raise Http404
    answer.attempt = work.counted_attempt
    return work, answer


def _done(
    request: SignedInRequest, work: Submission, answer: Answer, form, act: Callable[[], None]
) -> HttpResponse:
    """Do it and lead back, or show the page with what stood against it."""
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _page(request, work, answer, said=said, typed=form.data.get("text", ""), status=200)
    try:
        act()
    except Conflict as conflict:
        stands = conflict.current if isinstance(conflict.current, Comment) else None
        typed = form.cleaned_data.get("text", "")
        if not isinstance(conflict.current, Comment):
            work, answer = fetch_answer(request, work.pk, answer.question_id)
        return _page(
            request, work, answer, said=str(conflict), typed=typed, stands=stands, status=409
        )
    except Refusal as refusal:
        typed = form.cleaned_data.get("text", "")
        return _page(request, work, answer, said=str(refusal), typed=typed, status=200)
    return redirect(_back(request, work, answer.question))


def _back(request: SignedInRequest, work: Submission, question: Question) -> str:
    page, _mark, words = request.POST.get("to", "").partition("?")
    if page == "question":
        way = Way.asked(QueryDict(words[:100]))
        place = "guide" if request.POST.get("kind") == TagKind.MADE else "notes"
        return f"{question_url(work.assignment, question, work, way=way)}#{place}"
    return f"{notes_url(work, question)}#notes"


def notes_url(work: Submission, question: Question) -> str:
    """Return the address of the notes on one answer."""
    return reverse("admin:assignments_submission_notes", args=[work.pk, question.pk])


def notes_context(work: Submission, leaf: SheetLeaf, to: str) -> dict[str, object]:
    """Return what the part of the page with the notes needs."""
    return {
        "notes_url": notes_url(work, leaf.question),
        "notes_key": get_random_string(20),
        "notes_to": to,
        "sentences": sentence_spans(leaf.answer.text),
        "tag_groups": tag_groups(
            leaf.tags, across=leaf.tags_across, misconceptions=leaf.guide.misconceptions
        ),
    }


def _page(
    request: SignedInRequest,
    work: Submission,
    answer: Answer,
    *,
    said: str = "",
    typed: str = "",
    stands: Comment | None = None,
    status: int = 200,
) -> HttpResponse:
    question = answer.question
    sheet = sheet_of(work, question, by=request.user)
    (leaf,) = sheet.leaves
    return desk_render(
        request,
        "answer_notes.html",
        title=f"Notes on {question.label}: {shown_name(work)}",
        crumbs=crumbs_to(work.assignment),
        status=status,
        work=work,
        assignment=work.assignment,
        question=question,
        leaf=leaf,
        said=said,
        typed=typed,
        stands=stands,
        back_url=f"{grade_url(work)}#q{question.label}",
        question_url=question_url(work.assignment, question, work, way=EVERYTHING),
        **notes_context(work, leaf, ""),
        **bank_context(request, work, question),
    )

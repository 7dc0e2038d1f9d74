"""The questions of a set: adding, changing, moving and removing one, and mending a typo."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.domain.material.guide_content import read_guide
from assignments.domain.material.question_sets import latest_version, new_version
from assignments.domain.material.questions import (
    QuestionContent,
    add_question,
    change_question,
    move_question,
    remove_question,
)
from assignments.forms.guide_rows import Places
from assignments.forms.questions import QuestionEditor
from assignments.models import Question, QuestionSet, QuestionSetVersion
from assignments.views.desk_frame import desk_render
from assignments.views.lesson_address import open_lesson_url
from assignments.views.material.question_sets import TEACHERS
from assignments.views.material.set_frame import (
    back_to,
    crumbs_to,
    edit_url,
    fetch_changeable,
    fetch_question,
    is_editable,
    question_url,
    save_choice,
    stays_as_it_is,
)
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import posted


@dataclass
class Page:
    """The page of one question: a present one, or a new one below ``parent``."""

    request: SignedInRequest
    version: QuestionSetVersion
    question: Question | None = None
    parent: Question | None = None
    stays: str = ""

    @property
    def question_set(self) -> QuestionSet:
        """Return the set."""
        return self.version.question_set

    def editor(self, data=None, *, token: int | None = None) -> QuestionEditor:
        """Return the forms, over what is stored."""
        question = self.question
        return QuestionEditor(
            places=Places(self.question_set.lesson),
            token=self.version.token if token is None else token,
            is_leaf=question is None or question.is_leaf,
            content=stored_content(question) if question else None,
            guide=read_guide(question) if question else None,
            data=data,
        )

    def save(self, editor: QuestionEditor) -> Question:
        """Call the verb. Raises ``Refusal`` and ``Conflict``."""
        shared = {
            "content": editor.content(),
            "guide": editor.guide(),
            "by": self.request.user,
            "at": timezone.now(),
        }
        if save_choice(self.request) == "next_version":
            return self._save_in_next(shared)
        return self._save(self.version, self.question, self.parent, editor.based_on, shared)

    @transaction.atomic
    def _save_in_next(self, shared: dict) -> Question:
        """Start the next version, and write what was typed there."""
        version = new_version(
            question_set=self.question_set,
            based_on=self.version.pk,
            by=shared["by"],
            at=shared["at"],
        )
        return self._save(
            version, _copy_of(self.question, version), _copy_of(self.parent, version), 1, shared
        )

    def _save(
        self,
        version: QuestionSetVersion,
        question: Question | None,
        parent: Question | None,
        based_on: int,
        shared: dict,
    ) -> Question:
        if question is None:
            return add_question(version=version, parent=parent, based_on=based_on, **shared)
        change_question(question=question, based_on=based_on, **shared)
        return question


def _copy_of(question: Question | None, version: QuestionSetVersion) -> Question | None:
    if question is None:
        return None
    copy = version.questions.get(position=question.position)
    copy.version = version
    return copy


def stored_content(question: Question) -> QuestionContent:
    """Return what students see of a question, as it is stored."""
    return QuestionContent(
        text=question.text,
        points=question.points,
        full_points=question.full_points,
        takes_whole_points=question.takes_whole_points,
        events=list(question.events.all()),
    )


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def add_to_set(request: SignedInRequest, question_set: str) -> HttpResponse:
    """Add a question at the end of the set."""
    found = fetch_changeable(request.user, question_set)
    return _take(Page(request, latest_version(found)))


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def add_part(request: SignedInRequest, question: str) -> HttpResponse:
    """Add a part at the end of a question."""
    parent = fetch_question(request.user, question)
    return _take(Page(request, parent.version, parent=parent))


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def change_page(request: SignedInRequest, question: str) -> HttpResponse:
    """Change a question and its marking guide."""
    found = fetch_question(request.user, question)
    return _take(Page(request, found.version, question=found))


def _take(page: Page) -> HttpResponse:
    """Show the forms, or save what came back; what was typed stays on the screen."""
    request = page.request
    data = posted(request)
    if data is None and not is_editable(page.version, latest_version(page.question_set)):
        return back_to(page.question_set, page.question)
    editor = page.editor(data)
    if data is None or editor.wants_more or not editor.is_valid():
        return _show(page, editor)
    try:
        saved = page.save(editor)
    except Conflict as conflict:
        return _show_conflict(page, conflict)
    except Refusal as refusal:
        page.stays = str(refusal) if stays_as_it_is(refusal.code) else ""
        if not page.stays:
            editor.refuse(refusal)
        return _show(page, editor)
    messages.success(request, f"Question {saved.label} is saved.")
    return redirect(_after(request, saved))


def _after(request: SignedInRequest, saved: Question) -> str:
    following = saved.version.questions.filter(position__gt=saved.position).first()
    if save_choice(request) == "next" and following is not None:
        return question_url(following)
    return edit_url(saved.version.question_set, saved)


def _show_conflict(page: Page, conflict: Conflict) -> HttpResponse:
    """Show what is stored now beside what was typed, which can be saved over it."""
    if page.question is not None:
        page.question = fetch_question(page.request.user, page.question.pk)
    current = QuestionSetVersion.objects.get(pk=page.version.pk)
    data = page.request.POST.copy()
    data["based_on"] = str(current.token)
    return _show(page, page.editor(data), status=409, conflict=str(conflict))


def _show(page: Page, editor: QuestionEditor, *, status: int = 200, conflict: str = ""):
    question, parent = page.question, page.parent
    version = page.version
    following = (
        version.questions.filter(position__gt=question.position).first() if question else None
    )
    return desk_render(
        page.request,
        "question_set/question.html",
        title=_title(question, parent),
        crumbs=crumbs_to(page.question_set, editing=True),
        status=status,
        question_set=page.question_set,
        version=version,
        next_number=version.number + 1,
        question=question,
        parent=parent,
        editor=editor,
        following=following,
        conflict=conflict,
        stored=stored_content(question) if question and conflict else None,
        stored_guide=read_guide(question) if question and conflict else None,
        stays=page.stays,
        may_start_next=bool(page.stays) and latest_version(page.question_set).pk == version.pk,
        back=edit_url(page.question_set, question or parent),
        lesson_url=open_lesson_url(page.question_set.lesson),
    )


def _title(question: Question | None, parent: Question | None) -> str:
    if question is not None:
        return f"Question {question.label}"
    return f"New part of question {parent.label}" if parent else "New question"


@route("POST", may=TEACHERS, known="superuser", desk=True)
def move_page(request: SignedInRequest, question: str) -> HttpResponse:
    """Move a question up or down among its siblings."""
    found = fetch_question(request.user, question)
    step = {"up": -1, "down": 1}.get(request.POST.get("step", ""), 0)
    try:
        if step:
            move_question(
                question=found,
                based_on=_token(request),
                step=step,
                by=request.user,
                at=timezone.now(),
            )
    except Refusal as refusal:
        messages.warning(request, _short(refusal))
    return back_to(found.version.question_set, found)


@route("GET POST", may=TEACHERS, known="superuser", desk=True)
def remove_page(request: SignedInRequest, question: str) -> HttpResponse:
    """Ask, then remove a question with its parts."""
    found = fetch_question(request.user, question)
    question_set = found.version.question_set
    error = ""
    if request.method == "POST":
        label = found.label
        try:
            remove_question(
                question=found, based_on=_token(request), by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            error = _short(refusal)
            found = fetch_question(request.user, question)
        else:
            messages.success(request, f"Question {label} was removed.")
            return back_to(question_set)
    return desk_render(
        request,
        "question_set/remove.html",
        title=f"Remove question {found.label}",
        crumbs=crumbs_to(question_set, editing=True),
        status=409 if error else 200,
        question=found,
        version=found.version,
        parts=_all_parts(found),
        error=error,
        back=edit_url(question_set, found),
    )


def _all_parts(question: Question) -> list[Question]:
    rows = question.version.questions.filter(position__gt=question.position).order_by("position")
    parts = []
    for row in rows:
        if row.depth <= question.depth:
            break
        parts.append(row)
    return parts


def _token(request: SignedInRequest) -> int:
    typed = request.POST.get("based_on", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1  # noqa: PLR2004


def _short(refusal: Refusal) -> str:
    if isinstance(refusal, Conflict):
        return "Somebody changed these questions meanwhile. Look at them again, then choose."
    return str(refusal)

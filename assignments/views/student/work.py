"""The page of one's own work: writing while it is open, reading afterwards."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from assignments import policy
from assignments.domain.answering.writing import leaves_of
from assignments.domain.returning.after_return import step_to_try
from assignments.domain.returning.returned import returned_work
from assignments.domain.timing.position import Position, position_of
from assignments.enums import WorkState
from assignments.forms.answers import AnswersForm
from assignments.models import Answer, Submission
from assignments.views.lesson_address import replaced_since, text_address
from assignments.views.student import saving
from assignments.views.student.own_work import fetch_own_work, is_enrolled, open_attempt_of
from assignments.views.student.shelf import shelf_address
from lessons.models import Edition
from lessons.views.essay import essay_with_marks
from lessons.views.timeline import timeline_of
from studyhub import edtf
from studyhub.access import route
from studyhub.access.refusal import Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.web.languages import reader_language


@route("GET POST", may="student", known="teacher, superuser")
def work(request: SignedInRequest, work: str) -> HttpResponse:
    """Show the work to its student; POST saves the page as one form."""
    at = timezone.now()
    if request.method == "POST":
        return saving.save_page(request, work, at=at, again=writing_page)
    submission = fetch_own_work(request.user, work, at)
    position = position_of(submission, at=at)
    if is_writable(position, submission):
        form = AnswersForm(leaves=leaves_of(open_attempt_of(position)))
        return writing_page(request, position, form)
    return reading_page(request, position, submission, at)


def is_writable(position: Position, submission: Submission) -> bool:
    """Tell whether the student can write now."""
    try:
        policy.check_may_save(position)
        policy.check_is_enrolled(is_enrolled=is_enrolled(submission))
    except Refusal:
        return False
    return True


def writing_page(
    request: SignedInRequest,
    position: Position,
    form: AnswersForm,
    *,
    newer: dict[str, Answer] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the boxes beside the source."""
    assignment = position.assignment
    context = {
        "position": position,
        "assignment": assignment,
        "submission": position.submission,
        "boxes": form.boxes(newer),
        "newer": newer,
        "has_errors": bool(form.is_bound and form.errors),
        "page_key": form.page_key,
        "step": step_to_try(user=request.user, at=timezone.now(), beside=position.submission),
        "replaced": replaced_since(assignment),
        **_source(assignment.edition, reader_language(request, edtf.LANGUAGES)),
    }
    response = render(request, "assignments/write.html", context, status=status)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _source(edition: Edition, language: str) -> dict:
    """Gather what lies beside the question: the pinned text, the timeline, the words explained."""
    timeline = timeline_of(edition.lesson, edition, language)
    return {
        "edition": edition,
        "essay_html": essay_with_marks(edition, timeline),
        "timeline": timeline,
        "shelf_url": shelf_address(edition.lesson),
        "glossary": sorted(edition.glossary.all(), key=lambda entry: entry.term.casefold()),
    }


def reading_page(
    request: SignedInRequest, position: Position, submission: Submission, at: datetime
) -> HttpResponse:
    """Show what was handed in, and a draft that can no longer be."""
    counted, draft = position.counted, position.open_attempt
    context = {
        "position": position,
        "assignment": position.assignment,
        "submission": submission,
        "counted": counted,
        "leaves": leaves_of(counted) if counted else [],
        "draft": draft,
        "draft_leaves": leaves_of(draft) if draft else [],
        "may_keep_working": _may_keep_working(position, submission),
        "left_class": not is_enrolled(submission),
        "returned": returned_work(list(submission.releases.in_force(at).order_by("number"))),
        "lesson_url": text_address(position.assignment),
    }
    return render(request, "assignments/work.html", context)


def _may_keep_working(position: Position, submission: Submission) -> bool:
    if position.state != WorkState.SUBMITTED or not is_enrolled(submission):
        return False
    try:
        policy.check_may_keep_working(position)
    except Refusal:
        return False
    return True

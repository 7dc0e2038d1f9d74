"""What the pages of one's own work share: fetching it, and the pages for what was not saved."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assignments.domain.answering.collect import collect_due
from assignments.domain.answering.writing import own_answers
from assignments.domain.timing.position import Position
from assignments.models import Answer, Assignment, Attempt, Submission
from studyhub.access import fetch_or_404
from studyhub.people.models import User
from studyhub.web.text import is_blank, with_plain_line_breaks

# The lesson's newest text, of which only the number is shown.
_LONG = [f"assignment__edition__lesson__current_edition__{name}" for name in ("html", "markdown")]
NOT_YOURS = (
    "This page is the student's own. You see their progress, and what they hand in, on the desk."
)


def fetch_own_work(user: User, work: str, at: datetime) -> Submission:
    """Return your own work, with drafts collected that the clock has closed meanwhile.

    Those who teach the class get 403, everybody else 404.
    """
    allowed = (
        Submission.objects.of(user)
        .with_enrollment(user)
        .select_related(
            "student",
            "assignment__school_class__school",
            "assignment__edition__lesson__current_edition",
            "assignment__set_version",
        )
        .defer(*_LONG)
    )
    known = Submission.objects.visible_to(user)
    submission = fetch_or_404(allowed, known=known, because=NOT_YOURS, pk=work)
    if collect_due(assignments=Assignment.objects.filter(pk=submission.assignment_id), at=at):
        return allowed.get(pk=work)
    return submission


def fetch_own_answer(user: User, work: str, answer: str) -> Answer:
    """Return an answer of your own; see ``fetch_own_work`` for everybody else."""
    return fetch_or_404(
        own_answers(user),
        known=Answer.objects.filter(attempt__submission__in=Submission.objects.visible_to(user)),
        because=NOT_YOURS,
        pk=answer,
        attempt__submission=work,
    )


def is_enrolled(row: Submission | Answer) -> bool:
    """Tell whether the student still attends the class; the queryset has annotated it."""
    return bool(row.is_enrolled)  # type: ignore[union-attr]  # an annotation, not a field


def open_attempt_of(position: Position) -> Attempt:
    """Return the draft of work that the policy has found to be open."""
    assert position.open_attempt is not None  # noqa: S101  (asked of the policy before)
    return position.open_attempt


def not_saved_page(request: HttpRequest, reason: str, *, status: int = 409) -> HttpResponse:
    """Answer a page of answers that cannot be taken, with every text that was sent."""
    names = [name for name in request.POST if name.startswith("text-")]
    texts = [with_plain_line_breaks(request.POST.get(name, "")) for name in names]
    context = {"reason": reason, "texts": [text for text in texts if not is_blank(text)]}
    return render(request, "assignments/not_saved.html", context, status=status)

"""What the pages of one's own work share: fetching it, and the pages for what was not saved."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assignments.domain.collect import collect_due
from assignments.models import Assignment, Submission
from studyhub.access import fetch_or_404
from studyhub.people.models import User
from studyhub.web.text import is_blank, with_plain_line_breaks

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
            "assignment__edition__lesson",
            "assignment__set_version",
        )
    )
    known = Submission.objects.visible_to(user)
    submission = fetch_or_404(allowed, known=known, because=NOT_YOURS, pk=work)
    if collect_due(assignments=Assignment.objects.filter(pk=submission.assignment_id), at=at):
        return allowed.get(pk=work)
    return submission


def not_saved_page(request: HttpRequest, reason: str, *, status: int = 409) -> HttpResponse:
    """Answer a page of answers that cannot be taken, with every text that was sent."""
    texts = [
        with_plain_line_breaks(value)
        for name, value in request.POST.items()
        if name.startswith("text-") and not is_blank(value)
    ]
    context = {"reason": reason, "texts": texts}
    return render(request, "assignments/not_saved.html", context, status=status)

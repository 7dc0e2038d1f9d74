"""What the pages of results share: the assignment with its leaves, and the ways between them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.overview.evidence import leaves_of
from assignments.models import Assignment, Question
from assignments.views.desk_frame import crumbs_to, desk_render, fetch_taught
from studyhub.people.requests import SignedInRequest


@dataclass(frozen=True)
class Tab:
    """A page beside this one."""

    label: str
    url: str
    is_here: bool


def fetch_results(request: SignedInRequest, assignment: str) -> tuple[Assignment, list[Question]]:
    """Return an assignment you may grade, due drafts collected, with its leaves in order."""
    found = fetch_taught(request.user, assignment)
    here = Assignment.objects.taught_by(request.user).filter(pk=found.pk)
    collect_due(assignments=here, at=timezone.now())
    return found, leaves_of(found)


def results_url(name: str, assignment: Assignment, *args: str) -> str:
    """Return the address of a page of results: results, evidence, feedback, and those below."""
    return reverse(f"admin:assignments_assignment_{name}", args=[assignment.pk, *args])


def results_render(
    request: SignedInRequest, template: str, assignment: Assignment, *, here: str, **context
) -> HttpResponse:
    """Render a page with the tabs between the pages; ``here`` is the name of the one it is of."""
    tabs = [
        Tab(label, results_url(name, assignment), name == here)
        for label, name in (
            ("Results", "results"),
            ("Evidence map", "evidence"),
            ("Feedback for the class", "feedback"),
        )
    ]
    return desk_render(
        request,
        f"results/{template}",
        crumbs=crumbs_to(assignment),
        assignment=assignment,
        tabs=tabs,
        **context,
    )

"""The results of an assignment for its teacher, and what of them may stand on a projector."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from assignments.domain.grading.walk import EVERYTHING
from assignments.domain.overview.distribution import LEAST
from assignments.domain.overview.results import QuestionResult, Results, results_of
from assignments.models import Assignment
from assignments.views.charts import BarChart, average_chart, distribution_chart
from assignments.views.desk_frame import question_url
from assignments.views.overview.results_frame import fetch_results, results_render, results_url
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@dataclass(frozen=True)
class Drawn:
    """A question with its drawing, and where its answers and its evidence are."""

    result: QuestionResult
    chart: BarChart
    answers_url: str
    evidence_url: str


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def show_results(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show how the class did on each question and on the whole, for the teacher alone."""
    found, results = _results(request, assignment)
    whole = results.whole
    return results_render(
        request,
        "results.html",
        found,
        here="results",
        title="Results",
        results=results,
        whole=whole,
        averages=average_chart("averages", "Average of each question", results.questions),
        whole_chart=distribution_chart("whole", "Points on the whole", whole.cells),
        drawn=[_drawn(found, row) for row in results.questions],
        projector_url=results_url("results_projector", found),
    )


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def project_results(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show the class how its points are spread, and nothing from which five could be told apart.

    No averages: with few in a group an average tells what each of them has.
    """
    found, results = _results(request, assignment)
    charts = [
        (row, distribution_chart(f"q{row.question.label}", _title(row), row.figures.shown_cells))
        for row in results.questions
    ]
    return results_render(
        request,
        "projector.html",
        found,
        here="results",
        title="Results for the class",
        charts=charts,
        least=LEAST,
        is_too_small=results.whole.students < LEAST,
        back_url=results_url("results", found),
    )


def _results(request: SignedInRequest, assignment: str) -> tuple[Assignment, Results]:
    found, leaves = fetch_results(request, assignment)
    at = timezone.now()
    return found, results_of(assignment=found, leaves=leaves, by=request.user, at=at)


def _drawn(found: Assignment, row: QuestionResult) -> Drawn:
    return Drawn(
        row,
        distribution_chart(f"q{row.question.label}", _title(row), row.figures.cells),
        question_url(found, row.question, way=EVERYTHING),
        f"{results_url('evidence', found)}?question={row.question.pk}",
    )


def _title(row: QuestionResult) -> str:
    return f"Question {row.question.label}: how many students have which points"

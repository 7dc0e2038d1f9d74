"""The evidence map of an assignment, the answers behind a count, and the map for a projector."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from assignments.domain.grading.walk import EVERYTHING
from assignments.domain.material.guides import guides_for
from assignments.domain.overview.distribution import LEAST
from assignments.domain.overview.evidence import Evidence, PlaceRow, Use, evidence_of
from assignments.models import Assignment, Question
from assignments.views.charts import shade, strip_of
from assignments.views.desk_frame import question_url
from assignments.views.lesson_address import text_address
from assignments.views.overview.results_frame import Tab, fetch_results, results_render, results_url
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@dataclass(frozen=True)
class Shown:
    """A place with how strong it is colored, and where the answers behind its count are."""

    row: PlaceRow
    shade: int
    url: str


@dataclass(frozen=True)
class Map:
    """A map of one question, or of all where there is none."""

    assignment: Assignment
    leaves: list[Question]
    question: Question | None
    evidence: Evidence


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def show_evidence(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show the essay by what the class cited; ``?question=`` names one question."""
    drawn = _map(request, assignment)
    return _page(request, "evidence.html", drawn, drawn.evidence, page="evidence")


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def project_evidence(request: SignedInRequest, assignment: str) -> HttpResponse:
    """Show the class the same in round numbers, with no way to an answer."""
    drawn = _map(request, assignment)
    shown = drawn.evidence.for_class()
    return _page(request, "evidence_projector.html", drawn, shown, page="evidence_projector")


@route("GET", may="teacher", known="assistant, superuser", desk=True)
def show_cited(request: SignedInRequest, assignment: str, place: str) -> HttpResponse:
    """List the answers that cite a paragraph or an event; ``?question=`` as on the map."""
    drawn = _map(request, assignment)
    evidence = drawn.evidence
    rows = [*evidence.paragraphs, *evidence.gone, *evidence.events]
    row = next((row for row in rows if row.name == place), None)
    if row is None:
        raise Http404
    is_numbered = row.paragraph is not None
    return results_render(
        request,
        "cited.html",
        drawn.assignment,
        here="evidence",
        title=f"Paragraph {row.label}" if is_numbered else row.label,
        row=row,
        question=drawn.question,
        uses=[(use, _answer_url(drawn.assignment, use)) for use in evidence.uses.get(place, ())],
        back_url=_address("evidence", drawn.assignment, drawn.question),
    )


def _map(request: SignedInRequest, assignment: str) -> Map:
    found, leaves = fetch_results(request, assignment)
    named = request.GET.get("question")
    question = next((leaf for leaf in leaves if leaf.pk == named), None)
    if named and question is None:
        raise Http404
    chosen = [question] if question else leaves
    guides = guides_for(chosen, edition=found.edition)
    evidence = evidence_of(assignment=found, leaves=chosen, guides=guides, by=request.user)
    return Map(found, leaves, question, evidence)


def _page(
    request: SignedInRequest, template: str, drawn: Map, evidence: Evidence, *, page: str
) -> HttpResponse:
    found = drawn.assignment

    def shown(row: PlaceRow) -> Shown:
        leads = row.count and not row.is_rounded
        url = _address("cited", found, drawn.question, row.name) if leads else ""
        return Shown(row, shade(row, evidence), url)

    choices = [Tab("All", _address(page, found, None), drawn.question is None)]
    choices += [
        Tab(leaf.label, _address(page, found, leaf), leaf == drawn.question)
        for leaf in drawn.leaves
    ]
    return results_render(
        request,
        template,
        found,
        here="evidence",
        title="Evidence map",
        question=drawn.question,
        evidence=evidence,
        choices=choices,
        sections=[(part.section, [shown(row) for row in part.rows]) for part in evidence.sections],
        gone=[shown(row) for row in evidence.gone],
        events=[shown(row) for row in evidence.events],
        missed=[shown(row) for row in evidence.missed],
        surprises=[shown(row) for row in evidence.surprises],
        strip=strip_of(evidence),
        least=LEAST,
        lesson_url=text_address(found),
        projector_url=_address("evidence_projector", found, drawn.question),
        back_url=_address("evidence", found, drawn.question),
    )


def _address(name: str, assignment: Assignment, question: Question | None, *args: str) -> str:
    address = results_url(name, assignment, *args)
    return f"{address}?question={question.pk}" if question else address


def _answer_url(assignment: Assignment, use: Use) -> str:
    work = use.answer.attempt.submission
    return question_url(assignment, use.answer.question, work, way=EVERYTHING)

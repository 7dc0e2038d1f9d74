"""The evidence map: which paragraphs and events a class cited, against what the guide expects.

For staff only: no student page may import this. A citation counts where its token stands in an
answer that was handed in last; a student counts once for a place, however often.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assignments.domain.citing.cited import Citations, citations_by_answer, used_in
from assignments.domain.material.guides import Guide
from assignments.domain.material.lesson_places import EventPlace
from assignments.domain.names import shown_order
from assignments.domain.overview.distribution import at_least
from assignments.enums import CitationKind
from assignments.models import Answer, Assignment, Citation, Question, Submission
from lessons.models import Paragraph, Section
from studyhub.people.models import User
from studyhub.web.text import is_blank

ANSWERS, HELPS = "Answers the question", "Helps"
FEW_IS_NOT_MANY = 3
MANY_SHARE = 3  # a third of those who wrote


@dataclass(frozen=True)
class Use:
    """An answer that cites a place, and the passages it cites there."""

    answer: Answer
    citations: Citations
    passages: Sequence[Citation]


@dataclass(frozen=True)
class PlaceRow:
    """A paragraph or an event: how many cited it, of how many, and why the guide names it.

    ``role`` is empty where the guide does not. With ``is_rounded`` the count is what a class may
    know: a round number that it reaches, 0 for below five.
    """

    name: str
    label: str
    count: int
    of: int
    role: str
    is_rounded: bool = False
    paragraph: Paragraph | None = None
    words: str = ""

    @property
    def is_expected(self) -> bool:
        """Tell whether the guide names it."""
        return bool(self.role)

    @property
    def is_missed(self) -> bool:
        """Tell whether it is expected and nobody cited it, or fewer than five before a class."""
        return self.is_expected and not self.count

    @property
    def is_surprise(self) -> bool:
        """Tell whether many cited what the guide does not name."""
        enough = self.count >= FEW_IS_NOT_MANY and self.count * MANY_SHARE >= self.of
        return not self.is_expected and enough

    @property
    def count_text(self) -> str:
        """Say how many cited it."""
        if self.is_rounded:
            return f"cited by {self.count} or more" if self.count else "cited by fewer than five"
        return f"cited by {self.count} of {self.of}" if self.count else "cited by nobody"

    @property
    def expected_text(self) -> str:
        """Say what the guide makes of it."""
        return {ANSWERS: "expected, answers the question", HELPS: "expected, helps"}.get(
            self.role, "not expected"
        )


@dataclass(frozen=True)
class SectionRows:
    """A section of the essay with its paragraphs."""

    section: Section
    rows: Sequence[PlaceRow]


@dataclass(frozen=True)
class Evidence:
    """The map of one question, or of all. ``writers`` wrote something at all.

    ``gone`` are places that were cited but are not in the edition the work is on.
    """

    sections: Sequence[SectionRows]
    gone: Sequence[PlaceRow]
    events: Sequence[PlaceRow]
    writers: int
    uses: Mapping[str, Sequence[Use]]

    @property
    def paragraphs(self) -> list[PlaceRow]:
        """Return all paragraphs in reading order."""
        return [row for part in self.sections for row in part.rows]

    @property
    def missed(self) -> list[PlaceRow]:
        """Return the paragraphs that were expected and that nobody cited, the main ones first."""
        rows = [row for row in self.paragraphs if row.is_missed]
        return sorted(rows, key=lambda row: row.role != ANSWERS)

    @property
    def surprises(self) -> list[PlaceRow]:
        """Return the paragraphs that many cited and that were not expected."""
        return [row for row in self.paragraphs if row.is_surprise]

    @property
    def most(self) -> int:
        """Return the largest count of a paragraph."""
        return max((row.count for row in self.paragraphs), default=0)

    @property
    def has_citations(self) -> bool:
        """Tell whether any place has a count."""
        return any(row.count for row in [*self.paragraphs, *self.gone, *self.events])

    def for_class(self) -> "Evidence":
        """Return what may be shown to the class: round numbers and no answers."""
        return replace(
            self,
            sections=[
                replace(part, rows=[self._rounded(row) for row in part.rows])
                for part in self.sections
            ],
            gone=[],
            events=_most_cited_first(
                row
                for row in (self._rounded(row) for row in self.events)
                if row.count or row.is_expected
            ),
            writers=0,
            uses={},
        )

    def _rounded(self, row: PlaceRow) -> PlaceRow:
        return replace(row, count=at_least(row.count, row.of), is_rounded=True)


def evidence_of(
    *,
    assignment: Assignment,
    leaves: Sequence[Question],
    guides: Mapping[str, Guide],
    by: User,
) -> Evidence:
    """Return the map of some leaves, with their guides (``guides_for``).

    Three queries, however many students and questions. Call ``collect_due`` first.
    """
    answers = _answers(assignment, by, leaves)
    uses = _uses(answers)
    writers = len({row.attempt.submission_id for row in answers if not is_blank(row.text)})
    roles, events = _expected([guides[leaf.pk] for leaf in leaves])
    counts = {
        name: len({use.answer.attempt.submission_id for use in found})
        for name, found in uses.items()
    }
    paragraphs = list(
        Paragraph.objects.filter(edition=assignment.edition_id)
        .select_related("section", "anchor")
        .order_by("position")
    )
    return Evidence(
        sections=_sections(paragraphs, counts, roles, writers),
        gone=_gone({row.anchor.name for row in paragraphs}, uses, counts, roles, writers),
        events=_event_rows(events, uses, counts, writers),
        writers=writers,
        uses=uses,
    )


def leaves_of(assignment: Assignment) -> list[Question]:
    """Return the leaves that an assignment asks, in reading order. One query."""
    asked = assignment.asked.select_related("question__parent__parent")
    return [row.question for row in asked.order_by("question__position")]


def _answers(assignment: Assignment, by: User, leaves: Sequence[Question]) -> list[Answer]:
    counted = Submission.objects.returnable_by(by).filter(assignment=assignment)
    return list(
        Answer.objects.filter(attempt__in=counted.values("counted_attempt"), question__in=leaves)
        .select_related(
            "attempt__submission__student", "attempt__submission__assignment", "question"
        )
        .defer("recent_saves")
        .order_by("question__position", *shown_order(assignment, to="attempt__submission__"), "pk")
    )


def _uses(answers: Sequence[Answer]) -> dict[str, list[Use]]:
    """Return the answers by the place they cite."""
    found: dict[str, list[Use]] = defaultdict(list)
    citations = citations_by_answer(answers)
    for answer in answers:
        places: dict[str, list[Citation]] = defaultdict(list)
        for citation in used_in(answer.text, citations[answer.pk]):
            places[citation.anchor].append(citation)
        for name, passages in places.items():
            found[name].append(Use(answer, citations[answer.pk], passages))
    return dict(found)


def _expected(guides: Iterable[Guide]) -> tuple[dict[str, str], dict[str, EventPlace]]:
    """Return why each place is named, by its name, and the events; what answers wins."""
    roles: dict[str, str] = {}
    events: dict[str, EventPlace] = {}
    for guide in guides:
        for excerpt in guide.excerpts:
            if roles.get(excerpt.anchor.name) != ANSWERS:
                roles[excerpt.anchor.name] = excerpt.role
        events.update({f"event-{event.key}": event for event in guide.events})
    return roles, events


def _sections(
    paragraphs: Sequence[Paragraph], counts: Mapping[str, int], roles: Mapping[str, str], of: int
) -> list[SectionRows]:
    found: dict[int, SectionRows] = {}
    for row in paragraphs:
        name = row.anchor.name
        part = found.setdefault(row.section_id, SectionRows(row.section, []))
        place = PlaceRow(
            name, row.label, counts.get(name, 0), of, roles.get(name, ""), paragraph=row
        )
        part.rows.append(place)  # type: ignore[attr-defined]
    return list(found.values())


def _gone(
    there: set[str],
    uses: Mapping[str, Sequence[Use]],
    counts: Mapping[str, int],
    roles: Mapping[str, str],
    of: int,
) -> list[PlaceRow]:
    return [
        PlaceRow(name, found[0].passages[0].label, counts[name], of, roles.get(name, ""))
        for name, found in sorted(uses.items())
        if name not in there and found[0].passages[0].kind == CitationKind.PASSAGE
    ]


def _event_rows(
    expected: Mapping[str, EventPlace],
    uses: Mapping[str, Sequence[Use]],
    counts: Mapping[str, int],
    of: int,
) -> list[PlaceRow]:
    """Return the events that were cited or expected, the most cited first."""
    rows = [
        PlaceRow(name, event.title, counts.get(name, 0), of, HELPS, words=event.words)
        for name, event in expected.items()
    ]
    rows += [
        PlaceRow(name, found[0].passages[0].label.removeprefix("event "), counts[name], of, "")
        for name, found in uses.items()
        if name not in expected and found[0].passages[0].kind == CitationKind.EVENT
    ]
    return _most_cited_first(rows)


def _most_cited_first(rows: Iterable[PlaceRow]) -> list[PlaceRow]:
    return sorted(rows, key=lambda row: (-row.count, row.label, row.name))

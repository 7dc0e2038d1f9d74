"""A plan as its page shows it: so many blocks at a time, each with what it becomes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.forms import BoundField

from assignments.forms.document_imports import PlanForm
from assignments.importing.documents.plan import SET_ASIDE, Plan
from lessons.importing.documents.blocks import Block
from lessons.importing.documents.events import DraftEvent
from lessons.importing.documents.findings import Finding, Severity
from lessons.importing.documents.roles import Role

# Of one page: what a person looks through at once, and what a form may send back.
ROWS = 120
FIELDS = 900
LONG_TEXT = 420  # characters; a longer one is folded


@dataclass(frozen=True)
class EventRow:
    """A draft event with its fields."""

    draft: DraftEvent
    take: BoundField
    date: BoundField
    title: BoundField

    @property
    def refused(self) -> list[BoundField]:
        """Return the fields that were refused."""
        return [bound for bound in (self.take, self.date, self.title) if bound.errors]


@dataclass(frozen=True)
class Row:
    """A block. ``number`` is what it has in the lesson: "1.3", "8a"; empty for most."""

    index: int
    block: Block
    role: Role
    why: str
    number: str
    choice: BoundField
    points: BoundField | None
    events: Sequence[EventRow] = field(default_factory=tuple)

    @property
    def is_long(self) -> bool:
        """Tell whether the text is folded."""
        return len(self.block.text) > LONG_TEXT

    @property
    def beginning(self) -> str:
        """Return what is seen of a folded text."""
        cut = self.block.written[: LONG_TEXT - 60]
        return cut[: cut.rfind(" ")] + " …"

    @property
    def has_event_errors(self) -> bool:
        """Tell whether a field of one of its events was refused, so that they are shown open."""
        return any(event.refused for event in self.events)

    @property
    def taken(self) -> int:
        """Count the events that were accepted."""
        return sum(1 for event in self.events if event.take.value())


def parts_of(plan: Plan) -> list[range]:
    """Divide the blocks into pages whose forms stay small. There is one page at least."""
    events: dict[int, int] = defaultdict(int)
    for draft in plan.events:
        events[draft.index] += 1
    parts: list[range] = []
    start = fields = 0
    for i in range(len(plan.blocks)):
        cost = 2 + 3 * events[i]
        if i > start and (i - start >= ROWS or fields + cost > FIELDS):
            parts.append(range(start, i))
            start, fields = i, 0
        fields += cost
    return [*parts, range(start, len(plan.blocks))]


def events_in(plan: Plan, blocks: range) -> list[DraftEvent]:
    """Return the draft events of a page's blocks."""
    return [draft for draft in plan.events if draft.index in blocks]


def rows_of(plan: Plan, form: PlanForm) -> list[Row]:
    """Return the rows of a page."""
    numbers = _numbers(plan)
    events: dict[int, list[EventRow]] = defaultdict(list)
    for draft in form.events:
        events[draft.index].append(
            EventRow(
                draft,
                form[f"take-{draft.key}"],
                form[f"date-{draft.key}"],
                form[f"name-{draft.key}"],
            )
        )
    return [
        Row(
            index=i,
            block=plan.blocks[i],
            role=plan.guesses[i].role,
            why=_why(plan, i),
            number=numbers.get(i, ""),
            choice=form[f"role-{i}"],
            points=form[f"points-{i}"] if f"points-{i}" in form.fields else None,
            events=events[i],
        )
        for i in form.shown
    ]


def _why(plan: Plan, i: int) -> str:
    why = plan.guesses[i].why
    return why.value if why else ""


def _numbers(plan: Plan) -> dict[int, str]:
    numbers = {part.index: str(part.number) for part in plan.essay.parts}
    for passage in plan.essay.passages:
        numbers.setdefault(passage.index, passage.label)
    return numbers | {question.index: question.label for question in plan.questions.walk()}


def worth_a_look(plan: Plan) -> list[Finding]:
    """Return the findings that a teacher reads: without those that each row shows itself."""
    return [
        finding
        for finding in plan.findings
        if finding.severity is Severity.WARNING or not finding.place
        if finding.severity is not Severity.ERROR
        if not finding.message.startswith(SET_ASIDE)
    ]

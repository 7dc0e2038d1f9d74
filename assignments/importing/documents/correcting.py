"""Turn what a teacher answered on a page of the plan into decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assignments.importing.documents.decisions import ChosenEvent, Decisions
from assignments.importing.documents.plan import Plan
from lessons.importing.documents.roles import Course, Role

ALL_FROM_HERE = "from:"


@dataclass(frozen=True)
class Answers:
    """What came back from one page: for its blocks and its draft events, and for no others.

    A role is that of a block ("paragraph"), or what it and all that follow are ("from:aside").
    Points are None where the field was left empty.
    """

    roles: Mapping[int, str] = field(default_factory=dict)
    points: Mapping[int, Decimal | None] = field(default_factory=dict)
    events: Mapping[str, ChosenEvent] = field(default_factory=dict)


def corrected(plan: Plan, before: Decisions, answers: Answers) -> Decisions:
    """Return the decisions with the answers taken in.

    What was answered as the plan has it is no decision, so that a page sent back unchanged
    changes nothing, and later corrections further up still reach what is below.
    """
    roles, courses = dict(before.roles), dict(before.courses)
    for i, answer in sorted(answers.roles.items()):
        if answer.startswith(ALL_FROM_HERE):
            roles = {at: role for at, role in roles.items() if at < i}
            courses = {at: course for at, course in courses.items() if at < i}
            courses[i] = Course(answer.removeprefix(ALL_FROM_HERE))
            break
        if answer != plan.guesses[i].role:
            roles[i] = Role(answer)
    return Decisions(
        roles=roles,
        courses=courses,
        points=_points(plan, before, answers),
        events=_events(plan, before, answers),
    )


def _points(plan: Plan, before: Decisions, answers: Answers) -> dict[int, Decimal]:
    planned = {leaf.index: leaf.points for leaf in plan.questions.leaves}
    points = dict(before.points)
    for i, answer in answers.points.items():
        if answer is None:
            points.pop(i, None)
        elif answer != planned.get(i):
            points[i] = answer
    return points


def _events(plan: Plan, before: Decisions, answers: Answers) -> dict[str, ChosenEvent]:
    untouched = {draft.key: ChosenEvent(draft.date, draft.title, False) for draft in plan.events}
    events = {**before.events, **answers.events}
    return {key: event for key, event in events.items() if event != untouched.get(key)}


@dataclass(frozen=True)
class Difference:
    """A block that was answered otherwise than the plan has it now."""

    place: str
    text: str
    answered: str
    planned: str


def differences(plan: Plan, answers: Mapping[int, str]) -> list[Difference]:
    """Return where the roles of a page that was sent too late differ from the plan.

    Nothing of that page was taken; shown beside the plan, nothing of it is lost.
    """
    return [
        Difference(
            plan.blocks[i].place,
            plan.blocks[i].written,
            _label(answer),
            plan.guesses[i].role.label,
        )
        for i, answer in sorted(answers.items())
        if answer != plan.guesses[i].role
    ]


def _label(answer: str) -> str:
    if answer.startswith(ALL_FROM_HERE):
        return COURSE_LABELS[Course(answer.removeprefix(ALL_FROM_HERE))]
    return Role(answer).label


COURSE_LABELS = {
    Course.ESSAY: "From here on: essay",
    Course.QUESTIONS: "From here on: questions",
    Course.READINGS: "From here on: readings",
    Course.ASIDE: "From here on: set aside",
}

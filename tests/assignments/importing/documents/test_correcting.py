"""What was answered on a page becomes decisions, and only what differs."""

from decimal import Decimal

from assignments.importing.documents.correcting import Answers, corrected, differences
from assignments.importing.documents.decisions import ChosenEvent, Decisions, decisions_from_json
from lessons.importing.documents.roles import Course, Role
from tests.assignments.importing.documents.planning import asked

LINES = ("1. Why in 1922?", "2. How?")


def plan(decisions: Decisions | None = None):
    return asked(*LINES, decisions=decisions)


def roles(found) -> dict[int, str]:
    return {i: guess.role.value for i, guess in enumerate(found.guesses)}


def test_a_page_sent_back_unchanged_decides_nothing():
    found = plan()
    same = Answers(
        roles=roles(found),
        points={3: Decimal(5), 4: Decimal(5)},
        events={d.key: ChosenEvent(d.date, d.title, False) for d in found.events},
    )
    assert corrected(found, Decisions(), same) == Decisions()


def test_what_differs_is_a_decision_and_others_stay():
    before = Decisions(roles={0: Role.ASIDE}, points={4: Decimal(3)})
    found = corrected(
        plan(before), before, Answers(roles={1: "aside"}, points={3: Decimal(8), 4: None})
    )
    assert found == Decisions(roles={0: Role.ASIDE, 1: Role.ASIDE}, points={3: Decimal(8)})


def test_from_here_on_ends_what_was_decided_below():
    before = Decisions(
        roles={1: Role.HEADING, 4: Role.PART}, courses={0: Course.ESSAY, 4: Course.ASIDE}
    )
    found = corrected(plan(before), before, Answers(roles={3: "from:aside", 4: "question"}))
    assert found.roles == {1: Role.HEADING}
    assert found.courses == {0: Course.ESSAY, 3: Course.ASIDE}
    assert roles(plan(found)) == {
        0: "title",
        1: "heading",
        2: "questions",
        3: "aside",
        4: "aside",
    }


def test_events_are_kept_if_they_were_accepted_or_changed():
    found = plan()
    assert found.events == []
    before = Decisions(events={"gone": ChosenEvent("1922", "x")})
    answers = Answers(events={"a": ChosenEvent("1922", "A", False), "b": ChosenEvent("1923", "B")})
    decided = corrected(found, before, answers)
    assert decided.events.keys() == {"gone", "a", "b"}
    assert decided.accepted.keys() == {"gone", "b"}


def test_decisions_survive_being_kept_as_json():
    decisions = Decisions(
        roles={1: Role.ASIDE},
        courses={2: Course.QUESTIONS},
        points={3: Decimal("2.5")},
        events={"k": ChosenEvent("1922", "A title", False)},
    )
    assert decisions_from_json(decisions.as_json()) == decisions


def test_differences_show_both_sides():
    found = plan(Decisions(roles={3: Role.ASIDE}))
    shown = differences(found, {2: "questions", 3: "question", 4: "from:aside"})
    assert [(item.place, item.text, item.answered, item.planned) for item in shown] == [
        ("line 4", "1. Why in 1922?", "Question", "Set aside"),
        ("line 5", "2. How?", "From here on: set aside", "Question"),
    ]

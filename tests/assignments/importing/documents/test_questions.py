"""Labels, texts and points of planned questions."""

from decimal import Decimal

import pytest

from assignments.importing.documents.decisions import Decisions
from lessons.importing.documents.roles import Role
from tests.assignments.importing.documents.planning import asked, findings, outline


def test_numbers_and_signs_are_no_part_of_the_text():
    assert outline(
        asked(
            "1. Why?",
            "Q2: How?",
            "3) Explain the following:",
            "Vienna -",
            "Genoa:",
            "4. Two",
            "(a) parts",
            "i) deep",
            "ii. deeper",
            "(b) shallow",
        )
    ) == [
        *("1 Why? (5)", "2 How? (5)", "3 Explain the following:", "3a Vienna (5)", "3b Genoa (5)"),
        *("4 Two", "4a parts", "4a-i deep (5)", "4a-ii deeper (5)", "4b shallow (5)"),
    ]


def test_a_questions_own_number_is_short():
    found = asked("1. Two", "a) one", "i) deep", "ii) deeper", "b) other")
    assert [question.number for question in found.questions.walk()] == ["1", "a", "i", "ii", "b"]


@pytest.mark.parametrize(
    "line",
    [
        "1. Why did it fail? (6 points)",
        "1. Why did it fail? [6 marks]",
        "1. Why did it fail? [6]",
        "1. Why did it fail? (6)",
        "1. Why did it fail? 6 points",
        "1. Why did it fail? – 6 pts.",
        "1. Why did it fail?  / 6",
        "1. (6 points) Why did it fail?",
        "1. Why did it fail? (6 points each)",
    ],
)
def test_points_are_read_and_leave_the_text(line):
    assert outline(asked(line, "2. How? (2.5 points)")) == [
        "1 Why did it fail? (6)",
        "2 How? (2.5)",
    ]


@pytest.mark.parametrize(
    "text",
    ["Explain Wilson's 14 points.", "What happened in 1939/40?", "Who signed article (1922)?"],
)
def test_numbers_that_are_no_points_stay(text):
    assert outline(asked(f"1. {text}")) == [f"1 {text} (5)"]


def test_points_on_a_line_of_their_own():
    assert outline(asked("1. Why did it fail?", "(6 points)", "2. How?", "[4]")) == [
        "1 Why did it fail? (6)",
        "2 How? (4)",
    ]


def test_points_of_a_question_are_shared_by_its_parts():
    assert outline(asked("1. Compare. (10 points)", "a) one", "b) other")) == [
        *("1 Compare.", "1a one (5)", "1b other (5)"),
    ]
    assert outline(asked("1. Compare. (3 points each)", "a) one", "b) other")) == [
        *("1 Compare.", "1a one (3)", "1b other (3)"),
    ]
    uneven = asked("1. Compare. (10 points)", "a) one", "b) other", "c) third")
    assert outline(uneven) == [
        *("1 Compare.", "1a one (5)", "1b other (5)", "1c third (5)"),
    ]
    assert "warning line 4: 10 points for 1 cannot be shared out evenly among 3 parts." in findings(
        uneven
    )


def test_what_has_no_points_is_told():
    found = findings(asked("1. Why?", "2. How? (4 points)"))
    assert "info line 4: No points given for 1: 5 set." in found
    assert not [line for line in found if "No points given for 2" in line]


def test_chosen_points_count_for_more():
    decisions = Decisions(points={3: Decimal(8)})
    assert outline(asked("1. Why? (6 points)", decisions=decisions)) == ["1 Why? (8)"]


def test_a_part_beside_its_number():
    assert outline(asked("1. a) Define it.", "b) Explain it.", "2a) One", "2b) Two", "3(a) x")) == [
        *("1 Answer each part.", "1a Define it. (5)", "1b Explain it. (5)"),
        *("2 Answer each part.", "2a One (5)", "2b Two (5)", "3 Answer each part.", "3a x (5)"),
    ]


def test_other_numbers_than_the_sets_are_told():
    found = asked("1. Why?", "3. How?", "1. Again?")
    assert outline(found) == ["1 Why? (5)", "2 How? (5)", "3 Again? (5)"]
    assert [line for line in findings(found) if "numbers this question" in line] == [
        "warning line 5: The document numbers this question 3; here it is 2.",
        "warning line 6: The document numbers this question 1; here it is 3.",
    ]


def test_a_part_without_a_question_above_is_a_question():
    decisions = Decisions(roles={3: Role.SUBPART, 4: Role.PART, 5: Role.SUBPART})
    assert outline(asked("One?", "Two?", "Three?", decisions=decisions)) == [
        *("1 One?", "1a Two?", "1a-i Three? (5)"),
    ]


def test_bounds_of_a_set_are_errors():
    many = asked(*(f"{n}. Why {n}?" for n in range(1, 202)))
    assert findings(many)[0] == "error There are 201 questions and parts; 200 are the most."
    parts = asked("1. Explain the following:", *(f"Part {n} -" for n in range(27)))
    assert findings(parts)[0] == "error line 4: Question 1 has 27 parts; 26 are the most."
    long = asked("1. Why? " + "x" * 4000)
    assert findings(long)[0] == (
        "error line 4: Question 1 has 4,005 characters; 4,000 are the most."
    )

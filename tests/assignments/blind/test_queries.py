"""The pages cost the same for any number of students, under pseudonyms too."""

import pytest

from tests.assignments.blind.conftest import address
from tests.assignments.grading.test_queries import queries

EXPECTED = {"board": 19, "print": 12, "reveal": 15, "allocations": 9}


@pytest.mark.parametrize("students", [1, 3, 30])
def test_pages_ask_the_same(blind, cast, teacher, students):
    people = [cast.alice, cast.bob, *blind.new_students(max(students - 2, 0))][:students]
    for student in people:
        blind.grade(blind.handed_in(student, {"1": "A text."}), "1", "2", "A word.")
    found = {
        name: queries(teacher, path)
        for name, path in (
            ("board", blind.board_path()),
            ("print", address(blind, "print/")),
            ("reveal", address(blind, "reveal/")),
            ("allocations", address(blind, "allocations/")),
        )
    }
    assert found == EXPECTED

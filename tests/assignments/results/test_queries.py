"""Constant queries: the same literal number at 1, 3 and 30 students."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.assignments.results.conftest import citing, path, question
from tests.conftest import signed_in

# With session and user.
EXPECTED = {
    "": 9,
    "projector/": 9,
    "evidence/": 19,
    "evidence/projector/": 19,
    "cited/s1-1/": 19,
    "feedback/": 24,
    "feedback/show/": 8,
}


@pytest.mark.parametrize("students", [1, 3, 30])
def test_pages_ask_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    for student in people:
        desk.grade(citing(desk, student, {"1": ["1.1"], "8b": ["5.1"]}), "1", "2")
    client = signed_in(cast.tessa)
    found = {}
    for below in EXPECTED:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path(desk, below)).status_code == 200
        found[below] = len(seen)
    of_one = path(desk, f"evidence/?question={question(desk, '1')}")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(of_one).status_code == 200
    assert found == EXPECTED
    assert len(seen) == EXPECTED["evidence/"]
    assert max(found.values()) <= 25

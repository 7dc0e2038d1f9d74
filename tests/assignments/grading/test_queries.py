"""Constant queries: the same literal number at 1, 3 and 30."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import signed_in

# With session and user.
BOARD = 19
BY_STUDENT = 22
BY_QUESTION = 23
RETURN = 16
LIST = 18
START = 16


PAGES = ("board", "by student", "by question", "return", "start", "list")
EXPECTED = dict(zip(PAGES, (BOARD, BY_STUDENT, BY_QUESTION, RETURN, START, LIST), strict=True))


def addresses(desk, work) -> dict[str, str]:
    found = (
        desk.board_path(),
        desk.path("grade/", work),
        desk.question_path(work, "8b"),
        f"/admin/assignments/assignment/{desk.assignment.pk}/return/",
        "/admin/",
        "/admin/assignments/assignment/",
    )
    return dict(zip(PAGES, found, strict=True))


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("students", [1, 3, 30])
def test_pages_ask_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    work = [desk.handed_in(student, {"1": "A text."}) for student in people]
    for row in work:
        desk.grade(row, "1", "2", "A word.")
    client = signed_in(cast.tessa)
    found = {name: queries(client, path) for name, path in addresses(desk, work[0]).items()}
    assert found == EXPECTED
    assert max(found.values()) <= 25


@pytest.mark.parametrize("assignments", [1, 3, 30])
def test_lists_ask_the_same_for_any_number_of_assignments(desk, cast, assignments):
    given = [desk.assignment, *(desk.given_again() for _ in range(assignments - 1))]
    for assignment in given:
        desk.grade(desk.handed_in(cast.alice, {"1": "A text."}, assignment))
    client = signed_in(cast.tessa)
    found = {path: queries(client, path) for path in ("/admin/", "/admin/assignments/assignment/")}
    assert found == {"/admin/": START, "/admin/assignments/assignment/": LIST}

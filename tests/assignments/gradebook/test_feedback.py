"""Feedback on paper: whose, and what it says of being returned."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assignments.models import Release
from tests.assignments.gradebook.conftest import words_of
from tests.conftest import signed_in

CLASS = 12


def class_path(desk) -> str:
    return f"/admin/assignments/assignment/{desk.assignment.pk}/print/"


def test_one_student_with_what_is_not_returned_yet(desk, cast, teacher):
    work = desk.handed_in(cast.alice, {"1": "In the hills."})
    desk.grade(work, "1", "0", "Name the hills.")
    desk.grade(work, "2", None, "Where is it?")
    words = words_of(teacher.get(desk.path("print/", work)))
    assert "Alice Of Riverside School 0 of 65 points" in words
    assert "12 answers are not graded. Not returned yet." in words
    assert "0 of 6 In the hills. Name the hills." in words
    assert "Not graded No answer. Where is it?" in words
    assert Release.objects.count() == 0
    desk.give_back(work)
    assert "Returned as it stands here." in words_of(teacher.get(desk.path("print/", work)))
    desk.grade(work, "1", "1", "Name the hills.")
    assert "Changed since it was returned" in words_of(teacher.get(desk.path("print/", work)))


def test_the_class_in_class_order_without_drafts(desk, cast, teacher):
    desk.handed_in(cast.bob, {"1": "By Bob."})
    desk.handed_in(cast.alice, {"1": "By Alice."})
    desk.begun(desk.new_students(1)[0], {"1": "SECRET-DRAFT"})
    page = teacher.get(class_path(desk)).content.decode()
    assert page.count('<article class="feedback"') == 2
    assert page.index("By Alice.") < page.index("By Bob.")
    assert "SECRET-DRAFT" not in page


def test_a_class_that_has_handed_in_nothing(desk, teacher):
    assert "Nothing handed in yet" in words_of(teacher.get(class_path(desk)))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("tessa", 200), ("asif", 403), ("sue", 403), ("sana", 404), ("theo", 404),
        ("alice", 404), ("bob", 404),
    ],
)  # fmt: skip
def test_who_prints(desk, cast, name, status):
    work = desk.handed_in(cast.alice)
    client = signed_in(getattr(cast, name))
    assert client.get(desk.path("print/", work)).status_code == status
    assert client.get(class_path(desk)).status_code == status


@pytest.mark.parametrize("students", [1, 3, 30])
def test_a_class_asks_the_same_for_any_number_of_students(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    for student in people:
        desk.grade(desk.handed_in(student, {"1": "A text."}), "1", "2", "A word.")
    client = signed_in(cast.tessa)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(class_path(desk)).status_code == 200
    assert len(seen) == CLASS

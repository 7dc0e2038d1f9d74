"""The desk's first page for assistants: what is allocated to them, and the way to their bank."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.giving.allocate import end_allocation
from assignments.domain.overview.desk import shares_of
from tests.assignments.allocation.conftest import allocated
from tests.assignments.grading.conftest import words_of
from tests.assignments.grading.test_queries import queries
from tests.conftest import signed_in

# With session and user; two of them for the shares.
START = 8


def test_without_an_allocation_it_says_what_will_be_there(desk, cast, assistant):
    desk.handed_in(cast.alice)
    page = assistant.get("/admin/")
    assert "When a teacher allocates answers to you, they will be here to grade." in words_of(page)
    assert "/admin/comment-bank/" not in page.content.decode()
    assert desk.assignment.title not in words_of(page).partition("All lists")[0]


def test_it_counts_what_is_allocated_and_has_no_points(desk, cast, assistant):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    (first,) = allocated(desk, labels=["1"])
    (second,) = allocated(desk, labels=["8b"], students=[cast.bob])
    assert [(row.assignment, row.waiting) for row in shares_of(user=cast.asif)] == [
        (desk.assignment, 3)
    ]
    desk.grade(alice, "1")
    desk.grade(bob, "2")
    page = assistant.get("/admin/")
    assert "Ten questions 8A" in words_of(page)
    assert "2 answers to grade" in words_of(page)
    for address in (f"{desk.assignment.pk}/go-on/", "/admin/comment-bank/"):
        assert address in page.content.decode()
    for row in (first, second):
        end_allocation(allocation=row, by=cast.tessa, at=timezone.now())
    assert shares_of(user=cast.asif) == []


def test_who_teaches_the_class_has_it_under_to_grade_alone(desk, cast):
    desk.handed_in(cast.alice)
    allocated(desk, labels=["1"], grader=cast.tessa)
    assert shares_of(user=cast.tessa) == []
    assert "Allocated to you" not in words_of(signed_in(cast.tessa).get("/admin/"))


@pytest.mark.parametrize("assignments", [1, 3, 30])
def test_it_asks_the_same_for_any_number(desk, cast, assistant, assignments):
    given = [desk.assignment, *(desk.given_again() for _ in range(assignments - 1))]
    for assignment in given:
        desk.handed_in(cast.alice, {"1": "A text."}, assignment)
        desk.assignment = assignment
        allocated(desk, students=[cast.alice])
    assert queries(assistant, "/admin/") == START

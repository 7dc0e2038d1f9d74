"""Allocating, splitting evenly, ending; and the page of it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import timezone

from assignments.domain.giving.allocate import share_out
from assignments.models import Allocation
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.enrollments import enroll
from tests.assignments.allocation.conftest import address, allocated
from tests.assignments.grading.test_queries import queries
from tests.conftest import person, signed_in


@pytest.fixture
def nadia(cast):
    found = person(cast.riverside, "Nadia")
    enroll(
        user=found,
        school_class=cast.class_8a,
        role="assistant",
        by=cast.sana,
        at=timezone.now(),
    )
    return found


def share(desk, *graders):
    return share_out(
        assignment=desk.assignment, graders=graders, by=desk.cast.tessa, at=timezone.now()
    )


def test_each_allocation_is_recorded(desk, cast):
    (row,) = allocated(desk, labels=["1"])
    entry = Entry.objects.get(verb="allocate")
    assert (entry.actor_id, entry.target_id) == (cast.tessa.pk, desk.assignment.pk)
    assert entry.after == {
        "grader": cast.asif.pk,
        "question": row.question_id,
        "student": "all",
    }


def test_what_is_allocated_already_is_left_alone(desk, cast):
    allocated(desk, labels=["1"])
    assert [row.question.label for row in allocated(desk, labels=["1", "2"])] == ["2"]
    assert Allocation.objects.count() == Entry.objects.filter(verb="allocate").count() == 2


def test_refused_are_strangers_and_ones_own_work(desk, cast):
    for code, act in (
        ("nothing", lambda: allocated(desk)),
        ("grader", lambda: allocated(desk, labels=["1"], grader=cast.theo)),
        ("grader", lambda: allocated(desk, labels=["1"], grader=cast.alice)),
        ("students", lambda: allocated(desk, students=[cast.carol])),
        ("graders", lambda: share(desk)),
        ("grader", lambda: share(desk, cast.fiona)),
    ):
        with pytest.raises(Refusal) as met:
            act()
        assert met.value.code == code
    assert Allocation.objects.count() == 0


def test_students_are_dealt_out_evenly_and_always_alike(desk, cast, nadia):
    desk.new_students(5)
    made = share(desk, cast.asif, nadia)
    assert Counter(row.grader_id for row in made) == {cast.asif.pk: 4, nadia.pk: 3}
    assert len({row.student_id for row in made}) == 7
    assert share(desk, cast.asif, nadia) == []


def test_who_joins_later_goes_to_whoever_has_fewest(desk, cast, nadia):
    share(desk, cast.asif, nadia)
    allocated(desk, students=desk.new_students(1), grader=cast.asif)
    late = person(cast.riverside, "Late")
    enroll(
        user=late,
        school_class=cast.class_8a,
        role="student",
        by=cast.sana,
        at=timezone.now(),
    )
    (row,) = share(desk, cast.asif, nadia)
    assert (row.student, row.grader) == (late, nadia)


def test_the_page_allocates_splits_and_ends(desk, cast, teacher):
    path = address(desk, "allocations/")
    assert "Nothing is allocated yet" in teacher.get(path).content.decode()
    question = desk.assignment.asked.get(question__label="8a").question_id
    sent = {"grader": cast.asif.pk, "questions": [question]}
    assert teacher.post(path, sent)["Location"] == path
    assert teacher.post(path, sent)["Location"] == path
    row = Allocation.objects.get()
    assert (row.grader, row.question_id, row.student) == (cast.asif, question, None)
    assert (
        teacher.post(address(desk, "allocations/share/"), {"graders": [cast.asif.pk]})["Location"]
        == path
    )
    assert Allocation.objects.count() == 3
    ended = teacher.post(f"{path}{row.pk}/end/")
    assert ended["Location"] == path
    assert not Allocation.objects.filter(pk=row.pk).exists()
    entry = Entry.objects.get(verb="end_allocation")
    assert entry.before["question"] == question
    assert teacher.post(f"{path}{row.pk}/end/").status_code == 404


def test_the_page_takes_nothing_of_elsewhere(desk, cast, teacher):
    path = address(desk, "allocations/")
    for sent in (
        {"grader": cast.theo.pk, "questions": []},
        {"grader": cast.asif.pk, "students": [cast.carol.pk]},
        {"grader": cast.asif.pk, "questions": ["2" * 14]},
        {"grader": cast.asif.pk},
        {},
    ):
        assert teacher.post(path, sent).status_code == 200
    assert teacher.post(address(desk, "allocations/share/"), {}).status_code == 200
    assert Allocation.objects.count() == 0


def test_an_allocation_is_ended_by_its_own_assignment_alone(desk, cast, teacher):
    (row,) = allocated(desk, labels=["1"])
    other = desk.given_again()
    path = f"/admin/assignments/assignment/{other.pk}/allocations/{row.pk}/end/"
    assert teacher.post(path).status_code == 404
    assert Allocation.objects.get() == row


@pytest.mark.parametrize(
    ("who", "status"), [("asif", 403), ("sue", 403), ("theo", 404), ("fiona", 404), ("sofia", 404)]
)
def test_nobody_else_allocates(desk, cast, who, status):
    client = signed_in(getattr(cast, who))
    question = desk.assignment.asked.get(question__label="1").question_id
    sent = {"grader": cast.asif.pk, "questions": [question], "graders": [cast.asif.pk]}
    for name in ("allocations/", "allocations/share/"):
        assert client.post(address(desk, name), sent).status_code == status
    assert Allocation.objects.count() == 0


@pytest.mark.parametrize("students", [1, 3, 30])
def test_an_assistants_pages_ask_the_same(desk, cast, students):
    people = [cast.alice, cast.bob, *desk.new_students(max(students - 2, 0))][:students]
    work = [desk.handed_in(student, {"1": "A text."}) for student in people]
    share(desk, cast.asif)
    client = signed_in(cast.asif)
    found = [
        queries(client, path)
        for path in (desk.board_path(), desk.path("grade/", work[0]), desk.question_path(work[0]))
    ]
    assert found == [20, 22, 23]

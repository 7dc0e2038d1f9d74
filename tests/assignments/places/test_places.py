"""Where markers are: seen by each other, gone back to, and nothing kept out by it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.grading.places import LASTS, take_place
from assignments.domain.grading.walk import Way
from assignments.models import Grade, GradingPlace
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def told(client, desk, work, label="1", **fields) -> list[str]:
    question = desk.answer(work, label).question_id if label else ""
    response = client.post(desk.path("here/", work), {"question": question, **fields})
    assert response.status_code == 200
    return response.json()["others"]


@pytest.fixture
def work(desk, cast):
    return desk.handed_in(cast.alice, {"1": "A text."})


def test_who_is_at_the_same_answer_is_seen(desk, work, teacher, second, nora):
    assert told(teacher, desk, work) == []
    assert told(second, desk, work) == ["Tessa Of Riverside School"]
    assert told(teacher, desk, work) == [nora.full_name]
    assert told(second, desk, work, "2") == []
    assert told(teacher, desk, work) == []
    assert told(second, desk, work, "") == ["Tessa Of Riverside School"]
    assert told(teacher, desk, work) == [nora.full_name]


def test_it_is_forgotten_after_two_minutes_and_locks_nothing(desk, work, cast, nora):
    now = timezone.now()
    where = {"submission": work, "question": None, "way": Way()}
    take_place(by=nora, at=now - LASTS, **where)
    assert take_place(by=cast.tessa, at=now, **where) == [nora.full_name]
    assert take_place(by=cast.tessa, at=now + timedelta(seconds=1), **where) == []
    take_place(by=nora, at=now, **where)
    desk.grade(work, "1", "4")
    assert Grade.objects.count() == 1


def test_one_goes_on_where_one_was(desk, work, teacher, second, cast):
    other = desk.handed_in(cast.bob, {"1": "His."})
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/go-on/"
    assert teacher.get(path).url == desk.question_path(work)
    told(teacher, desk, other, "2", show="all")
    assert teacher.get(path).url == desk.question_path(other, "2", f"?work={other.pk}&show=all")
    told(teacher, desk, work, "")
    assert teacher.get(path).url == desk.path("grade/", work)
    assert second.get(path).url == desk.question_path(work)
    assert GradingPlace.objects.count() == 1


def test_with_nothing_to_grade_it_leads_to_the_board(desk, teacher):
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/go-on/"
    assert teacher.get(path).url == desk.board_path()


def test_a_question_that_is_not_asked_is_not_found(desk, work, teacher):
    response = teacher.post(desk.path("here/", work), {"question": "x" * 14})
    assert response.status_code == 404
    assert GradingPlace.objects.count() == 0


@pytest.mark.parametrize("name", ["alice", "bob", "theo", "fiona", "asif", "sana", "sue"])
def test_others_take_no_place(desk, work, cast, name):
    response = signed_in(getattr(cast, name)).post(desk.path("here/", work), {})
    assert response.status_code in {403, 404}
    assert GradingPlace.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_telling_costs_the_same(desk, cast, teacher, count, django_assert_num_queries):
    work = [desk.handed_in(student) for student in [cast.alice, *desk.new_students(count - 1)]]
    told(teacher, desk, work[0])
    question = desk.answer(work[0]).question_id
    with django_assert_num_queries(TELLING):
        teacher.post(desk.path("here/", work[0]), {"question": question})
    path = f"/admin/assignments/assignment/{desk.assignment.pk}/go-on/"
    with django_assert_num_queries(GOING_ON):
        teacher.get(path)


# With session and user, and the savepoints of the write.
TELLING = 11
GOING_ON = 7

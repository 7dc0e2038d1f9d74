"""An assistant sees and grades what is allocated to them, and nothing beside it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.giving.allocate import end_allocation
from assignments.models import Allocation, Answer, Assignment, Comment, Grade, Submission
from studyhub.people.models import Enrollment
from tests.assignments.allocation.conftest import address, allocated
from tests.assignments.grading.conftest import LABELS, boxes, words_of
from tests.conftest import signed_in


def labels_for(user, work) -> list[str]:
    rows = Answer.objects.gradable_by(user).filter(attempt__submission=work)
    return list(rows.order_by("question__position").values_list("question__label", flat=True))


@pytest.fixture
def work(desk, cast):
    return {"alice": desk.handed_in(cast.alice), "bob": desk.handed_in(cast.bob)}


def test_without_an_allocation_there_is_nothing_to_grade(desk, cast, work, assistant):
    assert list(Submission.objects.gradable_by(cast.asif)) == []
    for path in (desk.path("grade/", work["alice"]), desk.question_path(work["alice"])):
        assert (assistant.get(path).status_code, assistant.post(path).status_code) == (403, 403)
    html = assistant.get(desk.board_path()).content.decode()
    assert [row.pk for row in work.values() if row.pk in html] == []


def test_by_student_all_answers_of_that_student(desk, cast, work):
    allocated(desk, students=[cast.alice])
    assert list(Submission.objects.gradable_by(cast.asif)) == [work["alice"]]
    assert labels_for(cast.asif, work["alice"]) == list(LABELS)
    assert labels_for(cast.asif, work["bob"]) == []


def test_by_question_that_answer_of_every_student(desk, cast, work):
    allocated(desk, labels=["8b"])
    assert set(Submission.objects.gradable_by(cast.asif)) == set(work.values())
    assert [labels_for(cast.asif, row) for row in work.values()] == [["8b"], ["8b"]]


def test_by_both_that_one_answer(desk, cast, work):
    allocated(desk, labels=["8b"], students=[cast.bob])
    assert list(Submission.objects.gradable_by(cast.asif)) == [work["bob"]]
    assert labels_for(cast.asif, work["bob"]) == ["8b"]


def test_one_allocation_does_not_widen_another(desk, cast, work):
    allocated(desk, labels=["1"], students=[cast.alice])
    allocated(desk, labels=["2"], students=[cast.bob])
    assert labels_for(cast.asif, work["alice"]) == ["1"]
    assert labels_for(cast.asif, work["bob"]) == ["2"]


def test_a_draft_is_nobodys_to_grade(desk, cast):
    desk.begun(cast.alice)
    allocated(desk, students=[cast.alice])
    assert list(Submission.objects.gradable_by(cast.asif)) == []
    assert list(Answer.objects.gradable_by(cast.asif)) == []


def test_it_holds_in_that_assignment_alone(desk, cast, work):
    other = desk.handed_in(cast.alice, assignment=desk.given_again())
    allocated(desk, students=[cast.alice])
    assert labels_for(cast.asif, other) == []


def test_it_ends_with_the_role_in_the_class(desk, cast, work):
    allocated(desk, students=[cast.alice])
    Enrollment.objects.filter(user=cast.asif).update(ends_on=cast.riverside.day_of(timezone.now()))
    assert list(Submission.objects.gradable_by(cast.asif)) == []
    assert list(Answer.objects.gradable_by(cast.asif)) == []
    assert list(Assignment.objects.markable_by(cast.asif)) == []


def test_a_teacher_sees_all_and_a_share_of_it(desk, cast, work):
    allocated(desk, labels=["1"], grader=cast.tessa)
    assert labels_for(cast.tessa, work["bob"]) == list(LABELS)
    share = Answer.objects.in_share_of(cast.tessa)
    assert set(share.values_list("question__label", flat=True)) == {"1"}
    assert set(Submission.objects.in_share_of(cast.tessa)) == set(work.values())


def test_a_share_by_student_is_that_students_work(desk, cast, work):
    allocated(desk, students=[cast.bob], grader=cast.tessa)
    assert list(Submission.objects.in_share_of(cast.tessa)) == [work["bob"]]
    assert list(Submission.objects.in_share_of(cast.asif)) == []


def test_grading_by_student_shows_and_saves_only_what_is_allocated(desk, cast, work, assistant):
    allocated(desk, labels=["1", "8b"])
    path = desk.path("grade/", work["alice"])
    response = assistant.get(path)
    assert "Words on 8b." in words_of(response)
    assert "Words on 2." not in words_of(response)
    assert "Comment on the whole" not in words_of(response)
    assert "Return to" not in words_of(response)
    foreign = desk.answer(work["alice"], "2").question_id
    sent = {
        **boxes(response),
        f"{desk.answer(work['alice'], '8b').question_id}-points": "2",
        f"{foreign}-points": "1",
        f"{foreign}-based_on": "0",
        f"{foreign}-seen": "1",
        f"{foreign}-was": "",
        "overall-text": "Not mine to say.",
        "overall-based_on": "0",
        "overall-was": "",
        "stay": "1",
    }
    assert assistant.post(path, sent).status_code == 302
    graded = Grade.objects.values_list("answer__question__label", "graded_by")
    assert list(graded) == [("8b", cast.asif.pk)]
    assert Comment.objects.count() == 0


def test_who_has_all_of_a_student_comments_on_the_whole(desk, cast, work, assistant):
    allocated(desk, students=[cast.alice])
    path = desk.path("grade/", work["alice"])
    sent = {**boxes(assistant.get(path)), "overall-text": "Well argued.", "stay": "1"}
    assert assistant.post(path, sent).status_code == 302
    assert Comment.objects.get().author == cast.asif


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_question_that_is_not_allocated_is_not_found(desk, cast, work, assistant, method):
    allocated(desk, labels=["1"])
    sent = boxes(assistant.get(desk.question_path(work["alice"], "1")))
    path = desk.question_path(work["alice"], "2")
    assert getattr(assistant, method)(path, {**sent, "stay": "1"}).status_code == 404
    assert Grade.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_student_who_is_not_allocated_is_not_found(desk, cast, work, assistant, method):
    allocated(desk, students=[cast.alice])
    path = desk.question_path(work["alice"], "1", f"?work={work['bob'].pk}")
    assert getattr(assistant, method)(path).status_code == 404
    assert getattr(assistant, method)(desk.path("grade/", work["bob"])).status_code == 403
    assert Grade.objects.count() == 0


def test_the_walk_and_the_figures_count_what_is_allocated(desk, cast, work, assistant):
    allocated(desk, labels=["1"], students=[cast.alice])
    text = words_of(assistant.get(desk.question_path(work["alice"], "1")))
    assert "Question 1, 0 of 1 graded." in text
    assert ("My share (1) All (1) By name Alike ones together 1 , 1 to grade 1") in text
    board = assistant.get(desk.board_path()).content.decode()
    assert work["alice"].pk in board
    assert work["bob"].pk not in board


def test_a_form_of_an_ended_allocation_saves_nothing(desk, cast, work, assistant):
    (row,) = allocated(desk, students=[cast.alice])
    path = desk.path("grade/", work["alice"])
    sent = boxes(assistant.get(path))
    points = f"{desk.answer(work['alice']).question_id}-points"
    end_allocation(allocation=row, by=cast.tessa, at=timezone.now())
    assert assistant.post(path, {**sent, points: "2", "stay": "1"}).status_code == 403
    assert Grade.objects.count() == 0


@pytest.mark.parametrize("name", ["return/", "take-back/", "print/", "reopen/", ""])
def test_work_that_is_allocated_is_not_theirs_to_return(desk, cast, work, assistant, name):
    allocated(desk, students=[cast.alice])
    path = desk.path(name, work["alice"])
    response = assistant.post(path) if name == "reopen/" else assistant.get(path)
    assert response.status_code == 403


@pytest.mark.parametrize(
    "name",
    ["return/", "results/", "results/evidence/", "print/", "worksheet/", "times/", "receipt/"],
)
def test_nor_is_what_concerns_the_class(desk, cast, work, assistant, name):
    allocated(desk, students=[cast.alice])
    assert assistant.get(address(desk, name)).status_code == 403
    assert assistant.post(address(desk, "export/"), {"form": "csv"}).status_code == 403
    assert assistant.get(f"/admin/gradebook/{cast.class_8a.pk}/").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("theo", 404), ("fiona", 404), ("sofia", 404)])
def test_people_of_elsewhere_see_nothing_of_it(desk, cast, work, who, status):
    allocated(desk, students=[cast.alice])
    client = signed_in(getattr(cast, who))
    for path in (desk.path("grade/", work["alice"]), desk.question_path(work["alice"])):
        assert (client.get(path).status_code, client.post(path).status_code) == (status, status)


def test_nobody_is_allocated_their_own_work_by_a_question(desk, cast, work):
    row = allocated(desk, labels=["1"])[0]
    Allocation.objects.filter(pk=row.pk).update(grader=cast.alice)
    assert list(Answer.objects.gradable_by(cast.alice)) == []

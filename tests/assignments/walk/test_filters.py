"""Going through some of the answers to a question: which, in which order, and to the end."""

from __future__ import annotations

import re

import pytest

from assignments.domain.grading.sheet import questions_of
from assignments.enums import Shows
from tests.assignments.grading.conftest import boxes, words_of
from tests.assignments.grading.test_queries import queries
from tests.assignments.walk.conftest import allocated

pytestmark = pytest.mark.django_db


def tabs(response) -> list[str]:
    html = response.content.decode()
    return re.findall(r'<a href="[^"]*" data-tab="[^"]*"[^>]*>([^<]+)</a>', html)


def chosen(response) -> str:
    return re.findall(r'aria-current="true">([^<]+)</a>', response.content.decode())[0]


def at(response) -> str:
    """Return whose answer is on the screen."""
    return re.findall(r'<h2 id="student">([^<]+) Of', response.content.decode())[0]


def neighbor(response, rel: str) -> str:
    found = re.findall(rf'href="([^"]+)" rel="{rel}"', response.content.decode())
    return found[0].replace("&amp;", "&") if found else ""


def walked(client, path: str) -> list[str]:
    """Return whose answers come one after the other, from the first to the last."""
    seen = []
    while path:
        response = client.get(path)
        seen.append(at(response))
        path = neighbor(response, "next")
    return seen


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("", ["Bob", "Pupil00"]),
        ("?show=to_grade", ["Bob", "Pupil00"]),
        ("?show=graded", ["Alice", "Pupil01"]),
        ("?show=late", ["Alice", "Bob"]),
        ("?show=all", ["Alice", "Bob", "Pupil00", "Pupil01"]),
        ("?show=no-such-thing", ["Bob", "Pupil00"]),
    ],
)
def test_each_goes_through_what_it_names(desk, teacher, four, query, people):
    assert walked(teacher, desk.question_path(four[0], query=query)) == people


def test_the_tabs_count_and_say_which_it_is(desk, teacher, four):
    response = teacher.get(desk.question_path(four[0], query="?show=late"))
    assert tabs(response) == ["To grade (2)", "Graded (2)", "Late (2)", "All (4)"]
    assert chosen(response) == "Late (2)"
    assert "1 of 2 late" in words_of(response)


def test_a_share_is_shown_once_something_is_allocated_to_anybody(
    desk, cast, teacher, assistant, four
):
    path = desk.question_path(four[0], query="?show=share")
    assert tabs(teacher.get(path))[3] == "My share (0)"
    assert "My share (0)" not in tabs(teacher.get(desk.question_path(four[0])))
    allocated(desk, students=[cast.bob])
    assert tabs(teacher.get(desk.question_path(four[0])))[3] == "My share (0)"
    assert "No answer to question 1 is allocated to you" in words_of(teacher.get(path))
    assert walked(assistant, path) == ["Bob"]
    allocated(desk, labels=["1"], students=[cast.alice], grader=cast.tessa)
    assert walked(teacher, path) == ["Alice"]
    assert walked(teacher, desk.question_path(four[0], "2", "?show=all"))[0] == "Alice"
    assert tabs(teacher.get(desk.question_path(four[0], "2")))[3] == "My share (0)"


@pytest.mark.parametrize(
    ("show", "sentence"),
    [
        ("to_grade", "Every answer to question 1 is graded"),
        ("graded", "No answer to question 1 is graded yet"),
        ("late", "No answer to question 1 came late"),
    ],
)
def test_where_there_is_none_it_says_so_and_what_to_do(desk, cast, teacher, show, sentence):
    work = desk.handed_in(cast.alice)
    if show == "to_grade":
        desk.grade(work)
    response = teacher.get(desk.question_path(work, query=f"?show={show}"))
    assert response.status_code == 200
    assert sentence in words_of(response)
    assert f'href="{desk.question_path(work, query="?show=all")}"' in response.content.decode()


def test_going_on_keeps_to_it_with_and_without_saving(desk, teacher, four):
    path = desk.question_path(four[0], query="?show=late")
    response = teacher.get(path)
    following = desk.question_path(four[0], query=f"?work={four[1].pk}&show=late")
    assert neighbor(response, "next") == following
    saved = teacher.post(path, {**boxes(response), "next": "1"})
    assert saved["Location"] == following
    stayed = teacher.post(following, {**boxes(teacher.get(following)), "stay": "1"})
    assert stayed["Location"] == following
    last = teacher.post(following, {**boxes(teacher.get(following)), "next": "1"})
    assert last["Location"] == desk.board_path()
    assert neighbor(teacher.get(following), "prev") == desk.question_path(
        four[0], query=f"?work={four[0].pk}&show=late"
    )


def test_another_question_is_gone_through_likewise(desk, cast, teacher, four):
    html = teacher.get(desk.question_path(four[0], query="?show=late")).content.decode()
    links = re.findall(r'href="([^"]+/question/[^"]+)"', html[html.index("question-links") :])
    asked = [row.question.label for row in questions_of(assignment=desk.assignment, by=cast.tessa)]
    paths = [desk.question_path(four[0], label, "?show=late") for label in asked]
    assert links[: len(asked)] == paths


def test_what_is_looked_at_belongs_to_it_though_it_does_not_fit(desk, teacher, four):
    path = desk.question_path(four[0], query=f"?work={four[2].pk}&show=late")
    response = teacher.get(path)
    assert at(response) == "Pupil00"
    assert "3 of 3 late" in words_of(response)
    assert tabs(response)[2] == "Late (2)"


def test_save_and_next_among_what_is_to_grade_goes_round(desk, teacher, four):
    path = desk.question_path(four[0], query=f"?work={four[2].pk}")
    response = teacher.post(path, {**boxes(teacher.get(path)), "next": "1"})
    assert response["Location"] == desk.question_path(four[0], query=f"?work={four[1].pk}")


@pytest.mark.parametrize("show", list(Shows))
def test_one_goes_on_as_one_was(desk, cast, teacher, four, show):
    question = desk.answer(four[1]).question_id
    teacher.post(desk.path("here/", four[1]), {"question": question, "show": show})
    response = teacher.get(f"/admin/assignments/assignment/{desk.assignment.pk}/go-on/")
    query = "" if show == Shows.TO_GRADE else f"&show={show}"
    assert response.url == desk.question_path(four[0], query=f"?work={four[1].pk}{query}")


@pytest.mark.parametrize("students", [1, 3, 30])
def test_each_costs_the_same(desk, cast, teacher, students):
    people = [cast.alice, *desk.new_students(students - 1)]
    work = [desk.handed_in(student, {"1": "A text."}) for student in people]
    allocated(desk, labels=["1"], grader=cast.tessa)
    found = {
        show: queries(teacher, desk.question_path(work[0], query=f"?work={work[0].pk}&show={show}"))
        for show in Shows
    }
    assert found == dict.fromkeys(Shows, 23)


def test_a_note_comes_back_to_the_same_way(desk, teacher, four):
    path = desk.question_path(four[0], query=f"?work={four[1].pk}&show=late&order=alike")
    sent = {"kind": "strength", "text": "Clear", "to": boxes(teacher.get(path))["to"]}
    question = desk.answer(four[1]).question_id
    response = teacher.post(desk.path(f"notes/{question}/tag/", four[1]), sent)
    assert response["Location"] == f"{path}#notes"


def test_keeping_a_comment_comes_back_to_the_same_way(desk, teacher, four):
    desk.grade(four[1], "1", "2", "Name the Comintern.")
    path = desk.question_path(four[0], query=f"?work={four[1].pk}&show=late&order=alike")
    html = teacher.get(path).content.decode()
    form = html[html.index("data-bank-keep>") :]
    sent = dict(
        re.findall(r'name="(to|show|order)" value="([^"]*)"', form[: form.index("</form>")])
    )
    question = desk.answer(four[1]).question_id
    response = teacher.post(desk.path(f"notes/{question}/keep/", four[1]), sent)
    assert response["Location"] == path

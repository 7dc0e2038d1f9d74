"""Going through answers so that alike ones follow each other."""

from __future__ import annotations

import re

import pytest

from assignments.domain.grading import alike
from assignments.domain.grading.alike import alike_together
from assignments.domain.grading.queue import queue
from assignments.domain.names import pseudonym
from assignments.models import Assignment
from tests.assignments.blind.conftest import names_in
from tests.assignments.grading.conftest import boxes, words_of
from tests.assignments.grading.test_queries import queries
from tests.assignments.walk.test_filters import at, chosen, neighbor, tabs, walked

pytestmark = pytest.mark.django_db

FLEET = "The fleet sailed at dawn towards the northern harbor with grain."
PACT = "Moscow signed a pact because western powers hesitated too long."
TEXTS = (FLEET, PACT, f"{FLEET} Winter came.", f"{PACT} Others asked.", "")


@pytest.fixture
def work(desk, cast):
    people = [cast.alice, cast.bob, *desk.new_students(len(TEXTS) - 2)]
    return [
        desk.handed_in(student, {"1": text, "2": "Two."})
        for student, text in zip(people, TEXTS, strict=True)
    ]


def test_alike_ones_follow_each_other_and_blank_ones_come_last(desk, teacher, work):
    path = desk.question_path(work[0], query="?order=alike")
    assert walked(teacher, path) == ["Alice", "Pupil00", "Bob", "Pupil01", "Pupil02"]
    assert walked(teacher, desk.question_path(work[0]))[:2] == ["Alice", "Bob"]
    assert "Alike ones together</a>" in teacher.get(path).content.decode()


def test_it_goes_with_what_is_gone_through_and_is_kept(desk, teacher, work):
    desk.grade(work[2])
    path = desk.question_path(work[0], query="?order=alike")
    assert walked(teacher, path) == ["Alice", "Bob", "Pupil01", "Pupil02"]
    everything = desk.question_path(work[0], query="?show=all&order=alike")
    assert walked(teacher, everything) == ["Alice", "Pupil00", "Bob", "Pupil01", "Pupil02"]
    response = teacher.get(everything)
    assert tabs(response) == ["To grade (4)", "Graded (1)", "Late (0)", "All (5)"]
    assert chosen(response) == "All (5)"
    links = re.findall(r'<a href="([^"]+)" data-tab', response.content.decode())
    assert [link.endswith("order=alike") for link in links] == [True] * 4
    saved = teacher.post(everything, {**boxes(response), "next": "1"})
    assert saved["Location"] == neighbor(response, "next")
    assert saved["Location"].endswith(f"?work={work[2].pk}&show=all&order=alike")


def test_save_and_next_goes_round_in_this_order(desk, teacher, work):
    path = desk.question_path(work[0], query=f"?work={work[4].pk}&order=alike")
    response = teacher.post(path, {**boxes(teacher.get(path)), "next": "1"})
    assert response["Location"] == desk.question_path(
        work[0], query=f"?work={work[0].pk}&order=alike"
    )


def test_one_goes_on_in_the_order_one_was_in(desk, teacher, work):
    question = desk.answer(work[1]).question_id
    sent = {"question": question, "show": "graded", "order": "alike"}
    teacher.post(desk.path("here/", work[1]), sent)
    response = teacher.get(f"/admin/assignments/assignment/{desk.assignment.pk}/go-on/")
    query = f"?work={work[1].pk}&show=graded&order=alike"
    assert response.url == desk.question_path(work[0], query=query)


def test_who_hands_in_again_stays_on_the_way(desk, teacher, work):
    path = desk.question_path(work[0], query=f"?work={work[2].pk}&order=alike")
    assert "2 of 5 to grade" in words_of(teacher.get(path))
    desk.handed_in_again(work[2], "1", f"{PACT} Some spoke.")
    response = teacher.get(path)
    assert at(response) == "Pupil00"
    assert "of 5 to grade" in words_of(response)
    whole = walked(teacher, desk.question_path(work[0], query="?order=alike"))
    assert sorted(whole[:3]) == ["Bob", "Pupil00", "Pupil01"]
    assert whole[3:] == ["Alice", "Pupil02"]


def test_it_is_worked_out_once_for_the_same_texts(desk, cast, teacher, work, monkeypatch):
    texts = []

    def by_likeness(given):
        texts.append(list(given.values()))
        return sorted(given)

    monkeypatch.setattr(alike, "by_likeness", by_likeness)
    path = desk.question_path(work[0], query="?order=alike")
    for _ in range(3):
        teacher.get(path)
    assert texts == [list(TEXTS)]
    teacher.get(desk.question_path(work[0], "2", "?order=alike"))
    desk.handed_in_again(work[0], "1", "Another text.")
    teacher.get(path)
    assert texts[1:] == [["Two."] * 5, ["Another text.", *TEXTS[1:]]]


def test_what_is_kept_is_of_one_persons_queue(desk, cast, work, second, nora):
    question = desk.answer(work[0]).question
    whole = queue(assignment=desk.assignment, by=cast.tessa, question=question)
    assert [row.pk for row in alike_together(whole[1:])] != [
        row.pk for row in alike_together(whole)
    ]
    assert len(alike_together(whole[1:])) == 4
    assert alike_together([]) == []


def test_under_pseudonyms_the_order_goes_by_them_where_nothing_is_alike(blind, cast, teacher):
    texts = ("Grain was scarce.", "Trotsky left Moscow.", "Nobody understood treaties.")
    people = [cast.alice, cast.bob, *blind.new_students(1)]
    work = [blind.handed_in(row, {"1": text}) for row, text in zip(people, texts, strict=True)]
    path = blind.question_path(work[0], query="?show=all&order=alike")
    seen = []
    while path:
        response = teacher.get(path)
        assert names_in(response) == []
        seen.append(re.findall(r'<h2 id="student">([^<]+)</h2>', response.content.decode())[0])
        path = neighbor(response, "next")
    assert seen == [pseudonym(row) for row in sorted(work, key=lambda row: row.pk)]
    Assignment.objects.filter(pk=blind.assignment.pk).update(is_blind=False)
    named = teacher.get(blind.question_path(work[0], query=f"?work={work[0].pk}&order=alike"))
    assert names_in(named) == ["Zephyrine", "Quillfeather"]


@pytest.mark.parametrize("students", [1, 3, 30])
def test_it_costs_one_query_once(desk, cast, teacher, students):
    people = [cast.alice, *desk.new_students(students - 1)]
    work = [desk.handed_in(row, {"1": f"A text of {row.given_name}."}) for row in people]
    path = desk.question_path(work[0], query=f"?work={work[0].pk}&order=alike")
    assert [queries(teacher, path) for _ in range(2)] == [24, 23]
    desk.handed_in_again(work[0], "1", "Another text.")
    assert [queries(teacher, path) for _ in range(2)] == [25, 24]

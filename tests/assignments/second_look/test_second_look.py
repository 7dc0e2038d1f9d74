"""The second look: given by somebody else, stale after a change, and needed for returning."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.giving.allocate import allocate
from assignments.domain.returning.release import return_to_students
from assignments.domain.returning.second_look import give_second_look
from assignments.models import Assignment, Release, SecondLook
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.grading.conftest import boxes, words_of
from tests.assignments.grading.test_queries import queries
from tests.conftest import signed_in


def given(client, asked, work, note: str = ""):
    path = asked.path("second-look/", work)
    return client.post(path, {**boxes(client.get(path)), "note": note})


def returned(asked, work, by):
    return return_to_students(submissions=[asked.fresh(work)], by=by, at=timezone.now())


def test_it_is_given_recorded_and_lets_the_work_go(asked, cast, nora, second, work):
    assert given(second, asked, work, "Agreed.")["Location"] == asked.board_path()
    look = SecondLook.objects.get()
    assert (look.attempt, look.by, look.note) == (work.counted_attempt, nora, "Agreed.")
    entry = Entry.objects.get(verb="second_look")
    assert (entry.actor_id, entry.target_id) == (nora.pk, work.counted_attempt_id)
    assert (entry.after, entry.why) == ({"digest": look.digest}, "Agreed.")
    outcome = returned(asked, work, cast.tessa)
    assert (len(outcome.returned), outcome.lacking) == (1, [])


def test_without_it_nothing_is_returned(asked, cast, work):
    outcome = returned(asked, work, cast.tessa)
    assert (outcome.returned, outcome.lacking) == ([], [work])
    assert Release.objects.count() == 0


def test_a_change_makes_it_stale(asked, cast, second, work):
    given(second, asked, work)
    asked.grade(work, "1", "1")
    assert returned(asked, work, cast.tessa).lacking == [work]
    text = words_of(second.get(asked.path("second-look/", work)))
    assert "It has changed since, so it needs another." in text
    given(second, asked, work)
    assert len(returned(asked, work, cast.tessa).returned) == 1


def test_handing_in_again_needs_it_again(asked, cast, second, work):
    given(second, asked, work)
    asked.handed_in_again(work, "1", "Another text.")
    assert returned(asked, work, cast.tessa).lacking == [asked.fresh(work)]


def test_who_graded_any_of_it_cannot_give_it(asked, cast, nora, second, teacher, work):
    given(teacher, asked, work)
    assert "You graded some of this yourself" in words_of(
        teacher.get(asked.path("second-look/", work))
    )
    asked.grade(work, "8b", "1", by=nora)
    assert given(second, asked, work).status_code == 200
    assert SecondLook.objects.count() == 0


def test_refusals_have_their_code(asked, cast, nora, work):
    blank = asked.handed_in(cast.bob)
    for row, by, code in ((work, cast.tessa, "own_grading"), (blank, nora, "not_graded")):
        with pytest.raises(Refusal) as met:
            give_second_look(submission=row, seen="", note="", by=by, at=timezone.now())
        assert met.value.code == code
    Assignment.objects.update(needs_second_look=False)
    with pytest.raises(Refusal) as met:
        give_second_look(submission=work, seen="", note="", by=nora, at=timezone.now())
    assert met.value.code == "not_asked"


def test_a_stale_tab_confirms_nothing_and_keeps_the_note(asked, second, work):
    path = asked.path("second-look/", work)
    sent = {**boxes(second.get(path)), "note": "Agreed."}
    asked.grade(work, "1", "1")
    response = second.post(path, sent)
    assert (response.status_code, SecondLook.objects.count()) == (409, 0)
    assert boxes(response)["note"] == "Agreed."
    assert second.post(path, boxes(response)).status_code == 302


def test_a_replayed_form_is_one_look(asked, second, work):
    path = asked.path("second-look/", work)
    sent = boxes(second.get(path))
    second.post(path, sent)
    second.post(path, sent)
    assert SecondLook.objects.count() == Entry.objects.filter(verb="second_look").count() == 1


def test_an_assistant_gives_it_where_all_is_allocated(asked, cast, work):
    client, path = signed_in(cast.asif), asked.path("second-look/", work)
    assert client.get(path).status_code == 403
    now = timezone.now()
    question = asked.assignment.asked.get(question__label="1").question
    kept = {"assignment": asked.assignment, "grader": cast.asif, "by": cast.tessa, "at": now}
    allocate(**kept, questions=[question], students=[])
    assert (client.get(path).status_code, client.post(path).status_code) == (403, 403)
    allocate(**kept, questions=[], students=[cast.alice])
    given(client, asked, work)
    assert SecondLook.objects.get().by == cast.asif


@pytest.mark.parametrize(
    ("who", "status"), [("sue", 403), ("theo", 404), ("fiona", 404), ("sana", 404), ("alice", 404)]
)
def test_nobody_else_gives_it(asked, cast, work, who, status):
    client, path = signed_in(getattr(cast, who)), asked.path("second-look/", work)
    assert (client.get(path).status_code, client.post(path).status_code) == (status, status)


def test_the_page_of_returning_names_what_lacks_it(asked, cast, second, teacher, work):
    path = f"/admin/assignments/assignment/{asked.assignment.pk}/return/"
    page = teacher.get(path)
    assert "Second look is missing" in words_of(page)
    assert "work" not in boxes(page)
    said = teacher.post(path, {**boxes(page), "work": work.pk}, follow=True)
    assert "the second look is missing." in said.content.decode()
    assert Release.objects.count() == 0
    given(second, asked, work)
    teacher.post(path, boxes(teacher.get(path)))
    assert Release.objects.count() == 1


@pytest.mark.parametrize("students", [1, 3, 30])
def test_the_pages_ask_the_same(asked, cast, teacher, students):
    people = [cast.alice, cast.bob, *asked.new_students(max(students - 2, 0))][:students]
    rows = [asked.handed_in(student, {"1": "A text."}) for student in people]
    for row in rows:
        asked.grade(row, "1", "2", "A word.")
    path = f"/admin/assignments/assignment/{asked.assignment.pk}/return/"
    found = (queries(teacher, path), queries(teacher, asked.path("second-look/", rows[0])))
    assert found == (17, 25)

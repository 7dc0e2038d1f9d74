"""Who sees how an answer was written, when, and how it is kept from teachers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.paper import take_in_on_paper
from assignments.domain.answering.start import start
from assignments.domain.answering.writing_record_off import turn_off, turn_on
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Submission, WritingRecordOff
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.allocation.conftest import allocated
from tests.assignments.blind.conftest import names_in
from tests.assignments.grading.conftest import words_of
from tests.assignments.grading.test_queries import queries
from tests.assignments.student.pages import words_of as student_words_of
from tests.assignments.writing_record.conftest import (
    MONDAY,
    handed_in,
    history_path,
    record_path,
    switch_path,
    write,
)
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

WRITTEN = "Written in 1 sitting, about 20 minutes."
SEES = "Your teacher can see this after you hand in."
SEES_NOT = "Your teacher does not see this."
AGREED = "Not shown, as agreed."


@pytest.fixture
def draft(given, cast) -> Submission:
    work = start(assignment=given.assignment, by=cast.alice, at=MONDAY)
    write(work, 10, MONDAY)
    write(work, 100, MONDAY + timedelta(minutes=20))
    return work


@pytest.fixture
def work(draft, cast) -> Submission:
    return handed_in(draft, cast.alice, MONDAY + timedelta(hours=1))


@pytest.fixture
def alice(cast):
    return signed_in(cast.alice)


def test_its_writer_sees_it_before_anybody_else(given, cast, draft, alice, teacher):
    for path in (history_path(draft), f"/work/{draft.pk}/review/"):
        shown = student_words_of(alice.get(path))
        assert WRITTEN in shown
        assert SEES in shown
    assert teacher.get(record_path(given, draft)).status_code == 404
    assert WRITTEN not in words_of(teacher.get(given.board_path()))
    assert teacher.get(history_path(draft)).status_code == 403
    handed_in(draft, cast.alice, MONDAY + timedelta(hours=1))
    assert WRITTEN in words_of(teacher.get(record_path(given, draft)))


def test_on_the_desk_it_is_fetched_when_it_is_opened(given, work, teacher):
    response = teacher.get(given.question_path(work))
    assert f'data-fetched="{record_path(given, work)}"' in response.content.decode()
    assert WRITTEN not in words_of(response)


def test_it_says_what_it_cannot_tell_to_both(given, work, alice, teacher):
    limit = "cannot tell typing from pasting"
    assert limit in words_of(teacher.get(record_path(given, work)))
    assert limit in student_words_of(alice.get(history_path(work)))


def test_a_draft_after_the_hand_in_stays_its_writers(given, cast, work, alice, teacher):
    at = MONDAY + timedelta(hours=2)
    keep_working(position=position_of(work, at=at), by=cast.alice, at=at)
    write(work, 400, at)
    assert "300 words" in student_words_of(alice.get(history_path(work)))
    shown = words_of(teacher.get(record_path(given, work)))
    assert WRITTEN in shown
    assert "300 words" not in shown


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 404), ("bob", 404), ("theo", 404), ("fiona", 404), ("sana", 404), ("asif", 403),
     ("sue", 403)],
)  # fmt: skip
def test_nobody_sees_it_who_may_not_grade(given, cast, work, who, status):
    assert signed_in(getattr(cast, who)).get(record_path(given, work)).status_code == status


def test_an_assistant_sees_it_of_what_is_allocated(given, cast, work, assistant):
    allocated(given, labels=["1"])
    response = assistant.get(record_path(given, work))
    assert WRITTEN in words_of(response)
    assert "at the student’s request" not in words_of(response)
    assert assistant.get(record_path(given, work, "2")).status_code == 404


def test_off_it_is_kept_from_teachers_and_not_from_its_writer(
    given, cast, work, alice, teacher, assistant
):
    allocated(given, students=[cast.alice])
    assert teacher.post(switch_path(given, cast.alice), {"show": "0"}).status_code == 302
    for client in (teacher, assistant):
        shown = words_of(client.get(record_path(given, work)))
        assert AGREED in shown
        assert WRITTEN not in shown
    own = student_words_of(alice.get(history_path(work)))
    assert (WRITTEN in own, SEES_NOT in own, SEES in own) == (True, True, False)
    teacher.post(switch_path(given, cast.alice), {"show": "1"})
    assert WRITTEN in words_of(teacher.get(record_path(given, work)))
    assert SEES in student_words_of(alice.get(history_path(work)))


def test_off_on_the_page_before_handing_in(given, cast, draft, alice):
    turn_off(school_class=cast.class_8a, student=cast.alice, by=cast.tessa, at=timezone.now())
    shown = student_words_of(alice.get(f"/work/{draft.pk}/review/"))
    assert (WRITTEN in shown, SEES_NOT in shown, SEES in shown) == (True, True, False)


def test_it_holds_for_all_work_of_the_class_and_for_one_student(given, cast, work, teacher):
    bob = given.handed_in(cast.bob)
    turn_off(school_class=cast.class_8a, student=cast.alice, by=cast.tessa, at=timezone.now())
    other = given.given_again()
    again = given.handed_in(cast.alice, None, other)
    assert AGREED in words_of(teacher.get(record_path(given, again)))
    assert AGREED not in words_of(teacher.get(record_path(given, bob)))


def test_each_turn_leaves_one_entry(cast):
    who = {"school_class": cast.class_8a, "student": cast.alice, "by": cast.tessa}
    for _ in range(2):
        turn_off(**who, at=timezone.now())
    assert WritingRecordOff.objects.get().turned_off_by == cast.tessa
    for _ in range(2):
        turn_on(**who, at=timezone.now())
    assert WritingRecordOff.objects.count() == 0
    rows = Entry.objects.filter(verb__startswith="turn_writing_record").order_by("pk")
    assert list(rows.values_list("verb", "actor_id", "target_id", "tenant_id", "after")) == [
        (verb, cast.tessa.pk, cast.class_8a.pk, cast.riverside.pk,
         {"student": cast.alice.pk, "writing_record": is_shown})
        for verb, is_shown in (("turn_writing_record_off", False), ("turn_writing_record_on", True))
    ]  # fmt: skip


def test_nobody_decides_it_for_themselves(cast):
    for act in (turn_off, turn_on):
        with pytest.raises(Refusal):
            act(school_class=cast.class_8a, student=cast.alice, by=cast.alice, at=timezone.now())
    assert WritingRecordOff.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("asif", 403), ("sue", 403), ("sana", 404), ("theo", 404), ("fiona", 404), ("alice", 404)],
)
def test_only_a_teacher_of_the_class_turns_it(given, cast, who, status, method):
    client = signed_in(getattr(cast, who))
    response = getattr(client, method)(switch_path(given, cast.alice))
    assert response.status_code == status
    assert WritingRecordOff.objects.count() == 0


def test_a_student_of_another_class_is_not_found(given, cast, teacher):
    for student in (cast.carol, cast.frank, cast.tessa):
        assert teacher.post(switch_path(given, student)).status_code == 404
    assert WritingRecordOff.objects.count() == 0


def test_the_switch_is_reached_from_the_answer_and_from_the_students_times(
    given, cast, work, teacher
):
    times = f"/admin/assignments/assignment/{given.assignment.pk}/student/{cast.alice.pk}/"
    for path in (record_path(given, work), times):
        assert f'href="{switch_path(given, cast.alice)}"' in teacher.get(path).content.decode()
    page = teacher.get(switch_path(given, cast.alice))
    assert "Shown to those who grade, after hand-in, in all work of 8A." in words_of(page)


def test_while_names_are_hidden_it_is_shown_of_nobody(blind, cast, teacher):
    work = [blind.handed_in(student) for student in (cast.alice, cast.bob)]
    turn_off(school_class=cast.class_8a, student=cast.alice, by=cast.tessa, at=timezone.now())
    shown = [teacher.get(record_path(blind, row)) for row in work]
    assert [names_in(response) for response in shown] == [[], []]
    for response in shown:
        assert "Not shown while names are hidden" in words_of(response)
        assert AGREED not in words_of(response)
        assert "/writing-record/" not in response.content.decode().split('class="sheet"')[1]
    Assignment.objects.filter(pk=blind.assignment.pk).update(is_blind=False)
    assert AGREED in words_of(teacher.get(record_path(blind, work[0])))


def test_work_on_paper_was_not_typed(given, cast, teacher):
    now = timezone.now()
    attempt = take_in_on_paper(
        assignment=given.assignment, student=cast.bob, received_at=now, by=cast.tessa, at=now
    )
    work = attempt.submission
    assert "nothing was typed here" in words_of(teacher.get(record_path(given, work)))


def test_no_file_and_no_list_holds_it(given, cast, work, teacher):
    below = f"/admin/assignments/assignment/{given.assignment.pk}/"
    for response in (
        teacher.get(given.board_path()),
        teacher.get(given.path("grade/", work)),
        teacher.get(f"{below}results/"),
        teacher.get(f"/admin/gradebook/{cast.class_8a.pk}/"),
        teacher.post(f"{below}export/"),
        teacher.get(f"{below}print/"),
    ):
        body = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200
        assert (b"sitting" in body, b"kept states" in body) == (False, False)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_cost_the_same(given, cast, teacher, count):
    work = [given.handed_in(student) for student in [cast.alice, *given.new_students(count - 1)]]
    found = {
        "record": queries(teacher, record_path(given, work[0])),
        "question": queries(teacher, given.question_path(work[0])),
        "switch": queries(teacher, switch_path(given, cast.alice)),
    }
    assert found == {"record": 8, "question": 23, "switch": 17}

"""Returning at a set time: nobody sees it before, and it can be called off."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assignments.domain.overview.board import board
from assignments.domain.returning.release import call_off, return_to_students, take_back
from assignments.models import Assignment, Notice, Release
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.after.conftest import FRIDAY, FRIDAY_TYPED, NOON
from tests.assignments.grading.conftest import words_of as desk_words
from tests.assignments.grading.test_releasing_pages import all_path, confirmed
from tests.assignments.student.pages import masked, words_of
from tests.conftest import signed_in


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def work(desk, cast):
    found = desk.handed_in(cast.alice)
    desk.grade(found, "1", "3.5", "CANARY-COMMENT")
    return found


def plan(desk, work, when=FRIDAY) -> Release:
    (release,) = desk.give_back(work, when=when).returned
    return release


def student_pages(client, work) -> dict[str, str]:
    paths = ["/", "/notices/", *(f"/work/{work.pk}/{tail}" for tail in ("", "returned/"))]
    return {path: masked(client.get(path)) for path in paths}


def numbers(work, at) -> list[int]:
    return list(work.releases.in_force(at).order_by("number").values_list("number", flat=True))


def row(desk, student):
    assignments = Assignment.objects.select_related("school_class__school")
    rows = board([assignments.get(pk=desk.assignment.pk)], at=timezone.now())
    return next(found for found in rows[desk.assignment.pk] if found.student == student)


def test_nothing_tells_of_a_plan_before_its_time(desk, cast, work, alice_client, clock):
    from django.urls import reverse

    from assignments.domain.telling.calendar import make_address

    address = reverse("calendar_feed", args=[make_address(by=cast.alice, at=NOON)])
    before = student_pages(alice_client, work), alice_client.get(address).content
    release = plan(desk, work)
    assert (release.planned_at, release.released_at) == (NOON, FRIDAY)
    assert (student_pages(alice_client, work), alice_client.get(address).content) == before
    assert alice_client.get(f"/work/{work.pk}/returned/1/").status_code == 404
    clock.move_to(FRIDAY - timedelta(seconds=1))
    assert "CANARY" not in "".join(student_pages(signed_in(cast.alice), work).values())
    clock.move_to(FRIDAY)
    client = signed_in(cast.alice)
    page = words_of(client.get(f"/work/{work.pk}/returned/"))
    assert "Returned Friday 27 November, 08:00 by Tessa" in page
    assert "CANARY-COMMENT" in page
    assert "Came back Ten questions" in words_of(client.get("/"))
    assert "Returned" in words_of(client.get("/notices/"))


def test_the_notice_shows_from_that_moment(desk, cast, work, clock):
    plan(desk, work)
    mine = Notice.objects.filter(kind="returned", recipient=cast.alice)
    assert mine.count() == 1
    assert not mine.visible_to(cast.alice).exists()
    clock.move_to(FRIDAY)
    assert [notice.shown_at for notice in mine.visible_to(cast.alice)] == [FRIDAY]


def test_called_off_it_is_as_if_it_had_never_been(desk, cast, work, alice_client, clock):
    before = student_pages(alice_client, work)
    plan(desk, work)
    clock.move_to(FRIDAY - timedelta(days=1))
    call_off(submission=work, by=cast.tessa, at=timezone.now(), reason="Not yet.")
    assert Entry.objects.get(verb="call_off").why == "Not yet."
    for moment in (FRIDAY - timedelta(days=1), FRIDAY, FRIDAY + timedelta(days=9)):
        assert numbers(work, moment) == []
    clock.move_to(NOON)
    assert student_pages(alice_client, work) == before
    clock.move_to(FRIDAY + timedelta(days=1))
    client = signed_in(cast.alice)
    pages = student_pages(client, work)
    assert [path for path, page in pages.items() if "Taken back" in page] == []
    assert "Nothing has come back yet" in pages[f"/work/{work.pk}/returned/"]
    assert client.get(f"/work/{work.pk}/returned/1/").status_code == 404
    assert not Notice.objects.visible_to(cast.alice).filter(kind="returned").exists()


def test_calling_off_a_correction_leaves_what_was_returned(desk, cast, work):
    desk.give_back(work)
    desk.grade(work, "1", "5")
    plan(desk, work)
    assert numbers(work, FRIDAY) == [1, 2]
    call_off(submission=work, by=cast.tessa, at=NOON)
    assert numbers(work, FRIDAY) == [1]
    taken = take_back(submission=work, by=cast.tessa, at=NOON, reason="Wrong.")
    assert (taken.number, numbers(work, FRIDAY)) == (4, [1, 4])


def test_taking_back_calls_the_plan_off_too(desk, cast, work):
    desk.give_back(work)
    desk.grade(work, "1", "5")
    plan(desk, work)
    take_back(submission=work, by=cast.tessa, at=NOON, reason="Wrong.")
    assert numbers(work, FRIDAY) == [1, 4]
    assert not Release.objects.readable(FRIDAY).exists()


def test_returning_again_replaces_the_plan(desk, cast, work):
    plan(desk, work)
    assert desk.give_back(work, when=FRIDAY).unchanged == [work]
    desk.grade(work, "1", "5")
    plan(desk, work, FRIDAY + timedelta(hours=1))
    assert numbers(work, FRIDAY + timedelta(minutes=59)) == []
    assert numbers(work, FRIDAY + timedelta(hours=1)) == [2]
    assert [row.number for row in desk.give_back(work).returned] == [3]
    assert numbers(work, NOON) == numbers(work, FRIDAY + timedelta(days=1)) == [3]


def test_once_returned_it_is_taken_back_as_ever(desk, cast, work, clock):
    plan(desk, work)
    clock.move_to(FRIDAY)
    with pytest.raises(Refusal) as refused:
        call_off(submission=work, by=cast.tessa, at=FRIDAY)
    assert refused.value.code == "not_planned"
    take_back(submission=work, by=cast.tessa, at=FRIDAY, reason="Wrong.")
    assert numbers(work, FRIDAY) == [1, 2]
    page = words_of(signed_in(cast.alice).get(f"/work/{work.pk}/returned/"))
    assert "Taken back by your teacher" in page


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        (timedelta(seconds=59), "past"),
        (timedelta(0), "past"),
        (timedelta(days=-1), "past"),
        (timedelta(days=366), "too_late"),
    ],
)
def test_a_time_that_is_no_plan_is_refused(desk, cast, work, ahead, code):
    with pytest.raises(Refusal) as refused:
        plan(desk, work, NOON + ahead)
    assert refused.value.code == code
    assert Release.objects.count() == 0
    plan(desk, work, NOON + timedelta(minutes=1))
    plan(desk, work, NOON + timedelta(days=365))


def test_own_work_cannot_be_called_off(desk, cast, work):
    plan(desk, work)
    with pytest.raises(Refusal) as refused:
        call_off(submission=work, by=cast.alice, at=NOON)
    assert refused.value.code == "own_work"


def test_board_and_confirmation_say_when(desk, cast, work, teacher, clock):
    opened = teacher.get(all_path(desk))
    body = confirmed(opened, work)
    saved = teacher.post(all_path(desk), {**body, "when": FRIDAY_TYPED})
    assert saved["Location"] == desk.board_path()
    assert Release.objects.get().released_at == FRIDAY
    page = desk_words(teacher.get(desk.board_path()))
    assert "Will be returned Friday 27 November, 08:00" in page
    assert "Changed since" not in page
    assert "Call off : Alice Of Riverside School" in page
    clock.shift(timedelta(minutes=1))
    desk.grade(work, "1", "5")
    assert "08:00 Changed since" in desk_words(teacher.get(desk.board_path()))
    again = desk_words(teacher.get(all_path(desk)))
    assert "Will be returned Friday 27 November, 08:00, changed since" in again
    clock.move_to(FRIDAY)
    later = desk_words(signed_in(cast.tessa).get(desk.board_path()))
    assert "Will be returned" not in later
    assert "Friday 27 November Changed since Not opened yet" in later


def test_a_time_that_has_passed_is_said_beside_the_field(desk, cast, work, teacher):
    body = confirmed(teacher.get(all_path(desk)), work)
    response = teacher.post(all_path(desk), {**body, "when": "2026-11-23T12:00"})
    assert response.status_code == 200
    assert "Choose a time that is at least a minute from now." in desk_words(response)
    response = teacher.post(all_path(desk), {**body, "when": "soon"})
    assert "Give a day and a time" in desk_words(response)
    assert Release.objects.count() == 0


def test_call_off_page(desk, cast, work, teacher):
    path = desk.path("call-off/", work)
    assert "Nothing to call off" in desk_words(teacher.get(path))
    plan(desk, work)
    assert "Will be returned Friday 27 November, 08:00." in desk_words(teacher.get(path))
    assert teacher.post(path, {"why": ""})["Location"] == desk.board_path()
    assert teacher.post(path, {"why": ""}).status_code == 200
    assert Release.objects.count() == 2


def test_a_planned_return_is_not_ready_again(desk, cast, work):
    desk.grade_all(work)
    assert row(desk, cast.alice).is_ready
    plan(desk, work)
    found = row(desk, cast.alice)
    assert (found.is_ready, found.is_returned, found.visibility) == (False, False, "hidden")


def test_print_says_when(desk, cast, work, teacher):
    path = desk.path("print/", work)
    plan(desk, work)
    assert "Will be returned Friday 27 November, 08:00, as it stands" in desk_words(
        teacher.get(path)
    )
    desk.grade(work, "1", "5")
    assert "08:00; changed since that was planned." in desk_words(teacher.get(path))


def test_two_plans_at_once_leave_one(desk, cast, work):
    for hour in (1, 2):
        return_to_students(
            submissions=[work], by=cast.tessa, at=NOON, when=FRIDAY + timedelta(hours=hour)
        )
    assert [row.number for row in Release.objects.planned(NOON)] == [2]

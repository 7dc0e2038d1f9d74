"""A correction says what changed."""

import pytest
from django.utils import timezone

from assignments.domain.returning.release import return_to_students, take_back
from assignments.models import Release
from studyhub.access.refusal import Refusal
from tests.assignments.grading.conftest import words_of as desk_words
from tests.assignments.grading.test_releasing_pages import all_path, confirmed
from tests.assignments.student.pages import words_of


def test_a_correction_without_a_note_returns_nothing_at_all(desk, cast):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    desk.grade(alice)
    desk.give_back(alice)
    desk.grade(alice, "1", "5")
    desk.grade(bob)
    with pytest.raises(Refusal) as refused:
        return_to_students(submissions=[bob, alice], by=cast.tessa, at=timezone.now(), note="  ")
    assert refused.value.code == "no_note"
    assert Release.objects.count() == 1


def test_the_note_is_asked_for_kept_and_read(desk, cast, teacher, alice_client):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    desk.grade(alice)
    desk.grade(bob)
    assert "What changed" not in desk_words(teacher.get(all_path(desk)))
    desk.give_back(alice)
    desk.grade(alice, "1", "5")
    opened = teacher.get(all_path(desk))
    assert "What changed" in desk_words(opened)
    refused = teacher.post(all_path(desk), confirmed(opened, alice, bob))
    assert "Alice Of Riverside School had this back before: say what changed." in desk_words(
        refused
    )
    assert Release.objects.count() == 1
    note = "Answer 1: <b>a point more</b>."
    saved = teacher.post(all_path(desk), {**confirmed(opened, alice, bob), "note": note})
    assert saved["Location"] == desk.board_path()
    notes = {
        row.submission_id: row.snapshot.get("note") for row in Release.objects.order_by("number")
    }
    assert notes == {alice.pk: note, bob.pk: None}
    page = alice_client.get(f"/work/{alice.pk}/returned/")
    assert f"What changed: {note}" in words_of(page)
    assert note not in page.content.decode()
    assert "What changed" not in words_of(alice_client.get(f"/work/{alice.pk}/returned/1/"))


def test_another_note_alone_is_no_correction(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    desk.give_back(work)
    assert desk.give_back(work, note="Nothing.").unchanged == [work]


def test_after_taking_back_no_note_is_needed(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    desk.give_back(work)
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="Wrong.")
    assert [row.number for row in desk.give_back(work, note="").returned] == [3]


def test_a_note_too_long_is_said_and_kept(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    desk.give_back(work)
    desk.grade(work, "1", "5")
    body = confirmed(teacher.get(all_path(desk)), work)
    response = teacher.post(all_path(desk), {**body, "note": "x" * 501})
    assert "at most 500 characters" in desk_words(response)
    assert "x" * 501 in response.content.decode()
    assert Release.objects.count() == 1

"""Returning and taking back: snapshots that nothing changes, and what students see before."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from assignments.domain.grading.comment import comment_on_attempt
from assignments.domain.returning.release import return_to_students, take_back
from assignments.models import Assignment, Attempt, Release, Revision
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.grading.conftest import LABELS, words_of
from tests.assignments.student.pages import masked
from tests.conftest import signed_in


def test_snapshot_holds_all_that_the_student_reads(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "  Two aims.\nReally.", "8b": "Yalta."})
    desk.grade(work, "1", "4.5", "Name the Comintern.")
    desk.grade(work, "2", "0")
    desk.grade(work, "3", None, "See me.")
    comment_on_attempt(
        attempt=work.counted_attempt, text="Well begun.", based_on=0, by=cast.tessa,
        at=timezone.now(),
    )  # fmt: skip
    (release,) = desk.give_back(work).returned
    snapshot = release.snapshot
    assert {key: value for key, value in snapshot.items() if key != "leaves"} == {
        "title": "Ten questions",
        "class": "8A",
        "zone": "Africa/Cairo",
        "attempt": 1,
        "handed_in_at": work.counted_attempt.submitted_at.isoformat(),
        "late": False,
        "collected": False,
        "overall": "Well begun.",
        "points": "4.5",
        "points_off": "",
        "days_late": 0,
        "points_max": "65",
        "graded": 2,
        "returned_by": "Tessa Of Riverside School",
        "returned_at": release.released_at.isoformat(),
    }
    leaves = {leaf["label"]: leaf for leaf in snapshot["leaves"]}
    assert tuple(leaves) == LABELS
    question = desk.answer(work, "1").question
    assert leaves["1"] == {
        "label": "1",
        "question": question.text,
        "context": "",
        "full_points": question.full_points,
        "points_max": "6",
        "points": "4.5",
        "answer": "  Two aims.\nReally.",
        "comment": "Name the Comintern.",
        "level": "3 of 4",
        "marked_by": cast.tessa.pk,
    }
    assert [leaves[label]["points"] for label in ("2", "3", "4")] == ["0", None, None]
    assert leaves["3"]["comment"] == "See me."
    assert leaves["8b"]["context"] == desk.answer(work, "8b").question.parent.text


def test_correction_is_the_next_number_and_the_first_stays(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3")
    desk.give_back(work)
    first = Release.objects.get()
    desk.grade(work, "1", "5")
    desk.give_back(work)
    second = Release.objects.get(number=2)
    assert Release.objects.get(pk=first.pk).snapshot == first.snapshot
    assert (first.snapshot["points"], second.snapshot["points"]) == ("3", "5")
    assert [e.after for e in Entry.objects.filter(verb="return").order_by("pk")] == [
        {"number": 1, "attempt": work.counted_attempt_id, "points": "3", "graded": 1},
        {"number": 2, "attempt": work.counted_attempt_id, "points": "5", "graded": 1},
    ]


def test_grading_after_the_return_changes_nothing_returned(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", "Returned words.")
    desk.give_back(work)
    before = json.dumps(Release.objects.get().snapshot)
    desk.grade(work, "1", "0", "Later words.")
    desk.handed_in_again(work, "1", "Another text.")
    assert json.dumps(Release.objects.get().snapshot) == before


def test_same_content_is_not_returned_twice(desk, cast):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    desk.grade(alice)
    desk.grade(bob)
    assert len(desk.give_back(alice, bob).returned) == 2
    desk.grade(bob, "2", "1")
    outcome = desk.give_back(alice, bob)
    assert outcome.unchanged == [alice]
    assert [(row.submission_id, row.number) for row in outcome.returned] == [(bob.pk, 2)]


def test_a_draft_is_not_returned(desk, cast):
    work = desk.begun(cast.alice)
    outcome = desk.give_back(work)
    assert (outcome.returned, outcome.not_handed_in) == ([], [work])
    assert Release.objects.count() == 0


def test_own_work_stops_the_whole_return(desk, cast):
    alice, bob = desk.handed_in(cast.alice), desk.handed_in(cast.bob)
    with pytest.raises(Refusal) as refused:
        return_to_students(submissions=[bob, alice], by=cast.alice, at=timezone.now())
    assert refused.value.code == "own_work"
    assert Release.objects.count() == 0


def test_taking_back_is_an_event_too(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    desk.give_back(work)
    now = timezone.now()
    with pytest.raises(Refusal) as refused:
        take_back(submission=work, by=cast.tessa, at=now, reason="  ")
    assert refused.value.code == "no_reason"
    release = take_back(submission=work, by=cast.tessa, at=now, reason="Wrong student.")
    assert (release.number, release.kind, release.snapshot) == (2, "taken_back", {})
    assert Entry.objects.get(verb="take_back").why == "Wrong student."
    with pytest.raises(Refusal) as refused:
        take_back(submission=work, by=cast.tessa, at=now, reason="Again.")
    assert refused.value.code == "hidden"
    assert [row.number for row in desk.give_back(work).returned] == [3]
    assert Release.objects.count() == 3


@pytest.mark.parametrize("model", [Release, Revision])
def test_the_database_refuses_to_change_or_delete(desk, cast, model):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    desk.give_back(work)
    assert model.objects.exists()
    change = {Release: {"snapshot": {}}, Revision: {"text": "Other."}}[model]
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")


# Points alone are no canary: a time of day may hold the same figures. Equality finds them.
CANARIES = ("CANARY-POINTS", "In grading", "Not graded", "Graded")


def test_student_pages_are_the_same_before_and_after_grading(desk, cast):
    work = desk.handed_in(cast.alice)
    client, mate = signed_in(cast.alice), signed_in(cast.bob)
    before = _student_pages(client, mate, desk, work)
    desk.grade_all(work, "1.5")
    desk.grade(work, "1", "3.5", "CANARY-POINTS")
    comment_on_attempt(
        attempt=work.counted_attempt, text="CANARY-POINTS", based_on=0, by=cast.tessa,
        at=timezone.now(),
    )  # fmt: skip
    after = _student_pages(client, mate, desk, work)
    assert after == before
    assert [word for page in after.values() for word in CANARIES if word in page] == []
    desk.give_back(work)
    returned = _student_pages(client, mate, desk, work)
    assert "CANARY-POINTS" in returned[f"/work/{work.pk}/returned/"]


def test_student_pages_are_the_same_after_taking_back(desk, cast):
    work = desk.handed_in(cast.alice)
    client, mate = signed_in(cast.alice), signed_in(cast.bob)
    desk.grade(work, "1", "3.5", "CANARY-POINTS")
    desk.give_back(work)
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="CANARY-REASON")
    pages = _student_pages(client, mate, desk, work)
    assert [name for name, page in pages.items() if "CANARY" in page] == []


def _student_pages(client, mate, desk, work) -> dict[str, str]:
    """Return the student's pages that there are, with what changes at every request left out."""

    paths = [
        "/",
        f"/work/{work.pk}/",
        f"/work/{work.pk}/returned/",
        f"/work/{work.pk}/receipt/1/",
    ]
    pages = {path: client.get(path) for path in paths}
    assert {path: response.status_code for path, response in pages.items()} == dict.fromkeys(
        paths, 200
    )
    found = {path: masked(response) for path, response in pages.items()}
    return {**found, "classmate": masked(mate.get("/"))}


def test_late_work_loses_points_when_it_is_returned_and_the_page_says_so(desk, cast):
    Assignment.objects.filter(pk=desk.assignment.pk).update(
        late_rule="deducted", late_points_per_day=1
    )
    work = desk.handed_in(cast.alice)
    desk.grade_all(work)
    Attempt.objects.filter(submission=work).update(
        due_at=F("submitted_at") - timedelta(days=1, seconds=1)
    )
    (release,) = desk.give_back(work).returned
    stored = release.snapshot
    assert (stored["points"], stored["points_off"], stored["days_late"]) == ("24", "2", 2)
    page = signed_in(cast.alice).get(f"/work/{work.pk}/returned/").content.decode()
    assert "2 points taken off: handed in 2 days late." in page
    board = words_of(signed_in(cast.tessa).get(desk.board_path()))
    assert "24 2 off" in board

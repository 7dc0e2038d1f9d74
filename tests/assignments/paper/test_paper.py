"""Taking in on paper: the hand-in, its times, its refusals, and where it shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.paper import take_in_on_paper
from assignments.domain.answering.start import start
from assignments.domain.giving.blind import check_may_change_blind
from assignments.domain.overview.evidence import leaves_of
from assignments.domain.overview.results import results_of
from assignments.models import Assignment, Attempt, Release, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.excused.conftest import student_path
from tests.assignments.grading.conftest import words_of
from tests.assignments.paper.conftest import taken_in
from tests.conftest import signed_in


def refused(desk, student, received_at=None, by=None) -> str:
    now = timezone.now()
    with pytest.raises(Refusal) as met:
        take_in_on_paper(
            assignment=desk.assignment,
            student=student,
            received_at=received_at or now,
            by=by or desk.cast.tessa,
            at=now,
        )
    return met.value.code


def test_it_hands_in_blank_answers_and_is_recorded(desk, cast):
    received_at = timezone.now() - timedelta(hours=2)
    attempt = taken_in(desk, cast.alice, received_at)
    assert (attempt.number, attempt.submitted_at, attempt.on_paper_by) == (
        1,
        received_at,
        cast.tessa,
    )
    assert (attempt.is_late, attempt.due_at) == (False, desk.assignment.due_at)
    assert set(attempt.answers.values_list("text", "words")) == {("", 0)}
    assert attempt.answers.count() == 13
    assert Submission.objects.get().counted_attempt == attempt
    entry = Entry.objects.get(verb="take_in_on_paper")
    assert (entry.actor_id, entry.target_id) == (cast.tessa.pk, attempt.pk)
    assert entry.at > received_at + timedelta(hours=1)
    desk.assignment.set_version.refresh_from_db()
    assert desk.assignment.set_version.frozen_at is not None


def test_late_is_decided_by_the_time_it_was_received(desk, cast):
    now = timezone.now()
    Assignment.objects.update(
        opens_at=now - timedelta(days=5),
        due_at=now - timedelta(days=2),
        closes_at=now - timedelta(days=1),
    )
    desk.assignment.refresh_from_db()
    assert not taken_in(desk, cast.alice, now - timedelta(days=3)).is_late
    assert taken_in(desk, cast.bob, now - timedelta(hours=3)).is_late


def test_a_blank_draft_is_taken_in(desk, cast):
    submission = start(assignment=desk.assignment, by=cast.alice, at=timezone.now())
    attempt = taken_in(desk, cast.alice, timezone.now())
    assert (attempt.submission, attempt.number) == (submission, 1)


def test_what_is_typed_is_never_replaced(desk, cast):
    desk.begun(cast.alice, {"8b": "A word."})
    assert refused(desk, cast.alice) == "typed"
    assert Attempt.objects.get().submitted_at is None


def test_a_second_time_is_refused_and_makes_nothing(desk, cast):
    taken_in(desk, cast.alice)
    assert refused(desk, cast.alice) == "no_take_in_on_paper"
    desk.handed_in(cast.bob)
    assert refused(desk, cast.bob) == "no_take_in_on_paper"
    assert Attempt.objects.count() == 2


def test_times_out_of_reach_and_ones_own_work_are_refused(desk, cast):
    now = timezone.now()
    assert refused(desk, cast.alice, now + timedelta(minutes=1)) == "future"
    before = desk.assignment.opens_at - timedelta(minutes=1)
    assert refused(desk, cast.alice, before) == "before_opening"
    assert refused(desk, cast.tessa) == "own_work"
    assert Submission.objects.count() == 0


def test_blind_marking_and_paper_exclude_each_other(desk, cast):
    Assignment.objects.update(is_blind=True)
    desk.assignment.refresh_from_db()
    assert refused(desk, cast.alice) == "names_hidden"
    Assignment.objects.update(is_blind=False)
    desk.assignment.refresh_from_db()
    taken_in(desk, cast.alice)
    with pytest.raises(Refusal) as met:
        check_may_change_blind(desk.assignment, True)
    assert met.value.code == "is_blind"


def test_both_sides_read_that_it_is_on_paper(desk, cast, teacher):
    work = taken_in(desk, cast.alice).submission
    for path in (desk.path("grade/", work), desk.question_path(work)):
        text = words_of(teacher.get(path))
        assert ("On paper." in text, "No answer." in text) == (True, False)
    assert "On paper, " in words_of(teacher.get(desk.board_path()))
    client = signed_in(cast.alice)
    page = client.get(f"/work/{work.pk}/").content.decode()
    assert "Handed in on paper" in page
    assert page.count("On paper.") == 13
    assert "Handed in on paper," in client.get("/").content.decode()
    receipt = client.get(f"/work/{work.pk}/receipt/1/").content.decode()
    assert "handed this in on paper." in receipt


def test_the_return_keeps_that_it_was_on_paper(desk, cast):
    work, typed = taken_in(desk, cast.alice).submission, desk.handed_in(cast.bob)
    for row in (work, typed):
        desk.grade(row, "1", "4", "Well drawn.")
    desk.give_back(work, typed)
    kept = {row.submission_id: row.snapshot for row in Release.objects.all()}
    assert kept[work.pk]["on_paper"] is True
    assert "on_paper" not in kept[typed.pk]
    page = signed_in(cast.alice).get(f"/work/{work.pk}/returned/").content.decode()
    assert ("On paper." in page, "No answer." in page) == (True, False)


def test_it_is_ungraded_and_not_blank_in_the_figures(desk, cast, teacher):
    taken_in(desk, cast.alice)
    found = results_of(
        assignment=desk.assignment,
        leaves=leaves_of(desk.assignment),
        by=cast.tessa,
        at=timezone.now(),
    )
    assert (found.whole.ungraded, found.whole.blank, found.whole.unanswered) == (1, 0, 0)
    assert found.whole.median_words is None
    text = words_of(teacher.get(f"/admin/gradebook/{cast.class_8a.pk}/"))
    assert ("On paper" in text, "All blank" in text) == (True, False)


def test_the_student_may_keep_working_and_the_typed_text_then_counts(desk, cast):
    work = taken_in(desk, cast.alice).submission
    keep_working(position=desk.position(work), by=cast.alice, at=timezone.now())
    assert Attempt.objects.order_by("number").last().on_paper_by is None
    again = desk.begun(cast.alice)
    assert desk.position(again).counted.on_paper_by == cast.tessa


def test_the_page_takes_it_in(desk, cast, teacher):
    path = student_path(desk, cast.alice, "paper/")
    received = timezone.now().astimezone(cast.riverside.zone) - timedelta(hours=1)
    sent = {"received_at": received.strftime("%Y-%m-%dT%H:%M")}
    assert teacher.post(path, {}).status_code == 200
    assert teacher.post(path, sent)["Location"] == student_path(desk, cast.alice)
    attempt = Attempt.objects.get()
    assert attempt.submitted_at == received.replace(second=0, microsecond=0)
    again = teacher.post(path, sent)
    assert (again.status_code, Attempt.objects.count()) == (200, 1)
    assert "This was handed in already." in words_of(again)
    assert "Taken in on paper, received" in words_of(teacher.get(student_path(desk, cast.alice)))


@pytest.mark.parametrize(
    ("who", "status"),
    [("asif", 403), ("sue", 403), ("sana", 404), ("theo", 404), ("fiona", 404), ("alice", 404)],
)
def test_nobody_else_takes_in(desk, cast, who, status):
    client = signed_in(getattr(cast, who))
    sent = {"received_at": timezone.now().strftime("%Y-%m-%dT%H:%M")}
    assert client.post(student_path(desk, cast.alice, "paper/"), sent).status_code == status
    assert Submission.objects.count() == 0

"""Revealing names: by teachers, once, for good; and turning blind marking on and off."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.giving.blind import check_may_change_blind, reveal_names
from assignments.domain.returning.release import return_to_students
from assignments.models import Assignment, Release
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.blind.conftest import address
from tests.assignments.grading.conftest import boxes
from tests.conftest import signed_in


def test_a_teacher_reveals_after_a_look_and_it_is_recorded(blind, cast, teacher):
    path = address(blind, "reveal/")
    assert teacher.get(path).status_code == 200
    assert Assignment.objects.get().names_revealed_at is None
    assert teacher.post(path)["Location"] == blind.board_path()
    row = Assignment.objects.get()
    assert (row.is_blind, row.names_revealed_by) == (True, cast.tessa)
    entry = Entry.objects.get(verb="reveal_names")
    assert (entry.actor_id, entry.target_id) == (cast.tessa.pk, row.pk)
    assert (entry.before, entry.after) == ({"names": "hidden"}, {"names": "shown"})


def test_a_second_click_changes_nothing(blind, cast, teacher):
    reveal_names(assignment=blind.assignment, by=cast.tessa, at=timezone.now())
    first = Assignment.objects.get().names_revealed_at
    assert teacher.post(address(blind, "reveal/")).status_code == 200
    reveal_names(assignment=blind.assignment, by=cast.tessa, at=timezone.now())
    assert Assignment.objects.get().names_revealed_at == first
    assert Entry.objects.filter(verb="reveal_names").count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("asif", 403), ("sue", 403), ("theo", 404), ("fiona", 404), ("sana", 404)]
)
def test_nobody_else_reveals(blind, cast, who, status):
    client = signed_in(getattr(cast, who))
    assert client.get(address(blind, "reveal/")).status_code == status
    assert client.post(address(blind, "reveal/")).status_code == status
    assert Assignment.objects.get().names_revealed_at is None


def test_what_is_not_blind_has_nothing_to_reveal(desk, cast, teacher):
    assert "Names are shown" in teacher.get(address(desk, "reveal/")).content.decode()
    with pytest.raises(Refusal) as met:
        reveal_names(assignment=desk.assignment, by=cast.tessa, at=timezone.now())
    assert met.value.code == "not_blind"


def test_returning_waits_for_the_names(blind, cast, teacher):
    work = blind.handed_in(cast.alice)
    blind.grade_all(work)
    for path in (address(blind, "return/"), blind.path("return/", work)):
        response = teacher.get(path, follow=True)
        assert response.redirect_chain == [(address(blind, "reveal/"), 302)]
        assert "Reveal the names first" in response.content.decode()
        teacher.post(path, {"work": work.pk})
    with pytest.raises(Refusal) as met:
        return_to_students(submissions=[work], by=cast.tessa, at=timezone.now())
    assert (met.value.code, Release.objects.count()) == ("names_hidden", 0)
    reveal_names(assignment=blind.assignment, by=cast.tessa, at=timezone.now())
    fields = boxes(teacher.get(address(blind, "return/")))
    teacher.post(address(blind, "return/"), fields)
    assert Release.objects.get().submission == work


def test_it_is_turned_on_and_off_on_the_page_of_rules(desk, cast, teacher):
    path = address(desk, "times/")
    fields = boxes(teacher.get(path))
    fields.pop("honesty", None)
    teacher.post(path, {**fields, "late_rule": "accepted", "is_blind": "on"})
    assert Assignment.objects.get().is_blind
    assert Entry.objects.get(verb="move_times").after["is_blind"] is True
    fields = boxes(teacher.get(path))
    fields.pop("honesty", None)
    fields.pop("is_blind")
    teacher.post(path, {**fields, "late_rule": "accepted"})
    assert not Assignment.objects.get().is_blind


def test_it_is_neither_once_something_is_graded(blind, cast):
    work = blind.handed_in(cast.alice)
    check_may_change_blind(blind.assignment, False)
    blind.grade(work)
    check_may_change_blind(blind.assignment, True)
    with pytest.raises(Refusal) as met:
        check_may_change_blind(blind.assignment, False)
    assert str(met.value) == "Grading has begun, so this stays blind until the names are revealed."


def test_it_is_not_turned_on_over_grading_with_names(desk, cast):
    desk.grade(desk.handed_in(cast.alice))
    with pytest.raises(Refusal) as met:
        check_may_change_blind(desk.assignment, True)
    assert met.value.code == "is_blind"

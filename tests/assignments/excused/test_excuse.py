"""Excusing: what is written, and who may."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.giving.excuse import excuse, take_excuse_back
from assignments.models import Excuse
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.excused.conftest import excused, student_path
from tests.assignments.grading.conftest import words_of
from tests.conftest import signed_in


def test_excusing_is_recorded_and_twice_is_once(desk, cast):
    row = excused(desk, cast.alice)
    assert excused(desk, cast.alice) == row
    assert (row.student, row.reason, row.excused_by) == (cast.alice, "At a funeral.", cast.tessa)
    entry = Entry.objects.get(verb="excuse")
    assert (entry.actor_id, entry.target_id) == (cast.tessa.pk, desk.assignment.pk)
    assert entry.before == {"student": cast.alice.pk, "excused": False}
    assert (entry.after, entry.why) == (
        {"student": cast.alice.pk, "excused": True},
        "At a funeral.",
    )


def test_it_is_taken_back_once_and_can_be_given_anew(desk, cast):
    first = excused(desk, cast.alice)
    kept = {"assignment": desk.assignment, "student": cast.alice, "by": cast.tessa}
    take_excuse_back(**kept, reason="By mistake.", at=timezone.now())
    with pytest.raises(Refusal) as met:
        take_excuse_back(**kept, reason="", at=timezone.now())
    assert met.value.code == "no_excuse"
    assert excused(desk, cast.alice) != first
    assert Excuse.objects.filter(revoked_at__isnull=True).count() == 1
    assert Entry.objects.filter(verb="take_excuse_back").get().why == "By mistake."


def test_a_reason_is_needed_and_nobody_excuses_themselves(desk, cast):
    for student, reason, code in (
        (cast.alice, "  ", "no_reason"),
        (cast.tessa, "A reason.", "own_work"),
    ):
        with pytest.raises(Refusal) as met:
            excuse(
                assignment=desk.assignment,
                student=student,
                reason=reason,
                by=cast.tessa,
                at=timezone.now(),
            )
        assert met.value.code == code
    assert (Excuse.objects.count(), Entry.objects.filter(verb="excuse").count()) == (0, 0)


def test_the_page_excuses_and_takes_back(desk, cast, teacher):
    path = student_path(desk, cast.alice)
    sent = teacher.post(student_path(desk, cast.alice, "excuse/"), {"reason": "Ill."})
    assert sent["Location"] == path
    assert "Reason: Ill." in words_of(teacher.get(path))
    assert teacher.post(student_path(desk, cast.alice, "excuse/"), {}).status_code == 200
    ended = teacher.post(student_path(desk, cast.alice, "end-excuse/"), {"why": "Well again."})
    assert ended["Location"] == path
    assert "Who is excused need not do this" in words_of(teacher.get(path))
    again = teacher.post(student_path(desk, cast.alice, "end-excuse/"), {})
    assert "There is no excuse to take back." in words_of(again)


@pytest.mark.parametrize(
    ("who", "status"),
    [("asif", 403), ("sue", 403), ("sana", 404), ("theo", 404), ("fiona", 404), ("alice", 404)],
)
def test_nobody_else_excuses(desk, cast, who, status):
    client = signed_in(getattr(cast, who))
    for name in ("excuse/", "end-excuse/"):
        path = student_path(desk, cast.alice, name)
        assert client.post(path, {"reason": "Because."}).status_code == status
    assert Excuse.objects.count() == 0


def test_a_student_of_another_class_is_not_found(desk, cast, teacher):
    path = student_path(desk, cast.carol, "excuse/")
    assert teacher.post(path, {"reason": "Because."}).status_code == 404
    assert Excuse.objects.count() == 0

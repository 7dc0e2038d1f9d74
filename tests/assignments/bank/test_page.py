"""The page of the bank: keeping, changing, removing, putting back; and who has it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.grading.bank import remove_from_bank
from assignments.models import BankComment
from studyhub.people.domain.enrollments import enroll
from tests.assignments.bank.conftest import keep
from tests.assignments.grading.test_queries import queries
from tests.conftest import signed_in

PAGE = "/admin/comment-bank/"


@pytest.fixture
def teacher(cast):
    return signed_in(cast.tessa)


def sent(text="Give the date.", based_on=0, reach="private"):
    return {"text": text, "skill": "", "reach": reach, "based_on": based_on}


def test_the_page_keeps_changes_removes_and_puts_back(teacher):
    assert "Nothing kept yet" in teacher.get(PAGE).content.decode()
    for _twice in range(2):
        assert teacher.post(PAGE, sent())["Location"] == PAGE
    row = BankComment.objects.get()
    one = f"{PAGE}{row.pk}/"
    assert teacher.post(one, sent("Name it.", 1, "shared"))["Location"] == PAGE
    row.refresh_from_db()
    assert (row.text, row.reach, row.version) == ("Name it.", "shared", 2)
    stale = teacher.post(one, sent("Mine.", 1))
    assert stale.status_code == 409
    assert "Name it." in stale.content.decode()
    assert teacher.post(one, sent("Mine.", 2)).status_code == 302
    removed = teacher.post(f"{one}remove/")["Location"]
    assert "Put back" in teacher.get(removed).content.decode()
    assert teacher.get(one).status_code == 404
    assert teacher.post(f"{one}put-back/")["Location"] == PAGE
    assert "Mine." in teacher.get(PAGE).content.decode()


def test_markup_is_shown_as_typed_and_too_much_is_refused(teacher):
    teacher.post(PAGE, sent("<script>alert(1)</script>"))
    assert "<script>alert" not in teacher.get(PAGE).content.decode()
    assert teacher.post(PAGE, sent("x" * 2_000_000)).status_code == 200
    assert BankComment.objects.count() == 1


@pytest.mark.parametrize("who", ["asif", "alice", "sana", "sue", "theo", "fiona"])
def test_nobody_else_changes_it(cast, who):
    row = keep(cast.tessa, "One.", reach="shared")
    client = signed_in(getattr(cast, who))
    for name in ("", "remove/", "put-back/"):
        assert client.post(f"{PAGE}{row.pk}/{name}", sent("Two.", 1)).status_code == 404
    row.refresh_from_db()
    assert (row.text, row.removed_at) == ("One.", None)


def test_a_co_teacher_who_is_offered_it_may_not_change_it(cast):
    enroll(
        user=cast.theo, school_class=cast.class_8a, role="teacher", by=cast.sana, at=timezone.now()
    )
    row = keep(cast.tessa, "One.", reach="shared")
    private = keep(cast.tessa, "Two.")
    client = signed_in(cast.theo)
    assert client.get(f"{PAGE}{row.pk}/").status_code == 403
    for name in ("", "remove/", "put-back/"):
        assert client.post(f"{PAGE}{row.pk}/{name}", sent("Three.", 1)).status_code == 403
        assert client.post(f"{PAGE}{private.pk}/{name}", sent("Three.", 1)).status_code == 404
    assert "Only whoever keeps this comment" in client.get(f"{PAGE}{row.pk}/").content.decode()
    row.refresh_from_db()
    assert (row.text, row.removed_at) == ("One.", None)
    remove_from_bank(comment=row, by=cast.tessa, at=timezone.now())
    assert client.post(f"{PAGE}{row.pk}/put-back/").status_code == 404


@pytest.mark.parametrize("comments", [1, 3, 30])
def test_the_page_asks_the_same_for_any_number_of_comments(cast, teacher, comments):
    for place in range(comments):
        keep(cast.tessa, f"Comment {place}.")
    assert queries(teacher, PAGE) == 6

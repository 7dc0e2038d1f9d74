"""Signing the honesty statement: asked for, signed, refused, collected."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.giving.honesty import write_statement
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Attempt, HonestyStatement, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.conftest import signed_in

from .pages import hidden, words_of

WORDS = "I wrote these answers myself."
TEACHER = "/admin/assignments/submission/"


@pytest.fixture
def statement(cast) -> HonestyStatement:
    return write_statement(
        school=cast.riverside, text=WORDS, based_on=0, by=cast.sana, at=timezone.now()
    )


@pytest.fixture
def asked(work, statement):
    """Alice's work, all written, where the statement is asked for."""
    Assignment.objects.filter(pk=work.assignment.pk).update(honesty=statement)
    for label in ("1", "2a", "2b"):
        work.write(label, f"Answer {label} in words.")
    return work


def send(client, work, **fields):
    seen = hidden(client.get(f"{work.path}review/"), "seen")
    return client.post(f"{work.path}hand-in/", {"seen": seen, **fields})


def test_the_last_look_shows_the_words_and_a_box(alice, asked, statement):
    response = alice.get(f"{asked.path}review/")
    assert f"Honesty statement {WORDS} I sign this statement" in words_of(response)
    box = f'id="honesty" name="honesty" value="{statement.pk}" required'
    assert box in response.content.decode()


def test_signing_hands_in_and_is_recorded(alice, asked, statement):
    response = send(alice, asked, honesty=statement.pk)
    assert (response.status_code, response.url) == (302, f"{asked.path}receipt/1/")
    assert asked.attempt.honesty == statement
    assert Entry.objects.get(verb="hand_in").after == {"number": 1, "late": False, "honesty": 1}
    receipt = words_of(alice.get(response.url))
    assert f"Honesty statement signed (version 1). {WORDS}" in receipt


def test_not_signing_keeps_the_draft_and_says_why(alice, asked):
    response = send(alice, asked)
    assert response.status_code == 409
    page = words_of(response)
    assert "Read the honesty statement and tick its box to hand in. Your answers are saved." in page
    assert "Answer 1 in words." in page
    assert asked.attempt.submitted_at is None
    assert Entry.objects.filter(verb="hand_in").count() == 0


@pytest.mark.parametrize("signed", ["x", "\u0661", "2" * 14])
def test_another_statement_is_not_the_one_asked_for(alice, asked, signed):
    response = send(alice, asked, honesty=signed)
    assert response.status_code == 409
    assert "The honesty statement is another one since you opened this page." in words_of(response)
    assert asked.attempt.submitted_at is None


def test_a_version_switched_on_meanwhile_must_be_read_first(alice, asked, statement, cast):
    newer = write_statement(
        school=cast.riverside, text="Every word is mine.", based_on=1, by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip
    Assignment.objects.filter(pk=asked.assignment.pk).update(honesty=newer)
    response = send(alice, asked, honesty=statement.pk)
    assert response.status_code == 409
    assert "Every word is mine." in words_of(response)
    assert 'name="honesty" value' in response.content.decode()
    assert " checked" not in response.content.decode().split('id="honesty"')[1][:200]
    assert send(alice, asked, honesty=newer.pk).status_code == 302
    assert asked.attempt.honesty == newer


def test_a_box_that_was_ticked_stays_ticked(alice, work, statement):
    Assignment.objects.filter(pk=work.assignment.pk).update(honesty=statement)
    work.write("1", "Only this.")
    response = send(alice, work, honesty=statement.pk)
    assert "Some answers are empty." in words_of(response)
    page = response.content.decode()
    assert " checked" in page.split('id="honesty"')[1][:200]
    assert " checked" not in page.split('id="without"')[1][:90]
    again = send(alice, work, without="1")
    assert " checked" in again.content.decode().split('id="without"')[1][:90]


def test_each_hand_in_is_signed_for_itself(alice, asked, statement):
    send(alice, asked, honesty=statement.pk)
    alice.post(f"{asked.path}keep-working/")
    assert send(alice, asked).status_code == 409
    assert send(alice, asked, honesty=statement.pk).status_code == 302
    assert list(Attempt.objects.values_list("honesty__number", flat=True)) == [1, 1]


def test_a_collected_draft_is_signed_by_nobody_and_both_sides_read_so(alice, cast, asked):
    closes_at = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=asked.assignment.pk).update(
        opens_at=closes_at - timedelta(days=9), due_at=closes_at - timedelta(hours=1),
        closes_at=closes_at,
    )  # fmt: skip
    receipt = words_of(alice.get(f"{asked.path}receipt/1/"))
    assert "Collected, honesty statement not signed." in receipt
    assert WORDS not in receipt
    assert (asked.attempt.honesty, asked.attempt.is_collected) == (None, True)
    page = signed_in(cast.tessa).get(f"{TEACHER}{asked.submission.pk}/grade/").content.decode()
    assert "<span>Collected, honesty statement not signed</span>" in page
    board = signed_in(cast.tessa).get(
        f"/admin/assignments/assignment/{asked.assignment.pk}/change/"
    )
    assert "Collected (not signed)" in board.content.decode()


def test_the_teacher_reads_what_was_signed(alice, cast, asked, statement):
    send(alice, asked, honesty=statement.pk)
    for name, tail in (("tessa", "grade/"), ("tessa", ""), ("sue", "")):
        page = signed_in(getattr(cast, name)).get(f"{TEACHER}{asked.submission.pk}/{tail}")
        assert "<span>Honesty statement signed (version 1)</span>" in page.content.decode()


def test_asked_for_only_after_the_hand_in(alice, work, statement):
    work.write("1", "In the hills.")
    work.hand_in()
    assert "Honesty" not in words_of(alice.get(f"{work.path}receipt/1/"))
    Assignment.objects.filter(pk=work.assignment.pk).update(honesty=statement)
    receipt = words_of(alice.get(f"{work.path}receipt/1/"))
    assert "Honesty statement not asked for when this was handed in." in receipt


def test_what_is_not_asked_for_is_not_recorded(alice, work, statement):
    work.write("1", "In the hills.")
    assert "Honesty" not in words_of(alice.get(f"{work.path}review/"))
    assert send(alice, work, without="1", honesty=statement.pk).status_code == 302
    assert work.attempt.honesty is None


def test_the_verb_asks_whoever_calls(asked, cast):
    at = timezone.now()
    submission = Submission.objects.get(pk=asked.submission.pk)
    with pytest.raises(Refusal) as refused:
        hand_in(position=position_of(submission, at=at), by=cast.alice, at=at)
    assert refused.value.code == "not_signed"


def test_the_database_lets_nobody_sign_an_open_attempt_or_a_collected_one(asked, statement):
    rows = Attempt.objects.filter(pk=asked.attempt.pk)
    for fields in ({}, {"submitted_at": timezone.now(), "is_collected": True}):
        with pytest.raises(IntegrityError, match="signed_with_hand_in"), transaction.atomic():
            rows.update(honesty=statement, **fields)


def test_what_was_signed_cannot_be_changed(statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HonestyStatement.objects.filter(pk=statement.pk).update(text="Otherwise.")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HonestyStatement.objects.all()._raw_delete("default")

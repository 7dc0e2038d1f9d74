"""Talks about returned answers: verbs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.returning.release import take_back
from assignments.domain.returning.replies import close_thread, decide, open_thread, write_message
from assignments.domain.returning.talk import open_talks
from assignments.models import Message, Notice, Thread
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry


@pytest.fixture
def work(desk, cast):
    found = desk.handed_in(cast.alice)
    desk.grade(found, "1", "2", "CANARY")
    desk.give_back(found)
    return found


def opened(desk, work, label="1", text="Why two?", key="k1", *, asks=False) -> Thread:
    return open_thread(
        submission=work, question=desk.answer(work, label).question, text=text,
        asks_remark=asks, key=key, by=work.student, at=timezone.now(),
    )  # fmt: skip


def answered(thread, by, text="Because.", key="t1") -> Message:
    return write_message(thread=thread, text=text, key=key, by=by, at=timezone.now())


def test_a_talk_goes_to_who_marked_and_one_is_open(desk, cast, work):
    first = opened(desk, work)
    assert (first.routed_to, first.release.number, first.asks_remark) == (cast.tessa, 1, False)
    assert opened(desk, work) == first
    assert opened(desk, work, text="And more.", key="k2", asks=True) == first
    first.refresh_from_db()
    assert first.asks_remark
    assert list(first.messages.values_list("text", flat=True)) == ["Why two?", "And more."]
    assert opened(desk, work, "2", key="k1") != first


def test_an_answer_without_a_mark_goes_to_who_returned(desk, cast, work):
    assert opened(desk, work, "3").routed_to == cast.tessa


def test_answers_are_told_of_once_each_and_of_nothing_in_them(desk, cast, work):
    thread = opened(desk, work)
    for _replay in range(2):
        answered(thread, cast.tessa)
    answered(thread, cast.alice, "Thank you.", "k2")
    answered(thread, cast.tessa, "Welcome.", "t2")
    rows = Notice.objects.filter(kind="answered").order_by("number")
    assert [(row.recipient, row.number) for row in rows] == [(cast.alice, 2), (cast.alice, 4)]
    assert Message.objects.count() == 4
    told = Entry.objects.filter(verb="write_message")
    assert "Because" not in str([(row.before, row.after) for row in told])


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "blank"), (" \u200b\n", "blank"), ("x" * 2001, "too_long"), ("x\x00", "blank")],
)
def test_texts_that_are_refused(desk, work, text, code):
    with pytest.raises(Refusal) as refused:
        opened(desk, work, text=text)
    assert refused.value.code == code
    assert Thread.objects.count() == 0


def test_two_thousand_characters_are_taken_with_any_line_breaks(desk, work):
    opened(desk, work, text="x" * 1998 + "\r\ny")
    assert Message.objects.get().text == "x" * 1998 + "\ny"


def test_nothing_is_sent_about_work_that_is_not_returned(desk, cast, work):
    thread = opened(desk, work)
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="Wrong.")
    for by, key in ((cast.alice, "k9"), (cast.tessa, "t9")):
        with pytest.raises(Refusal) as refused:
            answered(thread, by, key=key)
        assert refused.value.code == "not_returned"
    with pytest.raises(Refusal):
        opened(desk, work, "2", key="k3")
    bobs = desk.handed_in(cast.bob)
    desk.grade(bobs)
    desk.give_back(bobs, when=timezone.now() + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        opened(desk, bobs)
    assert refused.value.code == "not_returned"


def test_either_side_closes_an_ordinary_talk_and_only_once(desk, cast, work):
    thread = opened(desk, work)
    close_thread(thread=thread, by=cast.alice, at=timezone.now())
    with pytest.raises(Conflict) as met:
        close_thread(thread=thread, by=cast.tessa, at=timezone.now())
    assert str(met.value).startswith("Alice Of Riverside School closed this meanwhile.")
    with pytest.raises(Conflict):
        answered(thread, cast.tessa)
    again = opened(desk, work, key="k2")
    assert again != thread
    close_thread(thread=again, by=cast.tessa, at=timezone.now())
    assert Thread.objects.filter(closed_at__isnull=True).count() == 0


@pytest.mark.parametrize("outcome", ["kept", "corrected"])
def test_a_request_is_decided_with_a_reason(desk, cast, work, outcome):
    thread = opened(desk, work, asks=True)
    now = timezone.now()
    with pytest.raises(Refusal) as refused:
        close_thread(thread=thread, by=cast.alice, at=now)
    assert refused.value.code == "asks_remark"
    with pytest.raises(Refusal) as refused:
        decide(thread=thread, outcome=outcome, text=" ", key="d", by=cast.tessa, at=now)
    assert refused.value.code == "blank"
    for _replay in range(2):
        decide(thread=thread, outcome=outcome, text="My reason.", key="d", by=cast.tessa, at=now)
    thread.refresh_from_db()
    assert (thread.outcome, thread.closed_by) == (outcome, cast.tessa)
    assert list(thread.messages.values_list("text", flat=True)) == ["Why two?", "My reason."]
    assert Notice.objects.filter(kind="answered").count() == 1
    with pytest.raises(Conflict):
        decide(thread=thread, outcome="kept", text="Other.", key="e", by=cast.tessa, at=now)
    assert Message.objects.count() == 2


def test_nobody_decides_on_their_own_work_or_unasked(desk, cast, work):
    thread = opened(desk, work)
    with pytest.raises(Refusal) as refused:
        decide(thread=thread, outcome="kept", text="So.", key="d", by=cast.tessa, at=timezone.now())
    assert refused.value.code == "no_request"
    with pytest.raises(Refusal) as refused:
        decide(thread=thread, outcome="kept", text="So.", key="d", by=cast.alice, at=timezone.now())
    assert refused.value.code == "own_work"


def test_who_sees_what_is_open(desk, cast, work):
    opened(desk, work)
    bobs = desk.handed_in(cast.bob)
    desk.grade(bobs, "1", "2")
    desk.give_back(bobs)
    answered(opened(desk, bobs), cast.tessa)
    found = open_talks(cast.tessa)
    assert [(row.thread.submission, row.is_mine, row.waits) for row in found] == [
        (work, True, True),
        (bobs, True, False),
    ]
    for name in ("theo", "fiona", "sana", "sofia", "sue", "alice", "asif"):
        assert open_talks(getattr(cast, name)) == []

"""What was handed in is frozen, by the database itself, and everything happens once."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.timing.position import position_of
from assignments.models import Answer, Attempt, Release, Revision
from studyhub.access.refusal import Refusal
from tests.access.world import build_world


def handed_in_answer(submission) -> Answer:
    return submission.attempts.get(number=1).answers.select_related("question")[0]


def test_a_handed_in_answer_cannot_be_changed(submission):
    answer = handed_in_answer(submission)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(text="otherwise")
    answer.refresh_from_db()
    assert answer.text == "Revolution and peace at once."


def test_a_handed_in_answer_cannot_be_deleted(submission):
    blank = submission.attempts.get(number=1).answers.filter(text="").order_by("pk")[0]
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Answer.objects.filter(pk=blank.pk)._raw_delete("default")


def test_an_open_answer_can_be_changed(submission):
    answer = submission.attempts.get(number=2).answers.all()[0]
    assert Answer.objects.filter(pk=answer.pk).update(text="more") == 1


@pytest.mark.parametrize("model", [Revision, Release])
def test_history_and_releases_cannot_be_changed(submission, model):
    assert model.objects.count() > 0
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_save_that_loses_the_race_to_a_hand_in_is_told_so(submission):
    at = timezone.now()
    attempt = submission.attempts.get(number=2)
    answer = attempt.answers.select_related("question")[0]
    stale = position_of(submission, at=at)
    hand_in(position=position_of(submission, at=at), by=submission.student, at=at)
    with pytest.raises(Refusal) as refused:
        save_answer(
            answer=answer, position=stale, text="late", based_on=answer.version, key="k", at=at
        )
    assert refused.value.code == "already_submitted"
    assert Answer.objects.get(pk=answer.pk).text == "Revolution and peace at once."


@pytest.mark.django_db(transaction=True)
def test_twenty_of_everything_at_once_make_one(cast):
    """Start, hand in and keep working, each by twenty threads; and saves beside a hand-in."""
    world = build_world(cast)
    bob = cast.bob
    submissions = at_once(
        20, lambda: start(assignment=world.assignment, by=bob, at=timezone.now()).pk
    )
    assert len(set(submissions)) == 1
    submission = bob.submissions.get()
    answer = submission.attempts.get().answers.select_related("question")[0]
    at = timezone.now()
    saves = at_once(
        10,
        lambda: (
            save_answer(
                answer=Answer.objects.select_related("question").get(pk=answer.pk),
                position=position_of(submission, at=at),
                text="once",
                based_on=0,
                key="same",
                at=at,
            ).version
        ),
    )
    assert saves == [1] * 10
    handed = at_once(
        20,
        lambda: (
            hand_in(
                position=position_of(bob.submissions.get(), at=at), by=bob, at=timezone.now()
            ).number
        ),
    )
    assert handed == [1] * 20
    assert Revision.objects.filter(answer=answer, cause="hand_in").count() == 1
    opened = at_once(
        20,
        lambda: keep_working(position=position_of(bob.submissions.get(), at=at), by=bob, at=at).pk,
    )
    assert len(set(opened)) == 1
    assert Attempt.objects.filter(submission=submission).count() == 2


def at_once(count: int, act) -> list:
    """Run an act in many threads, each with its own connection; raise what any of them raised."""
    results: list = []
    faults: list[BaseException] = []
    barrier = threading.Barrier(count)

    def run() -> None:
        barrier.wait()
        try:
            results.append(act())
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return results

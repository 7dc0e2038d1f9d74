"""Letters on their way: claimed once, retried, given up, found again."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPConnectError

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from studyhub.people.domain.addresses import give_address
from studyhub.people.domain.deliver import LEASE, MAX_TRIES, deliver
from studyhub.people.domain.post import send_waiting
from studyhub.people.domain.schools import allow_mail
from studyhub.people.models import Mail, School, User
from tests.conftest import signed_in, work_off_queue

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class RefusingBackend(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages) -> int:
        raise SMTPConnectError(421, "try later")


REFUSING = f"{__name__}.RefusingBackend"


@pytest.fixture
def waiting(cast, mailing, django_capture_on_commit_callbacks) -> Mail:
    """A letter to Alice's new address, queued."""
    School.objects.update(sends_mail=True)
    alice = User.objects.select_related("school").get(pk=cast.alice.pk)
    with django_capture_on_commit_callbacks(execute=True):
        give_address(address="alice@example.org", by=alice, at=NOW)
    return Mail.objects.get()


def state(waiting: Mail) -> tuple[str, int, datetime, datetime | None]:
    waiting.refresh_from_db()
    return waiting.outcome, waiting.tries, waiting.try_at, waiting.claimed_until


def test_a_letter_leaves_once_with_its_own_id(waiting):
    assert mail.outbox == []
    for _run in range(3):
        deliver(mail_id=waiting.pk, at=NOW)
    (letter,) = mail.outbox
    headers = letter.message()
    assert headers["Message-ID"] == f"<{waiting.pk}@studyhub.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["From"] == "studyhub@localhost"
    assert state(waiting) == ("sent", 1, NOW, None)
    assert waiting.done_at == NOW


def test_the_persons_act_succeeds_while_the_server_refuses(
    cast, waiting, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = REFUSING
    form = {"email": "a@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in(cast.alice).post("/calendar-and-mail/mail/", form)
    assert response.status_code == 302
    assert work_off_queue() >= 1
    letter = Mail.objects.get(address="a@example.org")
    assert (letter.outcome, letter.tries) == ("", 1)


def test_a_refusal_costs_a_wait_that_doubles_and_the_queue_knows_when(waiting, settings):
    settings.EMAIL_BACKEND = REFUSING
    at, waits = NOW, []
    for _try in range(MAX_TRIES):
        again_at = deliver(mail_id=waiting.pk, at=at)
        if again_at is None:
            break
        waits.append((again_at - at) // timedelta(minutes=1))
        assert deliver(mail_id=waiting.pk, at=again_at - timedelta(seconds=1)) is None
        at = again_at
    assert waits == [5, 10, 20, 40, 80, 160, 320]
    assert state(waiting)[:2] == ("given_up", 8)


def test_after_a_refusal_the_task_comes_back_and_sends(waiting, settings, mailoutbox):
    import time_machine

    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, REFUSING
    with time_machine.travel(NOW, tick=False) as clock:
        assert work_off_queue() == 1
        assert state(waiting) == ("", 1, NOW + timedelta(minutes=5), None)
        assert work_off_queue() == 0
        settings.EMAIL_BACKEND = working
        clock.shift(timedelta(minutes=5))
        assert work_off_queue() == 1
    assert state(waiting)[0] == "sent"
    assert [letter.to for letter in mailoutbox] == [["alice@example.org"]]


def test_a_lease_keeps_others_off_and_a_stale_one_does_not(waiting):
    Mail.objects.update(claimed_until=NOW + LEASE, tries=1)
    assert deliver(mail_id=waiting.pk, at=NOW + LEASE) is None
    assert (mail.outbox, send_waiting(at=NOW + LEASE)) == ([], 0)
    later = NOW + LEASE + timedelta(seconds=1)
    assert send_waiting(at=later) == 1
    deliver(mail_id=waiting.pk, at=later)
    assert len(mail.outbox) == 1
    assert send_waiting(at=later) == 0


def test_a_letter_that_kills_every_worker_is_given_up(waiting):
    Mail.objects.update(tries=MAX_TRIES)
    deliver(mail_id=waiting.pk, at=NOW)
    assert (mail.outbox, state(waiting)[0]) == ([], "given_up")


def test_tasks_of_killed_workers_do_not_stand_running_for_ever(waiting, capsys):
    row = DBTaskResult.objects.get()
    row.claim("killed")
    DBTaskResult.objects.update(started_at=NOW)
    send_waiting(at=NOW + timedelta(hours=1))
    assert DBTaskResult.objects.get(pk=row.pk).status == "RUNNING"
    send_waiting(at=NOW + timedelta(hours=1, seconds=1))
    assert DBTaskResult.objects.get(pk=row.pk).status == "FAILED"
    call_command("daily_mail", "--retry")
    assert capsys.readouterr().out == "Queued 1 letters again.\n"
    work_off_queue()
    assert len(mail.outbox) == 1


def test_nothing_leaves_after_the_school_has_switched_mail_off(cast, waiting):
    allow_mail(school=cast.riverside, sends_mail=False, by=cast.sana, at=NOW)
    deliver(mail_id=waiting.pk, at=NOW)
    assert (mail.outbox, state(waiting)[0]) == ([], "nothing")


def test_without_a_queue_a_letter_waits(waiting, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    deliver(mail_id=waiting.pk, at=NOW)
    assert (mail.outbox, state(waiting)) == ([], ("", 0, NOW, None))


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_sends_what_is_queued(cast, mailing):
    School.objects.update(sends_mail=True)
    alice = User.objects.select_related("school").get(pk=cast.alice.pk)
    give_address(address="alice@example.org", by=alice, at=NOW)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one_letter(cast, mailing, settings):
    import threading

    from django.db import connections

    School.objects.update(sends_mail=True)
    alice = User.objects.select_related("school").get(pk=cast.alice.pk)
    give_address(address="alice@example.org", by=alice, at=NOW)
    letter = Mail.objects.get()

    def send() -> None:
        try:
            deliver(mail_id=letter.pk, at=NOW)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert (letter.outcome, letter.tries) == ("sent", 1)

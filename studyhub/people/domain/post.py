"""Put letters in the queue, and find those that a killed worker left behind."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from studyhub.people.domain.deliver import free_to_send
from studyhub.people.domain.mailing import mail_is_possible
from studyhub.people.enums import MailKind
from studyhub.people.models import Mail, User
from studyhub.people.tasks import deliver_mail

# No task here takes minutes: one that has run for so long was killed, and would stand for ever.
LONGEST_TASK = timedelta(hours=1)


@transaction.atomic
def send_confirmation(*, recipient: User, address: str, at: datetime) -> Mail:
    """Queue the letter that asks whether an address is the person's."""
    mail = Mail.objects.create(
        recipient=recipient, kind=MailKind.CONFIRM, address=address, made_at=at, try_at=at
    )
    _enqueue_on_commit([mail.pk])
    return mail


@transaction.atomic
def send_daily(*, recipients: Iterable[User], day: date, at: datetime) -> int:
    """Queue one daily letter each; who has one for that day keeps it. Return how many are new."""
    rows = [
        Mail(recipient=person, kind=MailKind.DAILY, day=day, made_at=at, try_at=at)
        for person in recipients
    ]
    Mail.objects.bulk_create(rows, ignore_conflicts=True)
    made = Mail.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    _enqueue_on_commit(made)
    return len(made)


def send_waiting(*, at: datetime) -> int:
    """Queue again what waits although its time has come; return how many letters that is.

    Tasks that a killed worker left running are noted as failed. Safe at any time: a letter is
    sent by whoever claims it, however often it stands in the queue.
    """
    if not mail_is_possible():
        return 0
    DBTaskResult.objects.running().filter(
        started_at__lt=at - LONGEST_TASK, task_path=deliver_mail.module_path
    ).update(status=TaskResultStatus.FAILED, finished_at=at)
    waiting = Mail.objects.filter(free_to_send(at)).order_by("try_at", "pk")
    found = list(waiting.values_list("pk", flat=True))
    _enqueue(found)
    return len(found)


def _enqueue_on_commit(mail_ids: Iterable[str]) -> None:
    kept = list(mail_ids)
    transaction.on_commit(lambda: _enqueue(kept))


def _enqueue(mail_ids: Iterable[str]) -> None:
    """Hand letters to the queue. Where there is none they wait: nothing is sent in a request."""
    if mail_is_possible():
        for mail_id in mail_ids:
            deliver_mail.enqueue(mail_id)

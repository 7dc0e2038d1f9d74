"""Send one letter, outside any request: claim it, compose it, hand it over, note the outcome.

Between the server's taking a letter and our noting so, a killed process may make us send it
again: then with the same Message-ID, by which mail programs know it for the same.
"""

import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q

from studyhub.people.domain.letters import Letter, compose
from studyhub.people.domain.mailing import mail_is_possible
from studyhub.people.enums import MailKind, MailOutcome
from studyhub.people.models import Mail

log = logging.getLogger("studyhub.people.mail")

LEASE = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
MAX_TRIES = 8


def deliver(*, mail_id: str, at: datetime) -> datetime | None:
    """Send a letter that nobody else is sending; return when to try again, None for never.

    Does nothing where the installation cannot mail, and for a letter that is done, not due yet, or
    claimed by a process whose lease runs. A refusing server costs a try and a wait that doubles.
    """
    if not mail_is_possible():
        return None
    mail = _claim(mail_id, at)
    if mail is None:
        return None
    if mail.tries > MAX_TRIES:
        _finish(mail, MailOutcome.GIVEN_UP, at)
        return None
    address = _address(mail)
    letter = compose(mail, at=at) if address else None
    if letter is None:
        _finish(mail, MailOutcome.NOTHING, at)
        return None
    try:
        _message(mail, letter, address).send()
    except OSError as error:  # every failure of smtplib is one
        return _put_off(mail, error, at)
    with transaction.atomic():
        letter.when_sent(at)
        _finish(mail, MailOutcome.SENT, at)
    return None


def free_to_send(at: datetime) -> Q:
    """Say which letters wait for somebody to send them: a stale claim counts as none."""
    return Q(outcome="", try_at__lte=at) & (Q(claimed_until__isnull=True) | Q(claimed_until__lt=at))


def _claim(mail_id: str, at: datetime) -> Mail | None:
    claimed = Mail.objects.filter(free_to_send(at), pk=mail_id).update(
        claimed_until=at + LEASE, tries=F("tries") + 1
    )
    if not claimed:
        return None
    return Mail.objects.select_related("recipient__school").get(pk=mail_id)


def _address(mail: Mail) -> str:
    """Return where the letter may go today; nowhere for who has been shut out or wants none."""
    person = mail.recipient
    if not person.is_active or person.school is None or not person.school.sends_mail:
        return ""
    if mail.kind == MailKind.DAILY:
        return person.email if person.wants_daily_mail else ""
    return mail.address


def _message(mail: Mail, letter: Letter, address: str) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname or "studyhub"
    return EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[address],
        headers={"Message-ID": f"<{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _put_off(mail: Mail, error: OSError, at: datetime) -> datetime | None:
    log.warning("letter %s was not taken, try %s: %s", mail.pk, mail.tries, type(error).__name__)
    if mail.tries >= MAX_TRIES:
        _finish(mail, MailOutcome.GIVEN_UP, at)
        return None
    again_at = at + min(FIRST_WAIT * 2 ** (mail.tries - 1), LONGEST_WAIT)
    Mail.objects.filter(pk=mail.pk).update(try_at=again_at, claimed_until=None)
    return again_at


def _finish(mail: Mail, outcome: MailOutcome, at: datetime) -> None:
    Mail.objects.filter(pk=mail.pk).update(outcome=outcome, done_at=at, claimed_until=None)

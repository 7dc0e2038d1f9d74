"""A person's own e-mail address: given, confirmed by a letter, removed. Nobody else sets it."""

from datetime import datetime, timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from studyhub.access.refusal import Refusal
from studyhub.people.domain.letters import Letter, site_address
from studyhub.people.domain.mailing import mail_is_possible
from studyhub.people.domain.post import send_confirmation
from studyhub.people.enums import MailKind
from studyhub.people.models import Mail, User
from studyhub.web.text import validate_shown_name

LINK_IS_GOOD_FOR = timedelta(days=3)
MOST_A_DAY = 5
_SALT = "studyhub.people.address"


def may_have_mail(person: User) -> bool:
    """Tell whether a letter could ever reach the person: the school allows it, and we can."""
    return person.school is not None and person.school.sends_mail and mail_is_possible()


@transaction.atomic
def give_address(*, address: str, by: User, at: datetime) -> None:
    """Note an address of one's own and queue the letter that confirms it; empty removes both.

    Until it is confirmed, the one before stays in force. Refuses (``email``) what is no address,
    where no mail is sent, and more than five letters a day, so that nobody is pestered.
    """
    address = address.strip()
    if not address or address == by.email:
        _write(by, email=address, new_email="")
        return
    if not may_have_mail(by):
        raise Refusal("Your school sends no mail.", code="email")
    _check_address(address)
    _check_not_too_many(by, at)
    _write(by, new_email=address)
    send_confirmation(recipient=by, address=address, at=at)


def _check_address(address: str) -> None:
    """Refuse all but one plain address: Django's own check lets some line breaks pass."""
    try:
        validate_shown_name(address)
        User._meta.get_field("new_email").run_validators(address)
    except ValidationError:
        raise Refusal("Enter a valid email address.", code="email") from None


def _write(person: User, **values: str) -> None:
    User.objects.filter(pk=person.pk).update(**values)
    for name, value in values.items():
        setattr(person, name, value)


def _check_not_too_many(person: User, at: datetime) -> None:
    asked = Mail.objects.filter(
        recipient=person, kind=MailKind.CONFIRM, made_at__gt=at - timedelta(days=1)
    )
    if asked.count() >= MOST_A_DAY:
        raise Refusal("You have changed the address often today. Try tomorrow.", code="email")


def want_daily_mail(*, wants: bool, by: User) -> None:
    """Switch one's own daily letter on or off."""
    User.objects.filter(pk=by.pk).update(wants_daily_mail=wants)
    by.wants_daily_mail = wants


def confirmation_token(person: User, address: str) -> str:
    """Return the signed words that only a reader of that mailbox has."""
    return signing.dumps([person.pk, address], salt=_SALT)


def person_to_confirm(token: str) -> User:
    """Return whose address a link confirms, the address as ``new_email``.

    Raises ``Refusal`` for a link that was never made, is too old, was used, or whose address is
    no longer the one that the person gave last.
    """
    try:
        person_id, address = signing.loads(token, salt=_SALT, max_age=LINK_IS_GOOD_FOR)
    except signing.BadSignature:
        raise _spent() from None
    person = User.objects.filter(pk=person_id, new_email=address, is_active=True).first()
    if person is None or not address:
        raise _spent()
    return person


@transaction.atomic
def confirm_address(*, token: str) -> None:
    """Put the address behind a link in force. Raises ``Refusal`` as ``person_to_confirm`` does."""
    person = person_to_confirm(token)
    confirmed = User.objects.filter(pk=person.pk, new_email=person.new_email).update(
        email=person.new_email, new_email=""
    )
    if not confirmed:
        raise _spent()


def _spent() -> Refusal:
    return Refusal(
        "This link no longer works. Sign in and give the address again under Calendar and mail.",
        code="spent",
    )


def write_confirmation(mail: Mail, at: datetime) -> Letter | None:
    """Write to an address that may be a stranger's: no name, no school, no class."""
    if mail.recipient.new_email != mail.address:
        return None
    token = confirmation_token(mail.recipient, mail.address)
    link = site_address(reverse("confirm_address", args=[token]))
    return Letter(
        subject="Confirm your address for StudyHub",
        body=(
            "Somebody has asked StudyHub to send notices to this address, at most once a day.\n\n"
            f"If it was you, open this link within three days:\n{link}\n\n"
            "If it was not you, do nothing, and nothing more will come.\n"
        ),
    )

"""One's own address: given, confirmed by its reader, removed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.people.domain.addresses import (
    MOST_A_DAY,
    confirm_address,
    confirmation_token,
    give_address,
)
from studyhub.people.models import Mail, School, User
from tests.assignments.student.pages import words_of
from tests.conftest import signed_in, work_off_queue


@pytest.fixture
def alice(cast, mailing) -> User:
    School.objects.update(sends_mail=True)
    return User.objects.select_related("school").get(pk=cast.alice.pk)


def give(alice: User, address: str) -> None:
    give_address(address=address, by=alice, at=timezone.now())


def stored(alice: User) -> tuple[str, str]:
    return User.objects.values_list("email", "new_email").get(pk=alice.pk)


def test_an_address_is_in_force_once_confirmed(alice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        give(alice, " alice@example.org ")
    assert stored(alice) == ("", "alice@example.org")
    work_off_queue()
    (letter,) = mail.outbox
    path = letter.body.split("https://studyhub.example")[1].split()[0]
    page = Client().get(path)
    assert "Confirm this address?" in words_of(page)
    assert stored(alice) == ("", "alice@example.org")
    page = Client().post(path)
    assert "Address confirmed Notices go to alice@example.org" in words_of(page)
    assert stored(alice) == ("alice@example.org", "")
    for again in (Client().get(path), Client().post(path)):
        assert (again.status_code, "This link is spent" in words_of(again)) == (410, True)


def test_the_letter_to_a_possible_stranger_names_nobody(alice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        give(alice, "stranger@example.org")
    work_off_queue()
    (letter,) = mail.outbox
    assert letter.subject == "Confirm your address for StudyHub"
    assert letter.to == ["stranger@example.org"]
    without_link = re.sub(r"https?://\S+", "", letter.body)  # its token is of random letters
    for name in ("Alice", "Riverside", "8A"):
        assert name not in letter.subject + without_link


@pytest.mark.parametrize(
    "address",
    [
        "Anna\r\nBcc: x@evil",
        "anna@example.org\r\nBcc: x@evil.example",
        "anna@example.org\nBcc: x@evil.example",
        "anna@example.org, x@evil.example",
        "anna@example.org;x@evil.example",
        "Anna <anna@example.org>",
        '"anna\r\n"@example.org',
        "anna@example.org%0d%0aBcc:x@evil.example",
        "anna@exa\u2028mple.org",
        "anna@\ud800.org",
        "anna@example.org\x0bx",
        "anna",
        "@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_single_address_is_refused(alice, address):
    with pytest.raises(Refusal) as caught:
        give(alice, address)
    assert caught.value.code == "email"
    assert (stored(alice), Mail.objects.count()) == (("", ""), 0)


def test_the_page_refuses_it_too(cast, alice):
    response = signed_in(cast.alice).post(
        "/calendar-and-mail/mail/", {"email": "Anna\r\nBcc: x@evil"}
    )
    assert "Enter a valid email address." in words_of(response)
    assert (stored(alice), Mail.objects.count()) == (("", ""), 0)


def test_the_one_before_stays_until_the_new_one_is_confirmed(alice):
    User.objects.filter(pk=alice.pk).update(email="old@example.org")
    alice.email = "old@example.org"
    give(alice, "new@example.org")
    assert stored(alice) == ("old@example.org", "new@example.org")
    give(alice, "old@example.org")
    assert stored(alice) == ("old@example.org", "")
    give(alice, "")
    assert stored(alice) == ("", "")


def test_a_link_confirms_only_the_address_given_last(alice):
    give(alice, "one@example.org")
    give(alice, "two@example.org")
    with pytest.raises(Refusal):
        confirm_address(token=confirmation_token(alice, "one@example.org"))
    confirm_address(token=confirmation_token(alice, "two@example.org"))
    assert stored(alice) == ("two@example.org", "")


def test_a_link_is_good_for_three_days(alice):
    give(alice, "one@example.org")
    token = confirmation_token(alice, "one@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)), pytest.raises(Refusal):
        confirm_address(token=token)
    with pytest.raises(Refusal):
        confirm_address(token=token + "x")
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23)):
        confirm_address(token=token)


def test_an_emptied_address_cannot_be_confirmed(alice):
    with pytest.raises(Refusal):
        confirm_address(token=confirmation_token(alice, ""))


def test_nobody_is_pestered(alice):
    for number in range(MOST_A_DAY):
        give(alice, f"a{number}@example.org")
    with pytest.raises(Refusal) as caught:
        give(alice, "more@example.org")
    assert str(caught.value) == "You have changed the address often today. Try tomorrow."
    assert Mail.objects.count() == MOST_A_DAY


def test_no_address_is_asked_for_or_taken_where_the_school_sends_no_mail(cast, alice):
    School.objects.update(sends_mail=False)
    client = signed_in(cast.alice)
    page = words_of(client.get("/calendar-and-mail/"))
    assert "Your school sends no mail." in page
    assert 'name="email"' not in client.get("/calendar-and-mail/").content.decode()
    client.post("/calendar-and-mail/mail/", {"email": "alice@example.org"})
    assert stored(alice) == ("", "")


def test_an_address_can_be_removed_where_no_mail_is_sent_any_more(cast, alice):
    User.objects.filter(pk=alice.pk).update(email="old@example.org")
    School.objects.update(sends_mail=False)
    client = signed_in(cast.alice)
    assert "No mail is sent at present." in words_of(client.get("/calendar-and-mail/"))
    client.post("/calendar-and-mail/mail/", {"email": ""})
    assert stored(alice) == ("", "")


def test_the_page_says_where_letters_go(cast, alice):
    client = signed_in(cast.alice)
    response = client.post(
        "/calendar-and-mail/mail/",
        {"email": "alice@example.org", "wants_daily_mail": "on"},
        follow=True,
    )
    page = words_of(response)
    assert "A letter is on its way to alice@example.org. Open its link." in page
    assert "alice@example.org waits to be confirmed" in page
    confirm_address(token=confirmation_token(alice, "alice@example.org"))
    assert "Letters go to alice@example.org." in words_of(client.get("/calendar-and-mail/"))
    client.post("/calendar-and-mail/mail/", {"email": "alice@example.org"})
    alice.refresh_from_db()
    assert (alice.email, alice.wants_daily_mail) == ("alice@example.org", False)


def test_no_other_page_tells_an_address(cast, alice):
    """Not even those who keep the school's accounts see it."""
    User.objects.filter(pk=alice.pk).update(email="canary@example.org", new_email="c2@example.org")
    for name in ("tessa", "sana", "sue"):
        client = signed_in(getattr(cast, name))
        for path in (
            reverse("admin:people_account", args=[alice.pk]),
            reverse("admin:people_user_changelist"),
            reverse("admin:people_class", args=[cast.class_8a.pk]),
        ):
            page = client.get(path, follow=True).content.decode()
            assert "Alice" in page
            assert "canary@" not in page
            assert "c2@" not in page

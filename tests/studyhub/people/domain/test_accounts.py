"""Accounts: made, named, reset, suspended; each once, each told in the trail."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.accounts import (
    create_account,
    rename,
    reset_password,
    suspend,
    unsuspend,
)
from studyhub.people.models import User


def make(cast, sign_in_name="nadia.k", school=None, **names):
    return create_account(
        school=school or cast.riverside,
        sign_in_name=sign_in_name,
        given_name=names.get("given_name", "Nadia"),
        family_name=names.get("family_name", "Karim"),
        by=cast.sana,
        at=timezone.now(),
    )


def verbs_about(row):
    return list(Entry.objects.about(row).order_by("id").values_list("verb", flat=True))


def test_a_new_account_signs_in_with_its_code_and_must_choose_a_password(cast):
    user, code = make(cast)
    assert authenticate(None, username=user.username, password=code) == user
    assert user.has_one_time_password()
    assert user.one_time_until - user.created_at == timedelta(days=14)
    assert not user.is_staff
    assert not user.is_superuser


def test_the_code_is_kept_nowhere_in_clear(cast):
    user, code = make(cast)
    entry = Entry.objects.about(user).get()
    assert code not in f"{user.password} {entry.before} {entry.after} {entry.why}"
    assert (entry.verb, entry.actor_id, entry.tenant_id) == (
        "create_account",
        cast.sana.pk,
        cast.riverside.pk,
    )


@pytest.mark.parametrize("name", ["alice", "Alice", "ALICE", "\uff21lice", " alice "])
def test_a_sign_in_name_is_one_identity_in_every_spelling(cast, name):
    before = User.objects.count()
    with pytest.raises(Refusal) as refused:
        make(cast, name)
    assert refused.value.code == "sign_in_name_taken"
    assert User.objects.count() == before


def test_two_schools_may_have_the_same_sign_in_name(cast):
    user, _code = make(cast, "alice", school=cast.hillside)
    assert user.sign_in_name == cast.alice.sign_in_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "sign_in_name"),
        ("two words", "sign_in_name"),
        ("a:b", "sign_in_name"),
        ("<script>", "sign_in_name"),
        ("\u202eanna", "sign_in_name"),
        ("an\u200bna", "sign_in_name"),
        ("x" * 61, "sign_in_name"),
        ("\ufdfa" * 60, "sign_in_name"),  # one sign that stands for four words
    ],
)
def test_a_sign_in_name_that_cannot_be_typed_is_refused(cast, name, code):
    with pytest.raises(Refusal) as refused:
        make(cast, name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "name", ["\u202eanna", "a\nb", "a\x00b", "a\x07b", "\u2066x", "\u200b", "", "x" * 81]
)
def test_a_given_name_that_cannot_be_shown_is_refused(cast, name):
    with pytest.raises(Refusal) as refused:
        make(cast, given_name=name)
    assert refused.value.code == "given_name"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ 7*7 }}", "=1+1", "محمد", "李"])
def test_any_name_that_can_be_shown_is_kept_as_it_is(cast, name):
    user, _code = make(cast, given_name=name, family_name="")
    assert User.objects.get(pk=user.pk).given_name == name


def test_a_reset_replaces_the_password_for_a_day(cast):
    at = timezone.now()
    code = reset_password(user=cast.alice, by=cast.tessa, at=at)
    assert authenticate(None, username=cast.alice.username, password=code) == cast.alice
    assert authenticate(None, username=cast.alice.username, password="river stone candle") is None
    assert cast.alice.one_time_until == at + timedelta(hours=24)
    assert verbs_about(cast.alice) == ["create_account", "reset_password"]


def test_a_second_reset_makes_the_first_code_useless(cast):
    first = reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    reset_password(user=cast.alice, by=cast.tessa, at=timezone.now())
    assert authenticate(None, username=cast.alice.username, password=first) is None


def test_a_code_that_has_run_out_opens_nothing(cast):
    code = reset_password(user=cast.alice, by=cast.tessa, at=timezone.now() - timedelta(hours=24))
    assert authenticate(None, username=cast.alice.username, password=code) is None


def test_nobody_resets_themselves(cast):
    with pytest.raises(Refusal) as refused:
        reset_password(user=cast.sana, by=cast.sana, at=timezone.now())
    assert refused.value.code == "own_account"


def test_a_suspended_account_is_not_reset(cast):
    suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        reset_password(user=cast.alice, by=cast.sana, at=timezone.now())
    assert refused.value.code == "suspended"


def test_a_suspension_shuts_and_lifting_opens_with_the_same_password(cast):
    suspend(user=cast.alice, by=cast.sana, at=timezone.now(), why="left")
    key = {"username": cast.alice.username, "password": "river stone candle"}
    assert authenticate(None, **key) is None
    unsuspend(user=cast.alice, by=cast.sana, at=timezone.now())
    assert authenticate(None, **key) == cast.alice
    entry = Entry.objects.about(cast.alice).get(verb="suspend_account")
    assert (entry.before, entry.after, entry.why) == (
        {"is_active": True},
        {"is_active": False},
        "left",
    )


def test_what_is_done_already_is_refused(cast):
    with pytest.raises(Refusal) as refused:
        unsuspend(user=cast.alice, by=cast.sana, at=timezone.now())
    assert refused.value.code == "not_suspended"
    suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    assert refused.value.code == "already_suspended"
    assert verbs_about(cast.alice) == ["create_account", "suspend_account"]


def test_nobody_suspends_themselves(cast):
    with pytest.raises(Refusal) as refused:
        suspend(user=cast.sana, by=cast.sana, at=timezone.now())
    assert refused.value.code == "own_account"


def test_a_new_name_is_written_and_the_trail_holds_no_name(cast):
    rename(user=cast.alice, given_name="Alicja", family_name="", by=cast.sana, at=timezone.now())
    assert User.objects.get(pk=cast.alice.pk).full_name == "Alicja"
    entry = Entry.objects.about(cast.alice).get(verb="rename_account")
    assert (entry.before, entry.after) == ({}, {})


def test_a_stale_name_never_wins(cast):
    with pytest.raises(Conflict) as conflict:
        rename(
            user=cast.alice,
            given_name="Late",
            family_name="",
            was=("Older", "Name"),
            by=cast.sana,
            at=timezone.now(),
        )
    assert conflict.value.current.given_name == "Alice"
    assert User.objects.get(pk=cast.alice.pk).given_name == "Alice"
    assert verbs_about(cast.alice) == ["create_account"]

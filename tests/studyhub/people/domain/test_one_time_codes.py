"""One-time codes: readable, hard to guess, quick to hash and slow to probe."""

import math
import re

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher

from studyhub.people.domain import one_time_codes
from studyhub.people.domain.one_time_codes import ALPHABET, GROUP_LENGTH, GROUPS, hash_of, new_code


def test_a_code_is_three_groups_without_look_alikes():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(f"([{ALPHABET}]{{4}}-){{2}}[{ALPHABET}]{{4}}", code) for code in codes)
    assert not set("01ilouaey") & set(ALPHABET)


def test_a_code_carries_more_than_fifty_bits():
    assert int(GROUPS * GROUP_LENGTH * math.log2(len(ALPHABET))) == 57


@pytest.fixture
def argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_light_hash_is_replaced_by_a_full_one_when_the_code_is_used(argon2):
    encoded = hash_of("bcdf-ghjk-mnpq")
    upgraded = []
    assert check_password("bcdf-ghjk-mnpq", encoded, upgraded.append)
    assert upgraded == ["bcdf-ghjk-mnpq"]
    assert identify_hasher(encoded).algorithm == "argon2"


def test_a_wrong_code_costs_as_much_as_a_wrong_password(argon2, cast, monkeypatch):
    from studyhub.people import backends
    from studyhub.people.domain.accounts import reset_password

    reset_password(user=cast.alice, by=cast.tessa, at=cast.alice.created_at)
    full_hashes = []
    monkeypatch.setattr(backends, "make_password", full_hashes.append)
    backend = backends.SchoolBackend()
    assert backend.authenticate(None, username=cast.alice.username, password="wrong") is None
    assert backend.authenticate(None, username=cast.bob.username, password="wrong") is None
    assert full_hashes == ["wrong"]  # Alice's; Bob's own hash is a full one


def test_codes_are_good_for_a_day_after_a_reset_and_a_fortnight_on_a_card():
    assert one_time_codes.VALID_FOR_A_RESET.total_seconds() == 86_400
    assert one_time_codes.VALID_ON_A_CARD.days == 14

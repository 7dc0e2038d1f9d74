"""Suggested sign-in names."""

import pytest
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.sign_in_names import (
    check_sign_in_name,
    free_sign_in_name,
    suggest_sign_in_name,
)


@pytest.mark.parametrize(
    ("given", "family", "suggested"),
    [
        ("Ines", "Duarte", "ines.d"),
        ("Anna Maria", "Müller", "anna.m"),
        ("Jürgen", "Ørsted", "jurgen.o"),
        ("Łukasz", "Żak", "lukasz.z"),
        ("Nour", "", "nour"),
        ("محمد", "علي", "محمد.ع"),
        ("李", "小龙", "李.小"),
        ("अनिल", "कुमार", "अनिल.क"),
        ("O’Neil", "D'Arcy", "oneil.d"),
        ("<b>", "\U0001f600", "b"),
        ("\U0001f600", "", "student"),
        ("x" * 80, "Y", "x" * 30 + ".y"),
    ],
)
def test_a_suggestion_is_short_and_can_be_typed(given, family, suggested):
    assert suggest_sign_in_name(given, family) == suggested
    check_sign_in_name(suggested, school_id="a" * 14)


def test_a_taken_suggestion_is_numbered():
    assert suggest_sign_in_name("Ines", "Duarte", {"ines.d"}) == "ines.d2"
    assert suggest_sign_in_name("Ines", "Duarte", {"ines.d", "ines.d2"}) == "ines.d3"


def test_a_free_name_looks_at_the_own_school_only(cast):
    for school in (cast.riverside, cast.hillside):
        create_account(
            school=school,
            sign_in_name="ines.d",
            given_name="Ines",
            family_name="Dias",
            by=None,
            at=timezone.now(),
        )
    names = {"given_name": "Ines", "family_name": "Duarte"}
    assert free_sign_in_name(school=cast.riverside, **names) == "ines.d2"


def test_a_namesake_is_told_of_before_a_second_account_is_made(cast):
    with pytest.raises(Refusal) as refused:
        free_sign_in_name(
            school=cast.riverside, given_name="Alice", family_name="Of Riverside School"
        )
    assert refused.value.code == "namesake"

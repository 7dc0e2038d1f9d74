"""A planned list becomes accounts and enrollments, all or nothing, once."""

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain import rosters
from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.classes import archive_class
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, User

TOKEN = "2345abcdefghjk"
NAMES = "Ines Duarte\nSaid, Omar\nAlice; Of Riverside School; alice"


def applied(cast, text=NAMES, token=TOKEN):
    plan = rosters.plan_names(text, cast.riverside, cast.class_8b)
    return rosters.apply(
        plan=plan, school_class=cast.class_8b, by=cast.sana, at=timezone.now(), token=token
    )


def test_every_line_becomes_a_student_with_a_card(cast):
    cards = applied(cast)
    assert [card.user.full_name for card in cards] == [
        "Ines Duarte",
        "Omar Said",
        "Alice Of Riverside School",
    ]
    for card in cards[:2]:
        assert authenticate(None, username=card.user.username, password=card.code) == card.user
    assert cards[2].code == ""
    roles = Enrollment.objects.filter(
        school_class=cast.class_8b, user__in=[card.user for card in cards]
    ).values_list("role", flat=True)
    assert list(roles) == [ClassRole.STUDENT] * 3


def test_the_trail_tells_of_each_account_each_enrollment_and_the_list_without_codes(cast):
    before = set(Entry.objects.values_list("pk", flat=True))
    cards = applied(cast)
    entries = Entry.objects.exclude(pk__in=before)
    verbs = sorted(entries.values_list("verb", flat=True))
    assert verbs == ["apply_roster", *["create_account"] * 2, *["enroll"] * 3]
    written = "".join(f"{entry.before}{entry.after}{entry.why}" for entry in entries)
    assert not any(card.code in written for card in cards[:2])
    assert "Ines" not in written


def test_a_list_with_one_bad_line_makes_nothing(cast):
    people, entries = User.objects.count(), Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        applied(cast, "Ines Duarte\nAnna \u202eBerg")
    assert refused.value.code == "not_ready"
    assert (User.objects.count(), Entry.objects.count()) == (people, entries)


def test_the_same_form_sent_twice_makes_nothing_the_second_time(cast):
    plan = rosters.plan_names(NAMES, cast.riverside, cast.class_8b)
    applied(cast)
    people = User.objects.count()
    with pytest.raises(Refusal) as refused:
        rosters.apply(
            plan=plan, school_class=cast.class_8b, by=cast.sana, at=timezone.now(), token=TOKEN
        )
    assert refused.value.code == "applied_already"
    assert User.objects.count() == people


def test_the_same_names_with_another_token_find_the_people_there(cast):
    applied(cast)
    plan = rosters.plan_names(NAMES, cast.riverside, cast.class_8b)
    assert plan.problem_count == 3


def test_a_name_taken_since_the_plan_was_made_undoes_everything(cast):
    plan = rosters.plan_names("Omar Said\nInes Duarte", cast.riverside, cast.class_8b)
    create_account(
        school=cast.riverside,
        sign_in_name="ines.d",
        given_name="Ina",
        family_name="Dahl",
        by=cast.sana,
        at=timezone.now(),
    )
    people = User.objects.count()
    with pytest.raises(Refusal) as refused:
        rosters.apply(plan=plan, school_class=cast.class_8b, by=cast.sana, at=timezone.now())
    assert refused.value.code == "sign_in_name_taken"
    assert User.objects.count() == people


def test_a_plan_of_another_school_is_refused(cast):
    plan = rosters.plan_names("Omar Said", cast.hillside)
    with pytest.raises(Refusal) as refused:
        rosters.apply(plan=plan, school_class=cast.class_8b, by=cast.sana, at=timezone.now())
    assert refused.value.code == "not_ready"


def test_an_archived_class_takes_in_nobody(cast):
    archive_class(school_class=cast.class_8b, by=cast.sana, at=timezone.now())
    people = User.objects.count()
    with pytest.raises(Refusal) as refused:
        applied(cast)
    assert refused.value.code == "archived"
    assert User.objects.count() == people

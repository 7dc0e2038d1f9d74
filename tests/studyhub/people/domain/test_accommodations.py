"""Standing accommodations: who sets them, within what bounds, and what stays on record."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.accommodations import accommodate, extra_time_words
from studyhub.people.domain.enrollments import end
from studyhub.people.models import Enrollment


def agree(enrollment, by, days=2, percent=0, why="Agreed with the school"):
    accommodate(
        enrollment=enrollment,
        extra_days=days,
        extra_percent=percent,
        by=by,
        at=timezone.now(),
        why=why,
    )


@pytest.fixture
def alices(cast) -> Enrollment:
    return Enrollment.objects.get(user=cast.alice)


def test_accommodating_is_recorded_with_before_and_after(cast, alices):
    agree(alices, cast.sana, days=2, percent=25)
    alices.refresh_from_db()
    assert (alices.extra_days, alices.extra_percent) == (2, 25)
    entry = Entry.objects.get(verb="accommodate")
    assert (entry.before, entry.after, entry.why) == (
        {"extra_days": 0, "extra_percent": 0},
        {"extra_days": 2, "extra_percent": 25},
        "Agreed with the school",
    )


def test_setting_the_same_again_writes_nothing(cast, alices):
    agree(alices, cast.sana)
    agree(alices, cast.sana)
    assert Entry.objects.filter(verb="accommodate").count() == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"days": -1}, "extra_days"),
        ({"days": 61}, "extra_days"),
        ({"percent": 201}, "extra_percent"),
        ({"why": "  "}, "no_reason"),
    ],
)
def test_values_out_of_bounds_are_refused(cast, alices, values, code):
    with pytest.raises(Refusal) as refused:
        agree(alices, cast.sana, **values)
    assert refused.value.code == code
    alices.refresh_from_db()
    assert (alices.extra_days, alices.extra_percent) == (0, 0)


def test_only_students_who_are_in_the_class_have_extra_time(cast, alices):
    teachers = Enrollment.objects.get(user=cast.tessa)
    with pytest.raises(Refusal) as refused:
        agree(teachers, cast.sana)
    assert refused.value.code == "role"
    end(enrollment=alices, by=cast.sana, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        agree(alices, cast.sana)
    assert refused.value.code == "already_ended"


def test_nobody_sets_their_own(cast, alices):
    with pytest.raises(Refusal) as refused:
        agree(alices, cast.alice)
    assert refused.value.code == "own_work"


@pytest.mark.parametrize("values", [{"extra_days": 61}, {"extra_percent": 201}])
def test_the_database_holds_the_bounds(alices, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.filter(pk=alices.pk).update(**values)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((0, 0), ""),
        ((1, 0), "1 extra day"),
        ((2, 25), "2 extra days and 25 percent more time"),
    ],
)
def test_extra_time_in_words(values, words):
    assert extra_time_words(*values) == words

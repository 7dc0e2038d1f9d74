"""Making schools."""

import pytest
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.schools import create_school
from studyhub.people.models import School


def make(**changed):
    words = {"name": "Lake School", "slug": "lake", "time_zone": "Europe/Paris"}
    return create_school(**{**words, **changed}, by=None, at=timezone.now())


def test_a_school_is_made_and_told(db):
    school = make()
    assert not school.is_demo
    entry = Entry.objects.about(school).get()
    assert (entry.verb, entry.tenant_id, entry.actor_id) == ("create_school", school.pk, "")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"slug": "riverside"}, "slug_taken"),
        ({"slug": "two words"}, "slug"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"name": "\u202ex"}, "name"),
        ({"name": ""}, "name"),
    ],
)
def test_what_does_not_fit_is_refused(cast, changed, code):
    with pytest.raises(Refusal) as refused:
        make(**changed)
    assert refused.value.code == code
    assert School.objects.count() == 2

"""School admins are appointed by superusers only."""

import pytest
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.school_roles import appoint, dismiss
from studyhub.people.models import School, SchoolRole, User


@pytest.mark.parametrize("who", ["sana", "sofia", "tessa", "alice"])
def test_only_a_superuser_appoints(cast, who):
    with pytest.raises(Refusal) as refused:
        appoint(user=cast.tessa, by=getattr(cast, who), at=timezone.now())
    assert refused.value.code == "not_superuser"
    assert not SchoolRole.objects.filter(user=cast.tessa).exists()


def test_appointing_opens_the_school_and_dismissing_shuts_it_at_once(cast):
    role = appoint(user=cast.tessa, by=cast.sue, at=timezone.now())
    tessa = User.objects.get(pk=cast.tessa.pk)
    assert list(School.objects.administered_by(tessa)) == [cast.riverside]
    dismiss(school_role=role, by=cast.sue, at=timezone.now(), why="done")
    tessa = User.objects.get(pk=cast.tessa.pk)
    assert not School.objects.administered_by(tessa).exists()
    verbs = Entry.objects.about(tessa).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["create_account", "appoint_school_admin", "dismiss_school_admin"]


def test_a_school_admin_dismisses_nobody(cast):
    role = SchoolRole.objects.get(user=cast.sana)
    with pytest.raises(Refusal) as refused:
        dismiss(school_role=role, by=cast.sana, at=timezone.now())
    assert refused.value.code == "not_superuser"


def test_twice_is_refused(cast):
    with pytest.raises(Refusal) as refused:
        appoint(user=cast.sana, by=cast.sue, at=timezone.now())
    assert refused.value.code == "already_appointed"
    with pytest.raises(Refusal) as refused:
        appoint(user=cast.sue, by=cast.sue, at=timezone.now())
    assert refused.value.code == "no_school"
    role = SchoolRole.objects.get(user=cast.sana)
    dismiss(school_role=role, by=cast.sue, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        dismiss(school_role=role, by=cast.sue, at=timezone.now())
    assert refused.value.code == "already_ended"

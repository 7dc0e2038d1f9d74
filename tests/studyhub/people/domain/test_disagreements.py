"""The hunter finds rows that no verb would write."""

from django.utils import timezone

from studyhub.people.domain.disagreements import (
    disagreeing_enrollments,
    disagreeing_school_roles,
)
from studyhub.people.models import Enrollment, SchoolRole


def test_the_cast_agrees(cast):
    assert list(disagreeing_enrollments()) == []
    assert list(disagreeing_school_roles()) == []


def test_a_row_written_past_the_verbs_is_found(cast):
    today = timezone.now().date()
    rows = [
        Enrollment.objects.create(
            user=person, school_class=cast.class_8a, role="student", starts_on=today
        )
        for person in (cast.frank, cast.sue)
    ]
    role = SchoolRole.objects.create(
        user=cast.sofia, school=cast.riverside, role="school_admin", starts_on=today
    )
    assert set(disagreeing_enrollments()) == set(rows)
    assert list(disagreeing_school_roles()) == [role]

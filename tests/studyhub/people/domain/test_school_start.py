"""The school admin's start: current classes with their people of today."""

import pytest
from django.utils import timezone

from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.classes import archive_class, create_class
from studyhub.people.domain.enrollments import end, enroll
from studyhub.people.domain.school_start import school_start
from studyhub.people.models import Enrollment, User
from tests.conftest import signed_in


def fresh(user: User) -> User:
    """Return the person as the next request fetches them."""
    return User.objects.select_related("school").get(pk=user.pk)


def lines(user: User) -> list[tuple]:
    return [
        (line.school_class.name, line.students, line.teachers, line.waiting)
        for line in school_start(user=fresh(user))
    ]


def test_each_sees_their_own_school(cast):
    assert lines(cast.sana) == [("8A", 2, 1, 0), ("8B", 1, 1, 0)]
    assert lines(cast.sofia) == [("Year 9", 1, 1, 0)]
    assert lines(cast.tessa) == lines(cast.alice) == lines(cast.sue) == []


def test_who_waits_left_or_is_archived(cast):
    at = timezone.now()
    user, _code = create_account(
        school=cast.riverside, sign_in_name="new", given_name="New", family_name="", by=None, at=at
    )
    enroll(user=user, school_class=cast.class_8a, role="student", by=cast.sana, at=at)
    end(enrollment=Enrollment.objects.get(user=cast.bob), by=cast.sana, at=at)
    archive_class(school_class=cast.class_8b, by=cast.sana, at=at)
    create_class(school=cast.riverside, name="8C", by=cast.sana, at=at)
    assert lines(cast.sana) == [("8A", 2, 1, 1), ("8C", 0, 0, 0)]


@pytest.mark.parametrize("more", [0, 2, 29])
def test_the_desk_costs_the_same_for_any_number_of_classes(cast, more, django_assert_num_queries):
    for number in range(more):
        create_class(school=cast.riverside, name=f"More {number}", by=cast.sana, at=timezone.now())
    client = signed_in(cast.sana)
    with django_assert_num_queries(QUERIES):
        assert client.get("/admin/").status_code == 200


QUERIES = 8

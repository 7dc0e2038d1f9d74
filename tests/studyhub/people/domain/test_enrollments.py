"""Enrollments: begun, ended, moved; the row stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.classes import archive_class
from studyhub.people.domain.enrollments import end, enroll, move
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, SchoolClass


def enrollment_of(user):
    return Enrollment.objects.get(user=user, ends_on__isnull=True)


@pytest.mark.parametrize(
    ("who", "where", "role", "code"),
    [
        ("frank", "class_8a", ClassRole.STUDENT, "other_school"),
        ("sue", "class_8a", ClassRole.TEACHER, "other_school"),
        ("alice", "class_8a", ClassRole.TEACHER, "already_enrolled"),
        ("carol", "class_8a", "school_admin", "role"),
        ("carol", "class_8a", "", "role"),
    ],
)
def test_an_enrollment_that_does_not_fit_is_refused(cast, who, where, role, code):
    before = Enrollment.objects.count()
    with pytest.raises(Refusal) as refused:
        enroll(
            user=getattr(cast, who),
            school_class=getattr(cast, where),
            role=role,
            by=cast.sana,
            at=timezone.now(),
        )
    assert refused.value.code == code
    assert Enrollment.objects.count() == before


def test_nobody_is_enrolled_in_an_archived_class(cast):
    archive_class(school_class=cast.class_8a, by=cast.sana, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        enroll(
            user=cast.carol,
            school_class=cast.class_8a,
            role=ClassRole.STUDENT,
            by=cast.sana,
            at=timezone.now(),
        )
    assert refused.value.code == "archived"


def test_ending_takes_effect_at_once_and_keeps_the_row(cast):
    row = enrollment_of(cast.alice)
    end(enrollment=row, by=cast.sana, at=timezone.now(), why="moved away")
    today = cast.riverside.day_of(timezone.now())
    assert Enrollment.objects.get(pk=row.pk).ends_on == today
    assert not SchoolClass.objects.attended_by(cast.alice).exists()
    entry = Entry.objects.about(row).get(verb="end_enrollment")
    assert (entry.after, entry.why) == ({"ends_on": today.isoformat()}, "moved away")


def test_ending_twice_is_refused(cast):
    row = enrollment_of(cast.alice)
    end(enrollment=row, by=cast.sana, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        end(enrollment=Enrollment.objects.get(pk=row.pk), by=cast.sana, at=timezone.now())
    assert refused.value.code == "already_ended"


def test_who_has_left_may_come_back(cast):
    end(enrollment=enrollment_of(cast.alice), by=cast.sana, at=timezone.now())
    enroll(
        user=cast.alice,
        school_class=cast.class_8a,
        role=ClassRole.STUDENT,
        by=cast.sana,
        at=timezone.now(),
    )
    assert list(SchoolClass.objects.attended_by(cast.alice)) == [cast.class_8a]


def test_an_enrollment_that_was_to_begin_later_never_begins(cast):
    later = date.today() + timedelta(days=30)  # noqa: DTZ011  (any day will do)
    row = enroll(
        user=cast.carol,
        school_class=cast.class_8a,
        role=ClassRole.STUDENT,
        by=cast.sana,
        at=timezone.now(),
        starts_on=later,
    )
    end(enrollment=row, by=cast.sana, at=timezone.now())
    assert Enrollment.objects.get(pk=row.pk).ends_on == later
    assert not Enrollment.objects.filter(pk=row.pk).holding_on(later).exists()


def test_a_day_is_a_day_at_the_school(cast):
    cast.riverside.time_zone = "Pacific/Kiritimati"
    at = timezone.now().replace(hour=23, minute=0)
    row = enroll(
        user=cast.carol,
        school_class=SchoolClass(pk=cast.class_8a.pk, name="8A", school=cast.riverside),
        role=ClassRole.STUDENT,
        by=cast.sana,
        at=at,
    )
    assert row.starts_on == at.date() + timedelta(days=1)


def test_moving_ends_here_and_begins_there_in_the_same_role(cast):
    row = enrollment_of(cast.alice)
    moved = move(
        enrollment=row, to_class=cast.class_8b, by=cast.sana, at=timezone.now(), why="timetable"
    )
    assert (moved.school_class, moved.role) == (cast.class_8b, ClassRole.STUDENT)
    assert list(SchoolClass.objects.attended_by(cast.alice)) == [cast.class_8b]
    entry = Entry.objects.get(verb="move_enrollment")
    assert entry.target_id == row.pk
    assert entry.before == {"class": cast.class_8a.pk}
    assert (entry.after["class"], entry.why) == (cast.class_8b.pk, "timetable")


@pytest.mark.parametrize(
    ("where", "code"),
    [("class_8a", "same_class"), ("hillside_class", "other_school")],
)
def test_a_move_that_does_not_fit_changes_nothing(cast, where, code):
    row = enrollment_of(cast.alice)
    with pytest.raises(Refusal) as refused:
        move(enrollment=row, to_class=getattr(cast, where), by=cast.sana, at=timezone.now())
    assert refused.value.code == code
    assert Enrollment.objects.get(pk=row.pk).ends_on is None
    assert not Entry.objects.filter(verb="move_enrollment").exists()

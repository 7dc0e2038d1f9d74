"""Which notices are made, for whom, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from assignments.domain.answering.keep_working import keep_working
from assignments.domain.giving.times import extend, move_times
from assignments.domain.returning.release import return_to_students, take_back
from assignments.domain.telling.tell import tell_by_the_clock
from assignments.domain.timing.lateness import late_terms
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Notice, Submission
from studyhub.access.refusal import Refusal
from studyhub.people.domain import enrollments
from studyhub.people.domain.accommodations import accommodate
from studyhub.people.models import Enrollment
from tests.conftest import person

from .conftest import NOON, kinds


def due_notices() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind="due_tomorrow").order_by("recipient__given_name")
    return [
        (row.recipient.given_name, str(datetime.fromordinal(row.number).date())) for row in rows
    ]


def test_giving_tells_the_students_of_the_class_alone(class_8a, cast):
    given = class_8a.give()
    rows = Notice.objects.order_by("recipient__given_name")
    assert [(row.recipient, row.kind, row.assignment) for row in rows] == [
        (cast.alice, "assigned", given),
        (cast.bob, "assigned", given),
    ]


def test_giving_twice_by_one_key_tells_once(class_8a, cast, django_assert_num_queries):
    from assignments.domain.giving.give import ClassTimes, give

    now = timezone.now()
    for _click in range(2):
        give(
            version=class_8a.version,
            questions=class_8a.version.questions.filter(points__isnull=False),
            classes=[ClassTimes(cast.class_8a, now)],
            title="Once",
            by=cast.tessa,
            at=now,
            key="one",
        )
    assert kinds(cast.alice) == ["assigned"]


def test_what_was_refused_tells_nothing(class_8a, cast):
    now = timezone.now()
    with pytest.raises(Refusal):
        class_8a.give(opens_at=now, due_at=now - timedelta(days=1))
    assert Notice.objects.count() == 0


def test_nothing_is_told_before_the_opening(class_8a, cast, clock):
    class_8a.give(opens_at=NOON + timedelta(hours=2), due_at=NOON + timedelta(days=3))
    assert kinds(cast.alice) == ["assigned"]
    assert list(Notice.objects.visible_to(cast.alice)) == []
    clock.move_to(NOON + timedelta(hours=2))
    (shown,) = Notice.objects.visible_to(cast.alice)
    assert shown.shown_at == NOON + timedelta(hours=2)


def test_who_comes_before_the_opening_is_told_by_the_clock(class_8a, cast, clock):
    class_8a.give(opens_at=NOON + timedelta(days=1), due_at=NOON + timedelta(days=9))
    newcomer = person(cast.riverside, "Nadia")
    enrollments.enroll(
        user=newcomer, school_class=cast.class_8a, role="student", by=cast.sana, at=NOON
    )
    clock.move_to(NOON + timedelta(days=1, minutes=1))
    tell_by_the_clock(at=timezone.now())
    tell_by_the_clock(at=timezone.now())
    assert kinds(newcomer) == ["assigned"]
    assert kinds(cast.alice) == ["assigned"]


def test_leaving_the_class_hides_all_of_it(class_8a, cast):
    work = class_8a.handed_in(class_8a.give())
    class_8a.returned(work)
    assert Notice.objects.visible_to(cast.alice).count() == 2
    enrollments.end(enrollment=cast.alice.enrollments.get(), by=cast.sana, at=timezone.now())
    assert list(Notice.objects.visible_to(cast.alice)) == []
    assert kinds(cast.alice) == ["assigned", "returned"]


def test_grading_tells_nothing_and_returning_tells_once_for_each_release(class_8a, cast):
    work = class_8a.handed_in(class_8a.give())
    from decimal import Decimal

    from assignments.domain.grading.grade import grade_answer

    answer = Submission.objects.get(pk=work.submission.pk).counted_attempt.answers.first()
    grade_answer(
        answer=answer, points=Decimal(1), comment="x", based_on=0,
        seen_answer_version=answer.version, by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    assert kinds(cast.alice) == ["assigned"]
    submission = Submission.objects.get(pk=work.submission.pk)
    for _click in range(2):
        return_to_students(submissions=[submission], by=cast.tessa, at=timezone.now())
    grade_answer(
        answer=answer, points=Decimal(2), comment="x", based_on=1,
        seen_answer_version=answer.version, by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    return_to_students(
        submissions=[submission], by=cast.tessa, at=timezone.now(), note="One point more."
    )
    rows = Notice.objects.filter(recipient=cast.alice, kind="returned")
    assert sorted(rows.values_list("number", flat=True)) == [1, 2]
    assert kinds(cast.bob) == ["assigned"]


def test_what_is_taken_back_is_no_longer_told(class_8a, cast):
    work = class_8a.handed_in(class_8a.give())
    class_8a.returned(work)
    take_back(submission=work.submission, by=cast.tessa, at=timezone.now(), reason="Wrong.")
    assert kinds(cast.alice) == ["assigned", "returned"]
    assert [row.kind for row in Notice.objects.visible_to(cast.alice)] == ["assigned"]
    return_to_students(submissions=[work.submission], by=cast.tessa, at=timezone.now())
    shown = Notice.objects.visible_to(cast.alice).filter(kind="returned")
    assert [row.number for row in shown] == [3]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_returning_costs_one_query_more_for_its_notices(
    class_8a, cast, count, django_assert_num_queries
):
    from assignments.domain.telling.tell import tell_returned
    from assignments.models import Release

    work = class_8a.handed_in(class_8a.give())
    releases = [work.returned(number=number, kind="returned") for number in range(1, count + 1)]
    rows = list(
        Release.objects.select_related("submission").filter(pk__in=[r.pk for r in releases])
    )
    with django_assert_num_queries(1):
        tell_returned(releases=rows, at=timezone.now())
    assert Notice.objects.filter(kind="returned").count() == count


def test_reopening_tells_and_keeping_on_does_not(class_8a, cast):
    work = class_8a.handed_in(class_8a.give())
    now = timezone.now()
    keep_working(position=position_of(work.submission, at=now), by=cast.alice, at=now)
    assert kinds(cast.alice) == ["assigned"]
    work.hand_in()
    class_8a.reopened(work)
    (row,) = Notice.objects.filter(kind="reopened")
    assert (row.recipient, row.submission, row.number) == (cast.alice, work.submission, 3)


def test_a_notice_is_made_once_by_the_database_too(class_8a, cast):
    given = class_8a.give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            recipient=cast.alice, kind="assigned", assignment=given, made_at=timezone.now()
        )


def test_a_notice_of_work_names_the_work(class_8a, cast):
    given = class_8a.give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            recipient=cast.alice, kind="returned", assignment=given, number=1,
            made_at=timezone.now(),
        )  # fmt: skip


# Due tomorrow, by the day at the school (Cairo is two hours ahead of UTC in November).

MIDNIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)  # the 24th begins in Cairo


@pytest.mark.parametrize(
    ("due_at", "told"),
    [
        (MIDNIGHT - timedelta(seconds=1), []),
        (MIDNIGHT, [("Alice", "2026-11-24"), ("Bob", "2026-11-24")]),
        (MIDNIGHT + timedelta(hours=15), [("Alice", "2026-11-24"), ("Bob", "2026-11-24")]),
        (
            MIDNIGHT + timedelta(days=1, seconds=-1),
            [("Alice", "2026-11-24"), ("Bob", "2026-11-24")],
        ),
        (MIDNIGHT + timedelta(days=1), []),
        (None, []),
    ],
)
def test_due_tomorrow_by_the_day_at_the_school(class_8a, cast, clock, due_at, told):
    class_8a.give(due_at=due_at)
    call_command("daily_notices")
    assert due_notices() == told


def test_the_command_says_what_it_made_and_makes_it_once(class_8a, clock, capsys):
    class_8a.give(due_at=NOON + timedelta(days=1))
    call_command("daily_notices")
    call_command("daily_notices")
    assert capsys.readouterr().out.splitlines() == [
        "Made 2 notices of what is due tomorrow.",
        "Made 0 notices of what is due tomorrow.",
    ]


def test_due_tomorrow_by_each_students_own_time(class_8a, cast, clock):
    given = class_8a.give(due_at=NOON + timedelta(days=1))
    extend(
        assignment=given, student=cast.alice, due_at=NOON + timedelta(days=2), reason="Ill.",
        by=cast.tessa, at=NOON,
    )  # fmt: skip
    call_command("daily_notices")
    assert due_notices() == [("Bob", "2026-11-24")]
    clock.move_to(NOON + timedelta(days=1))
    call_command("daily_notices")
    assert due_notices() == [("Alice", "2026-11-25"), ("Bob", "2026-11-24")]


def test_due_tomorrow_by_an_accommodation_long_after_the_class(class_8a, cast, clock):
    class_8a.give(due_at=NOON + timedelta(hours=3))
    accommodate(
        enrollment=Enrollment.objects.get(user=cast.bob), extra_days=8, extra_percent=0,
        by=cast.sana, at=NOON, why="Agreed.",
    )  # fmt: skip
    clock.move_to(NOON + timedelta(days=7))
    call_command("daily_notices")
    assert due_notices() == [("Bob", "2026-12-01")]


def test_due_tomorrow_by_the_new_time_of_reopened_work(class_8a, cast, clock):
    given = class_8a.give(due_at=NOON + timedelta(hours=3))
    work = class_8a.handed_in(given)
    clock.move_to(NOON + timedelta(days=3))
    class_8a.reopened(work, until=NOON + timedelta(days=4))
    call_command("daily_notices")
    assert due_notices() == [("Alice", "2026-11-27")]


def test_handed_in_work_is_not_due_tomorrow(class_8a, cast, clock):
    class_8a.handed_in(class_8a.give(due_at=NOON + timedelta(days=1)))
    call_command("daily_notices")
    assert due_notices() == [("Bob", "2026-11-24")]


def test_a_closed_or_left_class_is_told_nothing(class_8a, cast, clock):
    from studyhub.people.domain.classes import archive_class

    class_8a.give(due_at=NOON + timedelta(days=1))
    enrollments.end(enrollment=cast.bob.enrollments.get(), by=cast.sana, at=NOON)
    archive_class(school_class=cast.class_8a, by=cast.sana, at=NOON)
    call_command("daily_notices")
    assert due_notices() == []


def test_a_moved_due_time_is_told_anew_and_the_old_notice_is_gone(class_8a, cast, clock):
    from assignments.domain.telling.notices import told_to

    given = class_8a.give(due_at=NOON + timedelta(days=1))
    call_command("daily_notices")
    told = told_to(cast.alice, at=NOON)
    assert sorted(row.words for row in told) == ["Assigned", "Due tomorrow"]
    move_times(
        assignment=given, based_on=1, opens_at=given.opens_at, due_at=NOON + timedelta(days=2),
        closes_at=None, late=late_terms("accepted"), collects_drafts=True, by=cast.tessa, at=NOON,
    )  # fmt: skip
    assert [row.words for row in told_to(cast.alice, at=NOON)] == ["Assigned"]
    clock.move_to(NOON + timedelta(days=1))
    call_command("daily_notices")
    words = sorted(row.words for row in told_to(cast.alice, at=timezone.now()))
    assert words == ["Assigned", "Due tomorrow"]


def test_another_school_is_told_by_its_own_days(class_8a, cast, clock):
    """At 22:30 UTC it is the 24th in Cairo, and still the 23rd in Vienna."""
    clock.move_to(datetime(2026, 11, 23, 22, 30, tzinfo=UTC))
    due_at = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    class_8a.give(due_at=due_at)
    class_8a.give(school_class=cast.hillside_class, by=cast.fiona, due_at=due_at)
    call_command("daily_notices")
    assert due_notices() == [("Alice", "2026-11-25"), ("Bob", "2026-11-25")]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_clock_costs_the_same_at_any_number(
    class_8a, cast, clock, count, django_assert_num_queries
):
    for number in range(count):
        given = class_8a.give(f"Work {number}", due_at=NOON + timedelta(days=1))
        class_8a.handed_in(given)
    with django_assert_num_queries(12):
        tell_by_the_clock(at=timezone.now())
    assert Assignment.objects.count() == count
    assert len(due_notices()) == count

"""Drafts are collected at closing, by the clock, once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from assignments.domain.answering.collect import collect_due
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.giving.times import extend, move_times
from assignments.domain.timing.lateness import LateTerms
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, Revision, Submission

HOUR = timedelta(hours=1)


@pytest.fixture
def draft(world) -> Submission:
    """Bob's, with one answer begun."""
    at = timezone.now()
    submission = start(assignment=world.assignment, by=world.cast.bob, at=at)
    write(submission, "Half a thought.", at)
    return submission


def write(submission: Submission, text: str, at) -> None:
    answer = submission.attempts.get(submitted_at__isnull=True).answers.select_related("question")[
        0
    ]
    save_answer(
        answer=answer,
        position=position_of(submission, at=at),
        text=text,
        based_on=answer.version,
        key=f"{at}",
        at=at,
    )


def close(world, closes_at, **changes) -> Assignment:
    """Let the class's assignment close at an instant."""
    assignment = Assignment.objects.get(pk=world.assignment.pk)
    values = {
        "opens_at": assignment.opens_at,
        "due_at": closes_at,
        "closes_at": closes_at,
        "late": LateTerms(assignment.late_rule),
        "collects_drafts": True,
        **changes,
    }
    move_times(
        assignment=assignment,
        based_on=assignment.version,
        by=world.cast.tessa,
        at=timezone.now(),
        **values,
    )
    return assignment


def collect(at) -> int:
    return collect_due(assignments=Assignment.objects.all(), at=at)


def test_a_draft_is_handed_in_at_the_closing_time(world, draft):
    closes_at = timezone.now() + HOUR
    close(world, closes_at)
    assert collect(closes_at) == 0
    assert collect(closes_at + HOUR) == 1
    draft.refresh_from_db()
    attempt = draft.counted_attempt
    assert (attempt.submitted_at, attempt.is_collected, attempt.is_late) == (closes_at, True, False)
    assert Revision.objects.filter(answer__attempt=attempt, cause="hand_in").count() == 13
    assert collect(closes_at + 2 * HOUR) == 0


def test_a_blank_draft_is_not_collected(world, draft):
    at = timezone.now()
    write(draft, " \u200b\n", at)
    close(world, at + HOUR)
    assert collect(at + 2 * HOUR) == 0


def test_nothing_is_collected_where_it_is_switched_off(world, draft):
    at = timezone.now()
    close(world, at + HOUR, collects_drafts=False)
    assert collect(at + 2 * HOUR) == 0


def test_an_earlier_hand_in_is_never_replaced(world, draft):
    at = timezone.now()
    close(world, at + HOUR)
    assert collect(at + 2 * HOUR) == 1  # Bob's alone: Alice has handed in, and works on
    alices = Submission.objects.get(pk=world.submission.pk)
    assert (alices.counted_attempt.number, alices.attempts.count()) == (1, 2)


def test_an_extension_is_waited_for(world, draft):
    at = timezone.now()
    assignment = close(world, at + HOUR)
    extend(
        assignment=assignment,
        student=world.cast.bob,
        due_at=at + 5 * HOUR,
        reason="Ill.",
        by=world.cast.tessa,
        at=at,
    )
    assert collect(at + 2 * HOUR) == 0
    assert collect(at + 6 * HOUR) == 1
    draft.refresh_from_db()
    assert draft.counted_attempt.submitted_at == at + 5 * HOUR


def test_late_work_refused_closes_at_the_due_time(world, draft):
    at = timezone.now()
    close(world, None, due_at=at + HOUR, late=LateTerms("refused"))
    assert collect(at + 2 * HOUR) == 1
    draft.refresh_from_db()
    assert draft.counted_attempt.submitted_at == at + HOUR


def test_the_command_says_how_many(world, draft):
    close(world, timezone.now() - timedelta(minutes=1), opens_at=timezone.now() - HOUR)
    out = StringIO()
    call_command("collect_drafts", stdout=out)
    assert out.getvalue() == "Collected 1 drafts.\n"

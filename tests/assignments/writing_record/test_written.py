"""The record of a real answer: what was saved, restored, chosen, carried on and handed in."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from assignments.domain.answering.history import restore
from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.set_aside import set_aside
from assignments.domain.answering.start import start
from assignments.domain.answering.written import writing_records
from assignments.domain.timing.position import position_of
from assignments.models import Submission
from studyhub.web.ids import new_id
from studyhub.web.when import day_and_time
from tests.assignments.writing_record.conftest import (
    MONDAY,
    handed_in,
    open_answer,
    words,
    write,
)

pytestmark = pytest.mark.django_db


def told(number: float) -> str:
    """Return an instant in the words of the school."""
    return day_and_time(minutes(number), zone=ZoneInfo("Africa/Cairo"))


def minutes(number: float):
    return MONDAY + timedelta(minutes=number)


@pytest.fixture
def work(given, cast) -> Submission:
    return start(assignment=given.assignment, by=cast.alice, at=MONDAY)


def said(work, label: str = "1") -> list[str]:
    answer = open_answer(work, label)
    records = writing_records([answer], attempt=answer.attempt, assignment=work.assignment)
    return records[answer.pk].sentences


def test_every_save_counts_though_not_every_one_is_kept(work):
    for second in range(0, 300, 10):
        write(work, 10 + second // 5, MONDAY + timedelta(seconds=second))
    assert open_answer(work).revisions.count() < 12
    assert said(work) == [
        "Written in 1 sitting, about 5 minutes.",
        f"The most that came in between two kept states: 10 words, {told(0)}.",
    ]


def test_handing_in_days_later_is_no_sitting(work, cast):
    write(work, 10, MONDAY)
    write(work, 12, MONDAY + timedelta(seconds=20))  # too soon to be kept by itself
    before = said(work)
    handed_in(work, cast.alice, MONDAY + timedelta(days=3))
    assert said(work) == before
    assert before[0] == "Written in 1 sitting, under a minute."


def test_what_was_brought_back_did_not_come_in(work):
    write(work, 200, MONDAY)
    write(work, 20, minutes(5))
    answer = open_answer(work)
    restore(
        answer=answer,
        position=position_of(work, at=minutes(10)),
        revision=answer.revisions.get(words=200, cause="writing"),
        based_on=answer.version,
        key=new_id(),
        at=minutes(10),
    )
    write(work, 230, minutes(12))
    assert said(work) == [
        "Written in 1 sitting, about 10 minutes.",
        f"The most that came in between two kept states: 200 words, {told(0)}.",
    ]


def test_what_was_not_chosen_did_not_come_in(work):
    write(work, 20, MONDAY)
    set_aside(
        answer=open_answer(work),
        position=position_of(work, at=minutes(5)),
        text=words(400),
        at=minutes(5),
    )
    write(work, 30, minutes(6))
    assert said(work)[1].startswith("The most that came in between two kept states: 20 words, ")


def test_keep_working_begins_with_a_copy(work, cast):
    write(work, 200, MONDAY)
    work = handed_in(work, cast.alice, minutes(5))
    keep_working(position=position_of(work, at=minutes(6)), by=cast.alice, at=minutes(6))
    assert said(work) == ["Begun as a copy of attempt 1.", "Nothing was changed in it."]
    assert said(work, "2") == ["Nothing was written."]
    write(work, 210, minutes(100))
    assert said(work) == [
        "Begun as a copy of attempt 1.",
        "Written in 1 sitting, under a minute.",
        f"The most that came in between two kept states: 10 words, {told(100)}.",
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_takes_one_query_however_much_was_kept(work, cast, django_assert_num_queries, count):
    for number in range(count):
        write(work, number + 1, minutes(number))
    attempt = open_answer(work).attempt
    answers = list(attempt.answers.all())
    with django_assert_num_queries(1):
        writing_records(answers, attempt=attempt, assignment=work.assignment)

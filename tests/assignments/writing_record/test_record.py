"""Sittings, time and the most that came in at once, from what was kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments.domain.answering.writing_record import State, record_of, time_words
from assignments.enums import RevisionCause
from studyhub.web.when import day_and_time

CAIRO = ZoneInfo("Africa/Cairo")
AT = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def states(*rows: tuple) -> list[State]:
    """Return states from (minutes, words) or (minutes, words, cause)."""
    return [State(AT + timedelta(minutes=row[0]), *row[1:]) for row in rows]


def said(*rows: tuple, **how) -> list[str]:
    return record_of(states(*rows), zone=CAIRO, **how).sentences


def told(minutes: int) -> str:
    """Return an instant in the words of the school."""
    return day_and_time(AT + timedelta(minutes=minutes), zone=CAIRO)


def test_times_are_told_as_the_school_counts_them():
    assert told(0).startswith("Monday 23 November")
    assert told(0).endswith(", 15:00")


def test_sittings_days_time_and_the_most_that_came_in():
    day = 24 * 60
    assert said((0, 10), (20, 60), (45, 65), (day, 66), (day + 4, 186), (day + 60, 190)) == [
        "Written in 3 sittings on 2 days, about 50 minutes.",
        f"The most that came in between two kept states: 120 words, {told(day + 4)}.",
    ]


def test_a_pause_of_half_an_hour_is_none_and_a_minute_more_is():
    assert len(record_of(states((0, 1), (30, 2)), zone=CAIRO).sittings) == 1
    assert len(record_of(states((0, 1), (31, 2)), zone=CAIRO).sittings) == 2


def test_days_are_those_of_the_school():
    late = [State(datetime(2026, 11, 23, hour, 30, tzinfo=UTC), 5) for hour in (21, 22)]
    assert record_of(late, zone=CAIRO).days == 2
    assert record_of(late, zone=ZoneInfo("UTC")).days == 1


def test_one_state_is_one_sitting_under_a_minute():
    assert said((0, 1)) == [
        "Written in 1 sitting, under a minute.",
        f"The most that came in between two kept states: 1 word, {told(0)}.",
    ]


def test_nothing_kept_is_nothing_written():
    assert said() == ["Nothing was written."]
    assert said((0, 0)) == ["Written in 1 sitting, under a minute."]


def test_what_was_handed_in_or_put_aside_is_no_writing():
    rows = ((0, 10), (5, 300, RevisionCause.KEPT_ASIDE), (90, 10, RevisionCause.HAND_IN))
    record = record_of(states(*rows), zone=CAIRO)
    assert (len(record.sittings), record.minutes) == (1, 0)
    assert record.largest is not None
    assert record.largest.words == 10


def test_what_was_brought_back_did_not_come_in():
    rows = ((0, 10), (5, 200, RevisionCause.RESTORED), (6, 215))
    record = record_of(states(*rows), zone=CAIRO)
    assert record.largest is not None
    assert (record.largest.words, record.minutes) == (15, 6)


def test_what_was_deleted_is_never_counted_as_coming_in_again():
    rows = ((0, 100), (5, 120, RevisionCause.DELETION), (6, 30), (7, 50))
    record = record_of(states(*rows), zone=CAIRO)
    assert record.largest is not None
    assert (record.largest.words, record.largest.at) == (100, AT)


def test_the_copy_of_the_attempt_before_did_not_come_in():
    assert said((0, 205), copied_from=1, copied_words=200) == [
        "Begun as a copy of attempt 1.",
        "Written in 1 sitting, under a minute.",
        f"The most that came in between two kept states: 5 words, {told(0)}.",
    ]
    assert said(copied_from=2, copied_words=200) == [
        "Begun as a copy of attempt 2.",
        "Nothing was changed in it.",
    ]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "under a minute"),
        (0.99, "under a minute"),
        (1, "about 1 minute"),
        (7.4, "about 7 minutes"),
        (9.9, "about 10 minutes"),
        (12, "about 10 minutes"),
        (52, "about 50 minutes"),
        (58, "about 1 hour"),
        (83, "about 1 hour 25 minutes"),
        (600, "about 10 hours"),
    ],
)
def test_time_in_words(minutes, words):
    assert time_words(minutes) == words


ROWS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 500), st.sampled_from(RevisionCause.values)),
    max_size=30,
)


@given(ROWS)
def test_it_never_tells_more_than_was_kept(rows):
    kept = states(*sorted(rows))
    record = record_of(kept, zone=CAIRO)
    at = [row.at for row in kept]
    assert len(record.sittings) <= len(kept)
    assert record.minutes * 60 <= (max(at) - min(at)).total_seconds() + 1e-6 if at else True
    if record.largest is not None:
        assert 0 < record.largest.words <= max(row.words for row in kept)
        assert record.largest.at in at
    assert len(record.sentences) in {1, 2}

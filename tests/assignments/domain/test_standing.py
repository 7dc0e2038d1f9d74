"""The one clock: open, late, closed, and the sentence, at every edge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from assignments.domain.timing.allowance import Allowance
from assignments.domain.timing.standing import standing, timeliness
from assignments.enums import LateRule, Phase, Timeliness
from assignments.models import Assignment, Attempt
from studyhub.people.models import School, SchoolClass

CAIRO = ZoneInfo("Africa/Cairo")
OPENS = datetime(2026, 11, 20, 8, 0, tzinfo=CAIRO)
DUE = datetime(2026, 11, 27, 17, 0, tzinfo=CAIRO)
CLOSES = datetime(2026, 11, 30, 17, 0, tzinfo=CAIRO)
SECOND = timedelta(seconds=1)


def assignment(*, zone: str = "Africa/Cairo", archived_at=None, **fields) -> Assignment:
    """Build one in memory: the clock reads no database."""
    school = School(name="Riverside", slug="riverside", time_zone=zone)
    school_class = SchoolClass(school=school, name="8A", archived_at=archived_at)
    values = {"opens_at": OPENS, "due_at": DUE, "closes_at": None, **fields}
    return Assignment(title="Questions", school_class=school_class, **values)


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("fields", "at", "phase"),
    [
        ({}, OPENS - SECOND, Phase.NOT_OPEN),
        ({}, OPENS, Phase.OPEN),
        ({}, DUE - SECOND, Phase.OPEN),
        ({}, DUE, Phase.OPEN),
        ({}, DUE + SECOND, Phase.LATE),
        ({}, DUE + timedelta(days=900), Phase.LATE),
        ({"closes_at": CLOSES}, CLOSES, Phase.LATE),
        ({"closes_at": CLOSES}, CLOSES + SECOND, Phase.CLOSED),
        ({"closes_at": DUE}, DUE, Phase.OPEN),
        ({"closes_at": DUE}, DUE + SECOND, Phase.CLOSED),
        ({"late_rule": LateRule.REFUSED}, DUE, Phase.OPEN),
        ({"late_rule": LateRule.REFUSED}, DUE + SECOND, Phase.CLOSED),
        ({"late_rule": LateRule.REFUSED, "closes_at": CLOSES}, DUE + SECOND, Phase.CLOSED),
        ({"due_at": None}, OPENS - SECOND, Phase.NOT_OPEN),
        ({"due_at": None}, DUE + timedelta(days=900), Phase.OPEN),
        ({"due_at": None, "closes_at": CLOSES}, CLOSES, Phase.OPEN),
        ({"due_at": None, "closes_at": CLOSES}, CLOSES + SECOND, Phase.CLOSED),
        ({"due_at": None, "late_rule": LateRule.REFUSED}, CLOSES, Phase.OPEN),
        ({"archived_at": OPENS}, DUE - SECOND, Phase.CLOSED),
    ],
)
def test_phases(fields, at, phase):
    assert standing(assignment(**fields), at=at).phase == phase


@pytest.mark.parametrize(
    ("fields", "at", "phase"),
    [
        ({}, DUE + SECOND, Phase.OPEN),
        ({}, DUE + timedelta(days=2), Phase.OPEN),
        ({}, DUE + timedelta(days=2) + SECOND, Phase.LATE),
        ({"late_rule": LateRule.REFUSED}, DUE + timedelta(days=2), Phase.OPEN),
        ({"late_rule": LateRule.REFUSED}, DUE + timedelta(days=2) + SECOND, Phase.CLOSED),
        ({"closes_at": DUE + timedelta(days=1)}, DUE + timedelta(days=2), Phase.OPEN),
        ({"closes_at": DUE + timedelta(days=1)}, DUE + timedelta(days=2, seconds=1), Phase.CLOSED),
        ({"closes_at": CLOSES}, CLOSES, Phase.LATE),
    ],
)
@pytest.mark.parametrize("by", ["extension", "reopening"])
def test_a_later_time_of_ones_own_counts(fields, at, phase, by):
    later = DUE + timedelta(days=2)
    given = (
        {"allowance": Allowance(own_due_at=later)}
        if by == "extension"
        else {"reopened_until": later}
    )
    found = standing(assignment(**fields), at=at, **given)
    assert (found.phase, found.due_at, found.is_extended) == (phase, later, True)


def test_an_earlier_time_of_ones_own_never_shortens():
    found = standing(assignment(), at=DUE, allowance=Allowance(own_due_at=DUE - timedelta(days=1)))
    assert (found.phase, found.due_at, found.is_extended) == (Phase.OPEN, DUE, False)


def test_a_reopening_past_the_closing_opens_it():
    found = standing(
        assignment(due_at=None, closes_at=CLOSES),
        at=CLOSES + SECOND,
        reopened_until=CLOSES + timedelta(days=1),
    )
    assert found.phase == Phase.OPEN


@pytest.mark.parametrize(
    ("fields", "at", "sentence"),
    [
        ({}, DUE, "If you submit now: on time. Due Friday 27 November, 17:00 (Cairo time)."),
        ({}, DUE + SECOND, "If you submit now: late. Due Friday 27 November, 17:00 (Cairo time)."),
        (
            {"closes_at": CLOSES},
            DUE + SECOND,
            "If you submit now: late. Due Friday 27 November, 17:00 (Cairo time). "
            "Closes Monday 30 November, 17:00.",
        ),
        (
            {"closes_at": CLOSES},
            CLOSES + SECOND,
            "Closed since Monday 30 November, 17:00. Nothing more can be handed in.",
        ),
        (
            {},
            OPENS - SECOND,
            "Opens Friday 20 November, 08:00. Due Friday 27 November, 17:00 (Cairo time).",
        ),
        ({"due_at": None}, DUE, "If you submit now: on time. No due time."),
        (
            {"archived_at": OPENS},
            DUE,
            "This class has ended. Nothing more can be handed in.",
        ),
        (
            {"due_at": datetime(2027, 1, 4, 17, 0, tzinfo=CAIRO)},
            DUE,
            "If you submit now: on time. Due Monday 4 January 2027, 17:00 (Cairo time).",
        ),
    ],
)
def test_sentences(fields, at, sentence):
    assert standing(assignment(**fields), at=at).sentence == sentence


def test_the_sentence_says_whose_due_time_it_is():
    found = standing(assignment(), at=DUE, allowance=Allowance(own_due_at=DUE + timedelta(days=2)))
    assert found.sentence == (
        "If you submit now: on time. Due Sunday 29 November, 17:00 (Cairo time). "
        "This is your own, later due time."
    )


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        # the clocks go back: 02:30 comes twice, the first one counts
        ("Europe/Vienna", datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30)),
        ("Europe/Vienna", datetime(2026, 10, 25, 3, 30), datetime(2026, 10, 25, 2, 30)),
        ("Europe/Vienna", datetime(2026, 3, 29, 3, 30), datetime(2026, 3, 29, 1, 30)),
        ("Africa/Cairo", datetime(2026, 4, 24, 1, 30), datetime(2026, 4, 23, 22, 30)),
        ("Africa/Cairo", datetime(2026, 10, 29, 22, 30), datetime(2026, 10, 29, 19, 30)),
        ("America/New_York", datetime(2026, 11, 1, 0, 30), datetime(2026, 11, 1, 4, 30)),
        ("America/New_York", datetime(2026, 3, 8, 3, 0), datetime(2026, 3, 8, 7, 0)),
        ("Australia/Lord_Howe", datetime(2026, 4, 5, 3, 0), datetime(2026, 4, 4, 16, 30)),
    ],
)
def test_days_on_which_the_clocks_change(zone, local, utc):
    due = local.replace(tzinfo=ZoneInfo(zone))
    received = utc.replace(tzinfo=UTC)
    given = assignment(zone=zone, due_at=due, opens_at=due - timedelta(days=9))
    assert standing(given, at=received).phase == Phase.OPEN
    assert standing(given, at=received + SECOND).phase == Phase.LATE


def test_timeliness_is_fixed_by_the_hand_in():
    now = standing(assignment(), at=DUE + timedelta(days=9))
    on_time = Attempt(submitted_at=DUE, due_at=DUE)
    late = Attempt(submitted_at=DUE + SECOND, due_at=DUE)
    assert timeliness(now, on_time) == Timeliness.ON_TIME
    assert timeliness(now, late) == Timeliness.LATE
    assert timeliness(now, Attempt(submitted_at=DUE, due_at=None)) == Timeliness.ON_TIME


def test_without_a_hand_in_it_is_missing_once_due():
    assert timeliness(standing(assignment(), at=DUE), None) == Timeliness.NOT_DUE
    assert timeliness(standing(assignment(), at=DUE + SECOND), None) == Timeliness.MISSING
    before = standing(assignment(), at=OPENS - SECOND)
    assert timeliness(before, None) == Timeliness.NOT_DUE

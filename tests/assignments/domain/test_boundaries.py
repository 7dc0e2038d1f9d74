"""Every edge of the clock, a second before, on and after it: in four zones, over both changes of
their clocks, under each rule and each kind of extra time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from assignments.domain.timing.allowance import Allowance
from assignments.domain.timing.lateness import days_late, late_terms, points_off
from assignments.domain.timing.standing import standing
from assignments.enums import LateRule, Phase
from assignments.models import Assignment, Attempt
from studyhub.access.refusal import Refusal
from studyhub.people.models import School, SchoolClass

SECOND = timedelta(seconds=1)
# Each zone with a day before which and one after which its clocks change in 2026.
ZONES = {
    "Europe/Vienna": (datetime(2026, 3, 28, 17, 0), datetime(2026, 10, 24, 17, 0)),
    "Africa/Cairo": (datetime(2026, 4, 23, 17, 0), datetime(2026, 10, 29, 17, 0)),
    "America/New_York": (datetime(2026, 3, 7, 17, 0), datetime(2026, 10, 31, 17, 0)),
    "Australia/Lord_Howe": (datetime(2026, 4, 4, 17, 0), datetime(2026, 10, 3, 17, 0)),
}
DAYS = [day for days in ZONES.values() for day in days]
RULES = {
    LateRule.ACCEPTED: Phase.LATE,
    LateRule.DEDUCTED: Phase.LATE,
    LateRule.REFUSED: Phase.CLOSED,
}
# What a student has besides the class's time, and the days by which it moves the due time on the
# school's wall clock.
EXTRAS = {
    "nothing": 0,
    "two days": 2,
    "extension": 3,
    "class extension": 1,
    "class extension and two days": 3,
}


def assignment(zone: str, due: datetime, rule: str = LateRule.ACCEPTED, **fields) -> Assignment:
    school = School(name="Riverside", slug="riverside", time_zone=zone)
    due_at = due.replace(tzinfo=ZoneInfo(zone))
    values = {
        "opens_at": due_at - timedelta(days=9),
        "due_at": due_at,
        "late_rule": rule,
        "late_points_per_day": Decimal(1) if rule == LateRule.DEDUCTED else None,
        **fields,
    }
    return Assignment(school_class=SchoolClass(school=school, name="8A"), **values)


def allowance(kind: str, due: datetime, zone: str) -> Allowance:
    def wall(days: int) -> datetime:
        return (due + timedelta(days=days)).replace(tzinfo=ZoneInfo(zone))

    return {
        "nothing": Allowance(),
        "two days": Allowance(extra_days=2),
        "extension": Allowance(own_due_at=wall(3)),
        "class extension": Allowance(class_due_at=wall(1)),
        "class extension and two days": Allowance(class_due_at=wall(1), extra_days=2),
    }[kind]


CASES = [
    (zone, due, rule, kind)
    for (zone, days), rule, kind in product(ZONES.items(), RULES, EXTRAS)
    for due in days
]


@pytest.mark.parametrize(("zone", "due", "rule", "kind"), CASES)
def test_a_second_before_on_and_after_the_due_time(zone, due, rule, kind):
    """120 situations, each at three instants and each with the sentence of the hour."""
    given = assignment(zone, due, rule)
    extra = allowance(kind, due, zone)
    wall = due + timedelta(days=EXTRAS[kind])
    edge = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = [standing(given, at=at, allowance=extra) for at in (edge - SECOND, edge, edge + SECOND)]
    assert [one.due_at for one in found] == [edge] * 3
    assert [one.phase for one in found] == [Phase.OPEN, Phase.OPEN, RULES[rule]]
    assert f"{wall:%H:%M} (" in found[1].due_words
    assert found[1].is_extended is (kind != "nothing")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("which", [0, 1])
def test_days_are_days_on_the_wall_even_when_the_clocks_change(zone, which):
    """One extra day over the change keeps the hour on the wall, not the number of hours."""
    due = ZONES[zone][which]
    given = assignment(zone, due)
    later = standing(given, at=given.due_at, allowance=Allowance(extra_days=1)).due_at
    local = later.astimezone(ZoneInfo(zone))
    assert (local.day, local.hour, local.minute) == ((due + timedelta(days=1)).day, 17, 0)
    assert later - given.due_at != timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "due", "arrives"),
    [
        # 02:30 does not exist on the next day, so the time after the gap is meant
        ("Europe/Vienna", datetime(2026, 3, 28, 2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 02:30 comes twice on the next day: the first one counts
        ("Europe/Vienna", datetime(2026, 10, 24, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Africa/Cairo", datetime(2026, 4, 23, 0, 30), datetime(2026, 4, 23, 22, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 7, 2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_wall_time_that_is_not_there_or_twice(zone, due, arrives):
    given = assignment(zone, due)
    found = standing(given, at=given.due_at, allowance=Allowance(extra_days=1))
    assert found.due_at == arrives


@pytest.mark.parametrize(
    ("percent", "hours"), [(10, 21.6), (25, 54), (50, 108), (100, 216), (200, 432)]
)
def test_percent_is_a_share_of_the_time_from_opening_to_due(percent, hours):
    given = assignment("UTC", datetime(2026, 11, 27, 17, 0))
    found = standing(given, at=given.due_at, allowance=Allowance(extra_percent=percent))
    assert found.due_at == given.due_at + timedelta(hours=hours)


def test_a_share_ends_on_a_whole_minute_never_earlier():
    due = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    given = assignment("UTC", due.replace(tzinfo=None), opens_at=due - timedelta(minutes=7))
    found = standing(given, at=due, allowance=Allowance(extra_percent=10))
    assert found.due_at == due + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        (Allowance(extra_days=2), "Includes 2 extra days agreed for you."),
        (Allowance(extra_days=1), "Includes 1 extra day agreed for you."),
        (Allowance(extra_percent=25), "Includes 25 percent more time agreed for you."),
        (
            Allowance(extra_days=1, extra_percent=10),
            "Includes 1 extra day and 10 percent more time agreed for you.",
        ),
        (
            Allowance(class_due_at=datetime(2026, 11, 28, 15, 0, tzinfo=UTC)),
            "Extended for the whole class.",
        ),
        (
            Allowance(own_due_at=datetime(2026, 11, 28, 15, 0, tzinfo=UTC)),
            "This is your own, later due time.",
        ),
        (Allowance(own_due_at=datetime(2026, 11, 1, 15, 0, tzinfo=UTC)), ""),
        (Allowance(class_due_at=datetime(2026, 11, 1, 15, 0, tzinfo=UTC)), ""),
        (
            # the later of the two gives the reason
            Allowance(own_due_at=datetime(2026, 11, 28, 15, 0, tzinfo=UTC), extra_days=2),
            "Includes 2 extra days agreed for you.",
        ),
        (
            Allowance(own_due_at=datetime(2026, 12, 4, 15, 0, tzinfo=UTC), extra_days=2),
            "This is your own, later due time.",
        ),
    ],
)
def test_the_sentence_gives_the_reason_for_another_due_time(extra, sentence):
    given = assignment("Africa/Cairo", datetime(2026, 11, 27, 17, 0))
    found = standing(given, at=given.opens_at, allowance=extra)
    expected = f"If you submit now: on time. Due {found.due_words}. {sentence}".rstrip()
    assert found.sentence == expected


def test_without_a_due_time_extra_time_changes_nothing():
    given = assignment("UTC", datetime(2026, 11, 27, 17, 0), due_at=None)
    given.opens_at = datetime(2026, 11, 1, tzinfo=UTC)
    extra = Allowance(extra_days=2, extra_percent=50)
    found = standing(given, at=datetime(2026, 12, 24, tzinfo=UTC), allowance=extra)
    assert (found.due_at, found.phase, found.is_extended) == (None, Phase.OPEN, False)


def test_an_extension_taken_back_gives_the_old_time_back():
    given = assignment("UTC", datetime(2026, 11, 27, 17, 0))
    after = given.due_at + SECOND
    extended = Allowance(own_due_at=given.due_at + timedelta(days=1))
    assert standing(given, at=after, allowance=extended).phase == Phase.OPEN
    assert standing(given, at=after, allowance=Allowance()).phase == Phase.LATE


# Points off --------------------------------------------------------------------------------------

DUE = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "days"),
    [
        (-SECOND, 0),
        (timedelta(0), 0),
        (SECOND, 1),
        (timedelta(days=1) - SECOND, 1),
        (timedelta(days=1), 1),
        (timedelta(days=1) + SECOND, 2),
        (timedelta(days=7), 7),
        (timedelta(days=7) + SECOND, 8),
    ],
)
def test_a_day_counts_once_it_has_begun(after, days):
    assert days_late(DUE, DUE + after) == days


def test_without_a_due_time_nothing_is_late():
    assert days_late(None, DUE) == 0


@pytest.mark.parametrize(
    ("per_day", "floor", "earned", "late", "off"),
    [
        ("1", 0, "24", 0, None),
        ("1", 0, "24", 2, "2"),
        ("0.5", 0, "24", 3, "1.5"),
        ("5", 0, "24", 9, "24"),
        ("5", 50, "24", 9, "12"),
        ("5", 50, "23", 9, "11.5"),
        ("5", 33, "10", 9, "6.5"),  # 3.3 must stay, so 3.5 do
        ("5", 100, "24", 9, None),
        ("1", 0, "0", 3, None),
        ("1", 0, "0.5", 3, "0.5"),
    ],
)
def test_points_off(per_day, floor, earned, late, off):
    given = assignment("UTC", DUE.replace(tzinfo=None), LateRule.DEDUCTED)
    given.late_points_per_day, given.late_floor_percent = Decimal(per_day), floor
    received = DUE + timedelta(days=late) - SECOND if late else DUE
    attempt = Attempt(submitted_at=received, due_at=DUE)
    expected = None if off is None else Decimal(off)
    assert points_off(given, attempt, Decimal(earned)) == expected


@pytest.mark.parametrize("rule", [LateRule.ACCEPTED, LateRule.REFUSED])
def test_other_rules_take_nothing_off(rule):
    given = assignment("UTC", DUE.replace(tzinfo=None), rule)
    attempt = Attempt(submitted_at=DUE + timedelta(days=3), due_at=DUE)
    assert points_off(given, attempt, Decimal(24)) is None


def test_ungraded_work_loses_nothing():
    given = assignment("UTC", DUE.replace(tzinfo=None), LateRule.DEDUCTED)
    attempt = Attempt(submitted_at=DUE + timedelta(days=3), due_at=DUE)
    assert points_off(given, attempt, None) is None


@pytest.mark.parametrize(
    ("after", "words"),
    [(SECOND, "late, 1 point off"), (timedelta(days=2), "late, 2 points off")],
)
def test_the_sentence_says_what_being_late_costs(after, words):
    given = assignment("UTC", DUE.replace(tzinfo=None), LateRule.DEDUCTED)
    assert standing(given, at=DUE + after).sentence.startswith(f"If you submit now: {words}. Due ")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (("whenever",), "late_rule"),
        ((LateRule.DEDUCTED,), "late_points_per_day"),
        ((LateRule.DEDUCTED, Decimal(0)), "late_points_per_day"),
        ((LateRule.DEDUCTED, Decimal("0.3")), "late_points_per_day"),
        ((LateRule.DEDUCTED, Decimal(1), 101), "late_floor_percent"),
    ],
)
def test_terms_that_make_no_sense_are_refused(terms, code):
    with pytest.raises(Refusal) as refused:
        late_terms(*terms)
    assert refused.value.code == code

"""Events sort and overlap in the database as their dates do."""

import random

import pytest

from lessons.enums import Calendar
from lessons.models import Lesson, TimelineEvent
from studyhub import edtf

# In the order of a timeline: by first possible day, then by last. "J" is the Julian calendar.
IN_ORDER = [
    "../-0403",
    "/0014",
    "../1917-10-25 J",
    "../1917-11-08",
    "Y-12000",
    "-9999",
    "-04XX",
    "-0489-05~",
    "-0403",
    "-021X",
    "-0217-24 J",
    "-0217-24",
    "-0043/0014",
    "-0043-03-13",
    "-0043-03-15 J",
    "-0043-03-14",
    "-0043-03-15",
    "-000X",
    "-0009-12-31",
    "-0001-12-31",
    "0000-01-01",
    "0000",
    "0000/0001",
    "000X",
    "00XX",
    "0000-02-29 J",
    "0000-02-29",
    "0000-12",
    "0000-24",
    "0001-01-01 J",
    "0000-12-31",
    "0001-01-01",
    "0001",
    "0004-02",
    "0004-02-29 J",
    "0004-02-29",
    "0004-03-01",
    "0100-02-29 J",
    "0100-02-28",
    "0100-03-01",
    "0476",
    "1582-10-04",
    "1582-10-04 J",
    "1582-10-15",
    "19XX",
    "1900-02",
    "1900-02-28",
    "1900-02-28 J",
    "1900-02-29 J",
    "1900-03-13/1900-03-14",
    "1900-03-01 J",
    "1917/1918 J",
    "1917-10-25",
    "1917-11-07?",
    "1917-10-25/1917-10-26 J",
    "1918~/1920",
    "1918-01-14",
    "192X",
    "1939-01-01",
    "1939-01",
    "1939",
    "1939-XX-XX",
    "1939/1940",
    "1939/..",
    "1939/",
    "1939-02",
    "1939-21",
    "1939-05-01",
    "1939-05-XX%",
    "1939-24",
    "1940-01",
    "1940-02-29",
    "1940-03-01",
    "2000-02-29",
    "Y12000",
]


def days(text: str) -> edtf.Date | edtf.Interval:
    """Read a text of the table."""
    date, _, note = text.partition(" ")
    return edtf.parse(date, Calendar.JULIAN if note else Calendar.GREGORIAN)


@pytest.fixture
def lesson(db) -> Lesson:
    return Lesson.objects.create(slug="days", title="Days")


def put_on_timeline(lesson: Lesson, texts: list[str]) -> None:
    TimelineEvent.objects.bulk_create(
        TimelineEvent(
            lesson=lesson,
            key=f"event-{IN_ORDER.index(text):03}",
            title=text,
            date=days(text).text,
            calendar=days(text).calendar,
            first_day=days(text).first_day,
            last_day=days(text).last_day,
        )
        for text in texts
    )


def test_events_come_from_the_database_in_the_order_of_their_days(lesson):
    put_on_timeline(lesson, random.Random(44).sample(IN_ORDER, len(IN_ORDER)))
    assert [event.title for event in lesson.events.all()] == IN_ORDER
    assert len(IN_ORDER) == 75


@pytest.mark.parametrize("text", IN_ORDER)
def test_a_range_finds_in_the_database_what_overlaps(lesson, text):
    put_on_timeline(lesson, IN_ORDER)
    asked = days(text)
    found = lesson.events.filter(first_day__lte=asked.last_day, last_day__gte=asked.first_day)
    assert [event.title for event in found] == [
        other for other in IN_ORDER if edtf.overlaps(asked, days(other))
    ]
    assert text in [event.title for event in found]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (
            "0000-12-31",
            "0001-01-01",
            [
                "/0014",
                "../1917-10-25 J",
                "../1917-11-08",
                "-0043/0014",
                "0000",
                "0000/0001",
                "000X",
                "00XX",
                "0000-12",
                "0000-24",
                "0000-12-31",
                "0001-01-01",
                "0001",
            ],
        ),
        (
            "1900-03-13",
            "1900-03-14",
            [
                "../1917-10-25 J",
                "../1917-11-08",
                "19XX",
                "1900-02-29 J",
                "1900-03-13/1900-03-14",
                "1900-03-01 J",
            ],
        ),
        (
            "-0217-12-01",
            "-0216-02-29",
            [
                "/0014",
                "../1917-10-25 J",
                "../1917-11-08",
                "-021X",
                "-0217-24 J",
                "-0217-24",
            ],
        ),
        ("3000", "Y11999", ["1939/..", "1939/"]),
    ],
)
def test_a_range_of_days_finds_just_these(lesson, first, last, expected):
    put_on_timeline(lesson, IN_ORDER)
    asked = edtf.parse(f"{first}/{last}")
    found = lesson.events.filter(first_day__lte=asked.last_day, last_day__gte=asked.first_day)
    assert [event.title for event in found] == expected


def test_calendars_are_those_of_edtf():
    assert Calendar.values == [calendar.value for calendar in edtf.Calendar]

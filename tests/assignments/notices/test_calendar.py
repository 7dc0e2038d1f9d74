"""The calendar feed: a student's own times behind a secret address."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from assignments.domain.giving.times import extend, move_times, take_extension_back
from assignments.domain.telling.calendar import make_address, revoke_address
from assignments.domain.timing.lateness import late_terms
from assignments.models import CalendarFeed
from studyhub.people.domain import enrollments
from studyhub.people.domain.accommodations import accommodate
from studyhub.people.domain.accounts import suspend
from studyhub.people.models import Enrollment
from tests.assignments.student.pages import words_of
from tests.conftest import signed_in

from .conftest import NOON

DUE = NOON + timedelta(days=4)


def feed(user, at=None):
    """Make an address and fetch what stands behind it, as a calendar program does."""
    return Client().get(f"/calendar/{make_address(by=user, at=at or timezone.now())}.ics")


def events(response) -> list[dict[str, object]]:
    """Return the entries, each with what a calendar shows of it."""
    calendar = Calendar.from_ical(response.content)
    return [
        {"summary": str(event["summary"]), "at": event.decoded("dtstart")}
        for event in calendar.walk("VEVENT")
    ]


def test_a_feed_from_top_to_bottom(class_8a, cast):
    given = class_8a.give(due_at=DUE, closes_at=DUE + timedelta(days=1))
    response = feed(cast.alice)
    lines = response.content.decode().split("\r\n")
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//StudyHub//Due times//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:StudyHub",
        "X-PUBLISHED-TTL:PT1H",
        *(
            line
            for kind, word, moment in (
                ("due", "Due", "20261127T100000Z"),
                ("closes", "Closes", "20261128T100000Z"),
            )
            for line in (
                "BEGIN:VEVENT",
                f"SUMMARY:{word}: Rivers and mouths (8A)",
                f"DTSTART:{moment}",
                "DTSTAMP:20261123T100000Z",
                f"UID:{kind}-{given.pk}@studyhub",
                "SEQUENCE:0",
                "LAST-MODIFIED:20261123T100000Z",
                "TRANSP:TRANSPARENT",
                f"URL:http://testserver/assignments/{given.pk}/",
                "END:VEVENT",
            )
        ),
        "END:VCALENDAR",
        "",
    ]
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Disposition"] == 'inline; filename="studyhub.ics"'
    assert response.cookies == {}


def test_the_times_are_the_students_own(class_8a, cast):
    given = class_8a.give(due_at=DUE)
    extend(
        assignment=given, student=cast.alice, due_at=DUE + timedelta(days=2), reason="Ill.",
        by=cast.tessa, at=NOON,
    )  # fmt: skip
    accommodate(
        enrollment=Enrollment.objects.get(user=cast.bob), extra_days=1, extra_percent=0,
        by=cast.sana, at=NOON, why="Agreed.",
    )  # fmt: skip
    at = {name: events(feed(getattr(cast, name)))[0]["at"] for name in ("alice", "bob", "tessa")}
    assert at == {
        "alice": DUE + timedelta(days=2),
        "bob": DUE + timedelta(days=1),
        "tessa": DUE,
    }


def test_extra_days_are_days_of_the_schools_clock(class_8a, cast, clock):
    """Vienna's clocks went back on 25 October: the extra day there has 25 hours."""
    clock.move_to(datetime(2026, 10, 20, 10, 0, tzinfo=UTC))
    from tests.conftest import person

    franz = person(cast.hillside, "Franz")
    for user, role in ((franz, "student"), (person(cast.hillside, "Felix"), "teacher")):
        enrollments.enroll(
            user=user, school_class=cast.hillside_class, role=role, by=cast.sofia,
            at=timezone.now(),
        )  # fmt: skip
    felix = cast.hillside.users.get(given_name="Felix")
    class_8a.give(
        school_class=cast.hillside_class, by=felix, at=timezone.now(),
        due_at=datetime(2026, 10, 24, 15, 0, tzinfo=UTC),
    )  # fmt: skip
    accommodate(
        enrollment=Enrollment.objects.get(user=franz), extra_days=1, extra_percent=0,
        by=cast.sofia, at=timezone.now(), why="Agreed.",
    )  # fmt: skip
    assert events(feed(franz))[0]["at"] == datetime(2026, 10, 25, 16, 0, tzinfo=UTC)


def test_what_stands_there_and_what_does_not(class_8a, cast):
    class_8a.give("Mine", due_at=DUE)
    class_8a.give("Never due", due_at=None)
    class_8a.give("Other class", school_class=cast.class_8b, by=cast.theo, due_at=DUE)
    class_8a.give("Other school", school_class=cast.hillside_class, by=cast.fiona, due_at=DUE)
    summaries = {
        name: [event["summary"] for event in events(feed(getattr(cast, name)))]
        for name in ("alice", "carol", "tessa", "asif", "sana", "sue")
    }
    assert summaries == {
        "alice": ["Due: Mine (8A)"],
        "carol": ["Due: Other class (8B)"],
        "tessa": ["Due: Mine (8A)"],
        "asif": [],
        "sana": [],
        "sue": [],
    }


def test_it_tells_nothing_of_work_or_grading(class_8a, cast):
    """The feed is the same before and after writing, grading and returning."""
    given = class_8a.give(due_at=DUE)
    address = f"/calendar/{make_address(by=cast.alice, at=NOON)}.ics"
    before = Client().get(address).content
    work = class_8a.handed_in(given)
    class_8a.returned(work)
    assert Client().get(address).content == before
    assert b"CANARY" not in before


def test_another_students_extension_changes_nothing_here(class_8a, cast, clock):
    given = class_8a.give(due_at=DUE)
    address = f"/calendar/{make_address(by=cast.alice, at=NOON)}.ics"
    before = Client().get(address).content
    clock.shift(timedelta(hours=1))
    extend(
        assignment=given, student=cast.bob, due_at=DUE + timedelta(days=1), reason="Ill.",
        by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    assert Client().get(address).content == before


def test_each_change_of_a_time_has_the_next_number_and_its_own_moment(class_8a, cast, clock):
    given = class_8a.give(due_at=DUE)
    seen = []

    def look() -> None:
        (event,) = Calendar.from_ical(feed(cast.alice).content).walk("VEVENT")
        hours = (event.decoded("last-modified") - NOON) / timedelta(hours=1)
        seen.append((int(event["sequence"]), hours, event.decoded("dtstart") - DUE))
        clock.shift(timedelta(hours=1))

    look()
    move_times(
        assignment=given, based_on=1, opens_at=given.opens_at, due_at=DUE + timedelta(days=1),
        closes_at=None, late=late_terms("accepted"), collects_drafts=True, by=cast.tessa,
        at=timezone.now(),
    )  # fmt: skip
    look()
    extend(
        assignment=given, student=None, due_at=DUE + timedelta(days=3), reason="Trip.",
        by=cast.tessa, at=timezone.now(),
    )  # fmt: skip
    look()
    take_extension_back(
        assignment=given, student=None, reason="No trip.", by=cast.tessa, at=timezone.now()
    )
    look()
    accommodate(
        enrollment=Enrollment.objects.get(user=cast.alice), extra_days=1, extra_percent=0,
        by=cast.sana, at=timezone.now(), why="Agreed.",
    )  # fmt: skip
    look()
    work = class_8a.handed_in(given)
    class_8a.reopened(work, until=DUE + timedelta(days=9))
    look()
    assert seen == [
        (0, 0, timedelta(0)),
        (1, 1, timedelta(days=1)),
        (2, 2, timedelta(days=3)),
        (3, 3, timedelta(days=1)),
        (4, 4, timedelta(days=2)),
        (5, 5, timedelta(days=9)),
    ]


def test_a_wrong_a_revoked_and_a_replaced_secret_are_the_404_of_no_page(class_8a, cast):
    class_8a.give(due_at=DUE)
    first = make_address(by=cast.alice, at=NOON)
    assert Client().get(f"/calendar/{first}.ics").status_code == 200
    second = make_address(by=cast.alice, at=NOON)
    revoked = make_address(by=cast.bob, at=NOON)
    revoke_address(by=cast.bob)
    suspended = make_address(by=cast.carol, at=NOON)
    suspend(user=cast.carol, by=cast.sana, at=NOON)
    pages = {}
    for secret in ("", "x", "%ff", first, first + "x", first.upper(), revoked, suspended):
        response = Client().get(f"/calendar/{secret}.ics")
        request_id = response.headers["X-Request-Id"].encode()
        pages[secret] = (response.status_code, response.content.replace(request_id, b""))
    missing = Client().get("/no-such-page/")
    assert set(pages.values()) == {
        (404, missing.content.replace(missing.headers["X-Request-Id"].encode(), b""))
    }
    assert Client().get(f"/calendar/{second}.ics").status_code == 200


def test_the_end_of_the_enrollment_empties_the_feed(class_8a, cast):
    class_8a.handed_in(class_8a.give(due_at=DUE))
    address = f"/calendar/{make_address(by=cast.alice, at=NOON)}.ics"
    assert len(events(Client().get(address))) == 1
    enrollments.end(enrollment=cast.alice.enrollments.get(), by=cast.sana, at=NOON)
    assert events(Client().get(address)) == []
    assert b"Rivers" not in Client().get(address).content


def test_only_a_hash_of_the_secret_is_kept(cast):
    secret = make_address(by=cast.alice, at=NOON)
    (row,) = CalendarFeed.objects.values()
    assert secret not in str(row)
    assert len(secret) == 43
    assert len({make_address(by=cast.alice, at=NOON) for _time in range(50)}) == 50


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_feed_costs_the_same_at_any_number(class_8a, cast, count, django_assert_num_queries):
    for number in range(count):
        given = class_8a.give(f"Work {number}", due_at=DUE)
        class_8a.handed_in(given)
    address = f"/calendar/{make_address(by=cast.alice, at=NOON)}.ics"
    with django_assert_num_queries(7):
        assert len(events(Client().get(address))) == count
    teachers = f"/calendar/{make_address(by=cast.tessa, at=NOON)}.ics"
    with django_assert_num_queries(5):
        assert len(events(Client().get(teachers))) == count


# The page on which the address is made


def address_on(response) -> str:
    page = response.content.decode()
    found = re.search(r"<code[^>]*>http://testserver(/calendar/[^<]+\.ics)<", page)
    return found[1] if found else ""


def test_the_address_is_made_shown_once_replaced_and_ended(class_8a, cast):
    class_8a.give(due_at=DUE)
    client = signed_in(cast.alice)
    page = client.get("/calendar-and-mail/")
    assert "Make an address" in words_of(page)
    assert "End the address" not in words_of(page)
    first = address_on(client.post("/calendar-and-mail/calendar/"))
    assert len(events(Client().get(first))) == 1
    page = client.get("/calendar-and-mail/")
    assert address_on(page) == ""
    assert "You have a calendar address, made Monday 23 November, 12:00." in words_of(page)
    second = address_on(client.post("/calendar-and-mail/calendar/"))
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
    response = client.post("/calendar-and-mail/calendar/revoke/", follow=True)
    assert "The calendar address no longer works." in words_of(response)
    assert Client().get(second).status_code == 404
    assert client.post("/calendar-and-mail/calendar/revoke/").status_code == 302


def test_the_page_costs_little(cast, django_assert_num_queries):
    client = signed_in(cast.alice)
    with django_assert_num_queries(5):
        client.get("/calendar-and-mail/")

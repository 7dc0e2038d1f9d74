"""A calendar as iCalendar (RFC 5545), with all times in UTC."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from assignments.domain.telling.calendar import CalendarDay
from assignments.models import Assignment

NAME = "StudyHub"
# Programs that heed it ask again after an hour.
REFRESH = "PT1H"


def as_icalendar(days: Iterable[CalendarDay], *, address_of: Callable[[Assignment], str]) -> bytes:
    """Return the file. ``address_of`` gives the whole address of an assignment's page."""
    calendar = Calendar()
    calendar.add("prodid", "-//StudyHub//Due times//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-published-ttl", REFRESH)
    for day in days:
        for event in _events(day, address_of(day.assignment)):
            calendar.add_component(event)
    return calendar.to_ical()


def _events(day: CalendarDay, address: str) -> Iterable[Event]:
    times = day.standing
    if times.due_at is not None:
        yield _event(day, "due", "Due", times.due_at, address)
    if times.closes_at is not None and times.closes_at != times.due_at:
        yield _event(day, "closes", "Closes", times.closes_at, address)


def _event(day: CalendarDay, kind: str, word: str, moment: datetime, address: str) -> Event:
    """Make one entry without a length: it marks a moment, and keeps nobody busy."""
    assignment = day.assignment
    event = Event()
    event.add("uid", f"{kind}-{assignment.pk}@studyhub")
    event.add("dtstamp", day.changed_at.astimezone(UTC))
    event.add("last-modified", day.changed_at.astimezone(UTC))
    event.add("sequence", day.changes)
    event.add("dtstart", moment.astimezone(UTC))
    event.add("summary", f"{word}: {assignment.title} ({assignment.school_class.name})")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event

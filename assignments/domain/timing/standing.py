"""The one clock: what a student may do with an assignment at an instant, and why.

All instants are aware. The rule for a due time is "at or before": work received in the very
second it is due is on time. The sentence is the same one that the teacher sees.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from assignments.domain.points import points_text
from assignments.domain.timing.allowance import NOTHING_EXTRA, Allowance
from assignments.domain.timing.lateness import days_late
from assignments.enums import LateRule, Phase, Timeliness
from assignments.models import Assignment, Attempt
from studyhub.people.domain.accommodations import extra_time_words
from studyhub.web.when import day_and_time


@dataclass(frozen=True)
class Standing:
    """The answer of the clock. ``due_at`` and ``closes_at`` are those in force for the student.

    ``due_words`` is the part of the sentence that names the due time, empty where it names none:
    a page marks it up as a time, so that a device in another zone can add its own.
    """

    phase: Phase
    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    is_extended: bool
    sentence: str
    due_words: str = ""

    @property
    def accepts_work(self) -> bool:
        """Tell whether saving and handing in are allowed at that instant."""
        return self.phase in {Phase.OPEN, Phase.LATE}


def standing(
    assignment: Assignment,
    *,
    at: datetime,
    allowance: Allowance = NOTHING_EXTRA,
    reopened_until: datetime | None = None,
) -> Standing:
    """Decide open, late or closed for one student.

    The due time in force is the latest of: the class's, put off by a class extension and then
    by the student's accommodation; the student's own extension; and ``reopened_until``, the new
    due time of an attempt that a teacher reopened. It pushes the closing time out, never in. An
    archived class is closed.
    """
    due = _due(assignment, allowance, reopened_until)
    closes_at = _closing(assignment, due.at, reopened_until)
    phase = _phase(assignment, due.at, closes_at, at)
    sentence, due_words = _sentence(assignment, phase, due, closes_at, at)
    return Standing(
        phase=phase,
        opens_at=assignment.opens_at,
        due_at=due.at,
        closes_at=closes_at,
        is_extended=due.at != assignment.due_at,
        sentence=sentence,
        due_words=due_words,
    )


@dataclass(frozen=True)
class _Due:
    """A due time, and the sentence that says why it is not the class's; empty where it is."""

    at: datetime | None
    why: str = ""


def _due(assignment: Assignment, allowance: Allowance, reopened_until: datetime | None) -> _Due:
    """Weigh everything. No due time stays none: nothing given to a student makes it stricter."""
    if assignment.due_at is None:
        return _Due(None)
    for_class = max(assignment.due_at, allowance.class_due_at or assignment.due_at)
    candidates = [
        _Due(assignment.due_at),
        _Due(for_class, "Extended for the whole class."),
        _Due(_accommodated(assignment, for_class, allowance), accommodation_words(allowance)),
        _Due(allowance.own_due_at, "This is your own, later due time."),
        _Due(reopened_until, "This is your own, later due time."),
    ]
    # The first of equals gives the reason: the plainest one.
    return max((due for due in candidates if due.at is not None), key=_moment)


def _moment(due: _Due) -> datetime:
    assert due.at is not None  # noqa: S101  (filtered before)
    return due.at


def _accommodated(assignment: Assignment, due_at: datetime, allowance: Allowance) -> datetime:
    """Add the share of the time from opening to due, then days on the school's own clock."""
    share = (due_at - assignment.opens_at) * allowance.extra_percent / 100
    later = due_at + timedelta(minutes=ceil(share / timedelta(minutes=1)))
    if not allowance.extra_days:
        return later
    zone = assignment.school_class.school.zone
    on_the_wall = later.astimezone(zone).replace(tzinfo=None) + timedelta(days=allowance.extra_days)
    # By way of UTC: a time that the change of the clocks leaves out becomes the one after it.
    return on_the_wall.replace(tzinfo=zone).astimezone(UTC)


def accommodation_words(allowance: Allowance) -> str:
    """Say what was agreed for a student; nothing for nothing."""
    said = extra_time_words(allowance.extra_days, allowance.extra_percent)
    return f"Includes {said} agreed for you." if said else ""


def _closing(
    assignment: Assignment, due_at: datetime | None, reopened_until: datetime | None
) -> datetime | None:
    if assignment.closes_at is not None:
        moments = [assignment.closes_at, due_at, reopened_until]
        return max(moment for moment in moments if moment is not None)
    return due_at if assignment.late_rule == LateRule.REFUSED else None


def _phase(
    assignment: Assignment, due_at: datetime | None, closes_at: datetime | None, at: datetime
) -> Phase:
    if at < assignment.opens_at:
        return Phase.NOT_OPEN
    if assignment.school_class.is_archived:
        return Phase.CLOSED
    if assignment.late_rule == LateRule.REFUSED and due_at is not None and at > due_at:
        return Phase.CLOSED
    if closes_at is not None and at > closes_at:
        return Phase.CLOSED
    return Phase.LATE if due_at is not None and at > due_at else Phase.OPEN


def _sentence(
    assignment: Assignment, phase: Phase, due: _Due, closes_at: datetime | None, at: datetime
) -> tuple[str, str]:
    """Return the whole sentence, and the words in it that name the due time."""
    zone = assignment.school_class.school.zone
    if phase == Phase.CLOSED:
        closed = _closed_since(assignment, due.at, closes_at, zone)
        return f"{closed} Nothing more can be handed in.", ""
    due_words = f"{day_and_time(due.at, zone=zone)} ({_place(zone)})" if due.at else ""
    when = f"Due {due_words}." if due_words else "No due time."
    when = f"{when} {due.why}".rstrip()
    if phase == Phase.NOT_OPEN:
        return f"Opens {day_and_time(assignment.opens_at, zone=zone)}. {when}", due_words
    if phase == Phase.OPEN:
        return f"If you submit now: on time. {when}", due_words
    closing = f" Closes {day_and_time(closes_at, zone=zone)}." if closes_at else ""
    return f"If you submit now: {_late(assignment, due.at, at)}. {when}{closing}", due_words


def _late(assignment: Assignment, due_at: datetime | None, at: datetime) -> str:
    if assignment.late_rule != LateRule.DEDUCTED or assignment.late_points_per_day is None:
        return "late"
    off = points_text(days_late(due_at, at) * assignment.late_points_per_day)
    return f"late, {off} point{'' if off == '1' else 's'} off"


def _place(zone: ZoneInfo) -> str:
    """Name the zone as people do: "Cairo time" for Africa/Cairo."""
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return city if city == "UTC" else f"{city} time"


def _closed_since(assignment, due_at, closes_at, zone) -> str:
    if assignment.school_class.is_archived:
        return "This class has ended."
    moment = closes_at or due_at
    return f"Closed since {day_and_time(moment, zone=zone)}."


def timeliness(
    standing_now: Standing, attempt: Attempt | None, *, is_excused: bool = False
) -> Timeliness:
    """Say whether the work is in time: by the attempt handed in last, else by the clock.

    ``attempt`` is the counted one, or None; its lateness was fixed by the due time in force
    when it was received. Who is excused misses nothing, and what they hand in still counts.
    """
    if attempt is not None:
        return Timeliness.LATE if attempt.is_late else Timeliness.ON_TIME
    if is_excused:
        return Timeliness.EXCUSED
    if standing_now.phase in {Phase.LATE, Phase.CLOSED}:
        return Timeliness.MISSING
    return Timeliness.NOT_DUE

"""Return graded work to students, now or later, and take it back. Each is an event that stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from assignments.domain.names import check_names_are_shown
from assignments.domain.returning.second_look import lacking_second_look
from assignments.domain.returning.snapshot import Snapshot, digest, same_content, snapshots
from assignments.domain.telling.tell import tell_returned
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.enums import ReleaseKind
from assignments.models import Release, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User
from studyhub.web.when import day_and_time

SOONEST = timedelta(minutes=1)
LATEST = timedelta(days=365)


@dataclass(frozen=True)
class Outcome:
    """What a return came to, by submission.

    ``lacking`` still need a second look, ``unchanged`` were returned with the same content
    already, ``not_handed_in`` have nothing to return, ``changed`` are no longer as they
    were when somebody confirmed.
    """

    returned: list[Release] = field(default_factory=list)
    unchanged: list[Submission] = field(default_factory=list)
    not_handed_in: list[Submission] = field(default_factory=list)
    changed: list[Submission] = field(default_factory=list)
    lacking: list[Submission] = field(default_factory=list)


@dataclass(frozen=True)
class Held:
    """What the student has of a piece of work (``latest``, a taking back too), and what comes."""

    latest: Release | None = None
    plan: Release | None = None

    @property
    def is_returned(self) -> bool:
        """Tell whether the student can read a return now."""
        return self.latest is not None and self.latest.kind == ReleaseKind.RETURNED

    def is_returned_as(self, snapshot: Snapshot) -> bool:
        """Tell whether the student can read exactly this already."""
        return (
            self.latest is not None
            and self.latest.kind == ReleaseKind.RETURNED
            and same_content(self.latest.snapshot, snapshot)
        )

    def is_planned_as(self, snapshot: Snapshot) -> bool:
        """Tell whether exactly this will come back."""
        return self.plan is not None and same_content(self.plan.snapshot, snapshot)


def held_by_students(submission_ids: Iterable[str], *, at: datetime) -> dict[str, Held]:
    """Return what each student holds of the work; every id has its entry. One query."""
    ids = list(submission_ids)
    found: dict[str, Held] = {pk: Held() for pk in ids}
    for release in Release.objects.standing().filter(submission__in=ids).order_by("number"):
        held = found[release.submission_id]
        if release.is_to_come(at):
            found[release.submission_id] = Held(held.latest, release)
        else:
            found[release.submission_id] = Held(release, held.plan)
    return found


@dataclass(frozen=True)
class _Act:
    """How work is returned: ``moment`` is from when the student reads it."""

    by: User
    at: datetime
    moment: datetime
    note: str
    seen: Mapping[str, str] | None

    @property
    def is_planned(self) -> bool:
        return self.moment > self.at


@transaction.atomic
def return_to_students(
    *,
    submissions: Iterable[Submission],
    by: User,
    at: datetime,
    seen: Mapping[str, str] | None = None,
    when: datetime | None = None,
    note: str = "",
) -> Outcome:
    """Release what is graded and commented now, for each submission that was handed in.

    Each release is a new number with a snapshot of its own; earlier ones stay. Ungraded answers
    are released as ungraded. Skips what was never handed in and what is returned already with
    the same content. ``seen`` maps submission ids to the ``snapshot.digest`` that was confirmed:
    work that has changed since is skipped too. ``when`` lets students read it from then on: the
    content is that of now, and what was planned before is replaced. One audit entry and one
    notice for each release. Skips what lacks a second look that is asked for. Raises ``Refusal``
    for one's own work, while names are hidden, for a time that is no plan, and without a ``note``
    on what changed for whom had it back before; then nothing at all is returned.
    """
    check_moment(when, at)
    act = _Act(by, at, when or at, note.strip(), seen)
    locked = [lock(pk) for pk in sorted(work.pk for work in submissions)]
    for work in locked:
        check_not_own(work, by)
        check_names_are_shown(work.assignment)
    fresh = _with_attempts(locked)
    made = snapshots(fresh, by=by, at=act.moment)
    held = held_by_students([work.pk for work in fresh], at=at)
    outcome = Outcome()
    lacking = lacking_second_look(fresh, made)
    outcome.lacking.extend(work for work in fresh if work.pk in lacking)
    for work in (row for row in fresh if row.pk not in lacking):
        _return_one(work, made.get(work.pk), held[work.pk], act, outcome)
    tell_returned(releases=outcome.returned, at=at)
    return outcome


def check_moment(when: datetime | None, at: datetime) -> None:
    """Refuse a time for returning that is not to come, or too far off. None is at once."""
    if when is None:
        return
    if when < at + SOONEST:
        raise Refusal("Choose a time that is at least a minute from now.", code="past")
    if when > at + LATEST:
        raise Refusal("Choose a time within a year from now.", code="too_late")


def _with_attempts(held: list[Submission]) -> list[Submission]:
    rows = Submission.objects.filter(pk__in=[work.pk for work in held]).select_related(
        "assignment__school_class__school", "counted_attempt", "student"
    )
    return list(rows.order_by("student__family_name", "student__given_name", "pk"))


def _return_one(
    work: Submission, snapshot: Snapshot | None, held: Held, act: _Act, outcome: Outcome
) -> None:
    if snapshot is None:
        outcome.not_handed_in.append(work)
    elif _is_done(held, snapshot, act):
        outcome.unchanged.append(work)
    elif act.seen is not None and act.seen.get(work.pk) != digest(snapshot):
        outcome.changed.append(work)
    else:
        outcome.returned.append(_release(work, snapshot, held, act))


def _is_done(held: Held, snapshot: Snapshot, act: _Act) -> bool:
    """Tell whether returning would change nothing: for the student, or for what is planned."""
    if held.plan is not None:
        return held.plan.released_at == act.moment and held.is_planned_as(snapshot)
    return held.is_returned_as(snapshot)


def _release(work: Submission, snapshot: Snapshot, held: Held, act: _Act) -> Release:
    assert work.counted_attempt is not None  # noqa: S101  (it has a snapshot)
    if held.is_returned and not act.note:
        raise Refusal(
            f"{work.student.full_name} had this back before: say what changed.", code="no_note"
        )
    note = {"note": act.note} if held.is_returned else {}
    release = _event(
        work,
        attempt_id=work.counted_attempt.pk,
        kind=ReleaseKind.RETURNED,
        snapshot=snapshot | note,
        released_by=act.by,
        released_at=act.moment,
        planned_at=act.at if act.is_planned else None,
    )
    told = {"points": snapshot["points"], "graded": snapshot["graded"]}
    if act.is_planned:
        told["for"] = act.moment.isoformat()
    _record("return", release, act.by, act.at, **told)
    return release


def _event(work: Submission, **fields) -> Release:
    last = work.releases.aggregate(last=Max("number"))["last"] or 0
    return Release.objects.create(submission=work, number=last + 1, **fields)


@transaction.atomic
def take_back(*, submission: Submission, by: User, at: datetime, reason: str) -> Release:
    """Hide what was returned; the student reads "Taken back by your teacher".

    Nothing is deleted: it is the next release event. What is planned for later is called off as
    well. Raises ``Refusal`` when nothing is returned now, without a reason, and for one's own
    work.
    """
    work = lock(submission.pk)
    check_not_own(work, by)
    if not reason.strip():
        raise Refusal("Say why you take this back, for the record.", code="no_reason")
    held = held_by_students([work.pk], at=at)[work.pk]
    if held.latest is None or not held.is_returned:
        raise Refusal("This work is not returned, so there is nothing to take back.", code="hidden")
    if held.plan is not None:
        _call_off(work, held.plan, by, at, reason.strip())
    release = _taken_back(work, held.latest, by, at, reason.strip())
    _record("take_back", release, by, at, why=reason.strip())
    return release


@transaction.atomic
def call_off(*, submission: Submission, by: User, at: datetime, reason: str = "") -> Release:
    """Call off a return that is planned, before its time: the student never learns of it.

    What was returned before stays readable. Raises ``Refusal`` when nothing is planned any more,
    and for one's own work.
    """
    work = lock(submission.pk)
    check_not_own(work, by)
    held = held_by_students([work.pk], at=at)[work.pk]
    if held.plan is None:
        raise Refusal(_nothing_planned(held), code="not_planned")
    return _call_off(work, held.plan, by, at, reason.strip())


def _nothing_planned(held: Held) -> str:
    if held.latest is None or not held.is_returned:
        return "Nothing is planned for this work any more."
    when = day_and_time(held.latest.released_at)
    return f"This work was returned {when}. To hide it now, take it back."


def _call_off(work: Submission, plan: Release, by: User, at: datetime, reason: str) -> Release:
    release = _taken_back(work, plan, by, at, reason)
    _record("call_off", release, by, at, why=reason)
    return release


def _taken_back(work: Submission, latest: Release, by: User, at: datetime, reason: str) -> Release:
    return _event(
        work,
        attempt_id=latest.attempt_id,
        kind=ReleaseKind.TAKEN_BACK,
        reason=reason,
        released_by=by,
        released_at=at,
    )


def _record(verb: str, release: Release, by: User, at: datetime, *, why: str = "", **after) -> None:
    record(
        verb=verb,
        target=release.submission,
        by=by,
        tenant_id=release.submission.assignment.school_class.school_id,
        at=at,
        after={"number": release.number, "attempt": release.attempt_id, **after},
        why=why,
    )

"""Return graded work to students, and take it back. Each is a release event that stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from assignments.domain.names import check_names_are_shown
from assignments.domain.second_look import lacking_second_look
from assignments.domain.snapshot import Snapshot, digest, same_content, snapshots
from assignments.domain.tell import tell_returned
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.enums import ReleaseKind
from assignments.models import Release, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


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


@transaction.atomic
def return_to_students(
    *,
    submissions: Iterable[Submission],
    by: User,
    at: datetime,
    seen: Mapping[str, str] | None = None,
) -> Outcome:
    """Release what is graded and commented now, for each submission that was handed in.

    Each release is a new number with a snapshot of its own; earlier ones stay. Ungraded answers
    are released as ungraded. Skips what was never handed in and what is returned already with
    the same content. ``seen`` maps submission ids to the ``snapshot.digest`` that was confirmed:
    work that has changed since is skipped too. One audit entry and one notice for each release.
    Raises ``Refusal`` for one's own work and while names are hidden; then nothing is returned.
    """
    held = [lock(pk) for pk in sorted(work.pk for work in submissions)]
    for work in held:
        check_not_own(work, by)
        check_names_are_shown(work.assignment)
    fresh = _with_attempts(held)
    made = snapshots(fresh, by=by, at=at)
    latest = latest_releases([work.pk for work in fresh])
    outcome = Outcome()
    lacking = lacking_second_look(fresh, made)
    outcome.lacking.extend(work for work in fresh if work.pk in lacking)
    for work in (row for row in fresh if row.pk not in lacking):
        _return_one(work, made.get(work.pk), latest.get(work.pk), seen, by, at, outcome)
    tell_returned(releases=outcome.returned, at=at)
    return outcome


def _with_attempts(held: list[Submission]) -> list[Submission]:
    rows = Submission.objects.filter(pk__in=[work.pk for work in held]).select_related(
        "assignment__school_class__school", "counted_attempt", "student"
    )
    return list(rows.order_by("student__family_name", "student__given_name", "pk"))


def latest_releases(submission_ids: list[str]) -> dict[str, Release]:
    """Return the last release event of each submission that has any. One query."""
    rows = Release.objects.filter(submission__in=submission_ids).order_by("number")
    return {release.submission_id: release for release in rows}


def _return_one(
    work: Submission,
    snapshot: Snapshot | None,
    latest: Release | None,
    seen: Mapping[str, str] | None,
    by: User,
    at: datetime,
    outcome: Outcome,
) -> None:
    if snapshot is None:
        outcome.not_handed_in.append(work)
    elif is_returned_as(latest, snapshot):
        outcome.unchanged.append(work)
    elif seen is not None and seen.get(work.pk) != digest(snapshot):
        outcome.changed.append(work)
    else:
        outcome.returned.append(_release(work, snapshot, latest, by, at))


def is_returned_as(latest: Release | None, snapshot: Snapshot) -> bool:
    """Tell whether the student can read exactly this already."""
    return (
        latest is not None
        and latest.kind == ReleaseKind.RETURNED
        and same_content(latest.snapshot, snapshot)
    )


def _release(
    work: Submission, snapshot: Snapshot, latest: Release | None, by: User, at: datetime
) -> Release:
    assert work.counted_attempt is not None  # noqa: S101  (it has a snapshot)
    release = Release.objects.create(
        submission=work,
        attempt=work.counted_attempt,
        number=latest.number + 1 if latest else 1,
        kind=ReleaseKind.RETURNED,
        snapshot=snapshot,
        released_by=by,
        released_at=at,
    )
    _record("return", release, by, at, points=snapshot["points"], graded=snapshot["graded"])
    return release


@transaction.atomic
def take_back(*, submission: Submission, by: User, at: datetime, reason: str) -> Release:
    """Hide what was returned; the student reads "Taken back by your teacher".

    Nothing is deleted: it is the next release event. Raises ``Refusal`` when nothing is returned
    now, without a reason, and for one's own work.
    """
    work = lock(submission.pk)
    check_not_own(work, by)
    if not reason.strip():
        raise Refusal("Say why you take this back, for the record.", code="no_reason")
    latest = work.releases.order_by("-number").first()
    if latest is None or latest.kind != ReleaseKind.RETURNED:
        raise Refusal("This work is not returned, so there is nothing to take back.", code="hidden")
    release = Release.objects.create(
        submission=work,
        attempt_id=latest.attempt_id,
        number=latest.number + 1,
        kind=ReleaseKind.TAKEN_BACK,
        reason=reason.strip(),
        released_by=by,
        released_at=at,
    )
    _record("take_back", release, by, at, why=reason.strip())
    return release


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

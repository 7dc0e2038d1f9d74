"""What a student does with returned work: opens it, picks a next step, acts on it.

Nothing here reads grades or comments: only releases and the student's own rows.
"""

from datetime import datetime

from django.db import transaction

from assignments.domain.returning.returned import Returned, returned_work, snapshot_of
from assignments.domain.work_at_hand import lock
from assignments.models import NextStep, Release, ReleaseSeen, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


def returned_to_student(submission: Submission, *, at: datetime) -> Returned:
    """Return what has happened by then, each release with ``seen`` where it was opened.

    One query.
    """
    rows = submission.releases.in_force(at).select_related("seen").order_by("number")
    return returned_work(list(rows))


def note_seen(*, release: Release, at: datetime) -> None:
    """Note that the student has opened a release; the first time stays.

    The one thing that a GET of the student's writes, and only then: no query afterwards. The
    release must come with ``seen``. No audit entry: it tells of reading and changes nothing.
    """
    if not hasattr(release, "seen"):
        ReleaseSeen.objects.bulk_create(
            [ReleaseSeen(release=release, seen_at=at)], ignore_conflicts=True
        )


@transaction.atomic
def choose_step(*, submission: Submission, text: str, by: User, at: datetime) -> NextStep:
    """Pick one of the next steps that stand in what is returned now, or another one instead.

    Picking the same again writes nothing. Another pick is not acted on yet. Raises ``Refusal``
    where nothing is returned or the step is not, or no longer, among them.
    """
    work = lock(submission.pk)
    current = returned_to_student(work, at=at).current
    if current is None or text not in snapshot_of(current).next_steps:
        raise Refusal(
            "This step is no longer among those your teacher named. Choose again.", code="no_step"
        )
    before = NextStep.objects.filter(submission=work).first()
    if before is not None and before.text == text:
        return before
    step, _made = NextStep.objects.update_or_create(
        submission=work,
        defaults={
            "release": current,
            "text": text,
            "chosen_at": at,
            "acted_on": None,
            "acted_on_at": None,
        },
    )
    _record("choose_step", work, by, at, before.text if before else "", text)
    return step


def chosen_step(submission: Submission) -> NextStep | None:
    """Return what was picked for a piece of work. One query."""
    return NextStep.objects.filter(submission=submission).select_related("acted_on").first()


def step_to_try(*, user: User, at: datetime, beside: Submission | None = None) -> NextStep | None:
    """Return the newest step picked elsewhere than ``beside`` and not acted on. One query.

    None that was picked from a return taken back since.
    """
    rows = NextStep.objects.filter(
        submission__student=user.pk, acted_on__isnull=True, release__in=Release.objects.readable(at)
    )
    if beside is not None:
        rows = rows.exclude(submission=beside.pk)
    return rows.select_related("submission__assignment").order_by("-chosen_at", "-pk").first()


@transaction.atomic
def act_on_step(*, chosen_in: str, submission: Submission, by: User, at: datetime) -> bool:
    """Note that a step is acted on in a piece of the student's own work; tell whether it was.

    ``chosen_in`` is the id of the work for which it was picked. A second click changes nothing.
    """
    work = lock(submission.pk)
    rows = NextStep.objects.filter(
        submission=chosen_in, submission__student=work.student_id, acted_on__isnull=True
    ).exclude(submission=work)
    step = rows.first()
    if step is None or not rows.filter(pk=step.pk).update(acted_on=work, acted_on_at=at):
        return False
    _record("act_on_step", work, by, at, "", step.text)
    return True


def _record(verb: str, work: Submission, by: User, at: datetime, old: str, new: str) -> None:
    record(
        verb=verb,
        target=work,
        by=by,
        tenant_id=work.assignment.school_class.school_id,
        at=at,
        before={"step": old} if old else {},
        after={"step": new},
    )

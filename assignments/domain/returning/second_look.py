"""The second look: another marker has read the grading before it is returned.

For staff only. A look holds for the grading as it stood, by the digest of what a return would
keep: any change of points, comments or text since makes it stale, and another is needed.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from assignments.domain.returning.snapshot import Snapshot, digest, snapshots
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.models import Attempt, Comment, Grade, SecondLook, Submission
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import User


@transaction.atomic
def give_second_look(
    *, submission: Submission, seen: str, note: str, by: User, at: datetime
) -> SecondLook:
    """Confirm that the grading was read as it stands; ``seen`` is the digest that the page showed.

    Twice is once. Whether ``by`` may grade all of it is the caller's to ask. Raises ``Conflict``
    where it changed since (``current`` is the submission), and ``Refusal`` where none is asked
    for, where nothing is graded, for whoever graded or commented any of it, and for one's own.
    """
    work = lock(submission.pk)
    check_not_own(work, by)
    if not work.assignment.needs_second_look:
        raise Refusal("This assignment asks for no second look.", code="not_asked")
    snapshot = snapshots([work], by=by, at=at)[work.pk]
    if not snapshot["graded"]:
        raise Refusal("Nothing is graded yet, so there is nothing to read.", code="not_graded")
    attempt = work.counted_attempt
    assert attempt is not None  # noqa: S101  (it has a snapshot)
    if has_marked(attempt, by):
        raise Refusal("You graded this yourself: somebody else must read it.", code="own_grading")
    now = digest(snapshot)
    if now != seen:
        raise Conflict(
            "The grading or the answers changed since you opened this page. Read it again.",
            current=work,
        )
    found = SecondLook.objects.filter(attempt=attempt, by=by, digest=now).first()
    return found or _look(work, attempt, now, note.strip(), by, at)


def _look(
    work: Submission, attempt: Attempt, seen: str, note: str, by: User, at: datetime
) -> SecondLook:
    look = SecondLook.objects.create(attempt=attempt, by=by, digest=seen, note=note, at=at)
    record(
        verb="second_look",
        target=attempt,
        by=by,
        tenant_id=work.assignment.school_class.school_id,
        at=at,
        after={"digest": seen},
        why=note,
    )
    return look


def has_marked(attempt: Attempt, by: User) -> bool:
    """Tell whether a person graded or commented any of an attempt as it stands."""
    return (
        Grade.objects.filter(answer__attempt=attempt, graded_by=by).exists()
        or Comment.objects.filter(attempt=attempt, author=by).exists()
    )


def latest_look(attempt: Attempt) -> SecondLook | None:
    """Return the last look at an attempt, stale or not, with who gave it."""
    return SecondLook.objects.filter(attempt=attempt).select_related("by").first()


def lacking_second_look(work: Iterable[Submission], made: Mapping[str, Snapshot]) -> set[str]:
    """Return the ids of the work that needs a second look and has none of it as it stands now.

    ``made`` are its snapshots. One query; none where no assignment asks for it.
    """
    asked = [row for row in work if row.assignment.needs_second_look and row.pk in made]
    if not asked:
        return set()
    looks = SecondLook.objects.filter(attempt__in=[row.counted_attempt_id for row in asked])
    held = set(looks.order_by().values_list("attempt", "digest"))
    return {row.pk for row in asked if (row.counted_attempt_id, digest(made[row.pk])) not in held}

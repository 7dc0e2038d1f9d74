"""Take in points and comments that were given away from the desk: so many at once, all or none.

SQLite lets nobody else write while a transaction does, and students are saving meanwhile. So a
long worksheet goes in by several confirmed steps, each whole.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from assignments.domain.grading.grade import grade_answer
from assignments.domain.points import points_text
from assignments.models import Answer, Assignment, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User

MAX_CHANGES = 200


@dataclass(frozen=True)
class Change:
    """One answer's points and comment: what stands, and what the worksheet says.

    ``based_on`` and ``seen`` are the versions of grade and text that the worksheet was made on.
    """

    line: int
    answer: Answer
    points: Decimal | None
    comment: str
    points_before: Decimal | None
    comment_before: str
    based_on: int
    seen: int

    @property
    def work(self) -> Submission:
        """Return the work it belongs to."""
        return self.answer.attempt.submission

    @property
    def points_text(self) -> str:
        """Return the new points in words; nothing for ungraded."""
        return points_text(self.points)

    @property
    def points_before_text(self) -> str:
        """Return the points that stand; nothing for ungraded."""
        return points_text(self.points_before)

    @property
    def is_other_points(self) -> bool:
        """Tell whether the points change."""
        return self.points != self.points_before

    @property
    def is_other_comment(self) -> bool:
        """Tell whether the comment changes."""
        return self.comment != self.comment_before


def at_once(changes: Sequence[Change]) -> Sequence[Change]:
    """Return those that are taken in together; the others are for the next step."""
    return changes[:MAX_CHANGES]


def token_of(changes: Sequence[Change]) -> str:
    """Return a fingerprint of what would be written, for a page that asks for confirmation."""
    parts = [
        f"{row.answer.pk}\x1f{row.points}\x1f{row.comment}\x1f{row.based_on}\x1f{row.seen}"
        for row in changes
    ]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:20]


@transaction.atomic
def take_in_worksheet(
    *, assignment: Assignment, changes: Sequence[Change], token: str, by: User, at: datetime
) -> None:
    """Grade each answer as if at the desk, in one transaction; nothing is returned to anybody.

    ``token`` names the changes that were confirmed. One audit entry for each grade, and one for
    the whole. Whether ``by`` may grade the answers is the caller's to ask.

    Raises ``Refusal`` for other changes than those confirmed (``stale``), and where one of them
    is refused or somebody came first (``Conflict``); then nothing at all is written.
    """
    if not changes or token != token_of(changes):
        raise Refusal(
            "What would change is not what you confirmed. Look at it as it is now.", code="stale"
        )
    if len(changes) > MAX_CHANGES:
        raise Refusal(
            f"This changes {len(changes):,} answers; {MAX_CHANGES:,} are the most at once.",
            code="too_many",
        )
    # One order for everybody, so that two who hold rows never wait for each other.
    for row in sorted(changes, key=lambda row: (row.answer.attempt.submission_id, row.answer.pk)):
        grade_answer(
            answer=row.answer,
            points=row.points,
            comment=row.comment,
            based_on=row.based_on,
            seen_answer_version=row.seen,
            by=by,
            at=at,
        )
    record(
        verb="take_in_worksheet",
        target=assignment,
        by=by,
        tenant_id=assignment.school_class.school_id,
        at=at,
        after={"answers": len(changes)},
    )

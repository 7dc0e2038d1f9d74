"""What the desk's first page says of assignments: to grade, drafts open, due soon.

For staff only: no student page may import this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from assignments.domain.answering.collect import collect_due
from assignments.domain.grading.sheet import UNGRADED
from assignments.domain.overview.board import Counts, counts_of
from assignments.models import Answer, Assignment
from studyhub.people.models import User

SOON = timedelta(days=14)


@dataclass(frozen=True)
class DeskItem:
    """An assignment with its counts."""

    assignment: Assignment
    counts: Counts

    @property
    def needs_grading(self) -> bool:
        """Tell whether something is to grade or ready to return."""
        return bool(self.counts.to_grade or self.counts.ready)


@dataclass(frozen=True)
class DeskStart:
    """What is before a teacher; one assignment may stand in several lists."""

    items: Sequence[DeskItem]
    to_grade: Sequence[DeskItem]
    drafts: Sequence[DeskItem]
    due_soon: Sequence[DeskItem]

    @property
    def threads(self) -> int:
        """Count the open talks about returned answers."""
        return sum(item.counts.threads for item in self.items)


@dataclass(frozen=True)
class Share:
    """An assignment in which something is allocated to a person, and how much has no points yet."""

    assignment: Assignment
    waiting: int


def shares_of(*, user: User) -> list[Share]:
    """Return what is allocated to somebody in classes they assist that have not ended. Two queries.

    What they grade as teachers of a class is in ``desk_start``.
    """
    rows = (
        Assignment.objects.markable_by(user)
        .exclude(pk__in=Assignment.objects.taught_by(user).values("pk"))
        .filter(school_class__archived_at__isnull=True)
        .select_related("school_class__school")
        .order_by("due_at", "title", "pk")
    )
    waiting = dict(
        Answer.objects.gradable_by(user)
        .filter(UNGRADED)
        .order_by()
        .values_list("attempt__submission__assignment")
        .annotate(Count("pk"))
    )
    return [Share(row, waiting.get(row.pk, 0)) for row in rows]


def desk_start(*, user: User, at: datetime) -> DeskStart:
    """Return what the person has before them in classes they teach that have not ended.

    Collects drafts that are due first. Nine queries, however much there is.
    """
    taught = Assignment.objects.taught_by(user).filter(school_class__archived_at__isnull=True)
    collect_due(assignments=taught, at=at)
    rows = list(taught.select_related("school_class__school").order_by("due_at", "title", "pk"))
    counts = counts_of(rows, at=at)
    items = [DeskItem(row, counts[row.pk]) for row in rows]
    return DeskStart(
        items=items,
        to_grade=[item for item in items if item.needs_grading],
        drafts=[item for item in items if item.counts.draft],
        due_soon=[item for item in items if _is_due_soon(item.assignment, at)],
    )


def _is_due_soon(assignment: Assignment, at: datetime) -> bool:
    return assignment.due_at is not None and at <= assignment.due_at <= at + SOON

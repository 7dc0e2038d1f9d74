"""Collect drafts at closing: the clock's own act, done by whoever looks first afterwards.

There may be no worker on an embedded installation, so nothing waits for one: pages that show
work call ``collect_due`` first, and ``manage.py collect_drafts`` does the same from cron. From
the closing time on nothing can be saved, so it makes no difference when it is carried out; the
attempt counts as handed in at the closing time.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from assignments.domain.answering.hand_in import freeze
from assignments.domain.timing.allowance import allowance_for
from assignments.domain.timing.position import Position, position
from assignments.enums import LateRule, Phase
from assignments.models import Assignment, Attempt
from studyhub.web.text import is_blank


def collect_due(*, assignments: QuerySet[Assignment], at: datetime) -> int:
    """Hand in the drafts of assignments that have closed; return how many.

    Skips blank drafts, assignments where collecting is switched off, and drafts after a hand-in:
    what was handed in last counts, and no clock replaces it. One query where there
    is nothing to do. Safe to run twice, and in two processes at once.
    """
    drafts = (
        Attempt.objects.filter(
            submitted_at__isnull=True,
            submission__counted_attempt__isnull=True,
            submission__assignment__collects_drafts=True,
            submission__assignment__in=assignments.filter(_may_have_closed(at)).values("pk"),
        )
        .select_related("submission__assignment__school_class__school", "submission__student")
        .order_by("pk")
    )
    return sum(_collect(attempt, at) for attempt in drafts)


def _may_have_closed(at: datetime) -> Q:
    """Narrow to assignments past a closing; each student's own times are looked at afterwards."""
    return (
        Q(closes_at__lt=at)
        | Q(late_rule=LateRule.REFUSED, due_at__lt=at)
        | Q(school_class__archived_at__lte=at)
    )


def _collect(attempt: Attempt, at: datetime) -> bool:
    found = _position(attempt, at)
    if found.standing.phase != Phase.CLOSED:
        return False
    if all(is_blank(text) for text in attempt.answers.values_list("text", flat=True)):
        return False
    closed_at = _closed_at(found, at)
    freeze(attempt=attempt, position=found, by=None, at=closed_at, is_collected=True)
    return True


def _position(attempt: Attempt, at: datetime) -> Position:
    submission = attempt.submission
    assignment = submission.assignment
    return position(
        assignment,
        submission=submission,
        open_attempt=attempt,
        counted=None,
        allowance=allowance_for(assignment, submission.student),
        at=at,
    )


def _closed_at(found: Position, at: datetime) -> datetime:
    archived_at = found.assignment.school_class.archived_at
    moments = [found.standing.closes_at, archived_at]
    return min([moment for moment in moments if moment is not None], default=at)

"""Talks about returned answers, for reading: beside the answers, one in full, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from assignments.models import Message, Question, Submission, Thread
from studyhub.people.models import User


@dataclass(frozen=True)
class LeafTalk:
    """What there is to say of the talk on one answer; ``question`` is its id."""

    question: str
    is_open: bool = False
    has_answer: bool = False
    is_closed: bool = False


def talk_beside(submission: Submission) -> dict[str, LeafTalk]:
    """Return how the talk on each answer stands, by label. Two queries."""
    asked = submission.assignment.asked.values_list("question__label", "question")
    found = {label: LeafTalk(question) for label, question in asked}
    for thread in _with_last(Thread.objects.filter(submission=submission)).order_by("opened_at"):
        is_open = thread.closed_at is None
        found[thread.question.label] = LeafTalk(
            thread.question_id,
            is_open=is_open,
            has_answer=is_open and thread.last_by != submission.student_id,
            is_closed=not is_open,
        )
    return found


def _with_last(threads: QuerySet[Thread]) -> QuerySet:
    """Annotate ``last_by``, ``last_text`` and ``last_at``: the newest message."""
    newest = Message.objects.filter(thread=OuterRef("pk")).order_by("-written_at", "-pk")
    return threads.select_related("question").annotate(
        last_by=Subquery(newest.values("author")[:1]),
        last_text=Subquery(newest.values("text")[:1]),
        last_at=Subquery(newest.values("written_at")[:1]),
    )


def threads_on(submission: Submission, question: Question) -> Sequence[Thread]:
    """Return the talks on one answer with their messages, oldest first. Two queries."""
    messages = Message.objects.select_related("author").order_by("written_at", "pk")
    rows = Thread.objects.filter(submission=submission, question=question)
    rows = rows.select_related("closed_by").prefetch_related(Prefetch("messages", messages))
    return list(rows.order_by("opened_at", "pk"))


MOST_CLOSED = 100


@dataclass(frozen=True)
class DeskTalk:
    """A talk on the desk. ``waits`` tells whether it is open and the student wrote last."""

    thread: Thread
    is_mine: bool
    waits: bool
    last_text: str


def open_talks(user: User) -> list[DeskTalk]:
    """Return the open talks that a teacher may answer: one's own first, then who waits longest.

    One query beside the classes.
    """
    rows = Thread.objects.answerable_by(user).filter(closed_at__isnull=True)
    found = [_on_desk(row, user) for row in _for_desk(rows).order_by("last_at", "pk")]
    return sorted(found, key=lambda row: (not row.is_mine, not row.waits))


def closed_talks(user: User) -> list[DeskTalk]:
    """Return the hundred talks of one's classes that were closed last. One query."""
    rows = Thread.objects.answerable_by(user).filter(closed_at__isnull=False)
    newest = _for_desk(rows).order_by("-closed_at", "pk")[:MOST_CLOSED]
    return [_on_desk(row, user) for row in newest]


def _for_desk(rows: QuerySet[Thread]) -> QuerySet:
    return _with_last(rows).select_related(
        "question", "submission__student", "submission__assignment__school_class", "routed_to"
    )


def _on_desk(row: Thread, user: User) -> DeskTalk:
    return DeskTalk(
        thread=row,
        is_mine=row.routed_to_id == user.pk,
        waits=row.closed_at is None and row.last_by == row.submission.student_id,  # type: ignore[attr-defined]
        last_text=row.last_text or "",  # type: ignore[attr-defined]
    )

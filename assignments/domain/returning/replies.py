"""Talks about one returned answer, between its student and those who teach the class.

Messages are read at once by both sides: they are talk, not grading. Nothing here reads grades or
comments; who marked an answer stands in the release.
"""

from datetime import datetime

from django.db import transaction

from assignments.domain.returning.after_return import returned_to_student
from assignments.domain.returning.returned import ReturnedLeaf, snapshot_of
from assignments.domain.telling.tell import tell_answered
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.enums import ThreadOutcome
from assignments.models import Message, Question, Release, Submission, Thread
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import User
from studyhub.web.text import has_forbidden_characters, is_blank, with_plain_line_breaks

MAX_MESSAGE_CHARACTERS = 2000


def check_message(text: str) -> str:
    """Return the text with plain line breaks. Refuses a blank one and one over the limit."""
    text = with_plain_line_breaks(text)
    if len(text) > MAX_MESSAGE_CHARACTERS:
        raise Refusal(
            f"This has {len(text):,} characters; the limit is {MAX_MESSAGE_CHARACTERS:,}. "
            "Nothing was sent. Shorten it and send again.",
            code="too_long",
        )
    if is_blank(text) or has_forbidden_characters(text):
        raise Refusal("Write something first.", code="blank")
    return text


def returned_leaf(
    submission: Submission, question: Question, *, at: datetime
) -> tuple[Release, ReturnedLeaf] | None:
    """Return an answer as the student reads it now; None where it is not returned. One query."""
    current = returned_to_student(submission, at=at).current
    if current is None:
        return None
    leaves = snapshot_of(current).leaves
    leaf = next((leaf for leaf in leaves if leaf.label == question.label), None)
    return (current, leaf) if leaf is not None else None


@transaction.atomic
def open_thread(
    *,
    submission: Submission,
    question: Question,
    text: str,
    asks_remark: bool,
    key: str,
    by: User,
    at: datetime,
) -> Thread:
    """Let a student write about an answer that is returned now.

    It goes to who marked that answer; without a mark, to who returned it. Where a talk about it
    is open already, the message goes there, and may make it a request. The same ``key`` again
    sends nothing. Raises ``Refusal`` for a text that is blank or too long, and for work that is
    not returned, or not any more.
    """
    text = check_message(text)
    work = lock(submission.pk)
    sent = Message.objects.filter(thread__submission=work, thread__question=question, key=key)
    if (message := sent.select_related("thread").first()) is not None:
        return message.thread
    release, leaf = _returned_or_refuse(work, question, at)
    thread = Thread.objects.filter(
        submission=work, question=question, closed_at__isnull=True
    ).first()
    if thread is None:
        thread = Thread.objects.create(
            submission=work,
            question=question,
            release=release,
            asks_remark=asks_remark,
            routed_to_id=_marker(leaf, release),
            opened_at=at,
        )
        _record("open_thread", thread, work, by, at, asks_remark=asks_remark)
    elif asks_remark and not thread.asks_remark:
        Thread.objects.filter(pk=thread.pk).update(asks_remark=True)
        _record("open_thread", thread, work, by, at, asks_remark=True)
    Message.objects.create(thread=thread, author=by, text=text, key=key, written_at=at)
    return thread


def _marker(leaf: ReturnedLeaf, release: Release) -> str:
    known = User.objects.filter(pk=leaf.marked_by).exists() if leaf.marked_by else False
    return leaf.marked_by if known else release.released_by_id


def _returned_or_refuse(
    work: Submission, question: Question, at: datetime
) -> tuple[Release, ReturnedLeaf]:
    found = returned_leaf(work, question, at=at)
    if found is None:
        raise Refusal("This is not returned now, so nothing can be sent.", code="not_returned")
    return found


@transaction.atomic
def write_message(*, thread: Thread, text: str, key: str, by: User, at: datetime) -> Message:
    """Write in an open talk, as its student or as a teacher, who is told of to the student.

    The same ``key`` again sends nothing. Raises ``Refusal`` for a text that is blank or too long
    and for work that is not returned any more, ``Conflict`` where somebody closed it meanwhile
    (``current`` is the thread).
    """
    text = check_message(text)
    held, work = _hold(thread)
    sent = held.messages.filter(key=key).first()
    if sent is not None:
        return sent
    _check_open(held)
    _returned_or_refuse(work, held.question, at)
    return _write(held, work, text, key, by, at)


def _hold(thread: Thread) -> tuple[Thread, Submission]:
    """Return the thread as it stands, and its work, which is held until the transaction ends."""
    work = lock(thread.submission_id)
    rows = Thread.objects.select_related("question", "closed_by")
    return rows.get(pk=thread.pk), work


def _check_open(thread: Thread) -> None:
    if thread.closed_at is None:
        return
    who = thread.closed_by.full_name if thread.closed_by else "Somebody"
    raise Conflict(
        f"{who} closed this meanwhile. What you wrote was not sent; it is still in the box.",
        current=thread,
    )


def _write(
    thread: Thread, work: Submission, text: str, key: str, by: User, at: datetime
) -> Message:
    message = Message.objects.create(thread=thread, author=by, text=text, key=key, written_at=at)
    _record("write_message", thread, work, by, at, length=len(text))
    if by.pk != work.student_id:
        tell_answered(thread=thread, submission=work, at=at)
    return message


@transaction.atomic
def close_thread(*, thread: Thread, by: User, at: datetime) -> Thread:
    """Close a talk, from either side. Raises ``Conflict`` where it is closed already.

    Raises ``Refusal`` for a request to mark again: that is decided with a reason.
    """
    held, work = _hold(thread)
    _check_open(held)
    if held.asks_remark:
        raise Refusal("A request to mark again is closed by a decision.", code="asks_remark")
    return _close(held, work, by, at, "")


@transaction.atomic
def decide(
    *, thread: Thread, outcome: ThreadOutcome, text: str, key: str, by: User, at: datetime
) -> Thread:
    """Keep or correct what a student asked to have marked again; the reason is a message.

    Correcting changes no points: they are graded and returned again, with a note. The same
    ``key`` again changes nothing. Raises ``Refusal`` for one's own work, without a reason, and
    where nobody asked; ``Conflict`` where somebody decided meanwhile.
    """
    text = check_message(text)
    held, work = _hold(thread)
    check_not_own(work, by)
    if held.messages.filter(key=key).exists():
        return held
    _check_open(held)
    if not held.asks_remark:
        raise Refusal("Nobody asked to have this marked again.", code="no_request")
    _returned_or_refuse(work, held.question, at)
    _write(held, work, text, key, by, at)
    return _close(held, work, by, at, outcome)


def _close(thread: Thread, work: Submission, by: User, at: datetime, outcome: str) -> Thread:
    rows = Thread.objects.filter(pk=thread.pk, closed_at__isnull=True)
    rows.update(closed_at=at, closed_by=by, outcome=outcome)
    _record("close_thread", thread, work, by, at, outcome=outcome)
    thread.refresh_from_db()
    return thread


def _record(verb: str, thread: Thread, work: Submission, by: User, at: datetime, **after) -> None:
    record(
        verb=verb,
        target=thread,
        by=by,
        tenant_id=work.assignment.school_class.school_id,
        at=at,
        after={"submission": work.pk, **after},
    )

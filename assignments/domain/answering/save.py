"""Save answers: never lost, never over a newer text, once per key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from assignments import policy
from assignments.domain.citing.citation_tokens import count_answer_words
from assignments.domain.timing.position import Position
from assignments.enums import RevisionCause
from assignments.models import Answer, Attempt, Revision
from studyhub.access.refusal import Conflict
from studyhub.web.text import with_plain_line_breaks

REVISION_EVERY = timedelta(seconds=30)
LARGE_DELETION = 200  # characters; more than this gone at once is kept aside first
KEPT_KEYS = 16


@dataclass(frozen=True)
class Saved:
    """What the server acknowledges: the version that now stands and when it was received."""

    version: int
    saved_at: datetime
    words: int


@transaction.atomic
def save_answer(
    *,
    answer: Answer,
    position: Position,
    text: str,
    based_on: int,
    key: str,
    at: datetime,
    cause: RevisionCause | None = None,
) -> Saved:
    """Store a text that was based on version ``based_on`` and return the new version.

    A repeated ``key`` is answered as the first time, without a write. Raises ``Conflict`` (with
    the answer as it stands) when a newer version exists, and ``Refusal`` when the work is not
    open or the text is over the limit. ``cause`` puts the new text into the history for that
    reason; without it the history's own rules decide. In the steady state one UPDATE, plus one
    INSERT of history at most every 30 seconds.
    """
    text = with_plain_line_breaks(text)
    earlier = _earlier(answer, key)
    if earlier is not None:
        return earlier
    policy.check_may_save(position)
    policy.check_length(text, answer.question.label)
    if answer.version != based_on:
        raise conflict(answer)
    if text == answer.text and answer.version:
        return Saved(answer.version, answer.saved_at or at, answer.words)
    return _write(answer, text, key, at, cause or _cause(answer, text, at))


def _earlier(answer: Answer, key: str) -> Saved | None:
    for seen, version, saved_at, words in answer.recent_saves:
        if seen == key:
            return Saved(version, datetime.fromisoformat(saved_at), words)
    return None


def conflict(answer: Answer) -> Conflict:
    """Return the refusal for a save that was based on an older version."""
    return Conflict(
        f"Answer {answer.question.label} was changed elsewhere meanwhile. Nothing was lost: both "
        "texts are below.",
        current=answer,
    )


def _write(answer: Answer, text: str, key: str, at: datetime, cause: RevisionCause | None) -> Saved:
    words = count_answer_words(text)
    version = answer.version + 1
    recent = [*answer.recent_saves, [key, version, at.isoformat(), words]][-KEPT_KEYS:]
    written = _update(
        answer,
        text=text,
        words=words,
        version=version,
        saved_at=at,
        recent_saves=recent,
        revised_at=at if cause else answer.revised_at,
    )
    if not written:
        return _too_late(answer, key)
    if cause == RevisionCause.DELETION:
        add_revision(answer, text=answer.text, version=answer.version, cause=cause, at=at)
    elif cause:
        add_revision(answer, text=text, version=version, cause=cause, at=at)
    return Saved(version, at, words)


def _update(answer: Answer, **values) -> bool:
    """Write if the version still stands and the attempt is still open; say whether it was.

    The database refuses what a hand-in in the same moment has frozen (``frozen_with``).
    """
    rows = Answer.objects.filter(
        pk=answer.pk, version=answer.version, attempt__submitted_at__isnull=True
    )
    try:
        with transaction.atomic():
            return bool(rows.update(**values))
    except IntegrityError:
        return False


def _too_late(answer: Answer, key: str) -> Saved:
    """Answer a save that lost the race: as the first time, or with what stands there now."""
    answer.refresh_from_db(fields=["text", "words", "version", "saved_at", "recent_saves"])
    earlier = _earlier(answer, key)
    if earlier is not None:
        return earlier
    if Attempt.objects.filter(pk=answer.attempt_id, submitted_at__isnull=False).exists():
        raise policy.already_submitted()
    raise conflict(answer)


def _cause(answer: Answer, text: str, at: datetime) -> RevisionCause | None:
    """Say why this save goes into the history, if it does."""
    if len(answer.text) - len(text) > LARGE_DELETION or (answer.text and not text):
        return RevisionCause.DELETION
    if answer.revised_at is None or at - answer.revised_at >= REVISION_EVERY:
        return RevisionCause.WRITING
    return None


def add_revision(
    answer: Answer, *, text: str, version: int, cause: RevisionCause, at: datetime
) -> Revision:
    """Add a row of history. ``at`` is when it was kept, not when it was typed."""
    made = revision(answer, text=text, version=version, cause=cause, at=at)
    made.save(force_insert=True)
    return made


def revision(
    answer: Answer, *, text: str, version: int, cause: RevisionCause, at: datetime
) -> Revision:
    """Return a row of history that is not written yet."""
    return Revision(
        answer=answer,
        version=version,
        text=text,
        words=count_answer_words(text),
        cause=cause,
        saved_at=at,
    )

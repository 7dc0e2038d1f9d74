"""Comments: on an answer (with its grade), and on the work as a whole."""

from datetime import datetime

from django.db import transaction

from assignments.domain.names import shown_name
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.models import Answer, Attempt, Comment
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.record import record
from studyhub.people.models import User
from studyhub.web.text import is_blank, with_plain_line_breaks

MAX_COMMENT_CHARACTERS = 10_000


def check_comment(text: str) -> str:
    """Return the text with plain line breaks, empty where nothing is to be seen.

    Refuses one over the limit, naming it; nothing is cut off.
    """
    text = with_plain_line_breaks(text)
    if len(text) > MAX_COMMENT_CHARACTERS:
        raise Refusal(
            f"This comment has {len(text):,} characters; the limit is "
            f"{MAX_COMMENT_CHARACTERS:,}. Shorten it and save again.",
            code="too_long",
        )
    return "" if is_blank(text) else text


@transaction.atomic
def comment_on_attempt(
    *, attempt: Attempt, text: str, based_on: int, by: User, at: datetime
) -> Comment | None:
    """Write, change or empty the comment on the work as a whole.

    ``based_on`` is the version the page showed, 0 for none. Saving what stands already writes
    nothing. Raises ``Conflict`` when somebody changed it meanwhile (``current`` is the comment
    that stands) or the student handed in again (``current`` is the submission), ``Refusal`` for
    one's own work and a text over the limit.
    """
    text = check_comment(text)
    submission = lock(attempt.submission_id)
    check_not_own(submission, by)
    if submission.counted_attempt_id != attempt.pk:
        raise Conflict(
            f"{shown_name(submission)} handed in again since you opened this page.",
            current=submission,
        )
    comment = _overall(attempt)
    before = comment.text if comment else ""
    if before == text:
        return comment
    written = _write(attempt, comment, text, based_on, by, at)
    record(
        verb="comment",
        target=attempt,
        by=by,
        tenant_id=submission.assignment.school_class.school_id,
        at=at,
        before={"comment_length": len(before)},
        after={"comment_length": len(text)},
    )
    return written


def _overall(attempt: Attempt) -> Comment | None:
    rows = Comment.objects.filter(attempt=attempt, answer__isnull=True)
    return rows.select_related("author").first()


def _write(
    attempt: Attempt, comment: Comment | None, text: str, based_on: int, by: User, at: datetime
) -> Comment:
    values = {"text": text, "author": by, "written_at": at}
    if comment is None and based_on == 0:
        comment, made = Comment.objects.get_or_create(attempt=attempt, answer=None, defaults=values)
        if made:
            return comment
    elif comment is not None:
        rows = Comment.objects.filter(pk=comment.pk, version=based_on)
        if rows.update(version=based_on + 1, **values):
            comment.refresh_from_db()
            return comment
    raise Conflict(
        "The comment on the whole was changed meanwhile. Yours was not saved: compare the two "
        "and save again.",
        current=_overall(attempt),
    )


def comment_on_answer(*, answer: Answer, text: str, by: User, at: datetime) -> None:
    """Store the comment that goes with a grade; ``grade_answer`` has checked the token.

    An emptied comment keeps its row. Not for calling from elsewhere: it records nothing.
    """
    comment = Comment.objects.filter(answer=answer, start__isnull=True).first()
    if comment is None and not text:
        return
    if comment is None:
        Comment.objects.create(
            attempt_id=answer.attempt_id, answer=answer, text=text, author=by, written_at=at
        )
    elif comment.text != text:
        Comment.objects.filter(pk=comment.pk).update(
            text=text, version=comment.version + 1, author=by, written_at=at
        )

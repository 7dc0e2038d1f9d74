"""Notes on an answer beside its grade: comments on parts of it, and tags.

Hidden from the student until a release, as grades are. Each is saved on its own, so two markers
are never in each other's way; only changing the same comment can clash.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from assignments.domain.grading.comment import check_comment
from assignments.domain.material.guide_content import MAX_ROWS
from assignments.domain.work_at_hand import check_not_own, lock
from assignments.enums import TagKind
from assignments.models import Answer, AnswerTag, Comment, Submission
from studyhub.access.refusal import Conflict, Refusal
from studyhub.anchors.selectors import describe
from studyhub.audit.record import record
from studyhub.people.models import User

MOST_NOTES = 100  # comments on parts of one answer
MOST_TAGS = 20
MAX_TAG_CHARACTERS = 200


@transaction.atomic
def comment_on_part(
    *, answer: Answer, start: int, end: int, text: str, key: str, by: User, at: datetime
) -> Comment:
    """Comment on ``answer.text[start:end]``, in code points, grown to whole characters as seen.

    The same ``key`` again is answered with the comment it made. Whether ``by`` may grade the
    answer is the caller's to ask. Raises ``Conflict`` where the student handed in again
    (``current`` is the submission), ``Refusal`` for a part outside of the text, an empty or too
    long comment, more than a hundred, and one's own work.
    """
    submission = _held(answer, by)
    made = Comment.objects.filter(answer=answer, start__isnull=False, key=key).first()
    if made is not None:
        return made
    text = check_comment(text)
    if not text:
        raise Refusal("Write what you want to say about this part.", code="empty")
    if Comment.objects.filter(answer=answer, start__isnull=False).count() >= MOST_NOTES:
        raise Refusal(f"An answer takes {MOST_NOTES} comments on parts of it.", code="too_many")
    try:
        place = describe(answer.text, start, end)
    except ValueError as error:
        raise Refusal("Choose a part of the answer first.", code="no_part") from error
    comment = Comment.objects.create(
        attempt_id=answer.attempt_id,
        answer=answer,
        exact=place.exact,
        prefix=place.prefix,
        suffix=place.suffix,
        start=place.start,
        end=place.end,
        key=key,
        text=text,
        author=by,
        written_at=at,
    )
    _record("comment_on_part", answer, submission, by, at, after=_told(comment))
    return comment


@transaction.atomic
def change_part_comment(
    *, comment: Comment, text: str, based_on: int, by: User, at: datetime
) -> Comment:
    """Change a comment on a part; an empty text removes it, and writing it again brings it back.

    Saving what stands already writes nothing. Raises ``Conflict`` when somebody changed it
    meanwhile (``current`` is the comment) or the student handed in again (``current`` is the
    submission), ``Refusal`` for one too long and one's own work.
    """
    answer = comment.answer
    assert answer is not None  # noqa: S101  (it has a part)
    submission = _held(answer, by)
    text = check_comment(text)
    stands = Comment.objects.get(pk=comment.pk)
    if stands.text == text:
        return stands
    rows = Comment.objects.filter(pk=comment.pk, version=based_on)
    if not rows.update(text=text, version=based_on + 1, author=by, written_at=at):
        raise Conflict(
            "This comment was changed meanwhile. Yours was not saved: compare the two.",
            current=stands,
        )
    before = _told(stands)
    stands.refresh_from_db()
    _record("comment_on_part", answer, submission, by, at, before=before, after=_told(stands))
    return stands


@transaction.atomic
def tag_answer(*, answer: Answer, kind: str, text: str, by: User, at: datetime) -> AnswerTag:
    """Tag an answer with a strength, a misconception or a next step, in words.

    Twice is once. Raises ``Conflict`` as above, ``Refusal`` for an unknown kind, no words or more
    than 200 characters, more than twenty tags (ticks of the guide's points aside, of which there
    may be thirty), and one's own work.
    """
    submission = _held(answer, by)
    words = " ".join(text.split())
    if kind not in TagKind.values or not words or len(words) > MAX_TAG_CHARACTERS:
        raise Refusal(f"A tag has 1 to {MAX_TAG_CHARACTERS} characters.", code="no_tag")
    found = AnswerTag.objects.filter(answer=answer, kind=kind, text=words).first()
    if found is not None:
        return found
    _check_room(answer, kind)
    tag = AnswerTag.objects.create(answer=answer, kind=kind, text=words, given_by=by, given_at=at)
    _record("tag", answer, submission, by, at, after={"kind": kind, "text": words})
    return tag


def _check_room(answer: Answer, kind: str) -> None:
    is_tick = Q(kind=TagKind.MADE)
    rows = AnswerTag.objects.filter(is_tick if kind == TagKind.MADE else ~is_tick, answer=answer)
    most = MAX_ROWS if kind == TagKind.MADE else MOST_TAGS
    if rows.count() >= most:
        raise Refusal(f"An answer takes {most} tags.", code="too_many")


@transaction.atomic
def untag_answer(*, answer: Answer, kind: str, text: str, by: User, at: datetime) -> bool:
    """Take a tag off again; tell whether it was there. Raises as ``tag_answer`` does."""
    submission = _held(answer, by)
    gone, _ = AnswerTag.objects.filter(answer=answer, kind=kind, text=text).delete()
    if gone:
        _record("untag", answer, submission, by, at, before={"kind": kind, "text": text})
    return bool(gone)


def _held(answer: Answer, by: User) -> Submission:
    """Hold the work, and refuse where it is one's own or the text is no longer what counts."""
    submission = lock(answer.attempt.submission_id)
    check_not_own(submission, by)
    if submission.counted_attempt_id != answer.attempt_id:
        raise Conflict(
            "This was handed in again since you opened the page: the newer answer is shown now.",
            current=submission,
        )
    return submission


def _told(comment: Comment) -> dict[str, int | None]:
    return {"start": comment.start, "end": comment.end, "comment_length": len(comment.text)}


def _record(
    verb: str,
    answer: Answer,
    submission: Submission,
    by: User,
    at: datetime,
    *,
    before: dict | None = None,
    after: dict | None = None,
) -> None:
    record(
        verb=verb,
        target=answer,
        by=by,
        tenant_id=submission.assignment.school_class.school_id,
        at=at,
        before=before or {},
        after=after or {},
    )

"""Using the comment bank while grading: what was used, and what has been written a second time.

For staff only: no student page may import this.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from assignments.domain.grading.bank import Offered, keep_in_bank, offered_for, with_place_for
from assignments.domain.names import are_hidden
from assignments.models import Answer, BankComment, Comment, Question, Submission
from studyhub.people.models import User

SHORTEST_AGAIN = 12  # characters; what is shorter is typed faster than it is found
LONGEST_KEPT: int = BankComment._meta.get_field("text").max_length  # type: ignore[assignment]


@dataclass(frozen=True)
class Again:
    """A comment that somebody has typed a second time and not kept yet, and where it stands."""

    answer: str
    text: str
    work: str
    question: str


def note_use(
    *,
    comments: Collection[str],
    question: Question | None,
    work: Submission,
    by: User,
    at: datetime,
) -> None:
    """Count the offered comments that the written ones hold. Two queries; none where none is.

    It only orders what is offered, so it leaves no audit entry and no newer version, and one
    update needs no transaction.
    """
    written = [text for text in comments if text]
    if not written:
        return
    used = [
        row.row.pk
        for row in offered_for(question, by=by, work=work)
        if any(row.text in text for text in written)
    ]
    BankComment.objects.visible_to(by).filter(pk__in=used).update(uses=F("uses") + 1)


def typed_again(answers: Collection[str], *, by: User) -> Again | None:
    """Return the first comment on these answers that its writer typed before and keeps not.

    Before is on another answer: what was carried over to a further attempt was typed once. None
    as well for what is short or too long to keep, and for answers that ``by`` may not grade.
    Three queries at most; all answers must be of one piece of work.
    """
    rows = [row for row in _typed_before(answers, by) if _can_be_kept(row.text)]
    if not rows:
        return None
    texts = [row.text.strip() for row in rows]
    kept = BankComment.objects.changeable_by(by).filter(text__in=texts)
    known = set(kept.values_list("text", flat=True))
    known |= {row.text for row in offered_for(None, by=by, work=rows[0].attempt.submission)}
    return next((_again(row) for row in rows if row.text.strip() not in known), None)


def still_to_keep(answer: str, *, by: User, offered: Iterable[Offered]) -> Again | None:
    """Return the comment on an answer that a page may still offer to keep. One query.

    Whether it was typed twice was asked when it was saved; ``offered`` is what the page has of
    the bank by now.
    """
    row = _own_comments([answer], by).first()
    if row is None or not _can_be_kept(row.text):
        return None
    return None if row.text.strip() in {one.text for one in offered} else _again(row)


def keep_what_was_written(*, answer: Answer, by: User, at: datetime) -> BankComment | None:
    """Keep one's own comment on an answer, for its question; None where there is none by now.

    The student's given name becomes ``{name}``. Raises ``Refusal`` as ``keep_in_bank`` does. Kept
    already, it stays as it is.
    """
    row = _own_comments([answer.pk], by).exclude(text="").first()
    if row is None:
        return None
    work = row.attempt.submission
    name = "" if are_hidden(work.assignment) else work.student.given_name
    text = with_place_for(name, row.text)
    return keep_in_bank(text=text, question=answer.question, by=by, at=at)


def _own_comments(answers: Collection[str], by: User):
    mine = Answer.objects.gradable_by(by).filter(pk__in=answers)
    rows = Comment.objects.filter(answer__in=mine.values("pk"), start__isnull=True, author=by)
    return rows.select_related(
        "answer", "attempt__submission__assignment", "attempt__submission__student"
    ).order_by("answer__question__position", "pk")


def _typed_before(answers: Collection[str], by: User):
    before = Comment.objects.filter(author=by, text=OuterRef("text"), answer__isnull=False)
    here = Q(answer=OuterRef("answer")) | Q(
        answer__question=OuterRef("answer__question"),
        attempt__submission=OuterRef("attempt__submission"),
    )
    return _own_comments(answers, by).filter(Exists(before.exclude(here)))


def _can_be_kept(text: str) -> bool:
    return SHORTEST_AGAIN <= len(text.strip()) <= LONGEST_KEPT


def _again(row: Comment) -> Again:
    assert row.answer is not None  # noqa: S101  (of comments on answers only)
    return Again(row.answer.pk, row.text.strip(), row.attempt.submission_id, row.answer.question_id)

"""Check a receipt: which hand-in has this fingerprint, and do its texts still give it.

For staff only: no student page may import this.
"""

from collections import defaultdict
from dataclasses import dataclass

from assignments.domain.answering.fingerprint import fingerprint_of
from assignments.domain.names import shown_order
from assignments.models import Answer, Assignment, Attempt, Submission
from studyhub.people.models import User

MOST_SHOWN = 20  # equal texts have equal digits: a class that hands in one sentence has many


@dataclass(frozen=True)
class Receipt:
    """A hand-in with this fingerprint. ``counts`` tells whether it is the one that counts."""

    attempt: Attempt
    answers: list[Answer]

    @property
    def submission(self) -> Submission:
        """Return whose work it is."""
        return self.attempt.submission

    @property
    def counts(self) -> bool:
        """Tell whether no later hand-in has taken its place."""
        return self.submission.counted_attempt_id == self.attempt.pk

    @property
    def is_as_stored(self) -> bool:
        """Tell whether the texts stored now still give the fingerprint taken at the hand-in."""
        return fingerprint_of(self.answers) == self.attempt.fingerprint

    @property
    def words(self) -> int:
        """Count the words of all answers."""
        return sum(answer.words for answer in self.answers)


@dataclass(frozen=True)
class Found:
    """What was found. ``more`` says that there are further hand-ins of the same texts."""

    receipts: list[Receipt]
    more: bool


def receipts_like(*, assignment: Assignment, digits: str, by: User) -> Found:
    """Return the hand-ins of an assignment whose fingerprint begins with these digits.

    Earlier attempts count too, one's own work does not. Two queries, and at most twenty hand-ins,
    in class order, or by pseudonym. ``digits`` as ``fingerprint.read_digits`` returns them.
    """
    rows = (
        Attempt.objects.filter(
            submission__in=Submission.objects.returnable_by(by).filter(assignment=assignment),
            submitted_at__isnull=False,
            fingerprint__startswith=digits,
        )
        .select_related("submission__student", "submission__assignment", "honesty")
        .defer("submission__assignment__instructions")
        .order_by(*shown_order(assignment, to="submission__"), "number")
    )
    attempts = list(rows[: MOST_SHOWN + 1])
    answers = _answers(attempts[:MOST_SHOWN])
    receipts = [Receipt(attempt, answers[attempt.pk]) for attempt in attempts[:MOST_SHOWN]]
    return Found(receipts, more=len(attempts) > MOST_SHOWN)


def _answers(attempts: list[Attempt]) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(attempt__in=attempts).select_related("question")
    for row in rows.order_by("question__position", "pk"):
        found[row.attempt_id].append(row)
    return found

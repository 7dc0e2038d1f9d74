"""What the teacher gave on the attempt before, and what the student changed since.

For staff only: no student page may import this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assignments.domain.points import points_text
from assignments.domain.returning.snapshot import points_of
from assignments.models import Answer, Attempt
from lessons.domain.word_diff import Piece, word_diff


@dataclass(frozen=True)
class Earlier:
    """An answer beside the same one in the attempt before. ``number`` is that attempt's."""

    number: int
    old: Answer
    new: Answer
    comment: str

    @property
    def is_changed(self) -> bool:
        """Tell whether the text is another; a space more is enough."""
        return self.old.text != self.new.text

    @cached_property
    def pieces(self) -> list[Piece]:
        """Return both texts as one, word by word."""
        return word_diff(self.old.text, self.new.text)

    @property
    def is_respaced(self) -> bool:
        """Tell whether only white space changed, which no comparison of words shows."""
        return self.is_changed and all(piece.kind == "same" for piece in self.pieces)

    @property
    def points_text(self) -> str:
        """Return the points it got there; nothing for ungraded."""
        return points_text(points_of(self.old))

    @property
    def is_graded(self) -> bool:
        """Tell whether it got points there; zero counts."""
        return points_of(self.old) is not None


def earlier_answers(attempt: Attempt) -> dict[str, Answer]:
    """Return the answers of the attempt that counted before, by question.

    None for the first attempt, without a query; else one. They come with their grades.
    """
    if attempt.number == 1:
        return {}
    rows = Answer.objects.filter(
        attempt__submission=attempt.submission_id,
        attempt__number=attempt.number - 1,
        attempt__submitted_at__isnull=False,
    ).select_related("grade")
    return {row.question_id: row for row in rows}


def earlier_of(
    answer: Answer, before: Mapping[str, Answer], comments: Mapping[str, str]
) -> Earlier | None:
    """Return what to say of an answer's earlier self; ``comments`` are texts by answer."""
    old = before.get(answer.question_id)
    if old is None:
        return None
    return Earlier(answer.attempt.number - 1, old, answer, comments.get(old.pk, ""))

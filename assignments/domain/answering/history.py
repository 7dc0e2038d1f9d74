"""An answer's history, for the student who wrote it: what was kept when, and bringing it back.

Rows are numbered from 1 in the order they were kept. As history only grows, a number always
means the same row.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assignments.domain.answering.save import Saved, add_revision, save_answer
from assignments.domain.timing.position import Position
from assignments.enums import RevisionCause
from assignments.models import Answer, Revision


@dataclass(frozen=True)
class Kept:
    """A row of history with its number. ``text`` is not loaded; see ``kept_text``."""

    number: int
    revision: Revision

    @property
    def name(self) -> str:
        """Return the number as an address writes it."""
        return str(self.number)

    @property
    def cause(self) -> str:
        """Say why it was kept."""
        return RevisionCause(self.revision.cause).label


def history_of(answer: Answer) -> list[Kept]:
    """Return all that was kept of an answer, the newest first. One query, without the texts."""
    rows = answer.revisions.defer("text").order_by("saved_at", "pk")
    return [Kept(number, row) for number, row in enumerate(rows, start=1)][::-1]


def kept_text(answer: Answer, number: int) -> Revision | None:
    """Return a row of history with its text, None where there is no such number."""
    rows = answer.revisions.order_by("saved_at", "pk")
    return rows[number - 1 : number].first() if number > 0 else None


@transaction.atomic
def restore(
    *,
    answer: Answer,
    position: Position,
    revision: Revision,
    based_on: int,
    key: str,
    at: datetime,
) -> Saved:
    """Make a kept text the answer again, as a new revision; what stood there is kept first.

    Raises ``Conflict`` and ``Refusal`` like a save. The same ``key`` twice restores once.
    """
    if not answer.revisions.filter(text=answer.text).exists():
        add_revision(
            answer,
            text=answer.text,
            version=answer.version,
            cause=RevisionCause.KEPT_ASIDE,
            at=at,
        )
    return save_answer(
        answer=answer,
        position=position,
        text=revision.text,
        based_on=based_on,
        key=key,
        at=at,
        cause=RevisionCause.RESTORED,
    )

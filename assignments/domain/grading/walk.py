"""The way through the answers to one question: which are gone through, and who is next.

For staff only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assignments.domain.grading.queue import next_waiting
from assignments.enums import Shows
from assignments.models import Submission

_TOLD = {
    Shows.TO_GRADE: " to grade",
    Shows.GRADED: " graded",
    Shows.LATE: " late",
    Shows.SHARE: " of your share",
    Shows.ALL: "",
}


@dataclass(frozen=True)
class Way:
    """Which answers one goes through and in which order.

    It is kept in the address and in the marker's place.
    """

    shows: Shows = Shows.TO_GRADE
    is_alike: bool = False

    @classmethod
    def asked(cls, asked: Mapping[str, str]) -> "Way":
        """Return what an address asks for; for what it does not know, what holds unless told."""
        show = asked.get("show")
        return cls(
            Shows(show) if show in Shows.values else Shows.TO_GRADE, asked.get("order") == "alike"
        )

    @property
    def told(self) -> str:
        """Return how "1 of 2" goes on: " to grade"; nothing where it is all."""
        return _TOLD[self.shows]

    @property
    def words(self) -> list[str]:
        """Return what stands for it in an address: nothing for what holds unless told."""
        words = [f"show={self.shows}"] if self.shows != Shows.TO_GRADE else []
        return [*words, "order=alike"] if self.is_alike else words


EVERYTHING = Way(Shows.ALL)


@dataclass(frozen=True)
class Walk:
    """The walk through ``line``, the answers to one question that a person may grade.

    The work on the screen belongs to what is shown whatever is asked for, so that its place can
    be told and nobody loses the way by what was just given.
    """

    line: list[Submission]
    current: Submission | None
    way: Way = Way()

    @cached_property
    def shown(self) -> list[Submission]:
        """Return the work that is walked through."""
        here = self.current.pk if self.current else None
        return [row for row in self.line if row.pk == here or fits(row, self.way.shows)]

    @cached_property
    def place(self) -> int:
        """Return the number of the one on the screen, from 1."""
        here = self.current.pk if self.current else None
        return next((i for i, row in enumerate(self.shown, start=1) if row.pk == here), 0)

    @property
    def previous(self) -> Submission | None:
        """Return the work before."""
        return self.shown[self.place - 2] if self.place > 1 else None

    @property
    def following(self) -> Submission | None:
        """Return the work after."""
        return self.shown[self.place] if 0 < self.place < len(self.shown) else None

    @property
    def after_saving(self) -> Submission | None:
        """Return where to go on once the one on the screen is saved; None at the end.

        Among what is to grade it goes round, since what was skipped is still to grade.
        """
        if self.way.shows != Shows.TO_GRADE or self.current is None:
            return self.following
        return next_waiting(self.line, self.current.pk)

    @property
    def graded(self) -> int:
        """Count the answers with points."""
        return self.count(Shows.GRADED)

    @property
    def counts(self) -> list[tuple[Shows, int]]:
        """Return what can be shown, with how many answers that is.

        A share only where something of the assignment is allocated to anybody.
        """
        is_shared_out = any(row.is_shared_out for row in self.line)  # type: ignore[attr-defined]
        return [
            (shows, self.count(shows))
            for shows in Shows
            if shows != Shows.SHARE or is_shared_out or self.way.shows == shows
        ]

    def count(self, shows: Shows) -> int:
        """Count what would be walked through."""
        return sum(fits(row, shows) for row in self.line)


def fits(row: Submission, shows: Shows) -> bool:
    """Tell whether a piece of work of the queue belongs to what is asked for."""
    match shows:
        case Shows.TO_GRADE:
            return row.is_waiting  # type: ignore[attr-defined]
        case Shows.GRADED:
            return not row.is_waiting  # type: ignore[attr-defined]
        case Shows.LATE:
            return row.counted_attempt is not None and row.counted_attempt.is_late
        case Shows.SHARE:
            return row.is_mine  # type: ignore[attr-defined]
    return True

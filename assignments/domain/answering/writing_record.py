"""How an answer came to be, in neutral words, from what was kept of it. Pure; no database.

What is kept tells when an answer stood at how many words, at least every half minute of writing.
It tells nothing of keys: a piece may have been typed, pasted, or written without a connection and
sent at once; and where words took the place of others, only what the text grew by is known. The
record says so itself, and never more than it knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from django.utils import timezone

from assignments.enums import RevisionCause
from studyhub.web.when import day_and_time

NEW_SITTING_AFTER = timedelta(minutes=30)
LIMITS = (
    "Half an hour without a change begins a new sitting. The text is kept about every half minute "
    "of writing: that cannot tell typing from pasting, and what was written without a connection "
    "comes in as one piece."
)
_HOUR = 60


@dataclass(frozen=True)
class State:
    """That an answer had so many words when it was kept, and why it was kept."""

    at: datetime
    words: int
    cause: str = RevisionCause.WRITING


@dataclass(frozen=True)
class Growth:
    """That a text grew by so many words between two kept states; ``at`` is that of the second."""

    words: int
    at: datetime


@dataclass(frozen=True)
class WritingRecord:
    """The sittings in which an answer was written, each from its first kept state to its last.

    ``copied_from`` is the number of the attempt whose text it was begun with.
    """

    sittings: Sequence[Sequence[State]]
    largest: Growth | None
    copied_from: int | None
    zone: tzinfo

    @property
    def days(self) -> int:
        """Count the days on which it was written, as the school counts them."""
        return len({timezone.localtime(row.at, self.zone).date() for row in self._states})

    @property
    def _states(self) -> list[State]:
        return [row for sitting in self.sittings for row in sitting]

    @property
    def minutes(self) -> float:
        """Return the minutes in all, pauses within a sitting included."""
        spans = (sitting[-1].at - sitting[0].at for sitting in self.sittings)
        return sum(spans, timedelta()) / timedelta(minutes=1)

    @property
    def sentences(self) -> list[str]:
        """Say it, for the writer and for the teacher in the same words."""
        said = [f"Begun as a copy of attempt {self.copied_from}."] if self.copied_from else []
        if not self.sittings:
            return [*said, "Nothing was changed in it." if said else "Nothing was written."]
        said.append(f"Written in {self._when()}, {time_words(self.minutes)}.")
        if self.largest is not None:
            said.append(
                "The most that came in between two kept states: "
                f"{_counted(self.largest.words, 'word')}, "
                f"{day_and_time(self.largest.at, zone=self.zone)}."
            )
        return said

    def _when(self) -> str:
        sittings = _counted(len(self.sittings), "sitting")
        return f"{sittings} on {self.days} days" if self.days > 1 else sittings


def record_of(
    states: Iterable[State],
    *,
    zone: tzinfo,
    copied_from: int | None = None,
    copied_words: int = 0,
) -> WritingRecord:
    """Return the record from the states in the order they were kept.

    What was kept at hand-in, or put aside when two versions met, is no writing. A text that was
    brought back, or copied from the attempt before, did not come in.
    """
    rows = [row for row in states if row.cause in _WRITING]
    return WritingRecord(_sittings(rows), _largest(rows, copied_words), copied_from, zone)


_WRITING = {RevisionCause.WRITING, RevisionCause.DELETION, RevisionCause.RESTORED}


def _sittings(rows: Sequence[State]) -> list[list[State]]:
    sittings: list[list[State]] = []
    for row in rows:
        if not sittings or row.at - sittings[-1][-1].at > NEW_SITTING_AFTER:
            sittings.append([])
        sittings[-1].append(row)
    return sittings


def _largest(rows: Sequence[State], copied_words: int) -> Growth | None:
    counts = [copied_words, *(row.words for row in rows)]
    grown = [
        Growth(after - before, row.at)
        for row, (before, after) in zip(rows, pairwise(counts), strict=True)
        if after > before and row.cause != RevisionCause.RESTORED
    ]
    return max(grown, key=lambda growth: growth.words, default=None)


def time_words(minutes: float) -> str:
    """Word a time roughly: to the minute below ten, then to five."""
    if minutes < 1:
        return "under a minute"
    whole = round(minutes) if minutes < 10 else 5 * round(minutes / 5)  # noqa: PLR2004
    hours, rest = divmod(whole, _HOUR)
    parts = [_counted(number, name) for number, name in ((hours, "hour"), (rest, "minute"))]
    return "about " + " ".join(part for part in parts if not part.startswith("0 "))


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"

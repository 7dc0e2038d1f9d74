"""Passages that two answers share, and that an answer shares with the essay. Pure; no database.

A neutral note with both places, for the teacher to look at: no score, no verdict, no ranking.
What stands in the essay or in the question is no overlap between classmates: both may quote it.
A run that only touches such words counts as little.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from assignments.domain.grading.shingles import Words

LEAST_WORDS = 8
MOST_OTHERS = 8  # of those who wrote the same run, so that the cost is bounded
_Key = TypeVar("_Key", bound=Hashable)
_Run = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """A passage in one text and the same words in another; offsets in code points."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True)
class Shared(Generic[_Key]):
    """The passages that an answer has in common with one other, in reading order."""

    other: _Key
    spans: list[Span]


@dataclass
class Overlaps(Generic[_Key]):
    """The answers to one question, ready to be compared.

    Where more than eight others wrote the same words, the first eight are told.
    """

    texts: Mapping[_Key, str]
    essay: str = ""
    question: str = ""
    _words: dict[_Key, Words] = field(init=False)
    _own: dict[_Key, list[_Run | None]] = field(init=False)
    _places: dict[_Run, list[tuple[_Key, int]]] = field(init=False)
    _essay_words: Words = field(init=False)
    _essay_places: dict[_Run, list[tuple[str, int]]] = field(init=False)

    def __post_init__(self) -> None:
        """Read every text once."""
        self._words = {key: Words(text) for key, text in self.texts.items()}
        self._essay_words = Words(self.essay)
        self._essay_places = _places({"essay": list(self._essay_words.runs(LEAST_WORDS))})
        given = {*self._essay_places, *Words(self.question).runs(LEAST_WORDS)}
        self._own = {key: _own(words, given) for key, words in self._words.items()}
        self._places = _places(self._own)

    def with_classmates(self, key: _Key) -> list[Shared[_Key]]:
        """Return the others whose answers share a passage with this one, in the order given."""
        found = _spans(self._words[key], self._own[key], self._places, self._words, skip=key)
        return [Shared(other, found[other]) for other in self.texts if other in found]

    def with_essay(self, key: _Key) -> list[Span]:
        """Return the passages that an answer has from the essay, in reading order."""
        words = self._words[key]
        runs = list(words.runs(LEAST_WORDS))
        found = _spans(words, runs, self._essay_places, {"essay": self._essay_words})
        return found.get("essay", [])


def _own(words: Words, given: set[_Run]) -> list[_Run | None]:
    """Return the runs of a text, None in the place of each that touches a given one."""
    runs: list[_Run | None] = list(words.runs(LEAST_WORDS))
    for i in [i for i, run in enumerate(runs) if run in given]:
        first = max(i - LEAST_WORDS + 1, 0)
        touched = runs[first : i + LEAST_WORDS]
        runs[first : i + LEAST_WORDS] = [None] * len(touched)
    return runs


def _places(texts: Mapping[_Key, Sequence[_Run | None]]) -> dict[_Run, list[tuple[_Key, int]]]:
    """Return where each run stands: in each text its first place."""
    found: dict[_Run, list[tuple[_Key, int]]] = {}
    for key, runs in texts.items():
        for i, run in enumerate(runs):
            if run is None:
                continue
            there = found.setdefault(run, [])
            # One more than is told: one of them may be the answer that is looked at.
            if len(there) <= MOST_OTHERS and not (there and there[-1][0] == key):
                there.append((key, i))
    return found


def _spans(
    words: Words,
    runs: Sequence[_Run | None],
    places: Mapping[_Run, list[tuple[_Key, int]]],
    others: Mapping[_Key, Words],
    skip: object = None,
) -> dict[_Key, list[Span]]:
    """Join runs that follow each other in both texts into passages."""
    passages: dict[_Key, list[list[int]]] = defaultdict(list)
    last_on: dict[tuple[_Key, int], list[int]] = {}
    for i, run in enumerate(runs):
        for other, j in places.get(run, ()) if run is not None else ():
            if other == skip:
                continue
            going = last_on.get((other, j - i))
            if going is not None and going[1] == i - 1:
                going[1] = i
                continue
            last_on[other, j - i] = [i, i, j - i]
            passages[other].append(last_on[other, j - i])
    return {
        other: [_span(words, others[other], *row) for row in rows]
        for other, rows in passages.items()
    }


def _span(words: Words, other: Words, first: int, last: int, shift: int) -> Span:
    start, end = words.span(first, last + LEAST_WORDS - 1)
    other_start, other_end = other.span(first + shift, last + shift + LEAST_WORDS - 1)
    return Span(start, end, other_start, other_end)

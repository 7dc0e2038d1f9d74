"""Tell whether a sentence says that an event happened in the year it tells.

"The treaty was signed in 1922", "In 1922 they signed the treaty": a verb that says so must stand
at the event, and the year at the verb or at the head of the clause. In a sentence that compares,
denies, supposes, looks back or tells what came of an event, a year is never held against it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from assignments.domain.answering.checks.event_names import RARE, EventNames, Named
from assignments.domain.answering.checks.mentions import How, Mention
from assignments.domain.answering.checks.words import LANDS, Word, keyed, listed
from assignments.domain.answering.checks.years import Tie, Written

FARTHEST: Final = 10  # words between the event and its year
ENOUGH: Final = 0.8  # of what a title's words weigh
LEAST_WEIGHT: Final = 1.25
LEAST_WHOLE: Final = 1.05  # of a title that stands there word for word
LONG_TITLE: Final = 3  # words
_MOST_BETWEEN: Final = 6  # words between the event and its verb
LASTING: Final = 28  # days from which on an event has an end of its own
_GAP: Final = 5  # words between two of a title

# What is done to an event, what it does by itself, and what says so with a second word.
_DONE: Final = frozenset(
    map(
        keyed,
        listed(
            "signed concluded held convened opened launched issued announced proclaimed published "
            "sent negotiated agreed founded fought"
        ),
    )
)
_BEGAN: Final = frozenset(map(keyed, listed("happened occurred began met came erupted crashed")))
_HAPPENED_IN_TWO: Final = {"broke": "out", "took": "place"}
_ENDED: Final = keyed("ended")
_NOT_AS_OBJECT: Final = keyed("fought")
_ONLY_PLACED: Final = keyed("held")
_PASSIVE: Final = listed("was were is are been being")
_PLACED: Final = listed("in on at by during near before after when with between")
_BETWEEN: Final = listed(
    "which that was were is are been has being itself finally officially formally secretly then "
    "first only actually jointly eventually"
)
_BEFORE: Final = listed("the a an their its this his secret famous called new")
_BREAKS: Final = listed(
    "but because although though while whereas when which who whose where so if unless until since "
    "after before as that than"
)
_DOUBTS: Final = listed(
    """
    not never no nor cannot without unlike like compared comparison similar similarly again still
    already later earlier before since until had would could might should may must if hoped hope
    wanted planned promised expected proposed demanded renewed extended ratified confirmed
    broken violated remembered reminded anniversary legacy echo years decade decades century
    centuries months wrongly mistaken instead rather supposed nearly almost facto fully reopened
    restored another anticipated effect force ago former formerly
    """
)


@dataclass(frozen=True)
class Line:
    """A sentence, its words, and where its clauses break (places between words)."""

    text: str
    words: list[Word]

    @property
    def is_doubtful(self) -> bool:
        """Tell whether it compares, denies, supposes or looks back."""
        is_question = self.text.rstrip().endswith("?")
        return (
            is_question or any(word.plain in _DOUBTS for word in self.words) or "n't" in self.text
        )

    @property
    def is_supposed(self) -> bool:
        """Tell whether it is doubtful, told orders ("before", "after") aside."""
        doubts = _DOUBTS - {"before"}
        is_question = self.text.rstrip().endswith("?")
        return is_question or any(word.plain in doubts for word in self.words) or "n't" in self.text

    def is_whole(self, first: int, after: int) -> bool:
        """Tell whether no clause ends between two words."""
        return not any(self._breaks(at) for at in range(first + 1, after))

    def _breaks(self, at: int) -> bool:
        """Tell whether a clause begins with the word at ``at``."""
        word, before = self.words[at], self.words[at - 1]
        if any(mark in self.text[before.end : word.start] for mark in ";:\u2014()") or (
            word.plain in _BREAKS
        ):
            return True
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        return word.plain == "and" and follows is not None and not _may_go_on(follows)

    def has_comma(self, first: int, after: int) -> bool:
        """Tell whether a comma stands between two words."""
        return "," in self.text[self.words[first].end : self.words[after].start]

    def happened_at(self, mention: Mention) -> int | None:
        """Return where the verb stands by which what is mentioned is said to have happened.

        "The treaty was signed", "signed in Rapallo", "the war broke out"; not "the treaty opened
        a decade of trade", nor "the treaty ended", which tells what came of it.
        """
        at = mention.after
        while at < len(self.words) and self.words[at].plain in _BETWEEN:
            at += 1
        if at >= min(len(self.words), mention.after + _MOST_BETWEEN):
            return None
        verb, follows = self.words[at], self._plain(at + 1)
        if verb.plain in _HAPPENED_IN_TWO:
            return at + 1 if _HAPPENED_IN_TWO[verb.plain] == follows else None
        is_placed = not follows or follows in _PLACED
        if verb.key in _DONE:
            is_passive = any(one.plain in _PASSIVE for one in self.words[mention.after : at])
            return at if is_placed or (is_passive and verb.key != _ONLY_PLACED) else None
        event = mention.named.event
        is_lasting = verb.key == _ENDED and event.last_day - event.first_day >= LASTING
        return at if is_placed and (verb.key in _BEGAN or is_lasting) else None

    def _plain(self, at: int) -> str:
        return self.words[at].plain if at < len(self.words) else ""

    def at(self, place: int) -> int:
        """Return the number of the first word from this place of the text on."""
        return next(
            (at for at, one in enumerate(self.words) if one.start >= place), len(self.words)
        )


def _may_go_on(word: Word) -> bool:
    return word.is_capital or word.plain in {"the", "a", "an"} or word.key in LANDS


def is_dated(line: Line, mention: Mention, year: Written, *, is_only_year: bool) -> bool:
    """Tell whether the sentence says that what it mentions happened in the year."""
    if year.tie is not Tie.IN or line.is_doubtful:
        return False
    return _was_done(line, mention, year) or _did(line, mention, year, is_only_year=is_only_year)


def _was_done(line: Line, mention: Mention, year: Written) -> bool:
    """Tell whether it says "The treaty, which was finally signed in Rapallo in 1922"."""
    at = line.happened_at(mention)
    if at is None:
        return False
    year_at = line.at(year.start)
    if at < year_at <= at + FARTHEST:
        return line.is_whole(at, year_at) and not line.has_comma(at, year_at)
    return _is_fronted(line, year, mention.first)


def happened(line: Line, mention: Mention, *, before: int) -> bool:
    """Tell whether the event is said to have happened, right before this place of the text."""
    return line.happened_at(mention) == line.at(before) - 1


def _did(line: Line, mention: Mention, year: Written, *, is_only_year: bool) -> bool:
    """Tell whether it says "They signed the treaty in 1922", or "In 1922 they signed it"."""
    at = mention.first - 1
    while at >= 0 and line.words[at].plain in _BEFORE:
        at -= 1
    if at < max(0, mention.first - 4) or not _may_be_done(line.words[at]):
        return False
    year_at = line.at(year.start)
    if mention.after <= year_at <= mention.after + FARTHEST:
        is_at_end = year_at == len(line.words)
        return is_at_end or (
            line.is_whole(mention.after - 1, year_at)
            and not line.has_comma(mention.after - 1, year_at)
        )
    return is_only_year and _is_fronted(line, year, at)


def _may_be_done(verb: Word) -> bool:
    return verb.key in _DONE and verb.key != _NOT_AS_OBJECT


def _is_fronted(line: Line, year: Written, at: int) -> bool:
    """Tell whether the year stands at the head of the clause of the word at ``at``."""
    first, after = line.at(year.start), line.at(year.end)
    if after > at or after >= len(line.words):
        return False
    is_head = (
        first == 0 or not line.is_whole(first - 1, first + 1) or line.has_comma(first - 1, first)
    )
    if line.words[after].plain == "when":
        after += 1
    commas = line.text[line.words[after].start : line.words[at].start].count(",")
    return is_head and commas == 0 and line.is_whole(after, at + 1)


def told_in(line: Line, names: EventNames) -> Iterator[Mention]:
    """Yield the events whose title the sentence tells, word by word.

    Enough of the title's words must stand there in its order, in one clause, and among them a
    name and a verb that tells what happened.
    """
    told = [word.key for word in line.words]
    for key in dict.fromkeys(told):
        for named, sentence in names.by_rarest_word.get(key, ()):
            if sentence[0] not in told:
                continue
            first = told.index(sentence[0])
            met = _met(line, first, sentence)
            if _is_enough(line, met, sentence, names):
                yield Mention(named, How.TITLE, first, met[-1] + 1)


def _met(line: Line, first: int, sentence: tuple[str, ...]) -> list[int]:
    """Return which words of the sentence are those of the title, in its order."""
    met = [first]
    for key in sentence[1:]:
        window = range(met[-1] + 1, min(len(line.words), met[-1] + 1 + _GAP))
        at = next((at for at in window if line.words[at].key == key), None)
        if at is not None:
            met.append(at)
    return met


def _is_enough(line: Line, met: list[int], sentence: tuple[str, ...], names: EventNames) -> bool:
    told = [line.words[at] for at in met]
    if not any(word.is_name for word in told) or not any(word.is_past for word in told):
        return False
    weight = sum(names.weight(line.words[at].key) for at in met)
    whole = sum(map(names.weight, sentence))
    is_whole = line.is_whole(met[0], met[-1] + 1) and not line.has_comma(met[0], met[-1])
    is_long = len(sentence) >= LONG_TITLE
    least = LEAST_WHOLE if is_long and len(met) == len(sentence) else LEAST_WEIGHT
    return is_whole and weight >= max(least, ENOUGH * whole)


def is_told_of(line: Line, mention: Mention, year: Written, *, is_only_year: bool) -> bool:
    """Tell whether a title told word by word is said to have come about in the year."""
    if year.tie is not Tie.IN or line.is_doubtful:
        return False
    year_at, last = line.at(year.start), mention.after - 1
    if mention.after <= year_at <= mention.after + 3:
        end = min(year_at, len(line.words) - 1)
        return line.is_whole(last, end + (year_at == end)) and not (
            year_at < len(line.words) and line.has_comma(last, year_at)
        )
    return is_only_year and _is_fronted(line, year, mention.first)


def is_about_others(line: Line, known: Collection[str]) -> bool:
    """Tell whether the sentence names somebody or something that does not go with the event."""
    return any(word.is_name and word.key not in known for word in line.words)


def fits_another(line: Line, named: Named, year: Written, names: EventNames) -> bool:
    """Tell whether the sentence speaks of another event too, and the year may be that one's."""
    keys = {word.key for word in line.words if not word.is_small}
    for other in names.holding(year.spans):
        if other is named:
            continue
        shared = {key for key in keys & other.close if names.weight(key) > 0}
        if len(shared) > 1 and any(names.weight(key) >= RARE for key in shared):
            return True
    return False

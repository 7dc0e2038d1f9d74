"""Find the events that a sentence names."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from assignments.domain.answering.checks.event_names import (
    AGREED,
    KINDS,
    LINKS,
    MET,
    EventNames,
    Frame,
    Named,
)
from assignments.domain.answering.checks.words import LANDS, Word, listed

_OTHERS: Final = listed("second third new another renewed next previous earlier later")
_LONGEST_NAME: Final = 4


class How(Enum):
    """What the sentence names an event by; the value is how many years a slip may be off."""

    FRAME = 20
    LANDS = 3
    SITE = 10
    TITLE = 4


@dataclass(frozen=True)
class Mention:
    """An event named by the words from ``first`` to before ``after``."""

    named: Named
    how: How
    first: int
    after: int

    def start(self, words: list[Word]) -> int:
        """Return where it begins in the text."""
        return words[self.first].start

    def end(self, words: list[Word]) -> int:
        """Return where it ends in the text."""
        return words[self.after - 1].end


def mentions_in(text: str, words: list[Word], names: EventNames) -> list[Mention]:
    """Return the events that are named by a frame, a nickname or a site, in order.

    What stands inside of a longer one is not told again.
    """
    found: list[Mention] = []
    taken: set[int] = set()
    ways = (_framed, _nicknamed, _at_sites)
    for way in ways:
        for mention in way(text, words, names):
            span = set(range(mention.first, mention.after))
            if not span & taken:
                taken |= span
                found.append(mention)
    return sorted(found, key=lambda one: one.first)


def _framed(text: str, words: list[Word], names: EventNames) -> Iterator[Mention]:
    for at, word in enumerate(words):
        if word.key not in KINDS or word.is_past:
            continue
        for first, after, keys in _neighbors(text, words, at):
            named, how = _by_frame(names, (frozenset(keys), word.key), tuple(keys))
            if named is None or not _is_called(words, first, after, at):
                continue
            if not _is_another(text, words, first):
                yield Mention(named, how, first, after)
                break


def _neighbors(text: str, words: list[Word], at: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the words that may name the kind at ``at``: "Rapallo treaty", "treaty of Rapallo"."""
    if at + 2 < len(words) and words[at + 1].plain in LINKS:
        begin = at + 2
        if words[begin].plain == "the":
            begin += 1
        for after in range(min(len(words), begin + _LONGEST_NAME), begin, -1):
            yield at, after, tuple(one.key for one in words[begin:after])
    for first in range(max(0, at - _LONGEST_NAME), at):
        keys = tuple(one.key for one in words[first:at] if one.plain != "and")
        yield first, at + 1, keys


def _by_frame(names: EventNames, frame: Frame, keys: tuple[str, ...]) -> tuple[Named | None, How]:
    """Return whose frame it is; a treaty of a place may be called a pact or a peace as well."""
    named = names.by_frame.get(frame)
    if named is not None:
        return named, How.FRAME if frame[0] - LANDS else How.LANDS
    if frame[1] in AGREED | MET:
        return names.by_site.get(keys), How.FRAME
    return None, How.FRAME


def _is_called(words: list[Word], first: int, after: int, at: int) -> bool:
    """Tell whether it is written as a name: with a capital, and of a land's war both."""
    others = [one for one in words[first:after] if one is not words[at]]
    if not any(one.is_capital for one in others):
        return False
    keys = frozenset(one.key for one in others if one.plain not in LINKS | {"the", "and"})
    return len(keys) > 1 or not keys <= LANDS or words[at].is_capital


def _is_another(text: str, words: list[Word], first: int) -> bool:
    """Tell whether more belongs to the name: "Franco-Soviet-", "the second ..."."""
    if text[: words[first].start].endswith(("-", "\u2013")):
        return True
    return first > 0 and words[first - 1].plain in _OTHERS


def _nicknamed(text: str, words: list[Word], names: EventNames) -> Iterator[Mention]:
    for first, word in enumerate(words):
        for named in names.by_nickname.get(word.key, ()) if word.is_capital else ():
            after = first + len(named.nickname)
            run = tuple(one.key for one in words[first:after])
            if run == named.nickname and _is_alone(text, words, first, after):
                yield Mention(named, How.FRAME, first, after)


def _at_sites(text: str, words: list[Word], names: EventNames) -> Iterator[Mention]:
    for first, word in enumerate(words):
        if not word.is_capital:
            continue
        for length in (2, 1):
            after = first + length
            named = names.by_site.get(tuple(one.key for one in words[first:after]))
            if after <= len(words) and named and _is_alone(text, words, first, after):
                yield Mention(named, How.SITE, first, after)
                break


def _is_alone(text: str, words: list[Word], first: int, after: int) -> bool:
    """Tell whether no other name touches it, as in "Munich Putsch" or "New Munich"."""
    if after < len(words):
        between = text[words[after - 1].end : words[after].start]
        if between in {"-", "\u2013"} or (words[after].is_capital and between == " "):
            return False
        if text[words[after - 1].end :].startswith(("'s", "\u2019s")):
            return False
    if first == 0:
        return True
    before = words[first - 1]
    between = text[before.end : words[first].start]
    is_touching = before.is_name and between == " " and before.plain != "operation"
    return not is_touching and between not in {"-", "\u2013"}

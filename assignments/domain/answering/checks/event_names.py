"""How the events of a lesson may be named in an answer.

Made once of all events together, for what names one must name no other. There are four ways:

frame
    a kind and its names in any order: "Treaty of Rapallo", "the Rapallo treaty", "Winter War".
site
    the one place after which a meeting or a treaty is called: "at Yalta", "Rapallo (1922)".
nickname
    the event's key, where its title says it otherwise: "Barbarossa", "D-Day".
sentence
    the title itself, or the key: "Hitler becomes chancellor of Germany".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from assignments.domain.answering.checks.words import (
    LANDS,
    SMALL_WORDS,
    Word,
    keyed,
    keys_of,
    listed,
    words_of,
)

Frame = tuple[frozenset[str], str]

_AGREED: Final = "treaty pact agreement accord peace settlement convention protocol alliance"
_MET: Final = "conference summit congress meeting talks"
_OTHER: Final = """
    armistice truce declaration charter doctrine plan law act edict decree letter telegram speech
    council war battle siege campaign offensive invasion landing landings raid blockade airlift
    uprising revolt rebellion revolution mutiny coup putsch crash famine plague incident affair
    scandal purge trial massacre assassination embargo boycott strike expedition eruption
    earthquake flood ultimatum annexation partition deal operation crusade schism
"""
AGREED: Final = frozenset(map(keyed, listed(_AGREED)))
MET: Final = frozenset(map(keyed, listed(_MET)))
RARE: Final = 0.75  # what a word weighs that tells an event from most others
KINDS: Final = AGREED | MET | frozenset(map(keyed, listed(_OTHER)))
_SIGNED: Final = frozenset({"sign", "conclud", "found", "ratify", "adopt", "issu"})
_SETTLED: Final = frozenset({"sign", "meet", "settl", "agre", "agree", "negotiat", "conclud"})
_ALSO_VERBS: Final = frozenset(
    {"meet", "plan", "invad", "land", "strik", "rise", "blockad", "raid"}
)
LINKS: Final = frozenset({"of", "at", "on"})
_FUNCTION: Final = listed("the a an of at on and in for with to by from between against")
_MOST_NAMES: Final = 3
_FEWEST_LETTERS: Final = 5  # of a nickname
_JOINT: Final = re.compile(r" and (?=[a-z])|; ")


@dataclass(frozen=True)
class DatedEvent:
    """An event as the check needs it.

    ``first`` and ``last`` are the years between which it lies, drawn apart where its date is in
    doubt; ``told`` is what else the timeline says of it, ``words`` its date as it is shown.
    """

    key: str
    title: str
    words: str
    first: int
    last: int
    first_day: int
    last_day: int
    place: str = ""
    people: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True)
class Named:
    """An event with the ways it may be named; ``close`` are the names that go with it."""

    event: DatedEvent
    frames: frozenset[Frame]
    site: tuple[str, ...]
    nickname: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    close: frozenset[str]
    wide: frozenset[str]


class EventNames:
    """All events of a lesson by what names them, and how much each word tells them apart."""

    def __init__(self, events: Sequence[DatedEvent]) -> None:
        self._titles = {event.key: words_of(event.title) for event in events}
        self._holding: dict[tuple[tuple[int, int], ...], list[Named]] = {}
        self._said: Counter[str] = Counter()
        for event in events:
            self._said.update(self._name_keys(event))
        self._most = log(len(events) + 1) if events else 1.0
        self.all = self._each_its_own([self._named(event) for event in events])
        self.by_frame = {frame: one for one in self.all for frame in one.frames}
        self.by_site = {one.site: one for one in self.all if one.site}
        self.by_nickname: dict[str, list[Named]] = defaultdict(list)
        self.by_rarest_word: dict[str, list[tuple[Named, tuple[str, ...]]]] = defaultdict(list)
        for one in self.all:
            if one.nickname:
                self.by_nickname[one.nickname[0]].append(one)
            for sentence in one.sentences:
                self.by_rarest_word[max(sentence, key=self.weight)].append((one, sentence))

    def weight(self, key: str) -> float:
        """Return 1 for a word in the name of one event alone, and less the more have it."""
        return 1 - log(max(1, self._said[key])) / self._most

    def holding(self, spans: Sequence[tuple[int, int]]) -> list[Named]:
        """Return the events that may lie in one of the spans of years; found out once."""
        asked = tuple(spans)
        if asked not in self._holding:
            self._holding[asked] = [
                one
                for one in self.all
                if any(b >= one.event.first and a <= one.event.last for a, b in asked)
            ]
        return self._holding[asked]

    def wars(self) -> list[Named]:
        """Return the events that are called a war."""
        return [one for one in self.all if any(kind == "war" for _names, kind in one.frames)]

    def _name_keys(self, event: DatedEvent) -> set[str]:
        return {*keys_of(self._titles[event.key]), *_slug_keys(event)}

    def _named(self, event: DatedEvent) -> Named:
        title = self._titles[event.key]
        in_title = list(_frames_in_title(title))
        frames = {*in_title, *_frames_in_key(event)}
        close = self._name_keys(event) | _keys(event.place, *event.people)
        return Named(
            event,
            frames=frozenset(frame for frame in frames if _tells_apart(frame, title)),
            site=self._site(event, title),
            nickname=_nickname(event),
            sentences=tuple(_sentences(event)),
            close=frozenset(close),
            wide=frozenset(close | _keys(event.told)),
        )

    def _site(self, event: DatedEvent, title: list[Word]) -> tuple[str, ...]:
        """Return the place of a meeting or treaty, if its title has it and no other title does."""
        place = tuple(word.key for word in words_of(re.split(r"[;,(]", event.place)[0]))
        name_keys = self._name_keys(event)
        if not place or not name_keys & (AGREED | MET | _SETTLED):
            return ()
        capitals = {word.key for word in title if word.is_name}
        is_own = all(key in capitals and self._said[key] == 1 for key in place)
        return place if is_own and not LANDS & set(place) else ()

    def _each_its_own(self, named: list[Named]) -> list[Named]:
        """Leave out what names more than one event."""
        frames = Counter(frame for one in named for frame in one.frames)
        sites = Counter(one.site for one in named)
        nicknames = Counter(one.nickname for one in named)
        return [
            Named(
                one.event,
                frames=frozenset(frame for frame in one.frames if frames[frame] == 1),
                site=one.site if sites[one.site] == 1 else (),
                nickname=one.nickname if nicknames[one.nickname] == 1 else (),
                sentences=one.sentences,
                close=one.close,
                wide=one.wide,
            )
            for one in named
        ]


def _keys(*texts: str) -> set[str]:
    return {key for text in texts for key in keys_of(words_of(text))}


def _slug_keys(event: DatedEvent) -> list[str]:
    """Return the words of the key, unless it was only made of the title's first words."""
    words = words_of(event.key.replace("-", " "))
    title = [word.plain for word in words_of(event.title)]
    if [word.plain for word in words] == title[: len(words)] and len(words) > 1:
        return []
    return [word.key for word in words if not word.plain.isdigit()]


def _frames_in_title(title: list[Word]) -> Iterator[Frame]:
    """Yield the frames at the head of the title, or after "sign the" and its like."""
    heads = {0} | {at + 1 for at, word in enumerate(title) if word.key in _SIGNED}
    for head in sorted(heads):
        at = head
        while at < len(title) and title[at].plain in {"the", "a", "an", "is", "are"}:
            at += 1
        yield from _frame_at(title, at, is_head=at == 0)
    yield from _signed_by(title)


def _frame_at(title: list[Word], at: int, *, is_head: bool) -> Iterator[Frame]:
    rest = title[at : at + _MOST_NAMES + 2]
    if len(rest) > 1 and rest[0].key in KINDS and rest[1].plain in LINKS:
        if names := _capitals(rest[2:]):
            yield frozenset(names), rest[0].key
        return
    for place, word in enumerate(rest[: _MOST_NAMES + 1]):
        if word.plain in _FUNCTION:
            return
        if place and word.key in KINDS:
            if _is_proper(rest[: place + 1], is_head=is_head):
                yield frozenset(one.key for one in rest[:place]), word.key
            return


def _is_proper(run: list[Word], *, is_head: bool) -> bool:
    """Tell whether words and a kind are a name; the first of a title has a capital anyway.

    "Wall Street crash" is one, "Short war" and "Allies propose talks" are none.
    """
    *names, kind = run
    if not kind.is_capital and kind.key in _ALSO_VERBS:
        return False
    if not all(one.is_capital or one.plain.isdigit() for one in names):
        return False
    return not is_head or len(names) > 1 or kind.is_capital


def _capitals(words: Iterable[Word]) -> list[str]:
    found = []
    for word in words:
        if not word.is_capital:
            break
        found.append(word.key)
    return found


def _signed_by(title: list[Word]) -> Iterator[Frame]:
    """Yield "Molotov-Ribbentrop pact" for "Molotov and Ribbentrop sign a pact"."""
    for at, word in enumerate(title[:-1]):
        if word.key != "sign":
            continue
        names = {one.key for one in title[:at] if one.is_name}
        kinds = [one.key for one in title[at + 1 : at + 3] if one.key in KINDS]
        if len(names) > 1 and kinds and not names & LANDS:
            yield frozenset(names), kinds[0]


def _frames_in_key(event: DatedEvent) -> Iterator[Frame]:
    words = _slug_keys(event)
    for at, word in enumerate(words):
        if word in KINDS:
            if 0 < at <= _MOST_NAMES and not _FUNCTION & set(words[:at]):
                yield frozenset(words[:at]), word
            elif at == 0 and words[1:2] and words[1] in LINKS and words[2:]:
                yield frozenset(words[2 : 2 + _MOST_NAMES]), word
            return


def _tells_apart(frame: Frame, title: list[Word]) -> bool:
    """Tell whether a frame is more than "Soviet war": one land and a kind that is no name."""
    names, kind = frame
    if names - LANDS or (len(names) > 1 and kind in AGREED):
        return True
    return len(names) == 1 and any(word.key == kind and word.is_capital for word in title[1:])


def _nickname(event: DatedEvent) -> tuple[str, ...]:
    words = _slug_keys(event)
    is_other = not set(words) & _keys(event.title, event.place)
    is_long = sum(map(len, words)) >= _FEWEST_LETTERS or words == ["d", "day"]
    return tuple(words) if words and is_other and is_long else ()


def _sentences(event: DatedEvent) -> Iterator[tuple[str, ...]]:
    """Yield the title, the first of two things it tells, and the key, as words that count."""
    told = [event.title, *_JOINT.split(event.title)[:1]]
    sentences = [tuple(keys_of(words_of(text))) for text in told]
    key = tuple(one for one in _slug_keys(event) if one not in SMALL_WORDS)
    yield from (one for one in dict.fromkeys([*sentences, key]) if len(one) > 1)

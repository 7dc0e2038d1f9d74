"""Words as they are compared: an event's title with a sentence of an answer.

English only. "Britain recognizes the USSR" and "The Soviet Union was recognised by the British"
come to the same words in another order; a land and its people are one word.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile("[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*|\\d+")
_LEAST: Final = 3  # letters that stay of a word


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(words.split())


_SMALL: Final = """
    a about after again against all also although an and another any are as at be because been
    before being between both but by did do does during each even every finally first for from had
    has have he her here him his how however i if in instead into is it its just last later many
    more most much my new no nor not now of on once one only or other our over own s same second she
    since so some soon still such t than that the their them then there these they third this those
    though three through thus to too two under until up upon us very was we were what when where
    whereas which while who whom whose why will with would yet you your four five six seven eight
    nine ten early late earlier meanwhile eventually today
"""
_NEUTRAL: Final = """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday president prime minister foreign commissar
    general marshal chancellor king queen emperor great big world ally allied western eastern west
    east north south power europe european government leader state treaty war peace leadership
    party army bc bce ce ad
"""
_SAME: Final = {
    "ussr": "soviet sovietunion sovietrussia russia russian soviets russo",
    "usa": "america american unitedstate",
    "britain": "british uk england english anglo briton unitedkingdom",
    "germany": "german",
    "france": "french franco frenchman",
    "poland": "polish pole polono",
    "japan": "japanese",
    "china": "chinese sino",
    "italy": "italian italo",
    "spain": "spanish spaniard hispano",
    "finland": "finnish finn",
    "turkey": "turkish turk",
    "korea": "korean",
    "hungary": "hungarian",
    "czechoslovakia": "czechoslovak czech",
    "austria": "austrian austro",
    "ireland": "irish",
    "scotland": "scottish",
    "netherland": "dutch holland",
    "sweden": "swedish swede",
    "denmark": "danish dane",
    "greece": "greek greco",
    "rome": "roman romano",
    "athen": "athenian",
    "sparta": "spartan",
    "persia": "persian",
    "egypt": "egyptian",
    "carthage": "carthaginian",
    "india": "indian indo",
    "romania": "romanian",
    "ukraine": "ukrainian",
    "join": "enter",
    "found": "establish create",
    "dissolv": "disband abolish",
    "invad": "attack invasion",
    "become": "became",
    "begin": "began begun start",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "die": "died dying dies dead death",
    "fall": "fell fallen",
    "fight": "fought",
    "give": "gave given",
    "hold": "held",
    "lead": "led",
    "leave": "left",
    "lose": "lost",
    "make": "made",
    "meet": "met meeting",
    "rise": "rose risen rising uprising",
    "send": "sent",
    "sink": "sank sunk",
    "sell": "sold",
    "shoot": "shot",
    "speak": "spoke spoken",
    "strik": "struck",
    "take": "took taken",
    "win": "won",
    "write": "wrote written",
    "overthrow": "overthrew overthrown",
}
_LAND_WORDS: Final = list(_SAME)[: list(_SAME).index("join")]
_PAIRS: Final = frozenset(
    {("soviet", "union"), ("soviet", "russia"), ("united", "states"), ("united", "kingdom")}
)
PAST: Final = listed(
    """
    became began broke brought built died fell fought gave held led left lost made met rose sent
    sank sold shot spoke struck took won wrote overthrew overthrown taken given broken begun
    """
)
SMALL_WORDS: Final = listed(_SMALL)
_NEUTRAL_WORDS: Final = listed(_NEUTRAL)


@dataclass(frozen=True)
class Word:
    """A word of a text. ``key`` is what is compared; ``plain`` the word in small letters."""

    key: str
    plain: str
    start: int
    end: int
    is_capital: bool

    @property
    def is_small(self) -> bool:
        """Tell whether it says nothing about what the text is about."""
        return self.plain in SMALL_WORDS

    @property
    def is_past(self) -> bool:
        """Tell whether it may be a verb that tells what happened."""
        return not self.is_capital and (self.plain.endswith("ed") or self.plain in PAST)

    @property
    def is_name(self) -> bool:
        """Tell whether it may name somebody or something in particular."""
        if not self.is_capital or self.is_small or len(self.plain) == 1:
            return False
        return self.plain not in _NEUTRAL_WORDS


def words_of(text: str) -> list[Word]:
    """Return the words in order; "Soviet Union" is one."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        word = _word(match)
        if found and (found[-1].plain, word.plain) in _PAIRS and _is_close(text, found[-1], word):
            before = found.pop()
            key = keyed(before.plain + word.plain)
            plain = f"{before.plain} {word.plain}"
            word = Word(key, plain, before.start, word.end, before.is_capital)
        found.append(word)
    return found


def _is_close(text: str, before: Word, after: Word) -> bool:
    return text[before.end : after.start] == " "


def _word(match: re.Match[str]) -> Word:
    raw = re.sub("['\u2019]s?\\Z", "", match[0].replace("\u2019", "'"))
    plain = "usa" if raw == "US" else _plain(raw)
    return Word(keyed(plain), plain, match.start(), match.end(), raw[:1].isupper())


def _plain(word: str) -> str:
    """Without accents, so that "Lodz" is found for "Łódź"."""
    parts = unicodedata.normalize("NFKD", word.replace("\u0141", "L").replace("\u0142", "l"))
    return "".join(one for one in parts if not unicodedata.combining(one)).casefold()


@lru_cache(maxsize=4096)
def keyed(plain: str) -> str:
    """Return what is compared of a word: its stem, or the word that stands for it."""
    stem = _stem(plain)
    return _ALIAS.get(plain) or _ALIAS.get(stem, stem)


def keys_of(words: Iterable[Word]) -> list[str]:
    """Return the keys of the words that say something."""
    return [word.key for word in words if not word.is_small]


def _stem(word: str) -> str:
    """Cut the endings of verbs and plurals, lightly: nouns made of verbs stay as they are."""
    word = re.sub(r"(?<=....)is(e|es|ed|ing)\Z", r"iz\1", word)
    if re.fullmatch(r".{2,}(?:ies|ied)", word):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        rest = word[: -len(ending)]
        if not word.endswith(ending) or len(rest) < _LEAST:
            continue
        if ending == "es" and not rest.endswith(("s", "x", "z", "ch", "sh", "o")):
            continue
        if ending == "s" and rest.endswith(("s", "u", "i")):
            continue
        return _bare(rest)
    return _bare(word)


def _bare(word: str) -> str:
    """Without what an ending leaves behind: "stopp" and "invade" are "stop" and "invad"."""
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "aeiousl":
        return word[:-1]
    return word[:-1] if len(word) > _LEAST + 1 and word.endswith("e") else word


LANDS: Final = frozenset(map(_stem, _LAND_WORDS))
_ALIAS: Final = {
    form: _stem(main)
    for main, words in _SAME.items()
    for word in words.split()
    for form in (_stem(word), word)
}

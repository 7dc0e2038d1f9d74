"""What a language must tell so that dates can be said in it. All of it is data.

Two lines of thought put a date into words, the same for every language:

1. its **name**: "15 March 44 BCE", "the 1920s". A name has a *kind*, and in languages that have
   them an *article*, which stands apart, because not every turn of phrase takes it;
2. the **phrase** around the name, by the *role* that it plays: "from about 15 March 44 BCE". A
   language gives a pattern for a role, and for a role with one kind where that differs
   ("until year"). Prepositions and articles then melt as the language asks: "de le" is "du".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["day", "month", "season", "year", "decade", "years", "between", "some"]
Role = Literal["alone", "doubted", "about", "from", "until", "start", "end"]

# Where a language has no pattern for a role, it says it as this one.
_OTHERWISE: Mapping[Role, Role] = {"doubted": "alone", "about": "alone", "start": "alone"}


@dataclass(frozen=True, slots=True)
class Name:
    """A date's own words.

    A century is said as a decade is. ``years`` are either without a name, with a dash, ``between``
    the same in words; ``some`` is an unknown day or month.
    """

    kind: Kind
    words: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What differs between a date for the eye and one for the ear.

    ``dash`` stands between numbers, ``wide_dash`` between words, ``slash`` within a winter. Eras
    begin with their space.
    """

    before_1: str
    from_1: str
    thousands: str
    dash: str
    wide_dash: str
    slash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The table of one language.

    ``some_day``, ``some_month`` and ``some_day_in_year`` are pairs: exact, and with about.
    ``some_years`` says ten or a hundred years after a preposition, ``between`` without one.
    ``decade`` and ``century`` are empty where the language has no name that means just these
    years. Slots of ``phrases``: ``possibly`` and ``about``, which are empty where the date is not
    in doubt, ``the`` (the article) and ``date``.
    """

    code: str
    direction: Literal["ltr", "rtl"] = "ltr"
    written: Signs
    aloud: Signs

    months: tuple[str, ...]
    seasons: Mapping[int, tuple[str, str]]  # article, name
    day: str = "{day}"
    first_of_month: str = "{day}"
    day_of_month: str = "{day} {month}"
    part_of_year: str = "{part} {year}"
    day_article: str = ""
    decade: str = ""
    decade_article: str = ""
    century: str = ""

    some_day: tuple[str, str]
    some_month: tuple[str, str]
    some_day_in_year: tuple[str, str]
    between: str
    some_years: str

    possibly: str
    about: str
    phrases: Mapping[str, str]
    melting: tuple[tuple[str, str], ...] = field(default=())
    start_unknown: str
    end_unknown: str
    julian: str

    def phrase(self, role: Role, name: Name, *, possibly: bool = False, about: bool = False) -> str:
        """Return the name as it is said in a role, with its doubt."""
        words = self._pattern(role, name.kind).format(
            possibly=self.possibly if possibly else "",
            about=self.about if about else "",
            the=name.article,
            date=name.words,
        )
        for found, melted in self.melting:
            words = re.sub(found, melted, words)
        return words

    def _pattern(self, role: Role, kind: Kind) -> str:
        for key in (f"{role} {kind}", role):
            if key in self.phrases:
                return self.phrases[key]
        return self._pattern(_OTHERWISE[role], kind)

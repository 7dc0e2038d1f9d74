"""Years in an answer that do not go with the event they stand by.

"You write 1919; the event you may mean is dated 16 April 1922." A false alarm teaches something
wrong, so a year is only held against an event where the sentence leaves no doubt that it is meant
to date it (``happening``), where it lies a year or more outside of the event's date, where no
other event in the sentence has it, and where nothing in the lesson ties it with the event.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assignments.domain.answering.checks import happening
from assignments.domain.answering.checks.event_names import RARE, DatedEvent, EventNames, Named
from assignments.domain.answering.checks.happening import Line
from assignments.domain.answering.checks.mentions import How, Mention, mentions_in
from assignments.domain.answering.checks.sequence import out_of_order
from assignments.domain.answering.checks.words import words_of
from assignments.domain.answering.checks.years import Tie, Written, years_in
from studyhub.anchors.sentences import sentences
from studyhub.web.languages import primary_language

LONGEST_SENTENCE: Final = 500  # code points; in longer ones it is left open what belongs together
MOST_FOUND: Final = 8  # pointed out in one answer
_FOUR_DIGITS: Final = 1000
_MARGIN: Final = 10  # years beyond the lesson's own that are still looked at
_NUMBER: Final = re.compile(r"\d+")
_PARTS: Final = re.compile(r"[,;:.()]|\band\b")
_TOLD_OF: Final = re.compile(r"\d|\b(?:before|after|during)\b", re.IGNORECASE)


@dataclass(frozen=True)
class DatedOtherwise:
    """A year or period as the student wrote it, and the event that is dated otherwise.

    ``against`` is the second event where two are said to have come in another order.
    """

    written: str
    event: DatedEvent
    against: DatedEvent | None = None


class Chronology:
    """The events of a lesson, to hold answers against; ``essay`` are its paragraphs."""

    def __init__(
        self, events: Sequence[DatedEvent], *, essay: Sequence[str] = (), language: str = "en"
    ) -> None:
        self._events = events if primary_language(language) == "en" else ()
        self._essay = essay
        self._tied: dict[tuple[str, str], bool] = {}

    @cached_property
    def _names(self) -> EventNames:
        return EventNames(self._events)

    @cached_property
    def _about(self) -> tuple[int, int]:
        return (
            min(event.first for event in self._events) - _MARGIN,
            max(event.last for event in self._events) + _MARGIN,
        )

    def findings(self, text: str) -> list[DatedOtherwise]:
        """Return what does not go together in a text, each once, in its order."""
        if not self._events or not _TOLD_OF.search(text):
            return []
        found: dict[tuple[str, str], DatedOtherwise] = {}
        for sentence in dict.fromkeys(_sentences(text)):
            if len(sentence) > LONGEST_SENTENCE or not _TOLD_OF.search(sentence):
                continue
            for one in self._in_sentence(sentence):
                found.setdefault((one.written, one.event.key), one)
            if len(found) >= MOST_FOUND:
                break
        return list(found.values())[:MOST_FOUND]

    def _in_sentence(self, sentence: str) -> Iterator[DatedOtherwise]:
        line = Line(sentence, words_of(sentence))
        mentions = mentions_in(sentence, line.words, self._names)
        years = years_in(sentence, self._about)
        for year in years:
            named = self._misdated(line, mentions, year, years)
            if named is not None:
                yield DatedOtherwise(year.text, named.event)
        if not years and not line.is_supposed:
            for written, one, other in out_of_order(line, mentions, self._names):
                yield DatedOtherwise(written, one.event, other.event)

    def _misdated(
        self, line: Line, mentions: list[Mention], year: Written, years: list[Written]
    ) -> Named | None:
        for mention in mentions:
            if _is_called_by(line, mention, year) and self._is_slip(
                mention.named, year, mention.how.value, may_be_a_digit=mention.how is How.FRAME
            ):
                return mention.named
        if _fits_some(line, mentions, year):
            return None
        return self._said_to_happen(line, mentions, year, is_only_year=len(years) == 1)

    def _said_to_happen(
        self, line: Line, mentions: list[Mention], year: Written, *, is_only_year: bool
    ) -> Named | None:
        for mention in mentions:
            is_at_site = _is_at_site(line, mention, year)
            is_said = is_at_site or happening.is_dated(
                line, mention, year, is_only_year=is_only_year
            )
            if is_said and self._is_meant(line, mention, year, is_its_own=is_at_site):
                return mention.named
        for mention in happening.told_in(line, self._names):
            if happening.is_told_of(line, mention, year, is_only_year=is_only_year):
                is_other = happening.is_about_others(line, mention.named.close)
                if not is_other and self._is_meant(line, mention, year):
                    return mention.named
        return None

    def _is_meant(
        self, line: Line, mention: Mention, year: Written, *, is_its_own: bool = False
    ) -> bool:
        """Tell whether nothing speaks for another event; ``is_its_own`` year stands at its site."""
        named = mention.named
        return (
            self._is_slip(named, year, mention.how.value, may_be_told=is_its_own)
            and not happening.is_about_others(line, named.wide)
            and not happening.fits_another(line, named, year, self._names)
            and (is_its_own or not self._essay_ties(named, year))
        )

    def _is_slip(
        self,
        named: Named,
        year: Written,
        reach: int,
        *,
        may_be_a_digit: bool = False,
        may_be_told: bool = False,
    ) -> bool:
        """Tell whether the year is off, but not so far that another event must be meant."""
        event = named.event
        off = min(_years_off(span, event) for span in year.spans)
        if off < 1:
            return False
        if not may_be_told and _has_number_of(year, f"{event.title} {event.told}"):
            return False
        if may_be_a_digit and any(_is_one_digit_off(span, event) for span in year.spans):
            return True
        first, last = self._about
        return off <= reach and any(a >= first and b <= last for a, b in year.spans)

    def _essay_ties(self, named: Named, year: Written) -> bool:
        """Tell whether the essay has the year by the event's own names; found out once."""
        asked = (named.event.key, year.text)
        if asked not in self._tied:
            self._tied[asked] = self._has_tie(named, year)
        return self._tied[asked]

    def _has_tie(self, named: Named, year: Written) -> bool:
        own = {
            *named.site, *named.nickname, *(key for names, _kind in named.frames for key in names),
            *(key for sentence in named.sentences for key in sentence),
        }  # fmt: skip
        rare = {key for key in own if self._names.weight(key) >= RARE}
        for text in self._essay:
            if not _has_number_of(year, text):
                continue
            for part in _PARTS.split(text):
                if _has_number_of(year, part) and rare & {one.key for one in words_of(part)}:
                    return True
        return False


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start, end in sentences(line):
            yield line[start:end]


def _is_called_by(line: Line, mention: Mention, year: Written) -> bool:
    """Tell whether the year is part of the name: "Rapallo (1922)", "the 1922 treaty"."""
    after = line.text[mention.end(line.words) : year.start]
    if year.tie is Tie.BRACKET:
        return not after.strip() and mention.end(line.words) <= year.start
    if mention.how is How.SITE:
        return False
    if year.tie is Tie.OF:
        return not after.strip(" ,") and mention.end(line.words) <= year.start
    if year.tie is Tie.BEFORE:
        between = line.text[year.end : mention.start(line.words)]
        return between == " " and year.end < mention.start(line.words)
    return False


def _is_at_site(line: Line, mention: Mention, year: Written) -> bool:
    """Tell whether it says "at Yalta in 1945", or "in 1945 at Yalta"."""
    if mention.how is not How.SITE or year.tie is not Tie.IN or mention.first == 0:
        return False
    before = line.words[mention.first - 1]
    if before.plain != "at":
        return False
    after = line.text[mention.end(line.words) : year.start]
    if mention.end(line.words) <= year.start:
        return not after.strip(" ,")
    return year.end <= before.start and not line.text[year.end : before.start].strip(" ,")


def _fits_some(line: Line, mentions: list[Mention], year: Written) -> bool:
    """Tell whether an event that the sentence names has the year."""
    return any(
        _years_off(span, mention.named.event) < 1 for mention in mentions for span in year.spans
    )


def _years_off(span: tuple[int, int], event: DatedEvent) -> int:
    return max(event.first - span[1], span[0] - event.last, 0)


def _is_one_digit_off(span: tuple[int, int], event: DatedEvent) -> bool:
    """Tell whether a single digit is wrong: 1819 for 1919."""
    if span[0] != span[1] or event.first != event.last or span[0] < _FOUR_DIGITS:
        return False
    pairs = zip(str(span[0]), str(event.first), strict=False)
    return sum(one != other for one, other in pairs) == 1


def _has_number_of(year: Written, text: str) -> bool:
    written = {int(digits) for digits in _NUMBER.findall(year.text)}
    return any(int(digits) in written for digits in _NUMBER.findall(text))

"""The dates of an essay as draft events, each with the sentence it comes from."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from lessons.importing.documents.dates import dates_in
from lessons.importing.documents.outline import Passage
from studyhub import edtf

LONGEST_TITLE = 160
LONGEST_SENTENCE = 1000
MOST_DRAFTS = 1000
_SHORT_TITLE = 90
_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-ZÄÖÜÉÀ0-9])")
# What ends in a stop and ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Sen|Rep|Gov|Pres|Rev|Hon|Jr|Sr|vs|etc|e\.g|i\.e|"
    r"cf|c|ca|No|Nos|vol|vols|p|pp|ed|eds|art|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z])\.$"
)


@dataclass(frozen=True)
class DraftEvent:
    """``date`` is EDTF; ``index`` the block it comes from; ``anchor`` its paragraph's place.

    ``key`` names it for the teacher's choice. It is made from date and sentence, so that joining
    blocks or setting some aside does not turn one event into another.
    """

    key: str
    index: int
    date: str
    title: str
    sentence: str
    anchor: str
    label: str
    place: str

    @property
    def wording(self) -> str:
        """Return the date in words."""
        return edtf.wording(self.date)


def drafts_of(passages: Sequence[Passage]) -> list[DraftEvent]:
    """Return the dates that the paragraphs name, one for each date of a sentence.

    ``MOST_DRAFTS`` at most: nobody looks through more.
    """
    drafts: list[DraftEvent] = []
    turns: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        for sentence, date in _dated(passage.text):
            if len(drafts) == MOST_DRAFTS:
                return drafts
            turns[date, sentence] += 1
            drafts.append(
                DraftEvent(
                    key=_key(date, sentence, turns[date, sentence]),
                    index=passage.index,
                    date=date,
                    title=title_of(sentence),
                    sentence=sentence[:LONGEST_SENTENCE],
                    anchor=passage.anchor,
                    label=passage.label,
                    place=passage.place,
                )
            )
    return drafts


def _key(date: str, sentence: str, turn: int) -> str:
    """Return a short name; a sentence that stands twice has two."""
    return sha256(f"{date} {sentence} {turn}".encode()).hexdigest()[:12]


def _dated(text: str) -> list[tuple[str, str]]:
    """Return each sentence with each date in it, a date once."""
    dates = dates_in(text)
    if not dates:
        return []
    spans = sentences(text)
    starts = [start for start, _end in spans]
    found: dict[tuple[int, str], str] = {}
    for date in dates:
        at = bisect_right(starts, date.start) - 1
        found[at, date.text] = text[slice(*spans[at])].strip()
    return [(sentence, date) for (_at, date), sentence in found.items()]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; together they are the whole text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if _ABBREVIATED.search(text[max(start, found.end() - 8) : found.end()]):
            continue
        spans.append((start, found.end()))
        start = found.end()
    return [*spans, (start, len(text) + 1)]


def title_of(sentence: str) -> str:
    """Return a sentence cut to the length of a title, at a clause or a word."""
    words = sentence.strip(" .;:,")
    if len(words) <= _SHORT_TITLE:
        return words
    cut = words[:_SHORT_TITLE]
    clause = max(cut.rfind(sign) for sign in (", ", "; ", ": ", " – "))
    if clause > _SHORT_TITLE // 2:
        return cut[:clause]
    return cut[: cut.rfind(" ")].rstrip(" ,;:–-") + " …"

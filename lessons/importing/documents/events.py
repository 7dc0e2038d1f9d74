"""The dates of an essay as draft events, each with the sentence it comes from."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from lessons.importing.documents.dates import dates_in
from lessons.importing.documents.outline import Passage
from studyhub import edtf

LONGEST_TITLE = 160
LONGEST_SENTENCE = 1000
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
    """Return every date that the paragraphs name; one for each date of a sentence."""
    drafts: dict[str, DraftEvent] = {}
    for passage in passages:
        for sentence, date in _dated(passage.text):
            key = _key(date, sentence, drafts)
            drafts[key] = DraftEvent(
                key=key,
                index=passage.index,
                date=date,
                title=title_of(sentence),
                sentence=sentence[:LONGEST_SENTENCE],
                anchor=passage.anchor,
                label=passage.label,
                place=passage.place,
            )
    return list(drafts.values())


def _key(date: str, sentence: str, taken: Container[str]) -> str:
    """Return a short name; a sentence that stands twice has two."""
    for turn in count():
        key = sha256(f"{date} {sentence} {turn}".encode()).hexdigest()[:12]
        if key not in taken:
            return key
    raise AssertionError  # count() never ends


def _dated(text: str) -> list[tuple[str, str]]:
    """Return each sentence with each date in it, a date once."""
    spans = sentences(text)
    found: dict[tuple[int, str], str] = {}
    for date in dates_in(text):
        at = next(i for i, (start, end) in enumerate(spans) if start <= date.start < end)
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

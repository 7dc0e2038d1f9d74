"""Two events said to have come one before, after or during the other, when they did not."""

import re
from collections.abc import Iterator
from typing import Final

from assignments.domain.answering.checks.event_names import EventNames, Named
from assignments.domain.answering.checks.happening import Line, happened
from assignments.domain.answering.checks.mentions import How, Mention

A_YEAR: Final = 365  # days that must be between the two for it to be told
_ORDER: Final = re.compile(r"(?P<word>before|after|during)\s+(?:the\s+)?", re.IGNORECASE)
_THE_WAR: Final = re.compile(
    r"(?P<word>before|after|during)\s+the\s+war\b(?!\s+(?:of|in|on|with))", re.I
)


def out_of_order(
    line: Line, mentions: list[Mention], names: EventNames
) -> Iterator[tuple[str, Named, Named]]:
    """Yield what is written, the event it is said of, and the one it is set against.

    Only where a sentence says that an event happened before, after or during another, and names
    no third. "The war" counts in a lesson that has one.
    """
    for match in [*_ORDER.finditer(line.text)]:
        other = next((one for one in mentions if one.start(line.words) == match.end()), None)
        others = [mention for mention in mentions if mention is not other]
        if other is None or len(others) != 1 or other.how is How.SITE:
            continue
        one = others[0]
        if happened(line, one, before=match.start()) and _is_wrong(
            match["word"].lower(), one.named, other.named
        ):
            yield line.text[match.start() : other.end(line.words)], one.named, other.named
    yield from _about_the_war(line, mentions, names)


def _about_the_war(
    line: Line, mentions: list[Mention], names: EventNames
) -> Iterator[tuple[str, Named, Named]]:
    wars = names.wars()
    match = _THE_WAR.search(line.text)
    if match is None or len(wars) != 1 or len(mentions) != 1 or mentions[0].named is wars[0]:
        return
    if happened(line, mentions[0], before=match.start()) and _is_wrong(
        match["word"].lower(), mentions[0].named, wars[0]
    ):
        yield match[0], mentions[0].named, wars[0]


def _is_wrong(word: str, one: Named, other: Named) -> bool:
    is_before = one.event.last_day + A_YEAR < other.event.first_day
    is_after = one.event.first_day > other.event.last_day + A_YEAR
    return {"before": is_after, "after": is_before, "during": is_before or is_after}[word]

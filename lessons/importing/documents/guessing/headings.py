"""What a heading looks like, and which headings begin questions or a reading list."""

import re

from lessons.importing.documents.blocks import Block, Kind, MarkKind
from lessons.importing.documents.markers import Style, marker_of

MAX_WORDS, MAX_CHARACTERS = 12, 100
_BEFORE = (
    r"(?:analysis|analytical|discussion|study|review|comprehension|essay|reading|source|document|"
    r"document[- ]based|practice|critical[- ]thinking|thinking|follow[- ]?up|guiding|guided|"
    r"guide|homework|short[- ]?answer|long[- ]?answer|extended|free[- ]?response|open[- ]ended|"
    r"multiple[- ]choice|exam|examination|test|quiz|key|focus|inquiry|enquiry|interpretation|"
    r"reflection|assessment|evaluation|research|worksheet|student|class|chapter|section|unit|"
    r"lesson|text|content|factual|post[- ]?reading|pre[- ]?reading|some|the|your|my|our|further|"
    r"additional|more|ten|five|of|for|written|revision|checkpoint)"
)
_SEPARATOR = r"(?:[\s/,&-]|\band\b)+"
_AFTER = r"(?:\s*(?:for|on|about|to|from|and|&|in|:|–|—|-|\(|,|/).*)?"
_QUESTIONS = (
    re.compile(
        rf"(?:{_BEFORE}{_SEPARATOR})*questions?(?:\s+(?:section|set|sheet|{_BEFORE}))*{_AFTER}"
    ),
    re.compile(
        r"(?:please )?(?:answer|consider|discuss|respond to|reply to|complete) "
        r"(?:all |each |any |every )?(?:of )?(?:the |these |your )?(?:following )?(?:\w+ )?"
        r"questions?\b.*"
    ),
    re.compile(
        r"(?:the )?(?:exercises?|tasks?|activities|worksheet|quiz|homework)"
        r"(?:\s*[:–—-].*|\s+\d{1,2})?"
    ),
)
# A single question is a matter (the Polish question), several are to be answered.
_TOPIC = re.compile(
    r"(?:(?:the|a|our|your|my|some|more|key|and|of|for)\s+)*question(?: (?:of|about|whether)\b.*)?"
    r"|questions of\b.*"
)
_READINGS = re.compile(
    r"(?:(?:select(?:ed)?|suggested|further|additional|recommended|primary|secondary|annotated|"
    r"the|list of|brief|short|more)\s+)*"
    r"(?:works? (?:cited|consulted|referenced|used)|bibliograph(?:y|ies)|"
    r"references?(?: list| cited)?|further readings?|readings?(?: list)?|reading suggestions|"
    r"sources?(?: (?:cited|used|consulted|list))?|literature(?: cited| list)?|citations|"
    r"books and articles|for further reading|list of (?:sources|works|references))"
    r"(?:\s+and\s+(?:further reading|references|notes|sources))?"
)
_SENTENCE_END = re.compile(r"[.!;,…][\"”’)]*$|\.\.\.$")
_OPENING_WORDS = re.compile(
    r"(?:introduction|background|overview|abstract|summary|conclusions?|context|timeline|notes?|"
    r"essay|text|preface|foreword|prologue|epilogue)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"(?:part|chapter|section|book|act|unit)\s+(?:[0-9]{1,2}|[ivx]{1,5}|one|two|three|four|five|"
    r"six|seven|eight|nine|ten)\b",
    re.I,
)


def words_in(text: str) -> int:
    """Return how many words a text has, roughly."""
    return len(text.split())


def without_number(text: str) -> str:
    """Return a heading without the number before it: the lesson numbers its sections itself."""
    marker = marker_of(text)
    if marker is None or not marker.rest or marker.style in (Style.TOGETHER,):
        return text
    if marker.style is Style.LETTER and not marker.roman and marker.letter > 8:
        return text
    return marker.rest


def _bare(text: str) -> str:
    plain = " ".join(text.casefold().replace("’", "'").split())
    return without_number(plain).strip(" :.*_–—-#|")


def begins_questions(text: str) -> bool:
    """Tell whether a line is a heading such as ANALYSIS QUESTIONS."""
    if len(text) > MAX_CHARACTERS:
        return False
    plain = _bare(text)
    if words_in(plain) > MAX_WORDS or not plain or _TOPIC.fullmatch(plain):
        return False
    if text.rstrip().endswith("?"):
        return False
    return any(pattern.fullmatch(plain) for pattern in _QUESTIONS)


def begins_readings(text: str) -> bool:
    """Tell whether a line is a heading such as Works cited."""
    if len(text) > MAX_CHARACTERS:
        return False
    plain = _bare(text)
    return words_in(plain) <= 6 and bool(_READINGS.fullmatch(plain))


def is_wholly_strong(block: Block) -> bool:
    """Tell whether all of a text is bold, as people make headings without a style."""
    strong = sum(m.end - m.start for m in block.marks if m.kind is MarkKind.STRONG)
    return bool(block.text) and strong >= len(block.text) - 1


def looks_like_heading(block: Block) -> bool:
    """Tell whether a line could head something: short, not a sentence, begun with a capital.

    Whether it does depends on what follows; see ``structure``.
    """
    if len(block.text) > MAX_CHARACTERS:
        return False
    text = without_number(block.written) if block.kind is not Kind.ITEM else block.text
    is_short = words_in(text) <= MAX_WORDS and len(text) <= MAX_CHARACTERS
    if not is_short or not text or _SENTENCE_END.search(text):
        return False
    first = text.lstrip("“\"'‘([¿¡")[:1]
    return first.isdigit() or (first.isalpha() and not first.islower())


def is_heading_word(text: str) -> bool:
    """Tell whether a line is a customary heading of an essay's section."""
    return bool(_OPENING_WORDS.match(_bare(text)) or _NUMBERED.match(text))

"""What a question looks like, and the lines under it that are its parts without a letter."""

import re

from lessons.importing.documents.guessing.headings import words_in

_COMMANDS = re.compile(
    r"(?:explain|describe|discuss|compare|contrast|analy[sz]e|assess|evaluate|examine|define|"
    r"identify|list|name|give|state|outline|summari[sz]e|account for|trace|show|write|choose|"
    r"consider|comment|justify|determine|interpret|illustrate|prove|explore|complete|find|make|"
    r"using|use|imagine|suggest|decide|rank|argue|read|look at|draw|match|fill in|for each|"
    r"according to|in your|based on)\b",
    re.I,
)
# A sentence that is no question may begin with these as well; a short line hardly does.
_QUESTION_WORDS = re.compile(
    r"(?:how|why|what|when|where|who|whom|whose|which|(?:in|to|on|for|from|of|at|with|under|by) "
    r"(?:what|which|whom)|was|were|is|are|did|do|does|can|could|would|should|has|have|had|will)\b",
    re.I,
)
_SHORT = 24
_FOLLOWING = re.compile(r"\bfollowing\b|\bbelow\b|\beach of (?:these|them)\b", re.I)
_ENDS = re.compile(r"[.?!][\"”’)\]]*$")
_HANGING = re.compile(r"\s*(?:[-–—:]|\s[-–—]\s*_+|\.{2,}|…|_{2,})\s*$")
_POINTS_ALONE = re.compile(
    r"[\[(/]?\s*\d{1,3}(?:[.,]5)?\s*(?:points?|marks?|pts?\.?)?(?: each)?\s*[\])]?", re.I
)
BARE_WORDS = 14
# A block this long under a question is the essay again.
ESSAY_WORDS = 45


def is_asking(text: str) -> bool:
    """Tell whether a text asks for something: a question mark, or a word that commands."""
    start = text.lstrip("“\"‘'([*_")
    if "?" in text or _COMMANDS.match(start):
        return True
    return words_in(text) <= _SHORT and bool(_QUESTION_WORDS.match(start))


def is_complete(text: str) -> bool:
    """Tell whether a question's text is over, as sentences are."""
    return bool(_ENDS.search(without_points(text)))


def announces_parts(text: str) -> bool:
    """Tell whether a question is followed by what it asks about: "each of the following"."""
    return bool(_FOLLOWING.search(text)) or without_points(text).endswith(":")


def is_hanging(text: str) -> bool:
    """Tell whether a line has room left after it: "Vienna -", "Vienna:"."""
    return bool(_HANGING.search(text)) and words_in(text) <= BARE_WORDS


def without_hanging(text: str) -> str:
    """Return a line without the dash or colon at its end."""
    return _HANGING.sub("", text).rstrip() or text


def is_bare(text: str) -> bool:
    """Tell whether a line may be a part by itself: a few words that are no sentence."""
    words = words_in(text)
    if is_hanging(text):
        return True
    is_sentence = bool(_ENDS.search(text)) and words > 4
    return words <= BARE_WORDS and not is_sentence


def is_points_alone(text: str) -> bool:
    """Tell whether a line holds points and nothing else: "(6 points)"."""
    return bool(_POINTS_ALONE.fullmatch(text.strip())) and not text.strip().isdigit()


# Without brackets only after a stop or a dash: "Wilson's 14 points" are none of ours.
_UNIT = r"(?:points?|marks?|pts?\.?)"
_POINTS = re.compile(
    r"(?:\s*[-–—,;]?\s*(?:"
    rf"[\[(]\s*(?P<in>\d{{1,3}}(?:[.,]5)?)\s*{_UNIT}(?P<each>\s+each)?(?:\s+total)?\s*[\])]"
    r"|\[\s*(?P<bracket>\d{1,2}(?:[.,]5)?)\s*\]|\(\s*(?P<paren>\d{1,2}(?:[.,]5)?)\s*\))"
    rf"|(?:(?<=[.?!:”\"’)])|\s[-–—]|,)\s*(?P<out>\d{{1,3}}(?:[.,]5)?)\s*{_UNIT}(?P<all>\s+each)?"
    r"|\s+/\s*(?P<of>\d{1,2}))\s*[.:]?\s*$",
    re.I,
)
_POINTS_FIRST = re.compile(
    r"[\[(]\s*(?P<in>\d{1,3}(?:[.,]5)?)\s*(?:points?|marks?|pts?\.?)(?P<each>\s+each)?\s*[\])]\s*[-–—:.]?\s*",
    re.I,
)


def without_points(text: str) -> str:
    """Return a question's text without the points at its end or beginning."""
    return points_of(text)[0]


def points_of(text: str) -> tuple[str, str, bool]:
    """Return the text without its points, the points as typed, and whether for each part."""
    first = _POINTS_FIRST.match(text)
    if first and text[first.end() :]:
        return text[first.end() :], first["in"], bool(first["each"])
    last = _POINTS.search(text[-60:])
    if not last:
        return text, "", False
    start = len(text) - len(text[-60:]) + last.start()
    found = next(
        last[name] for name in ("in", "bracket", "paren", "out", "of") if last[name] is not None
    )
    if not text[:start].strip():
        return text, "", False
    return text[:start].rstrip(), found, bool(last["each"] or last["all"])

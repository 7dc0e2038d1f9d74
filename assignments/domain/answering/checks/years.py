"""Find the years that a sentence tells, and how each is tied to what stands by it.

English only. Taken are 1919, 1938-39, 1938/39, the 1930s, "the mid-1930s", and years with BC, BCE,
AD or CE. A number without these signs is a year if it is one that the lesson is about; if the
lesson lies before year 1, either era may be meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Tie(Enum):
    """What stands before a year: "in 1919", "(1919)", "of 1919", "the 1919 treaty"."""

    IN = "in"
    BRACKET = "("
    OF = "of"
    BEFORE = "the"
    NONE = ""


@dataclass(frozen=True)
class Written:
    """A year or years as they stand in a sentence.

    ``spans`` are what they may mean: pairs of a first and a last astronomical year. ``start`` is
    where the words that tie it begin ("in April 1922"), ``end`` where the year ends.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    tie: Tie
    start: int
    end: int


_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?\d{1,2}(?:st|nd|rd|th)?)?"
_SEASON: Final = "(?:spring|summer|autumn|fall|winter|beginning|start|middle|end)"
_ERA: Final = r"(?:B\.?C\.?(?:E\.?)?|C\.?E\.?|A\.?D\.?)(?![A-Za-z])"
_YEAR: Final = re.compile(
    r"(?P<before>"
    r"(?:(?P<tie>\b(?:in|during|on|of|dated)\s+|\(\s*)(?:the\s+)?)?"
    rf"(?:{_SEASON}\s+(?:of\s+)?(?:the\s+)?)?"
    rf"(?:(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s+{_DAY})?,?\s+(?:of\s+)?)?"
    r")"
    r"(?P<shown>(?:(?P<part>early|mid|late)[\s-]+)?"
    r"(?:(?P<ad>A\.?D\.?)\s?)?"
    r"(?<![\d.,:/\u2013$\u00a3\u20ac])(?<!\d-)(?P<first>\d{1,4})"
    rf"(?:\s?(?:{_ERA})?\s?[-\u2013/]\s?(?P<last>\d{{1,4}}))?"
    rf"(?P<decade>['\u2019]?s)?(?:\s?(?P<era>{_ERA}))?)"
    r"(?![\w%\u00b0]|[.,:/-]\d|\s?(?:million|billion|thousand|percent|km|marks|men\b|people\b))",
    re.IGNORECASE,
)
# "by the end of 1921" and "from 1919" say no more than a bound.
_BOUND: Final = re.compile(
    r"\b(?:by|since|until|till|before|after|from|to|through|between|and|or|around|about|towards?"
    r"|circa|not|than|page|pages|p|pp|paragraph|part|section|half|course|most|rest|events|crisis"
    r"|turn|close)[\s-]*(?:the\s+)?(?:end\s+|beginning\s+|start\s+|middle\s+)?\Z",
    re.IGNORECASE,
)
_OLD: Final = 3  # digits
_PLAIN_YEAR: Final = range(1000, 2101)
_PARTS: Final = {"early": (0, 5), "mid": (3, 7), "late": (5, 9)}


def years_in(sentence: str, about: tuple[int, int]) -> list[Written]:
    """Return the years in order. ``about`` are the first and last year the lesson is about."""
    return list(_years(sentence, about))


def _years(sentence: str, about: tuple[int, int]) -> Iterator[Written]:
    for match in _YEAR.finditer(sentence):
        spans = _spans(match, about)
        if spans:
            start = match.start() if match["tie"] else match.start("shown")
            shown = match["shown"]
            if shown.count(".") == 1:  # the sentence's own stop, not that of "B.C."
                shown = shown.rstrip(".")
            yield Written(shown, spans, _tie(match, sentence), start, match.end())


def _tie(match: re.Match[str], sentence: str) -> Tie:
    before = sentence[max(0, match.start() - 40) : match.start()]
    if _BOUND.search(before):
        return Tie.NONE
    word = (match["tie"] or "").strip().lower()
    if word == "(":
        closed = re.match(r"\s*[);,]", sentence[match.end() : match.end() + 3])
        return Tie.BRACKET if closed else Tie.NONE
    if word in {"of", "dated"}:
        return Tie.OF
    if word:
        follows = re.match(r"\s+([a-z]+s)\b", sentence[match.end() : match.end() + 24])
        is_bare = not (match["era"] or match["ad"] or match["decade"])
        is_count = (
            is_bare and follows is not None and follows[1] not in {"was", "is", "has", "as", "this"}
        )
        return Tie.NONE if is_count else Tie.IN
    is_noun = re.search(r"(?:\b(?:the|a|an|this|that|their|its)|['\u2019]s)\s+\Z", before, re.I)
    return Tie.BEFORE if is_noun and not match["before"].strip() else Tie.NONE


def _spans(match: re.Match[str], about: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    first, last = int(match["first"]), match["last"]
    era = (match["era"] or match["ad"] or "").replace(".", "").upper()
    if not first:
        return ()
    if match["decade"]:
        return _decade(first, era, match)
    if era.startswith("B"):
        return (_before_1(first, last),)
    span = (first, _last_of(first, last))
    if span[1] < first:
        backwards = bool(about[0] < 1 and last and int(last) < first)
        return (_before_1(first, last),) if backwards else ()
    if era:
        return (span,)
    return _without_era(match, span, about)


def _without_era(
    match: re.Match[str], span: tuple[int, int], about: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    digits = len(match["first"])
    if about[0] < 1 and digits > 1 and not match["last"]:
        return (span, _before_1(span[0], None))
    if span[0] in _PLAIN_YEAR:
        return (span,)
    is_of_then = digits == _OLD and about[0] <= span[0] <= about[1]
    return (span,) if is_of_then else ()


def _last_of(first: int, last: str | None) -> int:
    """Return 1939 for "1938-39"."""
    if not last:
        return first
    if len(last) >= len(str(first)):
        return int(last)
    whole = 10 ** len(last)
    return first - first % whole + int(last)


def _before_1(first: int, last: str | None) -> tuple[int, int]:
    return 1 - first, 1 - (int(last) if last and int(last) <= first else first)


def _decade(first: int, era: str, match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Of a decade or its part. Not of "the 1900s", which may be the century, nor of 1919s."""
    if first % 10 or not first % 100 or match["last"]:
        return ()
    low, high = _PARTS[(match["part"] or "").lower()] if match["part"] else (0, 9)
    if era.startswith("B"):
        return ((1 - (first + high), 1 - first),) if not match["part"] else ()
    return ((first + low, first + high),)

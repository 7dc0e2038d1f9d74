"""Find the dates that a text names, as EDTF.

What is found is certain to be a date by how it is written: a year alone only after words such as
"in" or "by", or where a bare number of four digits can hardly be anything else. Quantities, page
numbers and times are none. Each reading is checked by ``studyhub.edtf``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studyhub import edtf

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBERS = {
    **{name: n for n, name in enumerate(_MONTHS, start=1)},
    **{name[:3]: n for n, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_CENTURIES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip
_PLACE = {name: n for n, name in enumerate(_CENTURIES, start=1)}

_DASH = r"\s?[-–—‒]\s?"
_M = (
    r"(?P<{0}month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_D = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<{0}year>[12]\d{{3}})"
_ERA = r"(?:\s?(?P<{0}era>B\.?\s?C\.?(?:\s?E\.?)?|C\.E\.|CE|A\.D\.|AD)(?![A-Za-z]))"
# What makes a date approximate, before it. "Early 1939" is in 1939; "the early 1930s" are only
# about the 1930s.
_ABOUT = re.compile(
    r"\b(?:c\.|ca\.|circa|about|around|approximately|roughly)[\s-]+(?:the\s)?$", re.I
)
_PART = re.compile(r"\b(?:early|mid|late|later|middle)[\s-]+$", re.I)
_END = r"(?![\d%]|[.,]\d|\s?(?:per cent|percent))"


def _p(pattern: str, prefix: str = "") -> str:
    return pattern.format(prefix)


Made = Callable[[re.Match[str], str], str]


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date in a text, from ``start`` up to ``end``. ``text`` is EDTF."""

    start: int
    end: int
    text: str


def _month(name: str) -> int:
    return _MONTH_NUMBERS[name.casefold().rstrip(".")]


def _year(digits: str, era: str | None) -> str:
    number = int(digits)
    if era and era.upper().startswith("B"):
        return f"-{number - 1:04d}" if number > 1 else "0000"
    return f"{number:04d}"


def _day(found: re.Match[str], about: str) -> str:
    return f"{found['year']}-{_month(found['month']):02d}-{int(found['day']):02d}"


def _iso(found: re.Match[str], about: str) -> str:
    return found[0]


def _days_in_month(found: re.Match[str], about: str) -> str:
    stem = f"{found['year']}-{_month(found['month']):02d}"
    return f"{stem}-{int(found['day']):02d}/{stem}-{int(found['today']):02d}"


def _day_to_day(found: re.Match[str], about: str) -> str:
    year = found["year"]
    first = f"{year}-{_month(found['amonth']):02d}-{int(found['aday']):02d}"
    return f"{first}/{year}-{_month(found['month']):02d}-{int(found['day']):02d}"


def _month_to_month(found: re.Match[str], about: str) -> str:
    first_year = found["ayear"] or found["year"]
    first = f"{first_year}-{_month(found['amonth']):02d}"
    return f"{first}/{found['year']}-{_month(found['month']):02d}"


def _month_of_year(found: re.Match[str], about: str) -> str:
    return f"{found['year']}-{_month(found['month']):02d}{about}"


def _season(found: re.Match[str], about: str) -> str:
    return f"{found['year']}-{_SEASONS[found['season'].casefold()]}"


def _decade(found: re.Match[str], about: str) -> str:
    return f"{found['decade'][:3]}X{about}"


def _century(found: re.Match[str], about: str) -> str:
    word = found["century"].casefold()
    place = _PLACE.get(word) or int(re.sub(r"\D", "", word))
    before = (found["era"] or "").upper().startswith("B")
    if before:
        return f"-{place * 100 - 1:04d}/-{(place - 1) * 100:04d}" if place > 1 else "-0099/0000"
    return f"{place - 1:02d}XX{about}"


def _years(found: re.Match[str], about: str) -> str:
    era = found["era"]
    first, last = found["first"], found["last"]
    last = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return f"{_year(first, era)}{about}/{_year(last, era)}{about}"


def _year_alone(found: re.Match[str], about: str) -> str:
    return f"{_year(found['year'], found['era'])}{about}"


_AND = r"(?:\s?[-–—‒]\s?|\s(?:to|until|till|through)\s|\sand\s)"
_CENTURY_WORDS = "|".join(sorted(_CENTURIES, key=len, reverse=True))
# The forms, longest first: where two could begin at one place, the first that fits counts.
_FORMS: tuple[tuple[re.Pattern[str], Made], ...] = tuple(
    (re.compile(pattern, re.I), made)
    for pattern, made in (
        (r"\b[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b(?!-)", _iso),
        (
            rf"\b{_p(_D, 'a')}\s(?:of\s)?{_p(_M, 'a')}{_AND}{_p(_D)}\s(?:of\s)?{_p(_M)},?\s"
            rf"{_p(_Y)}\b",
            _day_to_day,
        ),
        (
            rf"\b{_p(_M, 'a')}\s{_p(_D, 'a')}{_AND}{_p(_M)}\s{_p(_D)},?\s{_p(_Y)}\b",
            _day_to_day,
        ),
        (
            rf"\b{_p(_D)}{_DASH}(?P<today>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?{_p(_M)},?\s{_p(_Y)}\b",
            _days_in_month,
        ),
        (
            rf"\b{_p(_M)}\s{_p(_D)}{_DASH}(?P<today>[0-3]?\d)(?:st|nd|rd|th)?,?\s{_p(_Y)}\b",
            _days_in_month,
        ),
        (rf"\b{_p(_D)}\s(?:of\s)?{_p(_M)},?\s(?:of\s)?{_p(_Y)}\b", _day),
        (rf"\b{_p(_M)}\s{_p(_D)},?\s(?:of\s)?{_p(_Y)}\b", _day),
        (
            rf"\b{_p(_M, 'a')}(?:,?\s{_p(_Y, 'a')})?{_AND}{_p(_M)},?\s(?:of\s)?{_p(_Y)}\b",
            _month_to_month,
        ),
        (rf"\b{_p(_M)},?\s(?:of\s)?{_p(_Y)}\b(?!\s?[-–]\s?\d)", _month_of_year),
        (rf"\b(?P<season>winter),?\s(?:of\s)?{_p(_Y)}(?:{_DASH}|/)\d{{2,4}}\b", _season),
        (
            rf"\b(?P<season>spring|summer|autumn|fall|winter),?\s(?:of\s)?{_p(_Y)}\b"
            r"(?!\s?[-–/]\s?\d)",
            _season,
        ),
        (r"\b(?:the\s)?(?P<decade>[12]\d\d0)['’]?s\b", _decade),
        (
            rf"\b(?P<century>{_CENTURY_WORDS}|[12]?\d(?:st|nd|rd|th))[\s-]centur(?:y|ies)\b"
            rf"{_p(_ERA)}?",
            _century,
        ),
        (
            rf"\b(?P<first>\d{{1,4}}){_AND}(?P<last>\d{{1,4}}){_p(_ERA)}",
            _years,
        ),
        (
            rf"\b(?P<first>[12]\d{{3}})(?:{_DASH}|/)(?P<last>[12]\d{{3}}|\d\d)\b(?P<era>)?{_END}",
            _years,
        ),
        (
            rf"\b(?:between|from)\s(?P<first>[12]\d{{3}})\s(?:and|to|until|till|through)\s"
            rf"(?P<last>[12]\d{{3}})\b(?P<era>)?{_END}",
            _years,
        ),
        (rf"\b(?P<year>\d{{1,4}}){_p(_ERA)}", _year_alone),
        (rf"\b(?:A\.?D\.?)\s(?P<year>\d{{1,4}})\b(?P<era>)?{_END}", _year_alone),
        (rf"\b{_p(_Y)}\b(?P<era>)?{_END}", _year_alone),
    )
)
# What makes a number of four digits a quantity, whatever stands before it.
_COUNTED = re.compile(
    r"[\s-](?:men|women|people|persons|soldiers|troops|tanks|aircraft|planes|ships|tons?|tonnes|"
    r"miles|km|kilomet\w+|met\w+|feet|words?|pages?|dollars|pounds|marks|francs|rubles|roubles|"
    r"million|billion|thousand|hundred|years|days|hours|months|weeks|inhabitants|deaths|dead|"
    r"casualties|prisoners|workers|members|delegates|votes|seats|copies|acres|hectares|guns|"
    r"divisions|rifles|victims|refugees|families|students|pupils|children|schools|houses|"
    r"villages|towns|officers|volunteers|strikers|others|of (?:them|these))\b",
    re.I,
)
_SURE = re.compile(r"\b(?:in|by|since|until|till|from|after|before|during|between|year)\s?$", re.I)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:pages?|pp?\.|no\.|number|nos\.|article|line|lines|chapter|vol\.|over|some|than|least|"
    r"most|nearly|almost|only|exactly|another|with|sent|lost|"
    r"killed|worth|cost|resolution|room|route|flight|directive|order|division|unit)\s?|[£$€#§№]\s?|[:/.,])$",
    re.I,
)
_BARE_YEARS = range(1000, 2101)
_LIMIT = 50
_LOOK = 24  # characters before a date that are looked at


def dates_in(text: str) -> list[NamedDate]:
    """Return the dates a text names, in order and none within another; fifty at most."""
    found: list[NamedDate] = []
    for window in _windows(text):
        found += sorted(_within(text, *window), key=lambda date: date.start)
        if len(found) >= _LIMIT:
            break
    return found[:_LIMIT]


# Every date has one of these in it; nothing else of a text is searched.
_HINT = re.compile(
    r"(?<!\d)[12]\d{3}(?!\d)|\d\s?(?=[AB]\.?\s?[CD]|C\.?\s?E)|\bA\.?D\.?\s\d|centur", re.I
)
_BEFORE_HINT, _AFTER_HINT, _LONGEST_WINDOW = 60, 45, 600


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text in which dates may stand, apart from one another."""
    open_from = open_to = 0
    for hint in _HINT.finditer(text):
        start, end = max(open_to, hint.start() - _BEFORE_HINT), hint.end() + _AFTER_HINT
        goes_on = start <= open_to and hint.end() - open_from < _LONGEST_WINDOW
        if open_to and not goes_on:
            yield open_from, open_to
        if not open_to or not goes_on:
            open_from = start
        open_to = end
    if open_to:
        yield open_from, open_to


def _within(text: str, start_at: int, end_at: int) -> Iterator[NamedDate]:
    covered: list[tuple[int, int]] = []
    for pattern, made in _FORMS:
        for match in pattern.finditer(text, start_at, end_at):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in covered):
                continue
            if date := _read(match, made, text):
                covered.append((date.start, date.end))
                yield date


def _read(match: re.Match[str], made: Made, text: str) -> NamedDate | None:
    months = [name for key, name in match.groupdict().items() if key.endswith("month") and name]
    if any(name[0].islower() for name in months):
        return None  # "it may", "a march"
    about = _about(match, made, text)
    if made is _year_alone and not _is_year(match, text, is_about=about is not None):
        return None
    try:
        written = made(match, "~" if about else "")
        edtf.parse(written)
    except (edtf.EdtfError, KeyError, ValueError):
        return None
    return NamedDate(about.start() if about else match.start(), match.end(), written)


def _about(match: re.Match[str], made: Made, text: str) -> re.Match[str] | None:
    """Return the word before a date that makes it approximate; its place is in the text."""
    first = max(0, match.start() - _LOOK)
    found = _ABOUT.search(text, first, match.start())
    if found is None and made in (_decade, _century):
        found = _PART.search(text, first, match.start())
    return found


def _is_year(match: re.Match[str], text: str, *, is_about: bool) -> bool:
    """Tell whether a number alone is a year: an era says so, or what stands around it."""
    if match["era"]:
        return int(match["year"]) > 0
    if int(match["year"]) not in _BARE_YEARS:
        return match[0].upper().startswith("A")
    if _COUNTED.match(text, match.end()):
        return False
    start = match.start("year")
    before = text[max(0, start - _LOOK) : start]
    if is_about or _SURE.search(before):
        return True
    return not _NOT_BEFORE.search(before)

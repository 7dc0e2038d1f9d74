"""Take a line of a reading list apart: author, title, publisher, year, address."""

import re
from dataclasses import dataclass

from lessons.importing.documents.blocks import Block, MarkKind
from lessons.importing.documents.markers import marker_of
from lessons.importing.readers import is_web_address

LONGEST_TITLE = 300
LONGEST_AUTHOR = 200
LONGEST_PUBLISHER = 200
LONGEST_NOTE = 600
LONGEST_ADDRESS = 300
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>]+[^\s<>.,;)]>?", re.I)
_YEAR = re.compile(r"[,.(\s]\s*(?<![-–]\s)((?:1[4-9]|20)\d\d)\)?[.,]?\s*$")
_YEAR_EARLY = re.compile(r"\(((?:1[4-9]|20)\d\d)[a-z]?\)\.?,?\s*")
_QUOTED = re.compile(r"[“\"«](?P<title>[^”\"»]{3,})[”\"»]")
_FAMILY = r"[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+){0,2}"
_INITIALS = r"(?:[A-Z]\.[\s-]?)*[A-Z]\."
_GIVEN = rf"(?:{_INITIALS}|[A-Z][\w’'-]+(?:\s[A-Z]\.|\s[A-Z][\w’'-]+){{0,2}})"
_SECOND = rf"(?:{_GIVEN}\s{_FAMILY})"
# "Carr, E. H." or "Steiner, Zara, and Keith Neilson", then a stop; "E. H. Carr" or "Zara Steiner",
# then a comma.
_AUTHORS = (
    re.compile(
        rf"(?P<author>{_FAMILY},\s{_GIVEN}(?:,?\s(?:and|&)\s{_SECOND})?)(?:\.\s+|(?<=\.)\s+|,\s+)(?=\S)"
    ),
    re.compile(rf"(?P<author>{_INITIALS}\s?[A-Z][\w’'-]+(?:\s(?:and|&)\s{_SECOND})?),\s+"),
    re.compile(r"(?P<author>(?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+),\s+(?=[“\"‘A-Z])"),
)
_PLACE = re.compile(
    r"(?:[.,(]\s*)(?P<place>(?:[A-Z][\w.’' -]{2,30}):\s*)(?P<publisher>[^:.]{3,80})[.,)]?\s*$"
)


@dataclass(frozen=True)
class ListedReading:
    """A reading as far as its line could be taken apart; what was not certain is in ``title``."""

    author: str
    title: str
    publisher: str
    year: str
    note: str
    url: str
    text: str
    place: str


def reading_of(block: Block) -> ListedReading:
    """Return the reading that an entry of a list names."""
    marker = marker_of(block.text)
    text = marker.rest if marker else block.text
    rest, url = _address(text, block)
    rest, year = _year(rest)
    author, rest = _author(rest)
    title, publisher = _title(rest, _emphasized(block))
    if not title:
        author, title, publisher = "", text, ""
    parts = (author[:LONGEST_AUTHOR], _short(title), publisher[:LONGEST_PUBLISHER])
    is_whole = len(title) <= LONGEST_TITLE and _words(text) <= _words(" ".join((*parts, year, url)))
    return ListedReading(
        *parts,
        year=year,
        note="" if is_whole else text[:LONGEST_NOTE],
        url=url,
        text=text,
        place=block.place,
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _address(text: str, block: Block) -> tuple[str, str]:
    found = _ADDRESS.search(text)
    if not found:
        linked = (mark.target for mark in block.marks if mark.kind is MarkKind.LINK)
        return text, next(filter(_is_usable, linked), "")
    url = found[0].strip("<>")
    url = url if url.lower().startswith("http") else f"https://{url}"
    if not _is_usable(url):
        return text, ""
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return (" ".join(rest.split()) if rest.strip(" .,;") else text), url


def _is_usable(url: str) -> bool:
    return len(url) <= LONGEST_ADDRESS and is_web_address(url)


def _year(text: str) -> tuple[str, str]:
    if found := _YEAR.search(text):
        return text[: found.start()].rstrip(" ,.("), found[1]
    if found := _YEAR_EARLY.search(text):
        return f"{text[: found.start()].rstrip()} {text[found.end() :]}".strip(), found[1]
    return text, ""


def _author(text: str) -> tuple[str, str]:
    for pattern in _AUTHORS:
        if found := pattern.match(text):
            return found["author"].rstrip(" ,"), text[found.end() :]
    return "", text


def _emphasized(block: Block) -> str:
    spans = [m for m in block.marks if m.kind is MarkKind.EM]
    return block.text[spans[0].start : spans[0].end].strip(" .,") if spans else ""


def _title(text: str, emphasized: str) -> tuple[str, str]:
    publisher = ""
    if found := _PLACE.search(text):
        publisher = f"{found['place']}{found['publisher']}".strip()
        text = text[: found.start()]
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted["title"].rstrip(",."), publisher or text[quoted.end() :].strip(" .,")
    if emphasized and text.startswith(emphasized):
        return emphasized, publisher or text[len(emphasized) :].strip(" .,()")
    return text.strip(" .,"), publisher

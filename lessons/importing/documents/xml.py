"""XML as a stream of events: no DTD, no entities, and no tree, so that memory stays flat."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from lessons.importing.documents.archive import DAMAGED
from lessons.importing.documents.limits import MAX_DEPTH, MAX_ELEMENTS, DocumentRefused

_CHUNK = 64 * 1024
START, END, TEXT = "start", "end", "text"
TOO_MANY = f"A part of this file has more than {MAX_ELEMENTS:,} elements, as no text has."


class Event(NamedTuple):
    """``name`` is a tag with its short prefix ("w:p"), or the characters of a ``TEXT``.

    ``attributes`` are those of a ``START``, by prefixed name.
    """

    kind: str
    name: str
    attributes: Mapping[str, str]


_NONE: Mapping[str, str] = {}


class _Target:
    """What expat's events are handed to; they wait in ``waiting`` for the next chunk's end."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._elements = self._depth = 0
        self.waiting: list[Event] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS:
            raise DocumentRefused(TOO_MANY)
        if self._depth > MAX_DEPTH:
            raise DocumentRefused(f"The parts of this file lie more than {MAX_DEPTH} deep.")
        named = {self._name(key): value for key, value in attributes.items()}
        self.waiting.append(Event(START, self._name(tag), named))

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.waiting.append(Event(END, self._name(tag), _NONE))

    def data(self, text: str) -> None:
        self.waiting.append(Event(TEXT, text, _NONE))

    def close(self) -> None:
        """Nothing is left to build."""

    def _name(self, tag: str) -> str:
        known = self._names.get(tag)
        if known is None:
            space, _brace, name = tag.rpartition("}")
            known = self._names[tag] = f"{self._prefixes.get(space[1:], '?')}:{name}"
        return known


def events(part: bytes, prefixes: Mapping[str, str]) -> Iterator[Event]:
    """Yield what an XML part holds. ``prefixes`` gives namespaces their short names.

    Names of other namespaces begin with "?:". Raises ``DocumentRefused`` for what is not sound.
    Each element needs a "<", so one with far too many is refused before any of it is parsed.
    """
    if part.count(b"<") > 2 * MAX_ELEMENTS:
        raise DocumentRefused(TOO_MANY)
    target = _Target(prefixes)
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        for start in range(0, len(part), _CHUNK):
            parser.feed(part[start : start + _CHUNK])
            yield from target.waiting
            target.waiting.clear()
        parser.close()
    except DefusedXmlException:
        raise DocumentRefused(
            "This file defines entities or names another file to be read (a DTD). "
            "No word processor writes that, so it was not read."
        ) from None
    except (ParseError, LookupError, ValueError):
        raise DocumentRefused(DAMAGED) from None
    yield from target.waiting

"""XML as it passes: no DTD, no entities, and no tree, so that memory stays flat.

``defusedxml`` sets up the parser and refuses what it must. Its events go straight to a handler:
building elements on the way cost four times as much, and a document may have half a million.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from lessons.importing.documents.limits import MAX_DEPTH, MAX_ELEMENTS, DocumentRefused
from lessons.importing.documents.readers.archive import DAMAGED

Attributes = Mapping[str, str]
START, END = "start", "end"
TOO_MANY = f"A part of this file has more than {MAX_ELEMENTS:,} elements, as no text has."
TOO_DEEP = f"The parts of this file lie more than {MAX_DEPTH} deep."
_DTD = (
    "This file defines entities or names another file to be read (a DTD). No word processor "
    "writes that, so it was not read."
)
_NONE: Attributes = {}


class Handler(Protocol):
    """What a part is handed to. Names have their short prefix: "w:p".

    Attributes are read for the elements that ``wanted`` names; others come without any.
    """

    wanted: frozenset[str]

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take characters."""


def walk(part: bytes, handler: Handler, prefixes: Mapping[str, str]) -> None:
    """Hand a part to a handler. ``prefixes`` gives namespaces their short names; others get "?".

    Raises ``DocumentRefused`` for what is not sound. Each element needs a "<", so a part with far
    too many is refused before any of it is parsed.
    """
    if part.count(b"<") > 2 * MAX_ELEMENTS:
        raise DocumentRefused(TOO_MANY)
    parser: Any = DefusedXMLParser(forbid_dtd=True)
    _Wiring(handler, prefixes).connect(parser.parser)
    try:
        parser.parser.Parse(part, True)
    except DefusedXmlException:
        raise DocumentRefused(_DTD) from None
    except (ParseError, ExpatError, LookupError, ValueError):
        raise DocumentRefused(DAMAGED) from None


class _Wiring:
    """Stands between expat and a handler: counts, and gives names their prefixes."""

    def __init__(self, handler: Handler, prefixes: Mapping[str, str]) -> None:
        self.handler, self.prefixes = handler, prefixes
        self.names: dict[str, str] = {}
        self.elements = self.depth = 0

    def connect(self, expat: Any) -> None:
        expat.ordered_attributes = False
        expat.buffer_text = True
        expat.StartElementHandler = self._start
        expat.EndElementHandler = self._end
        expat.CharacterDataHandler = self.handler.text
        expat.DefaultHandlerExpand = None

    def _start(self, tag: str, attributes: Attributes) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS:
            raise DocumentRefused(TOO_MANY)
        if self.depth > MAX_DEPTH:
            raise DocumentRefused(TOO_DEEP)
        name = self.names.get(tag) or self._name(tag)
        if attributes and name in self.handler.wanted:
            named = {self.names.get(k) or self._name(k): v for k, v in attributes.items()}
            self.handler.start(name, named)
        else:
            self.handler.start(name, _NONE)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.handler.end(self.names[tag])

    def _name(self, tag: str) -> str:
        space, _brace, name = tag.rpartition("}")
        found = self.names[tag] = f"{self.prefixes.get(space, '?')}:{name}"
        return found


class Event(NamedTuple):
    """The start or the end of an element."""

    kind: str
    name: str
    attributes: Attributes


class _Everything:
    """A set that has every name in it."""

    def __contains__(self, name: object) -> bool:
        return True


class _Collector:
    wanted: Any = _Everything()

    def __init__(self) -> None:
        self.events: list[Event] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.events.append(Event(START, name, attributes))

    def end(self, name: str) -> None:
        self.events.append(Event(END, name, _NONE))

    def text(self, text: str) -> None:
        """Pass text over: what this is used for keeps all it says in attributes."""


def events(part: bytes, prefixes: Mapping[str, str]) -> Iterator[Event]:
    """Yield the starts and ends of a small part, such as the one with the styles."""
    if not part:
        return
    collector = _Collector()
    walk(part, collector, prefixes)
    yield from collector.events

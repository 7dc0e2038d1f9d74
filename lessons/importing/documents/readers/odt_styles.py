"""The styles of an odt, as far as a reader of its text asks: what is bold, how lists count."""

from collections import defaultdict
from dataclasses import dataclass, field

from lessons.importing.documents.blocks import MarkKind
from lessons.importing.documents.readers.numbering import Counters, ListLevel
from lessons.importing.documents.readers.xml import START, Event, events

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    f"{_OASIS}:text:1.0": "text",
    f"{_OASIS}:table:1.0": "table",
    f"{_OASIS}:office:1.0": "office",
    f"{_OASIS}:drawing:1.0": "draw",
    f"{_OASIS}:style:1.0": "style",
    f"{_OASIS}:xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
_LIST_LEVELS = {"text:list-level-style-number", "text:list-level-style-bullet"}


@dataclass
class TextStyle:
    """A style of text; None where it leaves to its parent what it does not say."""

    parent: str = ""
    is_strong: bool | None = None
    is_em: bool | None = None


@dataclass
class OdtStyles:
    """Styles of text by name, and how each style of list counts."""

    by_name: dict[str, TextStyle] = field(default_factory=lambda: defaultdict(TextStyle))
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=lambda: defaultdict(dict))
    counters: Counters = field(default_factory=Counters)

    def take(self, part: bytes) -> None:
        """Read the styles in a part; those of the text itself override the document's."""
        current = ""
        style = TextStyle()
        for event in events(part, PREFIXES):
            if event.kind != START:
                continue
            if event.name == "style:style":
                style = TextStyle(parent=event.attributes.get("style:parent-style-name", ""))
                self.by_name[event.attributes.get("style:name", "")] = style
            elif event.name == "style:text-properties":
                _read_properties(style, event)
            elif event.name == "text:list-style":
                current = event.attributes.get("style:name", "")
            elif event.name in _LIST_LEVELS and current:
                self._take_level(current, event)

    def _take_level(self, name: str, event: Event) -> None:
        values = event.attributes
        depth = _whole(values.get("text:level", "1")) - 1
        if event.name.endswith("bullet"):
            self.lists[name][depth] = ListLevel("bullet")
            return
        style = values.get("style:num-format", "")
        shown = max(1, _whole(values.get("text:display-levels", "1")))
        numbers = ".".join(f"%{n + 1}" for n in range(max(0, depth + 1 - shown), depth + 1))
        prefix, suffix = values.get("style:num-prefix", ""), values.get("style:num-suffix", "")
        start = _whole(values.get("text:start-value", "1"))
        self.lists[name][depth] = ListLevel(style or "none", f"{prefix}{numbers}{suffix}", start)

    def marks_of(self, name: str) -> list[MarkKind]:
        """Return what a style of text makes of it."""
        strong: bool | None = None
        em: bool | None = None
        for style in self._chain(name):
            strong = style.is_strong if strong is None else strong
            em = style.is_em if em is None else em
        chosen = ((MarkKind.STRONG, strong), (MarkKind.EM, em))
        return [kind for kind, is_on in chosen if is_on]

    def is_named(self, name: str, wanted: str) -> bool:
        """Tell whether a style is the built-in one of this name, or made from it."""
        names = [name, *(style.parent for style in self._chain(name))]
        return any(found.replace("_20_", " ").casefold() == wanted for found in names)

    def _chain(self, name: str) -> list[TextStyle]:
        found: list[TextStyle] = []
        while name in self.by_name and len(found) < 10:
            found.append(self.by_name[name])
            name = found[-1].parent
        return found


def _read_properties(style: TextStyle, event: Event) -> None:
    weight = event.attributes.get("fo:font-weight", "")
    slant = event.attributes.get("fo:font-style", "")
    if weight:
        style.is_strong = weight in {"bold", "600", "700", "800", "900"}
    if slant:
        style.is_em = slant in {"italic", "oblique"}


def _whole(value: str) -> int:
    return min(int(value), 9999) if value.isascii() and value.isdecimal() else 1

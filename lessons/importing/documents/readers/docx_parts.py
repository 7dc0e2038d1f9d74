"""The parts of a docx beside its text: where the text is, its styles, how its lists count."""

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field

from lessons.importing.documents.readers.archive import Archive
from lessons.importing.documents.readers.numbering import Counters, ListLevel
from lessons.importing.documents.readers.xml import END, START, Event, events

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    f"{_OFFICE}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    "urn:schemas-microsoft-com:vml": "v",
}
_LINK = "/hyperlink"
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc( heading| [1-9])?")
NO_LIST = "0"


def is_off(value: str) -> bool:
    """Tell whether a switch is set to "no": a property without a value is on."""
    return value in {"0", "false", "none", "off"}


@dataclass(frozen=True)
class Related:
    """The parts that a part names, by kind ("styles"); and the web addresses of its links."""

    parts: dict[str, str]
    links: dict[str, str]


def related(archive: Archive, part: str) -> Related:
    """Return what a part is related to. A target outside the archive is simply not there."""
    folder, name = posixpath.split(part)
    found = Related({}, {})
    for event in events(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")), {}):
        if event.kind != START or not event.name.endswith(":Relationship"):
            continue
        values = {key.partition(":")[2]: value for key, value in event.attributes.items()}
        kind, target = values.get("Type", ""), values.get("Target", "")
        if kind.endswith(_LINK):
            found.links[values.get("Id", "")] = target
        else:
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.parts.setdefault(kind.rpartition("/")[2], path)
    return found


@dataclass
class ParagraphStyle:
    """What a style says, as far as anybody here asks. ``outline`` counts from 1; 0 is none."""

    name: str = ""
    parent: str = ""
    outline: int = 0
    list_id: str = ""
    list_depth: int = 0
    is_strong: bool = False
    is_em: bool = False


@dataclass
class Styles:
    """All styles by id, each completed by those it is based on."""

    by_id: dict[str, ParagraphStyle] = field(default_factory=dict)

    def chain(self, style_id: str) -> list[ParagraphStyle]:
        """Return the style and those it is based on; ten at most, so that no circle is endless."""
        found: list[ParagraphStyle] = []
        while style_id in self.by_id and len(found) < 10:
            found.append(self.by_id[style_id])
            style_id = found[-1].parent
        return found

    def heading_level(self, style_id: str) -> int:
        """Return a heading's level, from 1; 0 for what is none."""
        for style in self.chain(style_id):
            named = _HEADING.fullmatch(style.name)
            if named or style.outline:
                return int(named[1]) if named else style.outline
        return 0

    def is_named(self, style_id: str, name: str) -> bool:
        """Tell whether the style, or one it is based on, has a built-in name such as "title"."""
        return any(style.name == name for style in self.chain(style_id))

    def is_contents(self, style_id: str) -> bool:
        """Tell whether a paragraph stands in a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for style in self.chain(style_id))

    def list_of(self, style_id: str) -> tuple[str, int]:
        """Return the list that a style puts its paragraphs in, and how deep."""
        for style in self.chain(style_id):
            if style.list_id:
                return style.list_id, style.list_depth
        return "", 0


def read_styles(part: bytes) -> Styles:
    """Read ``styles.xml``."""
    styles = Styles()
    style = ParagraphStyle()
    for event in events(part, PREFIXES):
        if event.kind != START:
            continue
        if event.name == "w:style":
            style = styles.by_id[event.attributes.get("w:styleId", "")] = ParagraphStyle()
        else:
            _read_style(style, event)
    return styles


def _read_style(style: ParagraphStyle, event: Event) -> None:
    value = event.attributes.get("w:val", "")
    if event.name == "w:name":
        style.name = value.casefold()
    elif event.name == "w:basedOn":
        style.parent = value
    elif event.name == "w:outlineLvl" and value.isdecimal() and int(value) < 9:
        style.outline = int(value) + 1
    elif event.name == "w:numId":
        style.list_id = value
    elif event.name == "w:ilvl" and value.isdecimal():
        style.list_depth = int(value)
    elif event.name == "w:b":
        style.is_strong = not is_off(value)
    elif event.name == "w:i":
        style.is_em = not is_off(value)


@dataclass
class Lists:
    """How the lists of a document count, and how far they have come."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=lambda: defaultdict(dict))
    abstract: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    counters: Counters = field(default_factory=Counters)

    def next_label(self, list_id: str, depth: int) -> str:
        """Return what Word shows before the next paragraph of a list."""
        key = self.abstract.get(list_id, list_id)
        for at, start in self.starts.pop(list_id, {}).items():
            self.counters.restart(key, at, start)
        return self.counters.next_label(key, depth, self.levels[key])


def read_lists(part: bytes) -> Lists:
    """Read ``numbering.xml``."""
    lists = Lists()
    reader = _ListReader(lists)
    for event in events(part, PREFIXES):
        if event.kind == START:
            reader.start(event.name, event.attributes.get("w:val", ""), event)
        elif event.kind == END and event.name == "w:lvl":
            reader.end_level()
    return lists


class _ListReader:
    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.abstract = self.list_id = ""
        self.depth = 0
        self.values: dict[str, str] = {}

    def start(self, name: str, value: str, event: Event) -> None:
        """Take one element of ``numbering.xml``."""
        if name == "w:abstractNum":
            self.abstract, self.list_id = event.attributes.get("w:abstractNumId", ""), ""
        elif name == "w:num":
            self.list_id = event.attributes.get("w:numId", "")
        elif name == "w:abstractNumId" and self.list_id:
            self.lists.abstract[self.list_id] = value
        elif name in {"w:lvl", "w:lvlOverride"}:
            self.depth = _whole(event.attributes.get("w:ilvl", ""))
            self.values = {}
        elif name == "w:startOverride" and self.list_id:
            self.lists.starts[self.list_id][self.depth] = _whole(value)
        elif name in {"w:start", "w:numFmt", "w:lvlText"}:
            self.values[name] = value

    def end_level(self) -> None:
        """Note a level that was read; an override's own levels are left as the list has them."""
        if self.list_id:
            return
        self.lists.levels[self.abstract][self.depth] = ListLevel(
            style=self.values.get("w:numFmt", "decimal"),
            pattern=self.values.get("w:lvlText", f"%{self.depth + 1}."),
            start=_whole(self.values.get("w:start", "1")),
        )


def _whole(value: str) -> int:
    return min(int(value), 9999) if value.isascii() and value.isdecimal() else 0

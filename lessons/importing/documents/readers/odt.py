"""Read an odt: its paragraphs in order, with the numbers its lists show."""

from collections import Counter
from dataclasses import dataclass

from lessons.importing.documents.blocks import Block, Kind, MarkKind
from lessons.importing.documents.building import BlockText, Style
from lessons.importing.documents.findings import info, warning
from lessons.importing.documents.found import Document, counted, folded
from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.archive import PROTECTED, Archive
from lessons.importing.documents.readers.odt_styles import PREFIXES, OdtStyles
from lessons.importing.documents.readers.tables import Tables
from lessons.importing.documents.readers.xml import Attributes, walk

MAIN = "content.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.text"
# Whole branches that are not text of the document as it stands. Deleted text waits among the
# tracked changes at its beginning.
_PASSED_OVER = {
    "text:tracked-changes", "office:annotation", "text:note-citation", "text:ruby-text",
    "text:hidden-text", "office:scripts", "office:font-face-decls", "office:automatic-styles",
    "text:sequence-decls", "office:forms", "text:index-title-template",
}  # fmt: skip
_GAPS = {"text:s", "text:tab"}
_ROWS = {"table:table-row", "table:table-cell", "table:covered-table-cell"}
_CONTENTS = {"text:table-of-content", "text:alphabetical-index", "text:illustration-index"}
_COUNTED = {
    "draw:image": "picture",
    "office:annotation": "comment",
    "text:changed-region": "change",
    "draw:object": "object",
    "text:hidden-text": "hidden",
}


def is_odt(archive: Archive) -> bool:
    """Tell whether the archive says it is one; templates are documents like others."""
    return archive.read("mimetype").strip().startswith(MIMETYPE)


def read_odt(archive: Archive) -> Document:
    """Return the document's text; comments, authors and deleted text stay behind."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise DocumentRefused(PROTECTED)
    if MAIN not in archive:
        raise DocumentRefused("This file is no OpenDocument text: its text is missing.")
    document, styles = Document("odt"), OdtStyles()
    content, named = archive.read(MAIN), archive.read("styles.xml")
    if named:
        styles.take(named)
    styles.take(content)
    reader = _Content(document, styles)
    walk(content, reader, PREFIXES)
    reader.tell()
    if b"<style:header>" in named or b"<style:footer>" in named:
        document.findings.append(info("", "The headers and footers of the pages are left out."))
    return document


@dataclass
class _List:
    style: str
    is_first_of_item: bool = False


class _Paragraph:
    """A paragraph that is open, with the notes and text boxes that stand inside it."""

    def __init__(self, kind: Kind, level: int, label: str) -> None:
        self.kind, self.level, self.label = kind, level, label
        self.lines = [BlockText()]
        self.inner: list[Block] = []


class _Content:
    """Walks ``content.xml``. Paragraphs nest: a note stands inside the one it belongs to."""

    wanted = frozenset({"text:p", "text:h", "text:list", "text:list-item", "text:span", "text:a"})

    def __init__(self, document: Document, styles: OdtStyles) -> None:
        self.document, self.styles = document, styles
        self.tables = Tables(document.add)
        self.path: list[str] = []
        self.open: list[_Paragraph] = []
        self.lists: list[_List] = []
        self.spans: list[tuple[Style, ...]] = []
        self.counts: Counter[str] = Counter()
        self.skipped = self.number = self.notes = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self._count(name)
        if self.skipped or name in _PASSED_OVER:
            self.skipped += 1
        else:
            self.path.append(name)
            self._start(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self.skipped:
            self.skipped -= 1
            return
        self.path.pop()
        self._end(name)

    def text(self, text: str) -> None:
        """Take characters; those of a description or a field's code are none of the text's."""
        if not self.skipped and self.path and self.path[-1].startswith("text:"):
            self._text(text)

    def _count(self, name: str) -> None:
        if name in _COUNTED:
            self.counts[_COUNTED[name]] += 1

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in {"text:p", "text:h"}:
            self._start_paragraph(name, attributes)
        elif name.startswith("text:list"):
            self._start_list(name, attributes)
        elif name in {"text:span", "text:a"}:
            self.spans.append(self._styles(name, attributes))
        elif name in _GAPS:
            self._text(" ")
        elif name == "text:line-break" and self.open:
            self.open[-1].lines.append(BlockText())
        elif name in _ROWS:
            self.tables.start(name)

    def _styles(self, name: str, values: Attributes) -> tuple[Style, ...]:
        if name == "text:a":
            return ((MarkKind.LINK, values.get("xlink:href", "")),)
        kinds = self.styles.marks_of(values.get("text:style-name", ""))
        return tuple((kind, "") for kind in kinds)

    def _end(self, name: str) -> None:
        if name in {"text:p", "text:h"}:
            self._end_paragraph()
        elif name == "text:list" and self.lists:
            self.lists.pop()
        elif name in {"text:span", "text:a"} and self.spans:
            self.spans.pop()
        elif name == "table:table-row":
            self.tables.end_row()
        elif name in _ROWS:
            self.tables.end_cell()

    def _start_list(self, name: str, values: Attributes) -> None:
        if name == "text:list-item" and self.lists:
            self.lists[-1].is_first_of_item = True
            self._restart(values.get("text:start-value", ""))
        if name != "text:list":
            return
        outer = self.lists[-1].style if self.lists else ""
        style = values.get("text:style-name", outer)
        goes_on = {"text:continue-numbering", "text:continue-list"} & values.keys()
        if not self.lists and not goes_on:
            self.styles.counters.forget(style)
        self.lists.append(_List(style))

    def _restart(self, start: str) -> None:
        if start.isascii() and start.isdecimal():
            depth = len(self.lists) - 1
            self.styles.counters.restart(self.lists[-1].style, depth, min(int(start), 9999))

    def _start_paragraph(self, name: str, values: Attributes) -> None:
        kind, level, label = Kind.PARAGRAPH, 0, self._label()
        if "text:note-body" in self.path:
            kind = Kind.NOTE
        elif _CONTENTS & set(self.path):
            kind = Kind.CONTENTS
        elif name == "text:h":
            outline = values.get("text:outline-level", "1")
            kind, level = Kind.HEADING, int(outline) if outline.isdecimal() else 1
        elif self.styles.is_named(values.get("text:style-name", ""), "title"):
            kind = Kind.TITLE
        elif label:
            kind, level = Kind.ITEM, len(self.lists)
        self.open.append(_Paragraph(kind, level, label))

    def _label(self) -> str:
        """Return the label of the item this paragraph begins; further ones of it have none."""
        if not self.lists or not self.lists[-1].is_first_of_item:
            return ""
        self.lists[-1].is_first_of_item = False
        style = self.lists[-1].style
        return self.styles.counters.next_label(
            style, len(self.lists) - 1, self.styles.lists.get(style, {})
        )

    def _text(self, text: str) -> None:
        if self.open:
            styles = tuple(style for span in self.spans for style in span)
            self.open[-1].lines[-1].add(text, styles)

    def _end_paragraph(self) -> None:
        paragraph = self.open.pop()
        blocks = [*self._blocks(paragraph), *paragraph.inner]
        if self.open:
            self.open[-1].inner += blocks
            return
        for block in blocks:
            self.tables.add(block)

    def _blocks(self, paragraph: _Paragraph) -> list[Block]:
        if not any(line.text for line in paragraph.lines):
            return []
        if paragraph.kind is Kind.NOTE:
            self.notes += 1
            place = f"footnote {self.notes}"
        else:
            self.number += 1
            place = f"paragraph {self.number}"
        kind, level, label = paragraph.kind, paragraph.level, paragraph.label
        first, *rest = folded([line.block(place, kind, level=level) for line in paragraph.lines])
        return [Block(first.text, place, kind, level, label, first.marks), *rest]

    def tell(self) -> None:
        """Add a finding for each kind of thing that was left out or taken as it stands."""
        counts, add = self.counts, self.document.findings.append
        if pictures := counted(counts, "picture", "picture", "pictures"):
            add(warning("", f"{pictures} left out: a lesson has text only."))
        if objects := counted(counts, "object", "embedded object", "embedded objects"):
            add(warning("", f"{objects} left out: a lesson has text only."))
        if counts["change"]:
            add(info("", "Tracked changes: deleted text was left out, inserted text was kept."))
        if comments := counted(counts, "comment", "comment", "comments"):
            add(info("", f"{comments} in the margin left out."))
        if counts["hidden"]:
            add(warning("", "Text that the word processor hides was left out."))

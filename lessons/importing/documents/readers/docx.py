"""Read a docx: its paragraphs in order, with what Word shows before them.

Streamed, not built as a tree: a document of a word to a run, as Word writes after many edits,
needs several times its size as a tree, and the child process has no such memory.
"""

from collections import Counter
from collections.abc import Callable

from lessons.importing.documents.blocks import Block, Kind, MarkKind
from lessons.importing.documents.building import BlockText, Style
from lessons.importing.documents.findings import info, warning
from lessons.importing.documents.found import Document, counted, folded
from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.archive import Archive
from lessons.importing.documents.readers.docx_parts import (
    NO_LIST,
    PREFIXES,
    Related,
    is_off,
    read_lists,
    read_styles,
    related,
)
from lessons.importing.documents.readers.tables import Tables
from lessons.importing.documents.readers.xml import Attributes, walk

MAIN = "word/document.xml"
# Whole branches that are not text of the document as it stands: what was deleted or moved away,
# older properties, the poorer of two renderings, the codes of fields, readings above a script.
_PASSED_OVER = {
    "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:delInstrText", "w:rt",
    "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange",
    "w:tcPrChange", "w:numberingChange",
}  # fmt: skip
_TEXTS = frozenset({"w:t", "m:t"})
_ROWS = frozenset({"w:tbl", "w:tr", "w:tc"})
_GAPS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "-"}
_TRACKED = {
    "w:ins": "inserted",
    "w:moveTo": "inserted",
    "w:del": "deleted",
    "w:moveFrom": "deleted",
}
_COUNTED = {
    "pic:pic": "picture",
    "v:imagedata": "picture",
    "w:commentReference": "comment",
    "m:oMath": "formula",
    **_TRACKED,
}
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def read_docx(archive: Archive) -> Document:
    """Return the document's text; comments, authors and deleted text stay behind."""
    document = Document("docx")
    package = related(archive, "")
    main = package.parts.get("officeDocument", MAIN)
    if main not in archive:
        raise DocumentRefused("This file is no Word document: its text is missing.")
    parts = related(archive, main)
    body = _Body(document, archive, parts)
    body.read(archive.read(main), "paragraph")
    body.tell()
    for name, word in _NOTES.items():
        if part := archive.read(parts.parts.get(name, "")):
            _Body(document, archive, parts, kind=Kind.NOTE).read(part, word)
    if any(parts.parts.get(name, "") in archive for name in ("header", "footer")):
        document.findings.append(info("", "The headers and footers of the pages are left out."))
    return document


class _Paragraph:
    """A paragraph that is open: its lines so far, and what its properties say."""

    def __init__(self) -> None:
        self.lines = [BlockText()]
        self.style = self.list_id = ""
        self.list_depth = self.outline = 0
        # Text boxes that hang on it, told after it.
        self.boxes: list[Block] = []


class _Body:
    """Walks one part. Paragraphs nest: a text box stands inside the one it hangs on."""

    wanted = frozenset(
        {
            "w:pStyle", "w:numId", "w:ilvl", "w:outlineLvl", "w:b", "w:i", "w:vanish", "w:rStyle",
            "w:hyperlink", "w:footnote", "w:endnote",
        }
    )  # fmt: skip

    def __init__(
        self, document: Document, archive: Archive, parts: Related, kind: Kind = Kind.PARAGRAPH
    ) -> None:
        self.document, self.kind, self.links = document, kind, parts.links
        self.styles = read_styles(archive.read(parts.parts.get("styles", "")))
        self.lists = read_lists(archive.read(parts.parts.get("numbering", "")))
        self.tables = Tables(document.add)
        self.open: list[_Paragraph] = []
        self.counts: Counter[str] = Counter()
        self.skipped = self.number = 0
        self.is_in_text = self.is_hidden = False
        self.is_in_run = False
        self.styling: dict[MarkKind, str] = {}
        self.link = ""
        self.word = ""
        self._starts: dict[str, Callable[[str, Attributes], None]] = {
            "w:p": self._start_paragraph,
            "w:r": self._start_run,
            "w:hyperlink": self._start_link,
            "w:br": self._break,
            "w:cr": self._break,
            "w:sym": lambda _name, _attributes: self.text_of("•"),
            **dict.fromkeys(("w:b", "w:i", "w:vanish", "w:rStyle"), self._run_property),
            **dict.fromkeys(("w:pStyle", "w:numId", "w:ilvl", "w:outlineLvl"), self._property),
            **dict.fromkeys(("w:footnote", "w:endnote"), self._start_note),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self._end_paragraph,
            "w:hyperlink": self._end_link,
            "w:tbl": self.tables.end_table,
            "w:tr": self.tables.end_row,
            "w:tc": self.tables.end_cell,
        }

    def read(self, part: bytes, word: str) -> None:
        """Add the part's blocks; ``word`` names their places: "paragraph 12"."""
        self.word = word
        walk(part, self, PREFIXES)

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if name in _COUNTED and (not self.skipped or name in _TRACKED):
            self.counts[_COUNTED[name]] += 1
        if self.skipped or name in _PASSED_OVER:
            self.skipped += 1
            return
        self.is_in_text = name in _TEXTS
        if name in self._starts:
            self._starts[name](name, attributes)
        elif name in _GAPS:
            self.text_of(_GAPS[name])
        elif name in _ROWS:
            self.tables.start(name)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.is_in_text = False
        if self.skipped:
            self.skipped -= 1
        elif name in self._ends:
            self._ends[name]()
        elif name == "w:r":
            self.is_in_run, self.is_hidden = False, False

    def text(self, text: str) -> None:
        """Take characters; most of them are white space between elements."""
        if self.is_in_text and not self.skipped:
            self.text_of(text)

    def _start_paragraph(self, _name: str, _attributes: Attributes) -> None:
        self.open.append(_Paragraph())

    def _start_note(self, _name: str, attributes: Attributes) -> None:
        """Separators stand among the notes as notes of a type; they have no text of their own."""
        if attributes.get("w:type"):
            self.skipped = 1

    def _property(self, name: str, attributes: Attributes) -> None:
        if not self.open or self.is_in_run:
            return
        value, paragraph = attributes.get("w:val", ""), self.open[-1]
        if name == "w:pStyle":
            paragraph.style = value
        elif name == "w:numId":
            paragraph.list_id = value
        elif value.isdecimal() and name == "w:ilvl":
            paragraph.list_depth = min(int(value), 8)
        elif value.isdecimal() and int(value) < 9:
            paragraph.outline = int(value) + 1

    def _start_run(self, _name: str, _attributes: Attributes) -> None:
        self.is_in_run, self.is_hidden, self.styling = True, False, {}

    def _run_property(self, name: str, attributes: Attributes) -> None:
        if not self.is_in_run:  # then it is of the mark at the paragraph's end, which is no text
            return
        value = attributes.get("w:val", "")
        if name == "w:vanish":
            self.is_hidden = not is_off(value)
        elif name == "w:rStyle":
            for style in self.styles.chain(value):
                self._style(MarkKind.STRONG, is_on=style.is_strong)
                self._style(MarkKind.EM, is_on=style.is_em)
        else:
            kind = MarkKind.STRONG if name == "w:b" else MarkKind.EM
            self.styling.pop(kind, None)
            self._style(kind, is_on=not is_off(value))

    def _style(self, kind: MarkKind, *, is_on: bool) -> None:
        if is_on:
            self.styling[kind] = ""

    def _start_link(self, _name: str, attributes: Attributes) -> None:
        self.link = self.links.get(attributes.get("r:id", ""), "")

    def _end_link(self) -> None:
        self.link = ""

    def _break(self, _name: str, _attributes: Attributes) -> None:
        if self.open:
            self.open[-1].lines.append(BlockText())

    def text_of(self, text: str) -> None:
        if not self.open:
            return
        if self.is_hidden:
            self.counts["hidden"] += 1
            return
        styles: tuple[Style, ...] = tuple(self.styling.items())
        if self.link:
            styles = (*styles, (MarkKind.LINK, self.link))
        self.open[-1].lines[-1].add(text, styles)

    def _end_paragraph(self) -> None:
        paragraph = self.open.pop()
        blocks = [*self._blocks(paragraph), *paragraph.boxes]
        if self.open:
            self.open[-1].boxes += blocks
            return
        for block in blocks:
            self.tables.add(block)

    def _blocks(self, paragraph: _Paragraph) -> list[Block]:
        if not any(line.text for line in paragraph.lines):
            return []
        self.number += 1
        kind, level, label = self._nature(paragraph)
        place = f"{self.word} {self.number}"
        blocks = folded([line.block(place, kind, level=level) for line in paragraph.lines])
        first, rest = blocks[0], blocks[1:]
        return [Block(first.text, place, kind, level, label, first.marks), *rest]

    def _nature(self, paragraph: _Paragraph) -> tuple[Kind, int, str]:
        """Return what a paragraph is; an item's label is counted on."""
        styles, style = self.styles, paragraph.style
        label, depth = self._label(paragraph)
        if self.kind is not Kind.PARAGRAPH:
            return self.kind, 0, label
        if styles.is_contents(style):
            return Kind.CONTENTS, 0, label
        if styles.is_named(style, "title"):
            return Kind.TITLE, 0, label
        if level := paragraph.outline or styles.heading_level(style):
            return Kind.HEADING, level, label
        if styles.is_named(style, "subtitle"):
            return Kind.HEADING, 9, label
        return (Kind.ITEM, depth + 1, label) if label else (Kind.PARAGRAPH, 0, "")

    def _label(self, paragraph: _Paragraph) -> tuple[str, int]:
        list_id, depth = paragraph.list_id, paragraph.list_depth
        if not list_id:
            list_id, style_depth = self.styles.list_of(paragraph.style)
            depth = depth or style_depth
        if not list_id or list_id == NO_LIST:
            return "", 0
        return self.lists.next_label(list_id, depth), depth

    def tell(self) -> None:
        """Add a finding for each kind of thing that was left out or taken as it stands."""
        counts, add = self.counts, self.document.findings.append
        if pictures := counted(counts, "picture", "picture", "pictures"):
            add(warning("", f"{pictures} left out: a lesson has text only."))
        if counts["deleted"]:
            add(info("", "Tracked changes: deleted text was left out."))
        if counts["inserted"]:
            add(info("", "Tracked changes: inserted text was kept."))
        if comments := counted(counts, "comment", "comment", "comments"):
            add(info("", f"{comments} in the margin left out."))
        if counts["hidden"]:
            add(warning("", "Text that Word hides was left out."))
        if formulas := counted(counts, "formula", "formula", "formulas"):
            add(warning("", f"{formulas} taken as plain text: look whether they can be read."))

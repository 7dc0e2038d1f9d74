"""Read a timeline's table: which columns it has, which rows are events, what is left out.

Nothing here knows a lesson; ``lessons.domain.sheet_plan`` holds the rows against one. A table
that TimelineJS was fed with is taken too: it has no EDTF and no Id column, and its texts may be
HTML.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lessons.importing.sheet_columns import BY_KEY, LEFT_OUT, column_key
from studyhub.web.tables import Row, read_table

_SKIPPED = {
    "title": "A title slide is no event, so it is left out.",
    "era": "An era is no event, so it is left out. Write it as an event with an end to keep it.",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})((?:\s[^<>]{0,2000})?)/?>")
_HREF = re.compile(r"href\s*=\s*[\"']([^\"']*)")
_BREAKING = frozenset({"br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote"})
_PLAIN = frozenset({"a", "b", "i", "u", "em", "strong", "span", "small", "sup", "sub", "font"})
_MAX_NAME = 40


@dataclass(frozen=True)
class SheetFinding:
    """Something about a line of the table (0: the whole). A fault stands in the way."""

    line: int
    sentence: str
    is_fault: bool


@dataclass(frozen=True)
class SheetRow:
    """An event's row. A column that is not among its ``cells`` says nothing about the event."""

    line: int
    cells: Mapping[str, str]


@dataclass
class Sheet:
    """The rows that are events, and what was found in reading them."""

    columns: list[str] = field(default_factory=list)
    rows: list[SheetRow] = field(default_factory=list)
    findings: list[SheetFinding] = field(default_factory=list)

    def note(self, line: int, sentence: str) -> None:
        """Tell of something that is left out or changed on the way."""
        self.findings.append(SheetFinding(line, sentence, is_fault=False))

    def fault(self, line: int, sentence: str) -> None:
        """Tell of something that must be mended first."""
        self.findings.append(SheetFinding(line, sentence, is_fault=True))

    @property
    def is_foreign(self) -> bool:
        """Tell whether this table never was one of ours."""
        return "EDTF" not in self.columns and "Id" not in self.columns


def read_sheet(text: str) -> Sheet:
    """Return the table's events; raises ``BadTable`` where it cannot be read at all."""
    head, *body = read_table(text)
    sheet = Sheet()
    sheet.columns = _columns(head, sheet)
    _check_columns(sheet)
    left_out: dict[str, list[int]] = {}
    for row in body:
        _take(row, sheet, left_out)
    for column, lines in left_out.items():
        sheet.note(0, f"{column} is not kept in a timeline here: {_counted(lines)} left out.")
    return sheet


def _columns(head: Row, sheet: Sheet) -> list[str]:
    """Name the columns in order; one that is not ours, or stands twice, is an empty name."""
    named: list[str] = []
    for cell in head.cells:
        name = BY_KEY.get(column_key(cell), "")
        shown = " ".join(cell.split())[:_MAX_NAME]
        if not name and shown:
            sheet.note(head.line, f"The column “{shown}” is not known here, so it is left out.")
        if name and name in named:
            sheet.fault(head.line, f"The column {name} stands twice.")
            name = ""
        named.append(name)
    return named


def _check_columns(sheet: Sheet) -> None:
    if "Headline" not in sheet.columns:
        sheet.fault(0, "There is no column Headline. The first row names the columns.")
    if "EDTF" not in sheet.columns and "Year" not in sheet.columns:
        sheet.fault(0, "There is neither a column EDTF nor a column Year, so there are no dates.")


def _take(row: Row, sheet: Sheet, left_out: dict[str, list[int]]) -> None:
    cells = {name: cell for name, cell in zip(sheet.columns, row.cells, strict=False) if name}
    kind = column_key(cells.get("Type", ""))
    if kind in _SKIPPED:
        sheet.note(row.line, _SKIPPED[kind])
        return
    if any(cell for cell in row.cells[len(sheet.columns) :]):
        sheet.fault(row.line, "This row has more cells than there are columns.")
        return
    if len(row.cells) < len(sheet.columns):
        sheet.note(row.line, "This row is shorter than the first: what it lacks stays as it is.")
    # A date is worded here from EDTF, so only a table of somebody else's loses words by it.
    for column in (*LEFT_OUT, "Display Date") if sheet.is_foreign else LEFT_OUT:
        if cells.get(column):
            left_out.setdefault(column, []).append(row.line)
    sheet.rows.append(SheetRow(row.line, _without_html(cells, row.line, sheet)))


def _without_html(cells: dict[str, str], line: int, sheet: Sheet) -> dict[str, str]:
    if not sheet.is_foreign:
        return cells
    plain = dict(cells)
    for name in ("Headline", "Text"):
        if name in cells:
            plain[name] = plain_text(cells[name])
    if plain != cells:
        sheet.note(line, "The text was HTML; its words are kept, its formatting is not.")
    return plain


def plain_text(text: str) -> str:
    """Return the words of a text with formatting tags; an address is kept beside its link.

    Tags that do not format stay as they stand: they are text here, as everywhere.
    """
    address = ""

    def replaced(tag: re.Match[str]) -> str:
        nonlocal address
        closes, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3)
        if name in _BREAKING:
            return "\n"
        if name not in _PLAIN:
            return tag.group(0)
        if name != "a":
            return ""
        found = _HREF.search(rest)
        said = f" ({address})" if closes and address else ""
        address = found.group(1) if found else ""
        return said

    lines = html.unescape(_TAG.sub(replaced, text)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _counted(lines: Sequence[int]) -> str:
    return "1 row has it and it is" if len(lines) == 1 else f"{len(lines):,} rows have it and it is"

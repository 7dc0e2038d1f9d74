"""Tables as CSV, out and in: inert for the program that opens one, bounded for ours.

``workbooks`` does the same for XLSX, with the same ``safe_cell``.

Out, a text that a spreadsheet would run as a formula gets an apostrophe before it; in, the
apostrophe comes off again, so that a table that went out comes back as it was. Numbers stay
numbers, minus sign and all. Control characters that no spreadsheet takes go out as U+FFFD.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from studyhub.web.text import has_forbidden_characters, with_plain_line_breaks

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5000
MAX_COLUMNS = 100
MAX_CELL = 100_000

_BOM = "\ufeff"
_DELIMITERS = (",", ";", "\t")
# What begins a formula somewhere, half and full width. An apostrophe that stands before one
# already gets company too, or the way back would take it for ours.
_ACTIVE = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# What XML cannot hold, and so no workbook; line ends and the tab are not among them.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"

Cell = str | int | Decimal | None


class BadTable(ValueError):
    """The file cannot be read as a table; ``str()`` is a sentence, ``status`` the answer's."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Row:
    """A row with its cells as text; ``line`` is the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


def safe_cell(value: Cell) -> str | int | Decimal:
    """Return a cell that opens as what it is: a number as a number, a text as a text."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return value
    value = _UNKEEPABLE.sub(_REPLACEMENT, value)
    return f"'{value}" if _ACTIVE.match(value) else value


def plain_cell(text: str) -> str:
    """Return what a cell was before ``safe_cell``."""
    return text[1:] if _GUARDED.match(text) else text


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV with commas, in UTF-8 with a mark at the beginning, which Excel needs."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([safe_cell(cell) for cell in row] for row in rows)
    return (_BOM + file.getvalue()).encode()


def decoded(content: bytes, *, most: int = MAX_BYTES) -> str:
    """Return the text of an uploaded table of at most ``most`` bytes.

    UTF-8, or UTF-16 with its mark; anything else would have to be guessed and is refused.
    """
    if len(content) > most:
        raise too_large("file", most)
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    try:
        return content.decode(encoding).removeprefix(_BOM)
    except UnicodeDecodeError:
        raise BadTable(
            "This file is not in UTF-8. Save it again, as “CSV UTF-8”, and try once more."
        ) from None


def read_table(text: str, *, most: int = MAX_BYTES) -> list[Row]:
    """Return the rows of a CSV text, empty ones left out; the first holds the columns' names.

    Commas, semicolons or tabs part the cells, whichever the first line has most of. Raises
    ``BadTable`` past the bounds above, at a quote that is never closed, and at NUL.
    """
    text = text.removeprefix(_BOM)
    if has_forbidden_characters(text):
        raise BadTable("This file contains a NUL character, so it is no table of text.")
    if len(text.encode()) > most:
        raise too_large("table", most)
    rows = _rows(text)
    if not rows:
        raise BadTable("This file is empty.")
    return rows


def too_large(what: str, most: int) -> BadTable:
    """Return the fault of a file past its bound, with the status for it."""
    return BadTable(f"This {what} is larger than {most // (1024 * 1024)} MB.", status=413)


def _rows(text: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(table_row(line, cells))
            check_number(rows)
            line = reader.line_num + 1
    except csv.Error:
        raise BadTable(
            f"The row that begins on line {line} cannot be read: a quotation mark is not closed "
            "or stands in the wrong place, or a cell is far too long."
        ) from None
    return rows


def table_row(line: int, cells: Sequence[str]) -> Row:
    """Return a row as it is read, its cells trimmed and without our apostrophes; bounded."""
    if len(cells) > MAX_COLUMNS:
        raise BadTable(f"Line {line} has {len(cells):,} cells; {MAX_COLUMNS} are the most.")
    if any(len(cell) > MAX_CELL for cell in cells):
        raise BadTable(f"A cell on line {line} has more than {MAX_CELL:,} characters.")
    return Row(line, tuple(plain_cell(with_plain_line_breaks(cell).strip()) for cell in cells))


def check_number(rows: Sequence[Row]) -> None:
    """Raise ``BadTable`` past the number of rows, the line of names not counted."""
    if len(rows) > MAX_ROWS + 1:
        raise BadTable(f"This table has more than {MAX_ROWS:,} rows.")


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)

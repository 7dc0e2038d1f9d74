"""Tables as XLSX, out and in, by the same rules as CSV in ``tables``.

A workbook that comes in is believed in nothing: it is a zip, so what it says of its own sizes is
checked before anything is unpacked, and only the cells' values of the first sheet are read. No
formula is worked out, no link followed.
"""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from studyhub.web.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    BadTable,
    Cell,
    Row,
    check_number,
    safe_cell,
    table_row,
    too_large,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_XLSX_BYTES = 8 * 1024 * 1024
_MAX_ENTRIES = 200
_MAX_TOTAL = 48 * 1024 * 1024
_MAX_RATIO = 200
_SMALL = 1024 * 1024
# The most that a cell of a workbook can hold.
MAX_TEXT = 32_767
_CUT = " … (cut here: a cell holds no more; the CSV has all of it)"
_ZIP_MARK = b"PK\x03\x04"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, ValueError,
    KeyError, IndexError, TypeError, AttributeError, EOFError, OSError, ParseError,
    DefusedXmlException, InvalidFileException,
)  # fmt: skip
_NOT_READ = "This is not an XLSX workbook that can be read. Save it again, or save it as CSV."


def xlsx_bytes(rows: Iterable[Sequence[Cell]], *, title: str, widths: Sequence[int] = ()) -> bytes:
    """Return rows as a workbook of one sheet; the first row, the columns' names, stays in view.

    Texts longer than a cell can hold are cut, and say so. ``title`` must be a plain word.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, is_name=number == 0) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value: Cell, *, is_name: bool) -> WriteOnlyCell:
    safe = safe_cell(value)
    if isinstance(safe, str) and len(safe) > MAX_TEXT:
        safe = safe[: MAX_TEXT - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, safe if safe != "" else None)
    if isinstance(safe, str) and safe:
        cell.data_type = "s"  # or a text such as "#N/A" would go out as an error
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(safe, str))
    if is_name:
        cell.font = Font(bold=True)
    return cell


def is_workbook(content: bytes) -> bool:
    """Tell whether an upload is a zip, as every XLSX is."""
    return content.startswith(_ZIP_MARK)


def read_workbook(content: bytes) -> list[Row]:
    """Return the rows of a workbook's first sheet as ``read_table`` does, with the same bounds.

    Empty cells at the end of a row are left out.
    """
    if len(content) > MAX_XLSX_BYTES:
        raise too_large("file", MAX_XLSX_BYTES)
    try:
        _check_zip(content)
        rows = _rows(content)
    except BadTable:
        raise
    except _BROKEN:
        raise BadTable(_NOT_READ) from None
    if not rows:
        raise BadTable("This file is empty.")
    return rows


def _check_zip(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL:
        raise BadTable("This workbook is too large to be read.", status=413)
    for entry in entries:
        is_bomb = entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > _SMALL and is_bomb:
            raise BadTable("This workbook would unpack to far too much.", status=413)


def _rows(content: bytes) -> list[Row]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    rows: list[Row] = []
    bounds = {"max_row": MAX_ROWS + 2, "max_col": MAX_COLUMNS, "values_only": True}
    for line, values in enumerate(book.worksheets[0].iter_rows(**bounds), start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            rows.append(table_row(line, cells))
        check_number(rows)
    book.close()
    return rows


def _text(value) -> str:
    """Return a cell's value as it would be typed: 5.5, not 5.50 or a float's tail."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return a few columns of a table that was read as CSV, for a page to carry along."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue()

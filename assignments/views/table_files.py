"""Tables as files that a page hands out: CSV, or a workbook where that was asked for."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from studyhub.web.downloads import download
from studyhub.web.tables import Cell, csv_bytes
from studyhub.web.workbooks import XLSX, xlsx_bytes


def chosen_form(request: HttpRequest) -> str:
    """Return "xlsx" or "csv", whichever button was pressed."""
    return "xlsx" if request.POST.get("form") == "xlsx" else "csv"


def table_file(
    rows: Sequence[Sequence[Cell]], *, form: str, stem: str, title: str, widths: Sequence[int] = ()
) -> HttpResponse:
    """Return the table as a file named ``stem``; ``title`` names the workbook's sheet."""
    if form == "xlsx":
        content = xlsx_bytes(rows, title=title, widths=widths)
        return download(content, stem=stem, suffix=".xlsx", content_type=XLSX)
    return download(
        csv_bytes(rows), stem=stem, suffix=".csv", content_type="text/csv; charset=utf-8"
    )

"""The form for an offline worksheet: a file at first, its rows once it was read."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assignments.importing.offline_worksheet import Given, carried, read_rows
from studyhub.people.forms.desk import DeskForm
from studyhub.web.tables import BadTable, decoded, read_table
from studyhub.web.workbooks import MAX_XLSX_BYTES, csv_text, is_workbook, read_workbook

_MAX_BYTES = MAX_XLSX_BYTES


class WorksheetForm(DeskForm):
    """A filled-in worksheet.

    ``rows`` carries what a file that was read says, so that confirming needs no second upload; a
    file that is sent as well takes its place.
    """

    file = forms.FileField(
        label="Filled-in worksheet",
        required=False,
        allow_empty_file=True,
        help_text="XLSX, or CSV in UTF-8, at most 8 MB and 5,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,text/csv"}),
    )
    rows = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"hidden": True})
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.status = 200
        self.given: list[Given] = []

    def clean(self) -> dict:
        """Read the file, or what the page carried, into ``given``."""
        values = self.cleaned_data
        upload, text = values.get("file"), values.get("rows", "")
        if upload is None and not text:
            if not self.errors:
                self.add_error("file", "Choose a file.")
            return values
        try:
            self.given = _read(upload, text)
        except BadTable as bad:
            self.status = bad.status
            self.add_error("file", str(bad))
        return values

    def following(self) -> WorksheetForm:
        """Return the form for the next step, which carries what was read."""
        return WorksheetForm(initial={"rows": csv_text(carried(self.given))})


def _read(upload: UploadedFile | None, text: str) -> list[Given]:
    if upload is None:
        return read_rows(read_table(text))
    content = upload.read(_MAX_BYTES + 1)
    if is_workbook(content):
        return read_rows(read_workbook(content))
    return read_rows(read_table(decoded(content, most=_MAX_BYTES), most=_MAX_BYTES))

"""The form for a timeline's table: a file at first, its text once it was read."""

from __future__ import annotations

from django import forms

from lessons.domain.sheet_cells import Defaults
from lessons.forms.events import Offered
from studyhub.people.forms.desk import DeskForm
from studyhub.web.tables import MAX_BYTES, BadTable, decoded


class SheetForm(DeskForm):
    """What the table is held against.

    ``sheet`` carries the text of a file that was read, so that confirming the plan needs no
    second upload; a file that is sent as well takes its place.
    """

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="CSV in UTF-8, at most 2 MB and 5,000 rows, with commas, semicolons or tabs.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    sheet = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"hidden": True})
    )
    theme = forms.ChoiceField(
        label="Theme of rows that name none", required=False,
        error_messages={"invalid_choice": "Choose from the themes of this lesson."},
    )  # fmt: skip
    source = forms.ChoiceField(
        label="Source of rows that name none", required=False,
        error_messages={"invalid_choice": "Choose from the sources of this lesson."},
    )  # fmt: skip

    def __init__(self, *args, offered: Offered, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.status = 400
        none = [("", "None: say so in the plan")]
        self.fields["source"].choices = [*none, *offered.sources]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [*none, *offered.themes]  # type: ignore[attr-defined]
        if not offered.themes:
            del self.fields["theme"]

    def clean(self) -> dict:
        """Read the file's text into ``sheet``; ask for a file where neither is there."""
        values = self.cleaned_data
        upload = values.get("file")
        if upload is not None:
            try:
                values["sheet"] = decoded(upload.read(MAX_BYTES + 1))
            except BadTable as bad:
                self.refuse_table(bad)
        elif not values.get("sheet") and not self.errors:
            self.add_error("file", "Choose a file.")
        return values

    def refuse_table(self, bad: BadTable) -> None:
        """Show why the file is no table; the answer gets the status of the reason."""
        self.status = bad.status
        self.add_error("file", str(bad))

    @property
    def defaults(self) -> Defaults:
        """Return what was chosen for rows that name no theme or source."""
        return Defaults(
            theme=self.cleaned_data.get("theme", ""), source=self.cleaned_data.get("source", "")
        )

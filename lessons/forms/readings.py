"""The form for a reading."""

from __future__ import annotations

from django import forms

from lessons.domain.readings import LEVELS, ReadingContent
from lessons.forms.versioned import VersionedForm
from lessons.importing.shape import limit
from lessons.models import Reading
from studyhub.web.fields import ProseFormField, ShownNameFormField

NAMES = ("author", "title", "year", "publisher", "level", "note", "url")


def _line(label: str, name: str, *, required: bool = False, hint: str = ""):
    return ShownNameFormField(
        label=label, required=required, max_length=limit(Reading, name), help_text=hint
    )


class ReadingForm(VersionedForm):
    """A book or document that leads further."""

    author = _line("Author", "author", required=True)
    title = _line("Title", "title", required=True)
    year = _line("Year", "year", required=True)
    publisher = _line("Publisher", "publisher")
    level = forms.ChoiceField(label="For whom", choices=list(LEVELS.items()))
    note = ProseFormField(
        label="Note",
        required=False,
        max_length=limit(Reading, "note"),
        help_text="What it is good for, in a sentence or two.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    url = _line("Link", "url", hint="Begins with http:// or https://. You may leave it empty.")

    def content(self) -> ReadingContent:
        """Return what was typed."""
        return ReadingContent(**{name: self.cleaned_data[name] for name in NAMES})

"""The form for a source."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from lessons.domain.sources import CHECKED, SourceContent
from lessons.forms.versioned import VersionedForm
from lessons.importing.shape import limit
from lessons.models import Source
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ShownNameFormField

NAMES = ("title", "publisher", "year", "reference", "checked")


def line(label: str, name: str, *, required: bool = False, hint: str = "") -> ShownNameFormField:
    """Return a box for one line of a source, held to its column's limit."""
    return ShownNameFormField(
        label=label, required=required, max_length=limit(Source, name), help_text=hint
    )


def checked_field() -> forms.ChoiceField:
    """Return the choice of how a source was checked."""
    return forms.ChoiceField(label="How it was checked", choices=list(CHECKED.items()))


class SourceBoxes(DeskForm):
    """What is said of a source."""

    names: ClassVar = NAMES

    title = line("Title", "title", required=True, hint="With the author, where there is one.")
    publisher = line("Publisher or institution", "publisher")
    year = line("Year", "year")
    reference = line("Reference", "reference", hint="A web address, an archive number, a page.")
    checked = checked_field()

    def content(self) -> SourceContent:
        """Return what was typed."""
        return SourceContent(**{name: self.cleaned_data[name] for name in NAMES})


class SourceForm(VersionedForm, SourceBoxes):
    """A source of a lesson, a new one or a present one."""

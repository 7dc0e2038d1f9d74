"""The sources an event rests on: rows to choose from the lesson's, and one new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lessons.domain.events import NewSource
from lessons.domain.sources import SourceContent
from lessons.forms.events import ONE_OF_THESE, Offered
from lessons.forms.sources import NAMES, checked_field, line
from lessons.importing.pack import SourceUse
from lessons.importing.shape import limit
from lessons.models import EventSource
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ShownNameFormField
from studyhub.web.quiet_form import QuietForm

MORE = 3
MAX_ROWS = 60


def locator_field() -> ShownNameFormField:
    """Return the box for the place within a source."""
    return ShownNameFormField(
        label="Where in it", required=False, max_length=limit(EventSource, "locator")
    )


class SourceRow(QuietForm, DeskForm):
    """A source of the lesson and where in it. Without a source it is no row."""

    source = forms.ChoiceField(
        label="Source",
        required=False,
        error_messages={"invalid_choice": ONE_OF_THESE.format("sources")},
    )
    locator = locator_field()

    def __init__(self, *args, offered: Offered, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", "None"), *offered.sources]  # type: ignore[attr-defined]

    def clean(self) -> dict:
        """Ask for the source of a place that was typed."""
        values = self.cleaned_data
        if values.get("locator") and not values.get("source") and not self.errors:
            self.add_error("source", "Choose the source this place is in.")
        return values

    def use(self) -> SourceUse | None:
        """Return the source with its place; None for an empty row."""
        key = self.cleaned_data.get("source", "")
        return SourceUse(key, self.cleaned_data.get("locator", "")) if key else None


class _Rows(forms.BaseFormSet):
    """The rows in their order, with blank ones at the end."""

    def uses(self) -> tuple[SourceUse, ...]:
        """Return what the rows hold, empty ones left out."""
        found = [row.use() for row in self.forms]
        return tuple(use for use in found if use is not None)


# django-stubs cannot see that ``formset=`` is the base.
SourceRows: Any = forms.formset_factory(
    SourceRow, formset=_Rows, extra=1, max_num=MAX_ROWS, absolute_max=MAX_ROWS + MORE,
    validate_max=True,
)  # fmt: skip


class NewSourceForm(QuietForm, DeskForm):
    """A source that the lesson does not have yet. Without a title it is none."""

    title = line("Title", "title")
    publisher = line("Publisher or institution", "publisher")
    year = line("Year", "year")
    reference = line("Reference", "reference", hint="A web address, an archive number, a page.")
    checked = checked_field()
    locator = locator_field()

    def clean(self) -> dict:
        """Ask for the title of a source of which anything else was typed."""
        values = self.cleaned_data
        typed = any(values.get(name) for name in ("publisher", "year", "reference", "locator"))
        if typed and not values.get("title") and "title" not in self.errors:
            raise ValidationError({"title": "Give the new source its title."})
        return values

    @property
    def is_open(self) -> bool:
        """Tell whether something was typed, so that the page shows it unfolded."""
        return self.is_bound and any(
            self[name].value() for name in self.fields if name != "checked"
        )

    def new_source(self) -> NewSource | None:
        """Return the source; None where no title was typed."""
        values = self.cleaned_data
        if not values.get("title"):
            return None
        content = SourceContent(**{name: values[name] for name in NAMES})
        return NewSource(content, values["locator"])

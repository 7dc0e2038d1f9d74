"""The form for a school's grade scale: a name, and rows of percent and label."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField

from studyhub.people.domain.grade_scale import Scale
from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import GradeBand, GradeScale
from studyhub.people.models.grade_scale import MAX_BANDS
from studyhub.web.fields import ShownNameFormField


class GradeScaleForm(DeskForm):
    """Empty rows are left out; a half-filled one says what it lacks."""

    name = ShownNameFormField(
        label="Name of the scale",
        required=False,
        max_length=GradeScale._meta.get_field("name").max_length,
        help_text="For example “Letter grades”. You may leave it empty.",
    )
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, scale: Scale, **kwargs) -> None:
        initial = {"name": scale.name, "based_on": scale.version}
        for place, (percent, label) in enumerate(scale.bands):
            initial |= {f"from_{place}": percent, f"label_{place}": label}
        super().__init__(*args, initial=initial, **kwargs)
        for place in range(MAX_BANDS):
            self._add_row(place)

    def _add_row(self, place: int) -> None:
        self.fields[f"from_{place}"] = forms.IntegerField(
            label=f"From percent, row {place + 1}", required=False, min_value=0, max_value=100
        )
        self.fields[f"label_{place}"] = ShownNameFormField(
            label=f"Is called, row {place + 1}",
            required=False,
            max_length=GradeBand._meta.get_field("label").max_length,
        )
        for name in (f"from_{place}", f"label_{place}"):
            self.fields[name].widget.attrs["class"] = "control"

    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Return the boxes row by row, for the table."""
        for place in range(MAX_BANDS):
            yield self[f"from_{place}"], self[f"label_{place}"]

    def clean(self) -> dict:
        """Ask for the other half of a row that has only one."""
        for place in range(MAX_BANDS):
            percent, label = self._row(place)
            if percent is None and label:
                self.add_error(f"from_{place}", "Say from which percent.")
            if percent is not None and not label:
                self.add_error(f"label_{place}", "Say what it is called.")
        return self.cleaned_data

    def _row(self, place: int) -> tuple[int | None, str]:
        values = self.cleaned_data
        return values.get(f"from_{place}"), values.get(f"label_{place}", "")

    @property
    def bands(self) -> list[tuple[int, str]]:
        """Return the rows that were filled in."""
        rows = (self._row(place) for place in range(MAX_BANDS))
        return [(percent, label) for percent, label in rows if percent is not None]

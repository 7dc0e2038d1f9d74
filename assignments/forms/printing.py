"""What is to be printed of a lesson; a GET form, so that the address says it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import Http404, QueryDict

from assignments.domain.material.worksheet import Lines, Sheet

PARTS = [("essay", "The essay"), ("timeline", "The timeline"), ("questions", "The questions")]


class PrintForm(forms.Form):
    """Parts of the lesson, whose questions, and room for writing.

    Anything that is not among the choices counts as not chosen, and what is not chosen is as
    usual: everything, the first sheet, lines by points. Only a sheet that this person has not is
    not found, like any other address.
    """

    part = forms.MultipleChoiceField(
        label="Print", choices=PARTS, widget=forms.CheckboxSelectMultiple, required=False
    )
    sheet = forms.ChoiceField(label="Questions", required=False)
    lines = forms.ChoiceField(
        label="Lines for writing", choices=Lines.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: QueryDict, sheets: Sequence[Sheet]) -> None:
        self._sheets: Mapping[str, Sheet] = {sheet.key: sheet for sheet in sheets}
        super().__init__(self._as_usual(data))
        if not sheets:
            del self.fields["sheet"], self.fields["lines"]
            self._field("part").choices = PARTS[:2]
            return
        self._field("sheet").choices = [(sheet.key, sheet.title) for sheet in sheets]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (see the fields above)
        return field

    def _as_usual(self, data: QueryDict) -> dict[str, list[str] | str]:
        known = [name for name, _label in PARTS]
        parts = [name for name in known if name in data.getlist("part")]
        sheet = data.get("sheet", "") or next(iter(self._sheets), "")
        if sheet and sheet not in self._sheets:
            raise Http404
        lines = data.get("lines", "")
        return {
            "part": parts or known,
            "sheet": sheet,
            "lines": lines if lines in Lines.values else Lines.BY_POINTS,
        }

    @property
    def parts(self) -> list[str]:
        """Return the names of the parts to print."""
        return [name for name in self.data["part"] if name != "questions" or self._sheets]

    @property
    def chosen_sheet(self) -> Sheet | None:
        """Return whose questions, None where there are none to print."""
        return self._sheets.get(self.data["sheet"])

    @property
    def chosen_lines(self) -> Lines:
        """Return how much room an answer gets."""
        return Lines(self.data["lines"])

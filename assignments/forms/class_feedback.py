"""The whole-class feedback sheet, and the list of mistakes that can be put into it."""

from collections.abc import Sequence

from django import forms

from assignments.domain.feedback_draft import Mistake
from assignments.forms.question_sets import token_field
from assignments.models import ClassFeedback
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField

_ROWS = 22
_MOST_STUDENTS = 999


class FeedbackForm(DeskForm):
    """The text with the version it is based on, 0 for none."""

    text = ProseFormField(
        label="Text for the class",
        required=False,
        max_length=ClassFeedback._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": _ROWS}),
        help_text="# begins a heading, - a point of a list, > a line you quote. Leave out names.",
    )
    based_on = token_field()


class MistakesForm(forms.Form):
    """For each mistake that the guides name: whether to put it in, and how often you met it."""

    def __init__(self, mistakes: Sequence[Mistake], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.mistakes = mistakes
        for mistake in mistakes:
            self.fields[mistake.key] = forms.BooleanField(required=False)
            self.fields[f"{mistake.key}-count"] = forms.IntegerField(
                required=False, min_value=0, max_value=_MOST_STUDENTS
            )

    @property
    def rows(self) -> list[tuple[Mistake, forms.BoundField, forms.BoundField]]:
        """Return each mistake with its box and its number."""
        return [(row, self[row.key], self[f"{row.key}-count"]) for row in self.mistakes]

    def chosen(self) -> list[tuple[Mistake, int]]:
        """Return what is ticked, with the number typed, 0 for none; call once it is valid."""
        return [
            (row, self.cleaned_data.get(f"{row.key}-count") or 0)
            for row in self.mistakes
            if self.cleaned_data.get(row.key)
        ]

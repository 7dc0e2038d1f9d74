"""The whole-class feedback sheet, and the mistakes and lines that can be put into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from assignments.domain.overview.class_tags import Line
from assignments.domain.overview.feedback_draft import Mistake
from assignments.forms.question_sets import token_field
from assignments.models import ClassFeedback
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField

_ROWS = 22
_MOST_STUDENTS = 999


@dataclass(frozen=True)
class MistakeGroup:
    """The mistakes of one question."""

    label: str
    rows: list[tuple[Mistake, forms.BoundField, forms.BoundField]]

    @property
    def is_open(self) -> bool:
        """Tell whether something was ticked or typed here."""
        return any(box.value() or count.value() for _mistake, box, count in self.rows)


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
    """For each mistake that the guides name: whether to put it in, and how often you met it.

    ``counts`` are those that were tagged, by key, to begin with. ``lines`` are ticked only.
    """

    def __init__(
        self,
        mistakes: Sequence[Mistake],
        data=None,
        *,
        lines: Sequence[Line] = (),
        counts: Mapping[str, int] | None = None,
    ) -> None:
        initial = {f"{key}-count": count for key, count in (counts or {}).items()}
        super().__init__(data, initial=initial)
        self.mistakes, self.lines = mistakes, lines
        for key in [row.key for row in mistakes] + [line.key for line in lines]:
            self.fields[key] = forms.BooleanField(required=False)
        for mistake in mistakes:
            self.fields[f"{mistake.key}-count"] = forms.IntegerField(
                required=False, min_value=0, max_value=_MOST_STUDENTS
            )

    @property
    def line_boxes(self) -> list[tuple[Line, forms.BoundField]]:
        """Return the lines, each with its box."""
        return [(line, self[line.key]) for line in self.lines]

    def chosen_lines(self) -> list[Line]:
        """Return the lines that are ticked; call once it is valid."""
        return [line for line in self.lines if self.cleaned_data.get(line.key)]

    @property
    def groups(self) -> list[MistakeGroup]:
        """Return the mistakes by question, each with its box and its number."""
        found: dict[str, MistakeGroup] = {}
        for row in self.mistakes:
            group = found.setdefault(row.label, MistakeGroup(row.label, []))
            group.rows.append((row, self[row.key], self[f"{row.key}-count"]))
        return list(found.values())

    def chosen(self) -> list[tuple[Mistake, int]]:
        """Return what is ticked, with the number typed, 0 for none; call once it is valid."""
        return [
            (row, self.cleaned_data.get(f"{row.key}-count") or 0)
            for row in self.mistakes
            if self.cleaned_data.get(row.key)
        ]

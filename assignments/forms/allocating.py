"""Allocate grading: to whom, and which questions, students, or both."""

from collections.abc import Iterable, Sequence

from django import forms

from assignments.models import Question
from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import Enrollment, User

_ELSEWHERE = "Choose from those who teach or assist in this class."


def _marker_choices(markers: Iterable[Enrollment]) -> list[tuple[str, str]]:
    return [(row.user_id, f"{row.user.full_name}, {row.get_role_display()}") for row in markers]


class AllocateForm(DeskForm):
    """One marker, and what they are to grade."""

    refused_fields = {"nothing": "questions"}

    grader = forms.ChoiceField(label="Marker", error_messages={"invalid_choice": _ELSEWHERE})
    questions = forms.MultipleChoiceField(
        label="Questions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every question of the students below.",
        error_messages={"invalid_choice": "Tick questions of this assignment only."},
    )
    students = forms.MultipleChoiceField(
        label="Students",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every student, also those who join later.",
        error_messages={"invalid_choice": "Tick students of this class only."},
    )

    def __init__(
        self,
        markers: Sequence[Enrollment],
        questions: Sequence[Question],
        students: Sequence[User],
        *args,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._graders = {row.user_id: row.user for row in markers}
        self._questions = {row.pk: row for row in questions}
        self._students = {row.pk: row for row in students}
        for name, choices in (
            ("grader", _marker_choices(markers)),
            ("questions", [(row.pk, row.label) for row in questions]),
            ("students", [(row.pk, row.full_name) for row in students]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict:
        """Return the arguments for ``allocate``."""
        cleaned = self.cleaned_data
        return {
            "grader": self._graders[cleaned["grader"]],
            "questions": [self._questions[pk] for pk in cleaned["questions"]],
            "students": [self._students[pk] for pk in cleaned["students"]],
        }


class ShareForm(DeskForm):
    """Between whom the students are dealt out."""

    graders = forms.MultipleChoiceField(
        label="Markers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one marker.",
            "invalid_choice": _ELSEWHERE,
        },
    )

    def __init__(self, markers: Sequence[Enrollment], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._graders = {row.user_id: row.user for row in markers}
        self.fields["graders"].choices = _marker_choices(markers)  # type: ignore[attr-defined]

    def graders_chosen(self) -> list[User]:
        """Return who was ticked, in the order of the page."""
        ticked = set(self.cleaned_data["graders"])
        return [user for pk, user in self._graders.items() if pk in ticked]

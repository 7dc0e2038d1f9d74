"""Confirm returning, planning, calling off and taking back."""

from django import forms

from assignments.forms.times import moment_field
from studyhub.people.forms.desk import WHY_MAX, DeskForm, why_field
from studyhub.web.fields import ShownNameFormField


class ReturnForm(DeskForm):
    """Which work is to be returned, when, and what changed: ids among those the page offered.

    ``choices`` are the submissions of the page. With each comes its digest, ``seen-<id>``.
    """

    refused_fields = {"no_note": "note", "past": "when", "too_late": "when"}

    work = forms.MultipleChoiceField(
        error_messages={
            "required": "Choose at least one student.",
            "invalid_choice": "One of these has nothing to return any more. Choose again.",
        }
    )
    when = moment_field("Return at")
    note = ShownNameFormField(
        label="What changed",
        required=False,
        max_length=500,
        help_text="Needed where work had come back before. The student reads it above the points.",
    )

    def __init__(self, choices: list[str], *args, zone: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].help_text = (
            f"Leave it empty to return now. A time of the school, {zone}: until then students see "
            "nothing of it, and then the grading as it stands now."
        )
        self.fields["work"].choices = [(pk, pk) for pk in choices]  # type: ignore[attr-defined]

    def seen(self) -> dict[str, str]:
        """Return the digests that were confirmed, by submission; an unsent one is empty."""
        return {pk: str(self.data.get(f"seen-{pk}", "")) for pk in self.cleaned_data["work"]}


class TakeBackForm(DeskForm):
    """A reason for taking back."""

    refused_fields = {"no_reason": "reason"}

    reason = ShownNameFormField(
        label="Reason",
        max_length=WHY_MAX,
        help_text="Kept in the list of changes; the student is told only that you took it back.",
    )


class CallOffForm(DeskForm):
    """Calling off what is planned."""

    why = why_field("Kept in the list of changes. The student is told nothing.")

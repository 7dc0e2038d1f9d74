"""Confirm returning and taking back."""

from django import forms

from studyhub.people.forms.desk import WHY_MAX, DeskForm
from studyhub.web.fields import ShownNameFormField


class ReturnForm(forms.Form):
    """Which work is to be returned: ids among those the page offered, each with its digest.

    ``choices`` maps a submission's id to the digest of what the page shows now.
    """

    work = forms.MultipleChoiceField(
        error_messages={
            "required": "Choose at least one student.",
            "invalid_choice": "One of these has nothing to return any more. Choose again.",
        }
    )

    def __init__(self, choices: list[str], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
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

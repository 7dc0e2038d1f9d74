"""The fingerprint from a receipt, as somebody types it."""

from django import forms

from assignments.domain.answering.fingerprint import read_digits
from studyhub.access.refusal import Refusal
from studyhub.people.forms.desk import DeskForm


class ReceiptForm(DeskForm):
    """Takes digits in groups, and not all of them."""

    fingerprint = forms.CharField(
        label="Fingerprint",
        max_length=120,
        help_text="As it stands on the receipt, at least 8 digits. Spaces and dashes do not count.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )

    def clean_fingerprint(self) -> str:
        """Return the bare digits."""
        try:
            return read_digits(self.cleaned_data["fingerprint"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal

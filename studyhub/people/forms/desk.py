"""What the desk's forms have in common."""

from typing import ClassVar

from crispy_forms.helper import FormHelper
from django import forms

from studyhub.access.refusal import Refusal
from studyhub.web.fields import ShownNameFormField

WHY_MAX = 500


class DeskForm(forms.Form):
    """A form that a page wraps in its own ``<form>`` and that can take a verb's refusal."""

    # Which field a refusal's code belongs to; any other stands above the form.
    refused_fields: ClassVar[dict[str, str]] = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def refuse(self, refusal: Refusal) -> None:
        """Show the sentence of a refusal where the person can mend it."""
        field = self.refused_fields.get(refusal.code, refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


def why_field(help_text: str = "") -> ShownNameFormField:
    """Return the field for a reason, which is kept in the list of changes."""
    return ShownNameFormField(
        label="Reason",
        required=False,
        max_length=WHY_MAX,
        help_text=help_text or "Kept in the list of changes. You may leave it empty.",
    )


class WhyForm(DeskForm):
    """A confirmation with an optional reason."""

    why = why_field()

"""Model and form fields that carry the text policy, so no form can forget it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from studyhub.web.text import (
    has_forbidden_characters,
    shown_name,
    validate_shown_name,
    with_plain_line_breaks,
)


class ShownNameFormField(forms.CharField):
    """A one-line name that is shown to other people."""

    default_validators = [validate_shown_name]

    def to_python(self, value):
        """Return NFC with single spaces; line breaks stay in, so that they are refused."""
        value = super().to_python(value)
        return shown_name(value) if value else value


class ShownNameField(models.CharField):
    """The column behind ``ShownNameFormField``."""

    default_validators = [validate_shown_name]

    def formfield(self, **kwargs):
        """Use the form field with the same policy."""
        return super().formfield(**{"form_class": ShownNameFormField, **kwargs})


class ProseFormField(forms.CharField):
    """Text over several lines, kept as typed: not stripped, line breaks as LF.

    Refuses NUL and lone surrogates with a field error.
    """

    widget = forms.Textarea

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("strip", False)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        """Return the text with plain line breaks, before any length is measured."""
        return with_plain_line_breaks(super().to_python(value) or "")

    def validate(self, value) -> None:
        """Refuse what no database here can keep."""
        super().validate(value)
        if has_forbidden_characters(value):
            raise ValidationError("This text contains a character that cannot be kept.")

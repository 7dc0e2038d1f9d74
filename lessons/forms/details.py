"""The form for what a lesson says of itself."""

from __future__ import annotations

from django import forms

from lessons.domain.details import Details
from lessons.forms.versioned import VersionedForm
from lessons.importing.shape import limit
from lessons.models import Lesson
from studyhub.web.fields import ProseFormField, ShownNameFormField


class DetailsForm(VersionedForm):
    """Subtitle, summary and language."""

    subtitle = ShownNameFormField(
        label="Subtitle",
        required=False,
        max_length=limit(Lesson, "subtitle"),
        help_text="Stands below the title on the lesson's page.",
    )
    summary = ProseFormField(
        label="Summary",
        required=False,
        max_length=limit(Lesson, "summary"),
        help_text="Two or three sentences for the list of lessons.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.CharField(
        label="Language",
        max_length=limit(Lesson, "language"),
        help_text="The code of the language the essay is in: “en”, “de”, “pt-BR”. Screen "
        "readers go by it.",
        widget=forms.TextInput(
            attrs={"class": "short", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def details(self) -> Details:
        """Return what was typed."""
        return Details(**{name: self.cleaned_data[name] for name in vars(Details("", "", ""))})

"""The form for a pasted list of names."""

from django import forms

from studyhub.people.domain.roster_plan import MAX_CHARACTERS, MAX_LINES
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField
from studyhub.web.ids import ALPHABET, LENGTH


class RosterForm(DeskForm):
    """The list, and the token that makes a second sending of the same form harmless."""

    refused_fields = {"too_long": "names"}

    names = ProseFormField(
        label="Names, one on each line",
        max_length=MAX_CHARACTERS,
        help_text=f"At most {MAX_LINES} at a time. Write Given Family, or Family, Given, or paste "
        "two or three columns from a sheet: given name, family name, sign-in name.",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "autocomplete": "off"}),
    )
    token = forms.RegexField(f"^[{ALPHABET}]{{{LENGTH}}}$", widget=forms.HiddenInput)

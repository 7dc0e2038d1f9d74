"""Confirming that another's grading was read."""

from crispy_forms.layout import Field, Layout
from django import forms

from studyhub.people.forms.desk import WHY_MAX, DeskForm
from studyhub.web.fields import ShownNameFormField


class SecondLookForm(DeskForm):
    """``seen`` is the digest of what the page showed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    note = ShownNameFormField(
        label="Note",
        required=False,
        max_length=WHY_MAX,
        help_text="For those who grade; students never read it. You may leave it empty.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field("seen"), "note")

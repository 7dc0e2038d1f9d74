"""Write the school's honesty statement, or its next version."""

from django import forms

from assignments.models import HonestyStatement
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField

_MOST = HonestyStatement._meta.get_field("text").max_length


class HonestyForm(DeskForm):
    """The words, over the version that the page showed."""

    text = ProseFormField(
        label="The words students sign",
        max_length=_MOST,
        help_text="Short and in the students' own voice, such as: I wrote these answers myself.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    based_on = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, newest: HonestyStatement | None, data=None) -> None:
        initial = {
            "text": newest.text if newest else "",
            "based_on": newest.number if newest else 0,
        }
        super().__init__(data, initial=initial)

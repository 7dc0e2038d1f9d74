"""Writing about a returned answer, from both sides."""

from django import forms

from studyhub.people.forms.desk import DeskForm
from studyhub.web.ids import new_id


class ReplyForm(DeskForm):
    """A message. ``key`` makes sending the same page twice send once.

    The text is taken as it is; the verb refuses what is too long, so that it stays in the box.
    """

    refused_fields = {"too_long": "text", "blank": "text"}

    text = forms.CharField(strip=False, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    asks_remark = forms.BooleanField(label="I ask to have this marked again", required=False)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"key": new_id()}, **kwargs})

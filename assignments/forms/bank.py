"""A comment of the bank: its words, its skill, and who is offered it."""

from django import forms

from assignments.enums import BankReach
from assignments.models import BankComment
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField, ShownNameFormField


class BankForm(DeskForm):
    """What is kept, over the version that the page showed; 0 for a new one."""

    text = ProseFormField(
        label="Comment",
        max_length=BankComment._meta.get_field("text").max_length,
        help_text="{name} stands for the student's given name.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    skill = ShownNameFormField(
        label="Skill",
        required=False,
        max_length=BankComment._meta.get_field("skill").max_length,
        help_text="Such as: using evidence. You may leave it empty.",
    )
    reach = forms.ChoiceField(label="Offered to", choices=BankReach.choices)
    based_on = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, initial=0, widget=forms.HiddenInput
    )

    def __init__(self, row: BankComment | None = None, data=None) -> None:
        initial = {}
        if row is not None:
            initial = {name: getattr(row, name) for name in ("text", "skill", "reach")}
            initial["based_on"] = row.version
        super().__init__(data, initial=initial)

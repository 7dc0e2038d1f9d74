"""Mail: one's own address and wish, and the school's leave."""

from django import forms

from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import User


class OwnMailForm(DeskForm):
    """The address, which a letter confirms, and whether the daily letter is wanted."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=User._meta.get_field("email").max_length,
        help_text="A letter with a link is sent there first. Empty it to have it removed.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wants_daily_mail = forms.BooleanField(
        label="Send me one letter a day when there is something new", required=False
    )


class SchoolMailForm(DeskForm):
    """Whether the people of a school may have mail."""

    sends_mail = forms.BooleanField(label="People of this school may have mail", required=False)

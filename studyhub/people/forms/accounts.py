"""Forms for accounts."""

from django import forms

from studyhub.people.forms.classes import RoleForm, school_choice
from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import School, User
from studyhub.web.fields import ShownNameFormField


def _max(name: str) -> int | None:
    return getattr(User._meta.get_field(name), "max_length", None)


class NameForm(DeskForm):
    """Given and family name."""

    given_name = ShownNameFormField(label="Given name", max_length=_max("given_name"))
    family_name = ShownNameFormField(
        label="Family name", max_length=_max("family_name"), required=False
    )


class RenameAccountForm(NameForm):
    """A new name; the hidden fields hold the one the form was opened with."""

    was_given = forms.CharField(widget=forms.HiddenInput, strip=False)
    was_family = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)

    @property
    def was(self) -> tuple[str, str]:
        """Return the name that was on the screen when the form was opened."""
        return self.cleaned_data["was_given"], self.cleaned_data["was_family"]


class AccountForm(NameForm):
    """A new account. Without a sign-in name, one is made from the name."""

    refused_fields = {"sign_in_name_taken": "sign_in_name", "namesake": "sign_in_name"}

    sign_in_name = ShownNameFormField(
        label="Sign-in name",
        max_length=_max("sign_in_name"),
        required=False,
        help_text="Letters, digits and . - _ without spaces. Left empty, one is made from the "
        "name, such as ines.d.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def __init__(self, *args, schools, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.schools = list(schools)
        if len(self.schools) > 1:
            self.fields["school"] = school_choice(schools)
            self.order_fields(["school"])

    @property
    def school(self) -> School:
        """Return the school to make the account in."""
        return self.cleaned_data.get("school") or self.schools[0]


class NewMemberForm(AccountForm, RoleForm):
    """A new account that is put into a class at once."""

    field_order = ["given_name", "family_name", "sign_in_name", "role"]

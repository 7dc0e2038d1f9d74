"""Choosing a password."""

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.core.exceptions import ValidationError


class ChangePasswordForm(AllauthChangePasswordForm):
    """allauth's form in our words. With a one-time password, that is the present one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.one_time = self.user is not None and self.user.has_one_time_password()
        labels = {
            "oldpassword": "One-time password" if self.one_time else "Present password",
            "password1": "New password",
            "password2": "New password, once more",
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields[
            "password1"
        ].help_text = "At least 8 characters. Not your name, not a common word. Spaces are fine."
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.add_input(Submit("choose", "Keep this password"))

    def clean_password1(self) -> str:
        """Refuse the present password, so that a used one-time code opens nothing any more."""
        chosen = self.cleaned_data["password1"]
        if chosen == self.cleaned_data.get("oldpassword"):
            raise ValidationError("Choose another password than the present one.", code="same")
        return chosen

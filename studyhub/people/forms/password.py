"""Choosing a password."""

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit


class ChangePasswordForm(AllauthChangePasswordForm):
    """allauth's form in our words. With a one-time password, that is the present one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        one_time = self.user is not None and self.user.has_one_time_password()
        labels = {
            "oldpassword": "One-time password" if one_time else "Present password",
            "password1": "New password",
            "password2": "New password, once more",
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = (
            "At least 8 characters. Not your name, not a common word. Spaces are fine."
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.add_input(Submit("choose", "Keep this password"))

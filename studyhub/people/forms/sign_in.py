"""Signing in: school (only where there are several), sign-in name, password."""

from allauth.account.forms import LoginForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from studyhub.people.models import School, User
from studyhub.people.models.user import composed_username

NO_SCHOOL = "-"


class SignInForm(LoginForm):
    """allauth's form with a school composed into the username.

    With one school nobody is asked, and a name that the school does not have is tried without
    one. ``/s/<school>/sign-in/`` fixes the school. Superusers, who belong to no school, choose
    "StudyHub staff" where there are several.
    """

    school = forms.ChoiceField(label="School")

    def __init__(self, *args, school: School | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.schools = [school] if school else list(School.objects.all())
        self.fixed_school = school
        self.fields["login"] = forms.CharField(
            label="Sign-in name",
            max_length=60,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"].label = "Password"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self._set_up_school()
        self.order_fields(["school", "login", "password"])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.add_input(Submit("sign-in", "Sign in"))

    def _set_up_school(self) -> None:
        if len(self.schools) == 1:
            del self.fields["school"]
            return
        choices = [("", "Choose your school")]
        choices += [(school.slug, school.name) for school in self.schools]
        self.fields["school"].choices = [*choices, (NO_SCHOOL, "StudyHub staff (no school)")]

    def user_credentials(self) -> dict:
        """Return the composed username, and the password if one was typed."""
        credentials = {"username": self._username()}
        if password := self.cleaned_data.get("password"):
            credentials["password"] = password
        return credentials

    def _username(self) -> str:
        name = self.cleaned_data["login"]
        username = composed_username(self._school_id(), name)
        if self.fixed_school or len(self.schools) != 1:
            return username
        if User.objects.filter(username=username).exists():
            return username
        return composed_username(None, name)

    def _school_id(self) -> str | None:
        if len(self.schools) == 1:
            return self.schools[0].pk
        slug = self.cleaned_data.get("school")
        return next((school.pk for school in self.schools if school.slug == slug), None)

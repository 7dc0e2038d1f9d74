"""Forms for classes."""

from django import forms

from studyhub.people.enums import ClassRole
from studyhub.people.forms.desk import WHY_MAX, DeskForm, why_field
from studyhub.people.models import School, SchoolClass, User
from studyhub.people.models.enrollment import MAX_EXTRA_DAYS, MAX_EXTRA_PERCENT
from studyhub.web.fields import ShownNameFormField

_NAME_MAX = SchoolClass._meta.get_field("name").max_length


class ClassForm(DeskForm):
    """A new class. The school is asked for only where there is a choice."""

    refused_fields = {"name_taken": "name"}

    name = ShownNameFormField(
        label="Name of the class",
        max_length=_NAME_MAX,
        help_text="As people at your school say it, for instance 10A History.",
    )

    def __init__(self, *args, schools, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.schools = list(schools)
        if len(self.schools) > 1:
            self.fields["school"] = school_choice(schools)
            self.order_fields(["school", "name"])

    @property
    def school(self) -> School:
        """Return the school to make the class in."""
        return self.cleaned_data.get("school") or self.schools[0]


def school_choice(schools) -> forms.ModelChoiceField:
    """Return a choice among the schools a person administers."""
    return forms.ModelChoiceField(schools, label="School", empty_label="Choose a school")


class RenameClassForm(DeskForm):
    """A new name; ``was`` is the name the form was opened with."""

    refused_fields = {"name_taken": "name"}

    name = ShownNameFormField(label="New name", max_length=_NAME_MAX)
    was = forms.CharField(widget=forms.HiddenInput, max_length=_NAME_MAX, strip=False)


class RoleForm(DeskForm):
    """What the person is to be in the class."""

    role = forms.ChoiceField(
        label="Role in the class",
        choices=ClassRole.choices,
        initial=ClassRole.STUDENT,
        widget=forms.RadioSelect,
    )


class AddExistingForm(RoleForm):
    """Somebody who has an account at the school, by sign-in name.

    ``people`` is who may be added, so a name of another school is simply unknown.
    """

    sign_in_name = ShownNameFormField(
        label="Sign-in name",
        max_length=60,
        help_text="The name this person signs in with. The list of accounts has it.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ["sign_in_name", "role"]

    def __init__(self, *args, people, username_of, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.username_of = username_of

    def clean_sign_in_name(self) -> User:
        """Return the person."""
        person = self.people.filter(
            username=self.username_of(self.cleaned_data["sign_in_name"])
        ).first()
        if person is None:
            raise forms.ValidationError("Your school has no account with this sign-in name.")
        return person


class MoveForm(DeskForm):
    """Another class of the same school."""

    why = why_field()

    def __init__(self, *args, classes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_class"] = forms.ModelChoiceField(
            classes, label="Class to move to", empty_label="Choose a class"
        )
        self.order_fields(["to_class", "why"])


class AccommodationForm(DeskForm):
    """More time on every assignment of the class."""

    refused_fields = {"no_reason": "why"}

    extra_days = forms.IntegerField(
        label="Extra days",
        min_value=0,
        max_value=MAX_EXTRA_DAYS,
        help_text="Days on the school's calendar, at the same time of day. 0 for none.",
    )
    extra_percent = forms.IntegerField(
        label="Percent more time",
        min_value=0,
        max_value=MAX_EXTRA_PERCENT,
        help_text="Of the time from opening to due. 0 for none.",
    )
    why = ShownNameFormField(
        label="Reason",
        max_length=WHY_MAX,
        help_text="Kept in the list of changes. Name no diagnosis: that it was agreed is enough.",
    )

"""The form for a new school."""

from zoneinfo import available_timezones

from django import forms

from studyhub.people.forms.desk import DeskForm
from studyhub.people.models import School
from studyhub.web.fields import ShownNameFormField


def _zones() -> list[tuple[str, str]]:
    named = sorted(zone for zone in available_timezones() if "/" in zone and "Etc" not in zone)
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]


class SchoolForm(DeskForm):
    """Name, address word and time zone."""

    refused_fields = {"slug_taken": "slug"}

    name = ShownNameFormField(
        label="Name of the school", max_length=School._meta.get_field("name").max_length
    )
    slug = forms.SlugField(
        label="Short name",
        max_length=School._meta.get_field("slug").max_length,
        help_text="Lower case, for the sign-in address: /s/short-name/sign-in/",
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=_zones,
        help_text="Decides when work falls due.",
    )

    def clean_slug(self) -> str:
        """Return it in lower case."""
        return self.cleaned_data["slug"].lower()

"""Forms that know on which state of a lesson they were opened."""

from __future__ import annotations

from typing import Any

from django import forms

from lessons.importing.digest import digest_of
from studyhub.people.forms.desk import DeskForm

LARGEST = 2**31 - 1


def token_field() -> forms.IntegerField:
    """Return the hidden field for the version that the page was opened with."""
    return forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)


class VersionedForm(DeskForm):
    """Holds the lesson's version, and a digest of the part of it that the page is about.

    The version rises with every change of the lesson. Where the part itself is what it was when
    the page was opened, a higher version is no reason to ask anybody anything.
    """

    based_on = token_field()
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, *args, version: int, part: Any, **kwargs) -> None:
        state = {"based_on": version, "seen": digest_of(part)}
        kwargs["initial"] = {**(kwargs.get("initial") or {}), **state}
        super().__init__(*args, **kwargs)

    def has_seen(self, part: Any) -> bool:
        """Tell whether this is the state on which the page was opened."""
        return self.cleaned_data["seen"] == digest_of(part)


class MoveForm(VersionedForm):
    """One step up or down in a list."""

    step = forms.TypedChoiceField(
        choices=[("-1", "Up"), ("1", "Down")], coerce=int, widget=forms.HiddenInput
    )


class RemoveForm(VersionedForm):
    """A confirmation."""

"""Forms for a lesson's themes."""

from __future__ import annotations

from django import forms

from lessons.forms.versioned import VersionedForm
from lessons.importing.readers import MAX_THEME_TITLE
from lessons.models import Lesson
from studyhub.web.fields import ShownNameFormField


class ThemeForm(VersionedForm):
    """A theme's title."""

    title = ShownNameFormField(label="Title", max_length=MAX_THEME_TITLE)


class RemoveThemeForm(VersionedForm):
    """Where a removed theme's events go. Asked only where there are events and other themes."""

    into = forms.ChoiceField(
        label="Its events go to",
        error_messages={"invalid_choice": "Choose another theme of this lesson."},
    )

    def __init__(self, *args, lesson: Lesson, key: str, count: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = [(theme["id"], theme["title"]) for theme in lesson.themes if theme["id"] != key]
        if others and count:
            self.fields["into"].choices = [("", "Choose a theme"), *others]  # type: ignore[attr-defined]
        else:
            del self.fields["into"]

    @property
    def chosen(self) -> str:
        """Return the theme that was chosen; empty where none was asked for."""
        return self.cleaned_data.get("into", "")

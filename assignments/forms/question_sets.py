"""Forms for a question set: its title, and one question with its marking guide."""

from django import forms
from django.db.models import QuerySet

from assignments.models import QuestionSet, QuestionSetVersion
from lessons.models import Lesson
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField, ShownNameFormField

_TITLE_MAX = QuestionSet._meta.get_field("title").max_length
_INTRODUCTION_MAX = QuestionSetVersion._meta.get_field("introduction").max_length
_LARGEST = 2**31 - 1


def token_field() -> forms.IntegerField:
    """Return the field for the version's token that the page was opened with."""
    return forms.IntegerField(min_value=0, max_value=_LARGEST, widget=forms.HiddenInput)


def title_field(label: str = "Title", help_text: str = "") -> ShownNameFormField:
    """Return the field for the title of a set."""
    return ShownNameFormField(label=label, max_length=_TITLE_MAX, help_text=help_text)


class NewSetForm(DeskForm):
    """A new, empty set on a lesson."""

    lesson = forms.ModelChoiceField(
        Lesson.objects.none(),
        label="Lesson",
        empty_label="Choose a lesson",
        error_messages={"invalid_choice": "Choose one of the lessons in the list."},
    )
    title = title_field(help_text="Students see it above the work.")

    def __init__(self, *args, lessons: QuerySet[Lesson], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lesson"].queryset = lessons  # type: ignore[attr-defined]


class CopySetForm(DeskForm):
    """The title of a copy."""

    title = title_field("Title of your copy")


class DescribeSetForm(DeskForm):
    """Title and introduction."""

    title = title_field()
    introduction = ProseFormField(
        label="Introduction",
        required=False,
        max_length=_INTRODUCTION_MAX,
        help_text="Students read it above the questions.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    based_on = token_field()

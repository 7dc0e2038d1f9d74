"""Forms for lesson packs: choosing a file, saying yes to a plan, choosing what goes out."""

import base64
import binascii
from collections.abc import Sequence

from django import forms

from assignments.models import QuestionSet
from lessons.importing.archive import MAX_ZIP_BYTES
from studyhub.people.forms.desk import DeskForm

NO_SET = "none"
LIMIT = f"{MAX_ZIP_BYTES:,} bytes ({MAX_ZIP_BYTES // (1024 * 1024)} MB)"


class UploadPackForm(DeskForm):
    """The zip of a pack. ``is_too_large`` tells that it was refused for its size."""

    pack = forms.FileField(
        label="Lesson pack",
        help_text=f"A zip of at most {LIMIT}, as it is downloaded from a lesson's page.",
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty.",
            "invalid": "Choose a file.",
        },
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
    is_too_large = False

    def clean_pack(self):
        """Refuse one byte over the limit, before a byte is read."""
        file = self.cleaned_data["pack"]
        if file.size > MAX_ZIP_BYTES:
            self.is_too_large = True
            raise forms.ValidationError(
                f"This file has {file.size:,} bytes; a lesson pack has {LIMIT} at most."
            )
        return file

    def content(self) -> bytes:
        """Return the zip."""
        return self.cleaned_data["pack"].read()


class ConfirmPackForm(DeskForm):
    """The zip that was chosen, kept in the page, and the plan that the person saw.

    A browser does not send a chosen file twice, and nothing is stored before the yes.
    """

    kept_pack = forms.CharField(widget=forms.HiddenInput, max_length=MAX_ZIP_BYTES * 4 // 3 + 4)
    plan = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)

    @classmethod
    def of(cls, content: bytes, plan: str) -> "ConfirmPackForm":
        """Return the form to show for a zip and the token of its plan."""
        kept = base64.b64encode(content).decode()
        return cls(initial={"kept_pack": kept, "plan": plan})

    def clean_kept_pack(self) -> bytes:
        """Return the zip."""
        try:
            return base64.b64decode(self.cleaned_data["kept_pack"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError("Choose the file once more.") from error


class TakeOutForm(DeskForm):
    """Which question set goes out with a lesson."""

    question_set = forms.ChoiceField(
        label="Questions",
        widget=forms.RadioSelect,
        help_text="Its latest version goes out, with its marking guides.",
    )

    def __init__(self, *args, sets: Sequence[QuestionSet], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question_set"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (it is declared above)
        field.choices = [*((row.pk, _label(row)) for row in sets), (NO_SET, "No questions")]
        field.initial = field.choices[0][0]


def _label(row: QuestionSet) -> str:
    shelf = row.school.name if row.school else "the library"
    return f"{row.title}, of {shelf}"

"""Notes on an answer: a comment on a part of it, and a tag."""

from django import forms

from assignments.domain.grading.answer_notes import MAX_TAG_CHARACTERS
from assignments.domain.grading.comment import MAX_COMMENT_CHARACTERS
from assignments.domain.grading.noted import span_of_sentences
from assignments.enums import TagKind
from studyhub.web.fields import ProseFormField, ShownNameFormField

_LARGEST = 2**31 - 1


class PartForm(forms.Form):
    """A comment on a part: by positions that a script filled in, else by sentence numbers."""

    start = forms.IntegerField(required=False, min_value=0, max_value=_LARGEST)
    end = forms.IntegerField(required=False, min_value=0, max_value=_LARGEST)
    first = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST)
    last = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST)
    key = forms.CharField(max_length=40)
    text = ProseFormField(required=False, max_length=MAX_COMMENT_CHARACTERS)

    def part(self, answer: str) -> tuple[int, int]:
        """Return the part as positions in code points; an empty one where none was chosen."""
        values = self.cleaned_data
        if values["start"] is not None and values["end"] is not None:
            return values["start"], values["end"]
        if values["first"] is None:
            return (0, 0)
        return span_of_sentences(answer, values["first"], values["last"] or values["first"])


class PartChangeForm(forms.Form):
    """Another text for a comment on a part; an empty one removes it."""

    text = ProseFormField(required=False, max_length=MAX_COMMENT_CHARACTERS)
    based_on = forms.IntegerField(min_value=0, max_value=_LARGEST)


class TagForm(forms.Form):
    """One tag, given or taken off."""

    kind = forms.ChoiceField(choices=TagKind)
    text = ShownNameFormField(max_length=MAX_TAG_CHARACTERS)

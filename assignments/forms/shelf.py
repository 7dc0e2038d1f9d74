"""The forms of the evidence shelf: keep by number, say what it is for, look for something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from assignments.domain.answering.shelf_reading import Entry, Wanted
from assignments.models import Question
from lessons.domain.shelf import LONGEST_NOTE
from lessons.enums import ShelfKind
from lessons.models import Edition, Paragraph
from studyhub.web.fields import ProseFormField
from studyhub.web.ids import ALPHABET, LENGTH
from studyhub.web.text import has_forbidden_characters

LONGEST_KEY = 40
_LARGEST = 2**31 - 1
_LONGEST_WORDS = 200
_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_SENTENCES = re.compile(r"([0-9]{1,4})(?:\s*[-\u2013\u2014]\s*([0-9]{1,4}))?")


def note_field() -> ProseFormField:
    """Return the field for a note; how long it may be is the domain's to say, with a sentence."""
    return ProseFormField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"For yourself alone. At most {LONGEST_NOTE:,} characters.",
    )


class KeepSentencesForm(forms.Form):
    """Keep by number: a paragraph as it is numbered on the screen, and "2" or "2-4".

    The page says which ``edition`` it shows; without that it is the current one.
    """

    paragraph = forms.CharField(label="Paragraph", max_length=20)
    sentences = forms.CharField(label="Sentence", max_length=20)
    note = note_field()
    edition = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=LONGEST_KEY, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, editions: Sequence[Edition], current: str | None) -> None:
        super().__init__(data)
        self.editions = {edition.pk: edition for edition in editions}
        self.current = current

    def clean_sentences(self) -> tuple[int, int]:
        """Return the first and the last number."""
        found = _SENTENCES.fullmatch(self.cleaned_data["sentences"].strip())
        if found is None:
            raise forms.ValidationError(
                "Type one number, or two with a dash between, such as 2-4.", code="numbers"
            )
        first, last = found.groups()
        return int(first), int(last or first)

    def clean(self) -> dict[str, Any]:
        """Find the paragraph, by its number or by its place (``s6-3``), in that edition."""
        values = self.cleaned_data
        edition = self.editions.get(values.get("edition") or self.current or "")
        if edition is None:
            raise forms.ValidationError(
                "This page shows a text that is no longer there. Reload it.", code="edition"
            )
        values["edition"] = edition
        name = values.get("paragraph", "")
        if name:
            values["paragraph"] = paragraph_of(edition, name)
            if values["paragraph"] is None:
                self.add_error("paragraph", f"There is no paragraph {name} in this essay.")
        return values


def paragraph_of(edition: Edition, name: str) -> Paragraph | None:
    """Return the paragraph that is numbered so in the edition, or stands at that anchor."""
    rows = Paragraph.objects.filter(edition=edition)
    return rows.filter(label=name).first() or rows.filter(anchor__name=name).first()


class EntryForm(forms.Form):
    """The note of an item and the questions it bears on.

    ``seen`` names the questions that were ticked when the page was opened, and ``based_on`` the
    note's version then.
    """

    note = note_field()
    based_on = forms.IntegerField(min_value=0, max_value=_LARGEST, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=8000, widget=forms.HiddenInput)
    questions = forms.MultipleChoiceField(
        label="For these questions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick questions of your own assignments only."},
    )

    def __init__(self, entry: Entry, questions: Sequence[Question], data: Any = None) -> None:
        tied = [pk for pk in entry.tied_ids if pk in {question.pk for question in questions}]
        initial = {
            "note": entry.item.note,
            "based_on": entry.item.version,
            "seen": " ".join(tied),
            "questions": tied,
        }
        super().__init__(data, initial=initial)
        self.entry = entry
        field = self.fields["questions"]
        field.choices = [(one.pk, one.label) for one in questions]  # type: ignore[attr-defined]
        self.choices = [question.pk for question in questions]

    @property
    def seen_tied(self) -> list[str]:
        """Return the ids that were ticked when the page was opened."""
        return self.cleaned_data["seen"].split()


def wanted_from(query: QueryDict, questions: Sequence[Question]) -> Wanted:
    """Return what an address asks for: ``q``, ``kind``, ``question``.

    Of a parameter given twice the last counts; a kind or a question that is not there is taken
    as none, and words beyond a limit, or that no text can hold, as not asked for.
    """
    words = query.get("q", "").strip()[:_LONGEST_WORDS]
    kind, question = query.get("kind", ""), query.get("question", "")
    return Wanted(
        words="" if has_forbidden_characters(words) else words,
        kind=kind if kind in ShelfKind.values else "",
        question=question if question in {one.pk for one in questions} else "",
    )


def is_id(text: object) -> bool:
    """Tell whether this could be one of our random ids."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None

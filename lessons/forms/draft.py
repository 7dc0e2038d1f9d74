"""The form of the page where an essay is written: the text, and the glossary in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from lessons.domain.draft_text import MAX_ESSAY, MAX_TERMS
from lessons.importing.shape import limit
from lessons.models import GlossaryTerm, Lesson
from studyhub.people.forms.desk import DeskForm, WhyForm
from studyhub.web.fields import ProseFormField, ShownNameFormField
from studyhub.web.text import has_forbidden_characters, with_plain_line_breaks

_LARGEST = 2**31 - 1
_BLANK_ROWS = 2
_CELLS = {"id": "key", "term": "term", "meaning": "meaning"}
_NAMES = {"id": "The name for links", "term": "The term", "meaning": "The meaning"}


class NewLessonForm(DeskForm):
    """The title of a lesson that is begun."""

    title = ShownNameFormField(
        label="Title",
        max_length=limit(Lesson, "title"),
        help_text="Students see it above the essay. You can change it in the text later.",
    )


class ReasonForm(WhyForm):
    """A confirmation with an optional reason."""


class TextForm(forms.Form):
    """The text, and over which version it was written."""

    markdown = ProseFormField(
        required=False,
        max_length=MAX_ESSAY,
        error_messages={
            "max_length": f"The essay has %(show_value)d characters; the limit is {MAX_ESSAY:,}. "
            "Nothing was saved. Shorten it and save again."
        },
    )
    based_on = forms.IntegerField(min_value=0, max_value=_LARGEST)
    edition = forms.CharField(required=False, max_length=14)


@dataclass
class TermRow:
    """One row of the glossary as it stands in the boxes; ``faults`` by box."""

    id: str = ""
    term: str = ""
    meaning: str = ""
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """Return what the row holds."""
        return {"id": self.id, "term": self.term, "meaning": self.meaning}


class WritingForm:
    """All that the page sends: the text and the rows of the glossary.

    ``is_complete`` is false for a request that is not this page's: an empty text is a text, a
    missing one is not.
    """

    def __init__(self, data: QueryDict) -> None:
        columns = [data.getlist(f"term_{name}") for name in _CELLS]
        self.is_complete = "markdown" in data and len({len(column) for column in columns}) == 1
        self.text = TextForm(data)
        self.markdown = with_plain_line_breaks(data.get("markdown", ""))
        self.rows = [TermRow(*cells) for cells in zip(*columns, strict=False)]
        self.wants_more = data.get("do") == "more"

    def is_valid(self) -> bool:
        """Check both; what is merely out of form is no error here but a finding."""
        for row in self.rows:
            row.faults = _faults(row)
        return self.is_complete and self.text.is_valid() and not any(r.faults for r in self.rows)

    @property
    def error(self) -> str:
        """Return the first error in a sentence; empty where there is none."""
        if not self.is_complete:
            return "This page could not be read. Reload it; your text is still in the box."
        if errors := self.text.errors.get("markdown"):
            return str(errors[0])
        if self.text.errors:
            return "This page is out of date. Copy your text, then reload the page."
        return next((fault for row in self.rows for fault in row.faults.values()), "")

    @property
    def based_on(self) -> int:
        """Return the version the text was written over."""
        return self.text.cleaned_data["based_on"]

    @property
    def edition(self) -> str:
        """Return the id of the edition the text was begun from."""
        return self.text.cleaned_data["edition"]

    @property
    def glossary(self) -> list[dict[str, str]]:
        """Return the rows' values."""
        return [row.values for row in self.rows]


def rows_of(glossary: Sequence[Mapping[str, str]], *, blank: int = _BLANK_ROWS) -> list[TermRow]:
    """Return rows for a glossary, with blank ones to type into."""
    filled = [TermRow(row["id"], row["term"], row["meaning"]) for row in glossary]
    return [*filled, *(TermRow() for _row in range(min(blank, MAX_TERMS - len(filled))))]


def _faults(row: TermRow) -> dict[str, str]:
    faults = {}
    for name, column in _CELLS.items():
        text, most = getattr(row, name), limit(GlossaryTerm, column)
        if len(with_plain_line_breaks(text)) > most:
            faults[name] = f"{_NAMES[name]} has {len(text)} characters; {most} are the most."
        elif has_forbidden_characters(text):
            faults[name] = f"{_NAMES[name]} contains a character that cannot be kept."
    return faults

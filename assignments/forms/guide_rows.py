"""Rows of a marking guide as forms, and what they share with the question above them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from assignments.domain.material.guide_content import MAX_ROWS, ExpectedContent, LevelContent
from assignments.domain.material.lesson_places import (
    EventPlace,
    Place,
    event_places,
    place_of,
    places_of,
)
from assignments.domain.points import read_points
from assignments.models import ExpectedPoint, GuideLevel, Misconception
from lessons.models import Anchor, Paragraph, TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.web.fields import ProseFormField
from studyhub.web.text import is_blank

MORE = 3
_EXTRA = 1
_WORDS_SHOWN = 7
NO_ANCHOR = "Choose from the paragraphs of this lesson."


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def prose_box(label: str, model, name: str, *, rows: int, required: bool = False, hint: str = ""):
    """Return a box for prose, held to the limit of a model's column."""
    return ProseFormField(
        label=label,
        required=required,
        max_length=_limit(model, name),
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def points_box(label: str, *, required: bool = False) -> forms.CharField:
    """Return a short box for points."""
    attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
    return forms.CharField(
        label=label, required=required, max_length=20, widget=forms.TextInput(attrs=attrs)
    )


def read_typed_points(typed: str) -> Decimal | None:
    """Read points as ``domain.points`` does, with a field error for what is no number."""
    try:
        return read_points(typed)
    except Refusal as refusal:
        raise ValidationError("Type a number such as 4 or 4.5.") from refusal


class Places:
    """What a guide may point to: the paragraphs and the events of one lesson. Three queries."""

    def __init__(self, lesson) -> None:
        paragraphs = _paragraphs(lesson)
        self.anchors: dict[str, Anchor] = {
            anchor.name: anchor for anchor, _place in places_of(lesson.anchors.all(), paragraphs)
        }
        self.anchor_choices = [
            (row.name, _anchor_label(row, paragraphs.get(row.pk))) for row in self.anchors.values()
        ]
        self.events: dict[str, TimelineEvent] = {row.key: row for row in lesson.events.all()}
        dated = {place.key: place for place in event_places(self.events.values())}
        self.event_choices = [(key, f"{row.words}: {row.title}") for key, row in dated.items()]
        self._dated = dated
        self._places = {
            row.name: place_of(row, paragraphs.get(row.pk)) for row in self.anchors.values()
        }

    def labels(self, names: Iterable[str]) -> str:
        """Return the numbers of the paragraphs that are ticked, as the summary shows them."""
        return ", ".join(place.label for place in self.paragraphs_among(names))

    def paragraphs_among(self, names: Iterable[str]) -> list[Place]:
        """Return the paragraphs that are named, in reading order."""
        named = set(names or [])
        return [place for name, place in self._places.items() if name in named]

    def events_among(self, keys: Iterable[str]) -> list[EventPlace]:
        """Return the events that are named, in the order of the timeline."""
        named = set(keys or [])
        return [place for key, place in self._dated.items() if key in named]


def _paragraphs(lesson) -> dict[int, Paragraph]:
    if lesson.current_edition is None:
        return {}
    return {row.anchor_id: row for row in lesson.current_edition.paragraphs.defer("html")}


def _anchor_label(anchor: Anchor, paragraph: Paragraph | None) -> str:
    place = place_of(anchor, paragraph)
    if paragraph is None:
        return f"{place.label}, no longer in the essay"
    words = paragraph.text.split()
    more = "…" if len(words) > _WORDS_SHOWN else ""
    return f"{place.label} {' '.join(words[:_WORDS_SHOWN])}{more}"


class PlacesField(forms.MultipleChoiceField):
    """Checkboxes for paragraphs or events; the values are their names in the lesson."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs) -> None:
        super().__init__(
            required=False, error_messages={"invalid_choice": kwargs.pop("otherwise")}, **kwargs
        )


class PagePart(forms.Form):
    """A part of the page. A ``quiet`` one shows what was typed and finds no fault with it."""

    def __init__(self, *args, places: Places, quiet: bool = False, **kwargs) -> None:
        self.places = places
        self.is_quiet = quiet
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, PlacesField):
                field.choices = places.event_choices if name == "events" else places.anchor_choices

    def full_clean(self) -> None:
        """Leave typed text alone while more rows are asked for."""
        if not self.is_quiet:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def chosen(self, name: str) -> list:
        """Return the anchors that were ticked in a field."""
        return [self.places.anchors[key] for key in self.cleaned_data.get(name, [])]

    def ticked(self, name: str) -> str:
        """Return the numbers of what is ticked in a field now."""
        return self.places.labels(self[name].value())


class LevelRow(PagePart):
    """A level. A row without a text and without points is no row."""

    points_from = points_box("from")
    points_to = points_box("to")
    text = prose_box("What the answer does", GuideLevel, "text", rows=2)

    def clean_points_from(self) -> Decimal | None:
        """Read whole and half points."""
        return read_typed_points(self.cleaned_data["points_from"])

    def clean_points_to(self) -> Decimal | None:
        """Read whole and half points."""
        return read_typed_points(self.cleaned_data["points_to"])

    def clean(self) -> dict:
        """Ask for the points of a described level, and for the words of a numbered one."""
        values = self.cleaned_data
        low, high = values.get("points_from"), values.get("points_to")
        has_text = not is_blank(values.get("text", ""))
        if has_text and low is None and high is None and not self.errors:
            self.add_error("points_from", "Say how many points this is worth.")
        if not has_text and (low is not None or high is not None):
            self.add_error("text", "Describe this level, or take its points away.")
        return values

    def content(self) -> LevelContent | None:
        """Return the level; None for an empty row. One number alone is both ends."""
        values = self.cleaned_data
        low, high = values.get("points_from"), values.get("points_to")
        if is_blank(values.get("text", "")):
            return None
        low, high = (high if low is None else low), (low if high is None else high)
        return LevelContent(low or Decimal(0), high or Decimal(0), values["text"])


class ExpectedRow(PagePart):
    """A point a good answer makes. Without a text it is no row."""

    text = prose_box("Point", ExpectedPoint, "text", rows=2)
    anchors = PlacesField(label="Paragraphs", otherwise=NO_ANCHOR)

    @property
    def anchors_ticked(self) -> str:
        """Return the numbers of the paragraphs that support it."""
        return self.ticked("anchors")

    def content(self) -> ExpectedContent | None:
        """Return the point; None for an empty row."""
        text = self.cleaned_data.get("text", "")
        return None if is_blank(text) else ExpectedContent(text, self.chosen("anchors"))


class MisconceptionRow(PagePart):
    """A mistake often met."""

    text = prose_box("Mistake", Misconception, "text", rows=2)

    def content(self) -> str | None:
        """Return the text; None for an empty row."""
        text = self.cleaned_data.get("text", "")
        return None if is_blank(text) else text


class Rows(forms.BaseFormSet):
    """Rows of one kind, with blank ones at the end to type into."""

    def contents(self) -> list:
        """Return what the rows hold, empty ones left out."""
        found = [row.content() for row in self.forms]
        return [content for content in found if content is not None]


def _rows(row: type[PagePart]) -> Any:
    """Build the formset class; django-stubs cannot see that ``formset=`` is its base."""
    return forms.formset_factory(
        row,
        formset=Rows,
        extra=_EXTRA,
        max_num=MAX_ROWS,
        absolute_max=MAX_ROWS + MORE,
        validate_max=True,
    )


LevelRows, ExpectedRows, MisconceptionRows = (
    _rows(row) for row in (LevelRow, ExpectedRow, MisconceptionRow)
)

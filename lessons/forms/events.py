"""An event's own boxes: date, words, themes and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Left

from lessons.domain.dates import Meaning, meaning_of
from lessons.domain.event_content import MAX_PERSON, EventContent, Known
from lessons.enums import Calendar
from lessons.forms.versioned import token_field
from lessons.importing.shape import limit
from lessons.models import Lesson, Paragraph, TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.people.forms.desk import DeskForm
from studyhub.web.fields import ProseFormField, ShownNameFormField
from studyhub.web.quiet_form import QuietForm
from studyhub.web.text import shown_name, validate_shown_name

_WORDS_SHOWN = 14
_CHARACTERS_READ = 160
_TITLE_SHOWN = 90
ONE_OF_THESE = "Choose from the {} of this lesson."


class Offered:
    """What an event of a lesson may be tied to, as choices. Three queries.

    A paragraph is its number and first words. One that stands in no current edition any more is
    offered to the events that have it already, so that it is not lost by saving.
    """

    def __init__(self, lesson: Lesson, kept_anchors: Iterable[str] = ()) -> None:
        self.known = Known.of(lesson)
        rows = Paragraph.objects.filter(edition=lesson.current_edition_id).order_by("position")
        start = Left("text", _CHARACTERS_READ)
        standing = list(rows.values_list("anchor__name", "label", start))
        self.paragraphs = [
            (name, f"{label} {_first_words(text)}") for name, label, text in standing
        ]
        names = {name for name, _label, _text in standing}
        self.paragraphs += [
            (name, f"{self.known.anchors[name].label} (no longer in the essay)")
            for name in kept_anchors
            if name not in names
        ]
        self.labels = {name: label for name, label, _text in standing}

    @cached_property
    def themes(self) -> list[tuple[str, str]]:
        """Return the themes in the order of the key."""
        return list(self.known.themes.items())

    @cached_property
    def sources(self) -> list[tuple[str, str]]:
        """Return the sources by title."""
        rows = sorted(self.known.sources.values(), key=lambda row: (row.title.casefold(), row.key))
        return [(row.key, _cut(row.title) + (f", {row.year}" if row.year else "")) for row in rows]


def _first_words(text: str) -> str:
    words = text.split()
    whole = len(text) < _CHARACTERS_READ and len(words) <= _WORDS_SHOWN
    return " ".join(words if whole else words[:_WORDS_SHOWN]) + ("" if whole else "…")


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE_SHOWN else f"{title[:_TITLE_SHOWN].rstrip()}…"


def _line(label: str, name: str, *, required: bool = False, hint: str = "") -> ShownNameFormField:
    return ShownNameFormField(
        label=label, required=required, max_length=limit(TimelineEvent, name), help_text=hint
    )


def _prose(label: str, name: str, *, rows: int, required: bool = False, hint: str = ""):
    return ProseFormField(
        label=label,
        required=required,
        max_length=limit(TimelineEvent, name),
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _several(label: str, kind: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": ONE_OF_THESE.format(kind)},
    )


WAYS = (
    "1939-21", "1939-24", "1918/1920", "1939-05-01/1939-08", "1939~", "1939?", "192X", "18XX",
    "1939-05-01/..", "/1939", "0490", "-0489",
)  # fmt: skip


def ways_to_write() -> list[tuple[str, str]]:
    """Return what else a date can say, each with its meaning."""
    return [(text, meaning_of(text, Calendar.GREGORIAN).words) for text in WAYS]


class EventForm(QuietForm, DeskForm):
    """The event but for its sources."""

    date = forms.CharField(
        label="Date",
        help_text="The year first: 1939-05-01, 1939-05 or 1939.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
        ),
    )
    calendar = forms.ChoiceField(
        label="Calendar",
        choices=Calendar.choices,
        error_messages={"invalid_choice": "Choose the Gregorian or the Julian calendar."},
    )
    title = _line("Title", "title", required=True)
    summary = _prose(
        "Summary", "summary", rows=4, required=True, hint="What happened, in a sentence or two."
    )
    place = _line("Place", "place")
    people = forms.CharField(
        label="People",
        required=False,
        help_text="One on each line.",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    main_theme = forms.ChoiceField(
        label="Main theme",
        help_text="Its mark stands on the timeline.",
        error_messages={"invalid_choice": ONE_OF_THESE.format("themes")},
    )
    other_themes = _several("Other themes", "themes")
    anchors = _several("Paragraphs that tell of it", "paragraphs")
    note = _prose("Note", "note", rows=2, hint="On the date or the event: doubts, other views.")
    is_context = forms.BooleanField(
        label="Background: outside the years that this lesson is about", required=False
    )
    based_on = token_field()

    refused_fields = {"themes": "main_theme"}

    def __init__(self, *args, offered: Offered, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anchors"].choices = offered.paragraphs  # type: ignore[attr-defined]
        if not offered.themes:
            del self.fields["main_theme"], self.fields["other_themes"]
            return
        choices = [("", "Choose a theme"), *offered.themes]
        self.fields["main_theme"].choices = choices  # type: ignore[attr-defined]
        self.fields["other_themes"].choices = offered.themes  # type: ignore[attr-defined]

    def clean_people(self) -> tuple[str, ...]:
        """Read one name a line; blank lines are none."""
        lines = [shown_name(line) for line in self.cleaned_data["people"].splitlines()]
        names = tuple(dict.fromkeys(filter(None, lines)))
        for name in names:
            validate_shown_name(name)
            if len(name) > MAX_PERSON:
                raise ValidationError(f"A name has {MAX_PERSON} characters at most.")
        return names

    def clean(self) -> dict:
        """Read the date in its calendar."""
        values = self.cleaned_data
        if values.get("date") and values.get("calendar") and isinstance(self.reading, Refusal):
            self.add_error("date", str(self.reading))
        return values

    @cached_property
    def reading(self) -> Meaning | Refusal | None:
        """Return what the date in the box means, or why it is none; nothing for an empty box."""
        typed, calendar = self["date"].value() or "", self["calendar"].value()
        try:
            return meaning_of(typed.strip(), calendar) if typed.strip() else None
        except Refusal as refusal:
            return refusal

    @property
    def meaning(self) -> Meaning | None:
        """Return what the date in the box means, if it means anything."""
        return self.reading if isinstance(self.reading, Meaning) else None

    @property
    def date_fault(self) -> str:
        """Return why the date is none, where no field error says so already."""
        return str(self.reading) if self.is_quiet and isinstance(self.reading, Refusal) else ""

    def themes(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the main theme, then the others; those that stay keep their order."""
        main = self.cleaned_data.get("main_theme", "")
        ticked = self.cleaned_data.get("other_themes", [])
        kept = [key for key in stored if key in ticked]
        return tuple(dict.fromkeys(filter(None, [main, *kept, *ticked])))

    def content(self, stored: EventContent | None) -> EventContent:
        """Return what was typed; the sources are the page's other part."""
        values = self.cleaned_data
        return EventContent(
            date=values["date"],
            title=values["title"],
            summary=values["summary"],
            calendar=values["calendar"],
            place=values["place"],
            people=values["people"],
            themes=self.themes(stored.themes if stored else ()),
            anchors=tuple(values["anchors"]),
            note=values["note"],
            is_context=values["is_context"],
        )


def start_of(content: EventContent) -> dict[str, object]:
    """Return what the boxes hold when the page of an event is opened."""
    return {
        "date": content.date,
        "calendar": content.calendar,
        "title": content.title,
        "summary": content.summary,
        "place": content.place,
        "people": "\n".join(content.people),
        "main_theme": content.themes[0] if content.themes else "",
        "other_themes": list(content.themes[1:]),
        "anchors": list(content.anchors),
        "note": content.note,
        "is_context": content.is_context,
    }

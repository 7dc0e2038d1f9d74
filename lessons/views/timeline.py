"""A lesson's timeline as the page shows it: every word decided, nothing left to the template."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from lessons.importing.readers import is_web_address
from lessons.models import Edition, Lesson, TimelineEvent
from studyhub import edtf

SHORTEST_SPAN = 28  # days
_EVENT = ("pk", "key", "date", "title", "summary", "place", "people", "themes", "note")
_SOURCE = ("locator", "source__title", "source__publisher", "source__year", "source__reference")


@dataclass(frozen=True)
class ThemeMark:
    """A theme with the sign it has on the axis: ``mark`` names a symbol of the sprite."""

    key: str
    title: str
    mark: str


@dataclass(frozen=True)
class SourceLine:
    """A source as it is cited. ``url`` is empty where the reference is no web address."""

    title: str
    details: str
    url: str


@dataclass(frozen=True)
class EventEntry:
    """``year`` is empty unless this is the first event of its year.

    ``spoken`` is empty where it would repeat ``words``; ``machine`` where HTML has no form for
    the date. ``is_long`` draws the axis double. ``paragraphs`` are (anchor, label) pairs of the
    edition that is shown.
    """

    key: str
    year: str
    words: str
    spoken: str
    machine: str
    is_long: bool
    is_context: bool
    title: str
    summary: str
    place: str
    people: list[str]
    themes: list[ThemeMark]
    note: str
    paragraphs: list[tuple[str, str]]
    sources: list[SourceLine]

    @property
    def main_theme(self) -> ThemeMark | None:
        """Return the theme whose mark stands on the axis."""
        return self.themes[0] if self.themes else None

    @property
    def theme_keys(self) -> str:
        """Return the themes' ids with spaces between, for scripts."""
        return " ".join(theme.key for theme in self.themes)

    @property
    def paragraph_names(self) -> str:
        """Return the paragraphs' anchors with spaces between, for scripts."""
        return " ".join(name for name, _label in self.paragraphs)


@dataclass(frozen=True)
class Timeline:
    """The events in order, and the key to their marks.

    ``by_paragraph`` has those that can be drawn as a mark: an event without a theme has none.
    """

    entries: list[EventEntry]
    themes: list[ThemeMark]
    by_paragraph: dict[str, list[EventEntry]] = field(default_factory=dict)


def timeline_of(lesson: Lesson, edition: Edition) -> Timeline:
    """Return the lesson's timeline beside an edition, in two queries."""
    themes = {
        theme["id"]: ThemeMark(theme["id"], theme["title"], f"theme-{number}")
        for number, theme in enumerate(lesson.themes, start=1)
    }
    paragraphs = _paragraphs_by_event(lesson, edition)
    entries: list[EventEntry] = []
    last_year = ""
    for pk, rows in groupby(_rows_of(lesson), key=attrgetter("pk")):
        entry = _entry(list(rows), themes, paragraphs[pk], last_year)
        last_year = entry.year or last_year
        entries.append(entry)
    return Timeline(entries, list(themes.values()), _by_paragraph(entries))


def _rows_of(lesson: Lesson):
    """Each event with each of its sources, so that both come in one query."""
    columns = [*_EVENT, "is_context", *(f"event_sources__{name}" for name in _SOURCE)]
    return lesson.events.order_by(
        "first_day", "last_day", "key", "event_sources__position"
    ).values_list(*columns, named=True)


def _paragraphs_by_event(lesson: Lesson, edition: Edition) -> dict[int, list[tuple[str, str]]]:
    """Only the paragraphs that stand in this edition: others would be links to nowhere."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = (
        TimelineEvent.objects.filter(lesson=lesson, anchors__paragraphs__edition=edition)
        .order_by("anchors__paragraphs__position")
        .values_list("pk", "anchors__name", "anchors__paragraphs__label")
    )
    for pk, name, label in rows:
        found[pk].append((name, label))
    return found


def _entry(rows, themes: dict[str, ThemeMark], paragraphs, last_year: str) -> EventEntry:
    event = rows[0]
    date = edtf.parse(event.date)
    words, spoken, year = edtf.wording(date), edtf.spoken(date), _year_of(date)
    return EventEntry(
        key=event.key,
        year=year if year != last_year else "",
        words=words,
        spoken=spoken if spoken != words else "",
        machine=edtf.machine(date),
        is_long=_is_long(date),
        is_context=event.is_context,
        title=event.title,
        summary=event.summary,
        place=event.place,
        people=event.people,
        themes=[themes[key] for key in event.themes if key in themes],
        note=event.note,
        paragraphs=paragraphs,
        sources=[_source_line(row) for row in rows if row.event_sources__source__title],
    )


def _is_long(date: edtf.Date | edtf.Interval) -> bool:
    """Tell whether it lasts: from one date to another, a month or more."""
    return isinstance(date, edtf.Interval) and date.last_day - date.first_day >= SHORTEST_SPAN


def _year_of(date: edtf.Date | edtf.Interval) -> str:
    """Return the year on the axis: the first, or the last where no first is known."""
    ends = [date.start, date.end] if isinstance(date, edtf.Interval) else [date]
    year = next(end.year for end in ends if isinstance(end, edtf.Date))
    return str(year) if year > 0 else f"{1 - year} BCE"


def _source_line(row) -> SourceLine:
    reference = row.event_sources__source__reference
    is_link = is_web_address(reference)
    details = [row.event_sources__source__publisher, row.event_sources__source__year]
    details += [] if is_link or reference == "book" else [reference]
    details.append(row.event_sources__locator)
    return SourceLine(
        title=row.event_sources__source__title,
        details=", ".join(filter(None, details)),
        url=reference if is_link else "",
    )


def _by_paragraph(entries: list[EventEntry]) -> dict[str, list[EventEntry]]:
    found: dict[str, list[EventEntry]] = defaultdict(list)
    for entry in filter(attrgetter("main_theme"), entries):
        for name, _label in entry.paragraphs:
            found[name].append(entry)
    return dict(found)

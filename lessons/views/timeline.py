"""A lesson's timeline as the page shows it: every word decided, nothing left to the template."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import attrgetter

from lessons.domain.search import Years
from lessons.importing.readers import is_web_address
from lessons.models import Edition, Lesson, TimelineEvent
from lessons.views.axis import AxisWords, axis_words
from lessons.views.dates import DateWords, isolated
from lessons.views.extent import Extent, extent_of
from studyhub import edtf

SHORTEST_SPAN = 28  # days
_WINTER = 24  # EDTF's number of the season
LONG_LIST = 300  # events from which on a browser does well to lay out only what is in sight
NO_THEME = "theme-0"  # the symbol of an event that has none
_EVENT = ("pk", "key", "date", "calendar", "title", "summary", "place", "people", "themes", "note")
_SOURCE = ("locator", "source__title", "source__publisher", "source__year", "source__reference")


@dataclass(frozen=True)
class ThemeMark:
    """A theme with the sign it has on the axis.

    ``mark`` names a symbol of the sprite and a class for the hue. Both follow the theme's place
    in the lesson's list, for its id is the lesson's own affair.
    """

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
    edition that is shown. ``date_language`` is that of the date's words, empty where it is the
    lesson's; ``date_direction`` is empty where it need not be said. ``span`` is the first and last
    year it may lie in, for the search; ``extent`` is for the script that draws.
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
    extent: Extent
    date_language: str = ""
    date_direction: str = ""
    span: Years = (None, None)
    is_hit: bool = False

    @property
    def isolated_words(self) -> str:
        """Return the date for where no markup can keep its direction to itself, as in a title."""
        return isolated(self.words, self.date_direction)

    @property
    def years(self) -> str:
        """Return the span for scripts: "1936/1939", with nothing on a side that is open."""
        return "/".join("" if year is None else str(year) for year in self.span)

    @property
    def mark(self) -> str:
        """Return the sign on the axis, which is that of the first theme."""
        return self.themes[0].mark if self.themes else NO_THEME

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
    """The events in order, the key to their marks, and the words of the axis."""

    entries: list[EventEntry]
    themes: list[ThemeMark]
    axis: AxisWords
    by_paragraph: dict[str, list[EventEntry]] = field(default_factory=dict)

    @property
    def is_long(self) -> bool:
        """Tell whether the list is too long to be laid out at once."""
        return len(self.entries) > LONG_LIST


def timeline_of(
    lesson: Lesson,
    edition: Edition | None,
    language: str = "en",
    *,
    labels: Mapping[str, str] | None = None,
) -> Timeline:
    """Return the lesson's timeline beside an edition, in two queries.

    ``language`` is the reader's, one of ``edtf.LANGUAGES``: the dates are worded in it, the rest
    is in the lesson's own. The order is the same in all. Beside a text that is no edition yet,
    ``labels`` are the numbers of its paragraphs by anchor.
    """
    themes = {
        theme["id"]: ThemeMark(theme["id"], theme["title"], f"theme-{number}")
        for number, theme in enumerate(lesson.themes, start=1)
    }
    dates = DateWords(language, lesson.language)
    paragraphs = (
        _paragraphs_by_event(lesson, edition)
        if labels is None
        else _labelled_by_event(lesson, labels)
    )
    entries: list[EventEntry] = []
    last_year = ""
    for pk, rows in groupby(_rows_of(lesson), key=attrgetter("pk")):
        entry = _entry(list(rows), themes, paragraphs[pk], last_year, dates)
        last_year = entry.year or last_year
        entries.append(entry)
    axis = axis_words(partial(edtf.wording, language=language))
    return Timeline(entries, list(themes.values()), axis, _by_paragraph(entries))


def _rows_of(lesson: Lesson):
    """Each event with each of its sources, so that both come in one query."""
    columns = [*_EVENT, "is_context", *(f"event_sources__{name}" for name in _SOURCE)]
    return lesson.events.order_by(
        "first_day", "last_day", "key", "event_sources__position"
    ).values_list(*columns, named=True)


def _labelled_by_event(
    lesson: Lesson, labels: Mapping[str, str]
) -> dict[int, list[tuple[str, str]]]:
    told: dict[int, set[str]] = defaultdict(set)
    rows = TimelineEvent.objects.filter(lesson=lesson).values_list("pk", "anchors__name")
    for pk, name in rows:
        told[pk].add(name)
    return {
        pk: [(name, label) for name, label in labels.items() if name in names]
        for pk, names in told.items()
    }


def _paragraphs_by_event(
    lesson: Lesson, edition: Edition | None
) -> dict[int, list[tuple[str, str]]]:
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


def _entry(
    rows, themes: dict[str, ThemeMark], paragraphs, last_year: str, dates: DateWords
) -> EventEntry:
    event = rows[0]
    date = edtf.parse(event.date, event.calendar)
    words, spoken, year = dates.of(date)
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
        extent=extent_of(date),
        date_language=dates.mark,
        date_direction=dates.direction,
        span=_span_of(date),
    )


def _is_long(date: edtf.Date | edtf.Interval) -> bool:
    """Tell whether it lasts: from one date to another, a month or more."""
    return isinstance(date, edtf.Interval) and date.last_day - date.first_day >= SHORTEST_SPAN


def _span_of(date: edtf.Date | edtf.Interval) -> Years:
    """Return the years of the first and last possible day; a winter ends in the next one."""
    start, end = (date.start, date.end) if isinstance(date, edtf.Interval) else (date, date)
    first = start.year if isinstance(start, edtf.Date) else None
    last = end.last_year + (end.season == _WINTER) if isinstance(end, edtf.Date) else None
    return first, last


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
    for entry in entries:
        for name, _label in entry.paragraphs:
            found[name].append(entry)
    return dict(found)

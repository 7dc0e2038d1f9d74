"""A lesson's events in order, for those who change them: what each has and what it lacks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from lessons.domain.dates import words_of
from lessons.models import Lesson, TimelineEvent
from lessons.views.changing import CHANGERS, ONLOOKERS, address, fetch_changeable, lesson_render
from studyhub.access import route
from studyhub.people.requests import SignedInRequest

PAGE = 500
GAPS = {
    "theme": "No theme",
    "source": "No source",
    "paragraph": "No paragraph",
}
_COLUMNS = (
    "pk", "key", "date", "calendar", "title", "summary", "place", "people", "themes", "note",
    "is_context", "source_count",
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A theme with the sign it has on the timeline."""

    title: str
    mark: str


@dataclass(frozen=True)
class EventLine:
    """An event as the list shows it. ``gaps`` are words of ``GAPS``."""

    key: str
    url: str
    words: str
    title: str
    place: str
    themes: list[Mark]
    paragraphs: str
    source_count: int
    is_context: bool
    gaps: list[str]


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to. A word that nobody offered narrows nothing."""

    theme: str = ""
    gap: str = ""
    text: str = ""

    @property
    def is_any(self) -> bool:
        """Tell whether the list is narrowed at all."""
        return bool(self.theme or self.gap or self.text)

    def takes(self, row, gaps: list[str]) -> bool:
        """Tell whether an event is wanted."""
        if self.theme and self.theme not in row.themes:
            return False
        if self.gap and self.gap not in gaps:
            return False
        return not self.text or self.text.casefold() in _searched(row)


@route("GET", may=CHANGERS, known=ONLOOKERS, desk=True)
def timeline_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Show all events in order, or those of a theme, with a gap, or with a text in them."""
    found = fetch_changeable(request.user, lesson)
    wanted = _wanted(request, found)
    rows = _rows_of(found)
    labels = _paragraphs_by_event(found)
    gaps = {row.pk: _gaps(row, found, labels) for row in rows}
    kept = [row for row in rows if wanted.takes(row, gaps[row.pk])]
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    return lesson_render(
        request,
        "timeline.html",
        lesson=found,
        part="timeline",
        title="Timeline",
        lines=list(_lines(found, page.object_list, labels, gaps)),
        page=page,
        total=len(rows),
        wanted=wanted,
        gap_counts=_gap_counts(gaps.values()),
        add_url=address("event_add", found),
        csv_url=address("timeline_csv", found),
        import_url=address("timeline_import", found),
    )


def _wanted(request: HttpRequest, lesson: Lesson) -> Wanted:
    """Read the query; of a word that is given twice the last counts, as Django has it."""
    theme, gap = request.GET.get("theme", ""), request.GET.get("gap", "")
    return Wanted(
        theme=theme if theme in {row["id"] for row in lesson.themes} else "",
        gap=gap if gap in GAPS else "",
        text=request.GET.get("q", "").strip()[:200],
    )


def _rows_of(lesson: Lesson) -> list:
    counted = lesson.events.annotate(source_count=Count("event_sources"))
    ordered = counted.order_by("first_day", "last_day", "key")
    return list(ordered.values_list(*_COLUMNS, named=True))


def _paragraphs_by_event(lesson: Lesson) -> dict[int, list[str]]:
    """Return the numbers of the paragraphs that stand in the current edition."""
    found: dict[int, list[str]] = defaultdict(list)
    edition = lesson.current_edition_id
    if edition is None:
        return found
    rows = TimelineEvent.objects.filter(lesson=lesson, anchors__paragraphs__edition=edition)
    for event, label in rows.order_by("anchors__paragraphs__position").values_list(
        "pk", "anchors__paragraphs__label"
    ):
        found[event].append(label)
    return found


def _gaps(row, lesson: Lesson, labels: dict[int, list[str]]) -> list[str]:
    lacks = {
        "theme": bool(lesson.themes) and not row.themes,
        "source": not row.source_count,
        "paragraph": row.pk not in labels,
    }
    return [gap for gap, is_lacking in lacks.items() if is_lacking]


def _gap_counts(gaps: Iterable[list[str]]) -> list[tuple[str, str, int]]:
    counts = dict.fromkeys(GAPS, 0)
    for names in gaps:
        for name in names:
            counts[name] += 1
    return [(name, GAPS[name], count) for name, count in counts.items() if count]


def _searched(row) -> str:
    texts = (row.title, row.summary, row.place, row.note, row.date, *row.people)
    return "\n".join([*texts, words_of(row.date, row.calendar)]).casefold()


def _lines(lesson: Lesson, rows, labels: dict[int, list[str]], gaps: dict[int, list[str]]):
    marks = {
        theme["id"]: Mark(theme["title"], f"theme-{number}")
        for number, theme in enumerate(lesson.themes, start=1)
    }
    for row in rows:
        yield EventLine(
            key=row.key,
            url=address("event", lesson, row.key),
            words=words_of(row.date, row.calendar),
            title=row.title,
            place=row.place,
            themes=[marks[key] for key in row.themes if key in marks],
            paragraphs=", ".join(labels.get(row.pk, [])),
            source_count=row.source_count,
            is_context=row.is_context,
            gaps=[GAPS[gap] for gap in gaps[row.pk]],
        )

"""A lesson's timeline as a table: TimelineJS's columns, and what it has no column for."""

from collections.abc import Iterator

from lessons.domain.dates import read_date, words_of
from lessons.domain.event_content import EventContent, stored_contents
from lessons.enums import Calendar
from lessons.importing.sheet_columns import COLUMNS, join_list
from lessons.importing.sheet_dates import cells_of
from lessons.models import Lesson
from studyhub.web.tables import Cell, csv_bytes


def timeline_csv(lesson: Lesson) -> bytes:
    """Return the events in order as CSV, in three queries at any number."""
    themes = {theme["id"]: theme["title"] for theme in lesson.themes}
    contents = stored_contents(lesson)
    return csv_bytes([COLUMNS, *_rows(contents, themes)])


def _rows(contents: dict[str, EventContent], themes: dict[str, str]) -> Iterator[list[Cell]]:
    for key, content in contents.items():
        cells = {**_date_cells(content), **_text_cells(content, themes), "Id": key}
        yield [cells.get(column) for column in COLUMNS]


def _date_cells(content: EventContent) -> dict[str, Cell]:
    parts = cells_of(read_date(content.date, content.calendar))
    (year, month, day), (end_year, end_month, end_day) = parts.start, parts.end
    return {
        "Year": year,
        "Month": month,
        "Day": day,
        "End Year": end_year,
        "End Month": end_month,
        "End Day": end_day,
        "Display Date": words_of(content.date, content.calendar),
        "EDTF": content.date,
        "Calendar": Calendar(content.calendar).label,
    }


def _text_cells(content: EventContent, themes: dict[str, str]) -> dict[str, Cell]:
    uses = [f"{use.key}, {use.locator}" if use.locator else use.key for use in content.sources]
    return {
        "Headline": content.title,
        "Text": content.summary,
        "Group": themes.get(content.themes[0], "") if content.themes else "",
        "Place": content.place,
        "People": join_list(content.people),
        "Themes": join_list(content.themes),
        "Paragraphs": join_list(content.anchors),
        "Sources": join_list(uses),
        "Note": content.note,
        "Context": "yes" if content.is_context else "",
    }

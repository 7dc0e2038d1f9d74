"""The addresses where a lesson's timeline, sources, readings, themes and details are changed."""

from collections.abc import Callable

from django.urls import path

from lessons.views import (
    details_page,
    event_editing,
    event_list,
    reading_pages,
    sheet_pages,
    source_pages,
    theme_pages,
)
from studyhub.access.admin import desk_page


def material_pages() -> list:
    """Return the pages, to stand below the lesson's own address."""
    return [
        _page("timeline/", event_list.timeline_page, "timeline"),
        _page("timeline/add/", event_editing.add_page, "event_add"),
        _page("timeline/date/", event_editing.date_meaning, "date"),
        _page("timeline/import/", sheet_pages.import_page, "timeline_import"),
        _page("timeline.csv", sheet_pages.timeline_file, "timeline_csv"),
        _page("events/<slug:event>/", event_editing.event_page, "event"),
        _page("events/<slug:event>/remove/", event_editing.remove_page, "event_remove"),
        _page("sources/", source_pages.sources_page, "sources"),
        _page("sources/add/", source_pages.add_page, "source_add"),
        _page("sources/of/<str:source>/", source_pages.source_page, "source"),
        _page("sources/of/<str:source>/remove/", source_pages.remove_page, "source_remove"),
        _page("readings/", reading_pages.readings_page, "readings"),
        _page("readings/add/", reading_pages.add_page, "reading_add"),
        _page("readings/<rid:reading>/", reading_pages.reading_page, "reading"),
        _page("readings/<rid:reading>/move/", reading_pages.move_page, "reading_move"),
        _page("readings/<rid:reading>/remove/", reading_pages.remove_page, "reading_remove"),
        _page("themes/", theme_pages.themes_page, "themes"),
        _page("themes/<slug:theme>/", theme_pages.theme_page, "theme"),
        _page("themes/<slug:theme>/move/", theme_pages.move_page, "theme_move"),
        _page("themes/<slug:theme>/remove/", theme_pages.remove_page, "theme_remove"),
        _page("details/", details_page.details_page, "details"),
    ]


def _page(address: str, view: Callable, name: str):
    return path(f"<rid:lesson>/{address}", desk_page(view), name=f"lessons_lesson_{name}")

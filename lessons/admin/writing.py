"""Addresses of the pages where a lesson is written, published and withdrawn."""

from collections.abc import Callable

from django.urls import path

from lessons.views import (
    beginning,
    draft_history,
    draft_preview,
    publishing,
    withdrawing,
    writing,
)
from studyhub.access.admin import desk_page


def writing_pages() -> list:
    """Return the pages, below the list's own address."""
    one = "<rid:lesson>/"
    return [
        _page("new/", beginning.new_page, "new"),
        _page(f"{one}write/", writing.write_page, "write"),
        _page(f"{one}write/read/", writing.read_page, "read"),
        _page(f"{one}preview/", draft_preview.preview_page, "preview"),
        _page(f"{one}publish/", publishing.publish_page, "publish"),
        _page(f"{one}withdraw/", withdrawing.withdraw_page, "withdraw"),
        _page(f"{one}republish/", withdrawing.republish_page, "republish"),
        _page(f"{one}history/", draft_history.history_page, "history"),
        _page(f"{one}history/<rid:revision>/", draft_history.state_page, "state"),
        _page(f"{one}history/edition-<int:number>/", draft_history.old_edition_page, "old_edition"),
    ]


def _page(address: str, view: Callable, name: str):
    return path(address, desk_page(view), name=f"lessons_lesson_{name}")

"""The columns of a timeline as a table: TimelineJS's own, and ours after them."""

import re
from collections.abc import Iterable

# In TimelineJS's order and spelling, so that the table can be given to it as it is.
TIMELINE_JS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip
OURS = (
    "EDTF", "Calendar", "Place", "People", "Themes", "Paragraphs", "Sources", "Note", "Context",
    "Id",
)  # fmt: skip
COLUMNS = (*TIMELINE_JS, *OURS)

# What a timeline here does not hold; a table that has any of it is told so.
LEFT_OUT = (
    "Time", "End Time", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Background",
    "Alt Text", "Link",
)  # fmt: skip
START = ("Year", "Month", "Day")
END = ("End Year", "End Month", "End Day")

_ITEM = re.compile(r"(?:\\[\\;]|[^;\n])+")


def column_key(name: str) -> str:
    """Return the form in which names of columns are compared, as TimelineJS does."""
    return "".join(character for character in name.casefold() if character.isalnum())


BY_KEY = {column_key(name): name for name in (*COLUMNS, *LEFT_OUT)}


def join_list(items: Iterable[str]) -> str:
    """Return a list as one cell, apart by semicolons; one inside an item has a backslash."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", item) for item in items)


def split_list(cell: str) -> list[str]:
    """Return the items of a cell; line breaks part them as semicolons do."""
    items = (re.sub(r"\\([\\;])", r"\1", item).strip() for item in _ITEM.findall(cell))
    return [item for item in items if item]

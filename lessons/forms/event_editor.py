"""The whole page of an event as one thing: its boxes, its sources, a new source."""

from __future__ import annotations

from dataclasses import replace

from lessons.domain.event_content import EventContent
from lessons.domain.events import NewSource
from lessons.forms.event_sources import MAX_ROWS, MORE, NewSourceForm, SourceRows
from lessons.forms.events import EventForm, Offered, start_of
from lessons.models import Lesson
from studyhub.access.refusal import Refusal

_ASKS = frozenset({"sources", "date"})


class EventEditor:
    """Three forms over what is stored.

    A button ``ask`` asks for more rows of sources, or for what the date means: the page comes back
    with everything typed still there, nothing checked and nothing saved.
    """

    def __init__(
        self, *, lesson: Lesson, version: int = 0, stored: EventContent | None = None, data=None
    ) -> None:
        self.stored = stored
        self.offered = Offered(lesson, stored.anchors if stored else ())
        asked = data.get("ask", "") if data is not None else ""
        self.only_asks = asked in _ASKS
        data = _with_more(data) if asked == "sources" else data
        shared = {"quiet": self.only_asks}
        start = {**(start_of(stored) if stored else {}), "based_on": version}
        uses = [vars(use) for use in stored.sources] if stored else []
        rows = [{"source": use["key"], "locator": use["locator"]} for use in uses]
        self.event = EventForm(data, initial=start, offered=self.offered, **shared)
        self.rows = SourceRows(
            data, prefix="sources", initial=rows, form_kwargs={**shared, "offered": self.offered}
        )
        self.new = NewSourceForm(data, prefix="new", **shared)

    def is_valid(self) -> bool:
        """Check everything, so that every fault is shown at once and nothing is half written."""
        parts = [self.event.is_valid(), self.rows.is_valid(), self.new.is_valid()]
        return all(parts)

    @property
    def is_wrong(self) -> bool:
        """Tell whether something has to be looked at again."""
        if self.event.is_quiet or not self.event.is_bound:
            return False
        return bool(self.event.errors or self.rows.total_error_count() or self.new.errors)

    @property
    def based_on(self) -> int:
        """Return the event's version that the page was opened with."""
        return self.event.cleaned_data["based_on"]

    @property
    def ticked(self) -> str:
        """Return the numbers of the paragraphs that are ticked now."""
        ticked = set(self.event["anchors"].value() or [])
        return ", ".join(label for name, label in self.offered.labels.items() if name in ticked)

    def content(self) -> EventContent:
        """Return what was typed, without the new source."""
        return replace(self.event.content(self.stored), sources=self.rows.uses())

    def new_source(self) -> NewSource | None:
        """Return the source that was typed in, if one was."""
        return self.new.new_source()

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        if refusal.code in {"sources", "locator"}:
            self.rows.non_form_errors().append(str(refusal))
            return
        self.event.refuse(refusal)


def _with_more(data):
    data = data.copy()
    typed = data.get("sources-TOTAL_FORMS", "0")
    present = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0  # noqa: PLR2004
    data["sources-TOTAL_FORMS"] = str(min(present + MORE, MAX_ROWS))
    return data

"""The small lesson as Riverside's own, for the verbs that change one."""

from __future__ import annotations

import pytest

from lessons.domain.event_content import EventContent
from lessons.importing.pack import SourceUse
from lessons.models import Lesson
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.conftest import load


@pytest.fixture
def lesson(cast, files) -> Lesson:
    """Return the small lesson: two events, two sources, two themes, two readings."""
    return load(files, school=cast.riverside)


def said(**changes) -> EventContent:
    """Return an event's content that is right, with changes."""
    right = {
        "date": "1930-05",
        "title": "A bridge is built",
        "summary": "It crosses the river.",
        "themes": ("war",),
        "sources": (SourceUse("BOOK", ""),),
    }
    return EventContent(**{**right, **changes})


def written() -> list[Entry]:
    """Return the entries of what a test did, which is done at ``NOW``; the cast's are older."""
    return list(Entry.objects.filter(at=NOW).order_by("pk"))

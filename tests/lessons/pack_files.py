"""A small pack that is right, for tests to load or to break in one place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

ESSAY = """\
# A small lesson

{#s1}
## The first section

{#s1-1}
It begins in *autumn* with a [treaty](term:treaty).

{#s1-2}
### On the way

It goes on, see [the archive](https://example.org/a?b=1&c=2).

{#s2}
## The second section

{#s2-1}
It **ends**.
"""

LESSON: dict[str, Any] = {
    "format": "studyhub-lesson-pack/1",
    "id": "small-lesson",
    "title": "A small lesson",
    "subtitle": "For tests",
    "summary": "Three paragraphs and two events.",
    "language": "en",
    "themes": [{"id": "war", "title": "War"}, {"id": "economy", "title": "Trade"}],
    "glossary": [{"id": "treaty", "term": "treaty", "meaning": "A written promise"}],
}

EVENTS: dict[str, Any] = {
    "sources": [
        {
            "id": "ARCH-1",
            "title": "Papers of the archive",
            "publisher": "The archive",
            "year": "1950",
            "reference": "https://example.org/papers",
            "checked": "L",
        },
        {"id": "BOOK", "title": "A book", "checked": "K"},
    ],
    "events": [
        {
            "id": "treaty-signed",
            "date": "1922-04-16",
            "title": "A treaty is signed",
            "summary": "Two outsiders agree.",
            "place": "Rapallo",
            "people": ["Anna Lind", "Bo Berg"],
            "themes": ["war", "economy"],
            "anchors": ["s1-1", "s2-1"],
            "questions": ["1"],
            "sources": [{"id": "ARCH-1", "locator": "p. 4"}, {"id": "BOOK"}],
            "note": "Dated by the newspapers.",
            "context": False,
        },
        {
            "id": "long-war",
            "date": "1939/1945",
            "title": "A long war",
            "summary": "It lasts.",
            "themes": ["war"],
            "anchors": ["s2-1"],
            "questions": ["2a"],
            "sources": [{"id": "BOOK"}],
            "context": True,
        },
    ],
}


def guide(points: int) -> dict[str, Any]:
    """Return a marking guide with one level."""
    return {
        "levels": [{"level": 1, "points": [1, points], "text": "Says it"}],
        "expected": [{"text": "It ends.", "anchors": ["s2-1"]}],
        "misconceptions": ["It never began."],
        "context": "",
        "paragraphs": {"main": ["s1-1"], "also": ["s2-1"]},
    }


QUESTIONS: dict[str, Any] = {
    "title": "Small questions",
    "introduction": "Answer briefly.",
    "questions": [
        {
            "number": "1",
            "text": "What begins?",
            "points": 4,
            "full_points": "Say what begins.",
            "guide": guide(4),
        },
        {
            "number": "2",
            "text": "And then?",
            "guide": {"misconceptions": ["Nothing."]},
            "parts": [
                {
                    "number": letter,
                    "text": f"Part {letter}",
                    "points": 2,
                    "full_points": "Say it.",
                    "guide": guide(2),
                }
                for letter in "ab"
            ],
        },
    ],
}

READINGS: dict[str, Any] = {
    "readings": [
        {
            "author": "Eva Holm",
            "title": "An easy book",
            "year": "2003",
            "publisher": "A press",
            "level": "school",
            "note": "Short.",
            "url": "https://example.org/book",
        },
        {"author": "Ulf Dahl", "title": "A hard book", "year": "1998", "level": "university"},
    ]
}


class PackFiles:
    """The five files as values that a test may change; ``bytes`` and ``write`` make files."""

    def __init__(self) -> None:
        self.essay = ESSAY
        self.lesson = copy.deepcopy(LESSON)
        self.events = copy.deepcopy(EVENTS)
        self.questions = copy.deepcopy(QUESTIONS)
        self.readings = copy.deepcopy(READINGS)

    def bytes(self) -> dict[str, bytes]:
        """Return the files as they would be read."""
        return {
            "lesson.json": json.dumps(self.lesson).encode(),
            "essay.md": self.essay.encode(),
            "events.json": json.dumps(self.events).encode(),
            "questions.json": json.dumps(self.questions).encode(),
            "readings.json": json.dumps(self.readings).encode(),
        }

    def write(self, folder: Path) -> Path:
        """Write the files into a folder and return it."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.bytes().items():
            (folder / name).write_bytes(content)
        return folder

    def with_events(self, count: int) -> PackFiles:
        """Give the timeline so many events, each with two sources and two paragraphs."""
        self.events["events"] = [
            {
                **copy.deepcopy(EVENTS["events"][0]),
                "id": f"event-{number}",
                "date": f"{1900 + number:04d}",
                "title": f"Event {number}",
            }
            for number in range(count)
        ]
        return self

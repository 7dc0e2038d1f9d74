"""Lessons as the chronology check sees them, made of the events of packs."""

import json

from assignments.domain.answering.checks.before_hand_in import dated
from assignments.domain.answering.checks.chronology import Chronology
from lessons.models import TimelineEvent
from studyhub import edtf
from tests.access.world import PACK


def built_in() -> Chronology:
    """The built-in lesson: its events, and its essay as it stands in the pack."""
    events = json.loads((PACK / "events.json").read_text())["events"]
    return chronology(events, essay=(PACK / "essay.md").read_text().split("\n\n"))


def chronology(events: list[dict], *, essay=(), language: str = "en") -> Chronology:
    return Chronology([dated(row(event)) for event in events], essay=essay, language=language)


def row(event: dict) -> TimelineEvent:
    calendar = event.get("calendar", "gregorian")
    date = edtf.parse(event["date"], calendar)
    return TimelineEvent(
        key=event["id"],
        date=event["date"],
        calendar=calendar,
        first_day=date.first_day,
        last_day=date.last_day,
        title=event["title"],
        summary=event.get("summary", ""),
        place=event.get("place") or "",
        people=event.get("people") or [],
        note=event.get("note") or "",
    )


def found(lesson: Chronology, text: str) -> list[tuple[str, str]]:
    """Return what is found, as what is written and the key of the event."""
    return [(one.written, one.event.key) for one in lesson.findings(text)]


def event(key: str, date: str, title: str, **fields) -> dict:
    return {"id": key, "date": date, "title": title, **fields}


ANCIENT = [
    event("marathon", "-0489-09", "Battle of Marathon", place="Marathon",
          people=["Miltiades", "Darius I"], summary="Athens beats a Persian army."),
    event("salamis", "-0479-09", "Battle of Salamis", place="Salamis", people=["Themistocles"]),
    event("peloponnesian-war", "-0430/-0403", "Peloponnesian War", place="Greece",
          people=["Pericles"]),
    event("peace-of-nicias", "-0420", "Peace of Nicias", place="Athens", people=["Nicias"]),
    event("plague-of-athens", "-0429", "Plague of Athens", place="Athens"),
    event("caesar-murdered", "-0043-03-15", "Senators murder Caesar", calendar="julian",
          place="Rome", people=["Julius Caesar", "Marcus Brutus"]),
    event("actium", "-0030-09-02", "Battle of Actium", place="Actium"),
]  # fmt: skip

ANCIENT_TRUE = """
The Battle of Marathon was fought in 490 BCE.
The Battle of Marathon (490 BC) gave Athens hope.
In 490 the Battle of Marathon was fought.
The Battle of Salamis (480 B.C.) was won at sea.
The Peloponnesian War (431-404 BCE) ruined Athens.
The Peloponnesian War broke out in 431.
The Peace of Nicias of 421 BCE did not last.
In the late 420s BCE the Peace of Nicias was signed.
Ten years before the Battle of Salamis (480 BCE) the Persians had lost at Marathon.
The Plague of Athens began in 430 BCE.
In 44 BCE senators murdered Caesar.
The Battle of Actium was fought in 31 BC.
10,000 men fought in the Battle of Marathon.
The Battle of Marathon was fought before the Peloponnesian War.
The Peace of Nicias was signed during the war.
The Battle of Actium was fought after the war.
""".strip().splitlines()

ANCIENT_WRONG = [
    ("The Battle of Marathon was fought in 480 BCE.", "480 BCE", "marathon"),
    ("The Battle of Marathon (490 CE) gave Athens hope.", "490 CE", None),
    ("The Battle of Salamis (490 B.C.) was won at sea.", "490 B.C.", "salamis"),
    ("In 479 the Battle of Marathon was fought.", "479", "marathon"),
    ("The Peloponnesian War broke out in 441 BCE.", "441 BCE", "peloponnesian-war"),
    ("The Battle of Actium was fought in 41 BC.", "41 BC", "actium"),
    ("In 42 BCE senators murdered Caesar.", "42 BCE", "caesar-murdered"),
    ("The Battle of Salamis was fought after the war.", "after the war", "salamis"),
    ("The Battle of Actium was fought before the Peloponnesian War.",
     "before the Peloponnesian War", "actium"),
]  # fmt: skip

FUZZY = [
    event("gin-craze", "172X", "Gin Craze", place="London"),
    event("steam-engine", "1712~", "Newcomen builds a steam engine", people=["Thomas Newcomen"]),
    event("long-strike", "1810/..", "Frame-breaking Riots", place="Nottingham"),
    event("peterloo", "1819-08-16", "Peterloo Massacre", place="Manchester"),
    event("corn-laws", "1815/1846", "Corn Laws keep bread dear"),
    event("great-exhibition", "1851", "Great Exhibition opens in London", place="London"),
]

FUZZY_TRUE = """
The Peterloo Massacre took place in 1819.
The Peterloo Massacre happened in the late 1810s.
Newcomen built a steam engine in 1705.
Newcomen built a steam engine in 1720.
The Gin Craze of the 1720s frightened London.
The Gin Craze (1720s) frightened London.
The Frame-breaking Riots of 1855 came late.
The Corn Laws of 1820 kept bread dear.
In 1851 the Great Exhibition opened in London.
""".strip().splitlines()

FUZZY_WRONG = [
    ("The Peterloo Massacre took place in 1822.", "1822", "peterloo"),
    ("The Peterloo Massacre happened in the early 1820s.", "early 1820s", "peterloo"),
    ("The Peterloo Massacre (1918) was remembered.", None, None),
    ("The Peterloo Massacre took place in the mid-1820s.", "mid-1820s", "peterloo"),
    ("The Peterloo Massacre (1919) was remembered.", "1919", "peterloo"),
]

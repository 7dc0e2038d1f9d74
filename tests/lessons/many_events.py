"""A made-up timeline of any size: days, spans, doubts and open ends, the same for the same seed."""

from __future__ import annotations

import copy
from random import Random

from tests.lessons.pack_files import EVENTS, PackFiles

THEMES = ["Rulers", "Cities", "War", "Trade", "Science", "Faith", "Art", "Law"]
_THINGS = ["treaty", "siege", "voyage", "king", "school", "bridge", "famine", "charter", "plague"]
_OTHERS = ["election", "railway", "canal", "colony", "bishop", "market", "tower", "printers"]
_ENDS = ["begins", "ends", "is lost", "is signed at last", "comes to the city", "is forbidden"]


def many_events(count: int, *, seed: int = 1, first: int = 1400, last: int = 1900) -> PackFiles:
    """Return a pack with so many events between two years, and all eight themes in use."""
    random = Random(seed)
    files = PackFiles()
    files.lesson["id"] = f"events-{count}"
    files.lesson["themes"] = [{"id": title.lower(), "title": title} for title in THEMES]
    files.events["events"] = [_event(i, random, first, last) for i in range(count)]
    return files


def _event(number: int, random: Random, first: int, last: int) -> dict:
    thing, other = random.choice(_THINGS), random.choice(_OTHERS)
    return {
        **copy.deepcopy(EVENTS["events"][0]),
        "id": f"made-{number}",
        "date": _date(random, random.randint(first, last), last),
        "title": f"The {thing} of the {other} {random.choice(_ENDS)}",
        "themes": [theme.lower() for theme in random.sample(THEMES, random.choice([1, 1, 2]))],
        "anchors": random.sample(["s1-1", "s1-2", "s2-1"], random.choice([0, 0, 1])),
    }


def _date(random: Random, year: int, last: int) -> str:
    kinds = {
        f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}": 50,
        f"{year}/{min(last, year + random.randint(1, 25))}": 24,
        f"{year}": 10,
        f"{year}~": 6,
        f"{str(year)[:3]}X": 4,
        f"{year}/": 2,
        f"{year}/..": 2,
        f"../{year}": 2,
    }
    return random.choices(list(kinds), weights=list(kinds.values()))[0]

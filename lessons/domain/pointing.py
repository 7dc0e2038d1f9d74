"""What points to places in a lesson, so that a teacher knows before a paragraph goes.

Upper floors point to places too (marking guides do). They say how to count theirs when the
program starts, for nothing here may know of them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from lessons.models import Anchor, ShelfItem, TimelineEvent

Counter = Callable[[Collection[int]], Mapping[int, int]]
_counters: dict[tuple[str, str], Counter] = {}


@dataclass
class Pointers:
    """What points to one place: events by title, all else as (count, words)."""

    events: list[str] = field(default_factory=list)
    counts: list[tuple[int, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.events or self.counts)


def count_pointers(one: str, many: str, counter: Counter) -> None:
    """Have places counted by an upper floor: ``counter`` returns numbers by the anchor's key."""
    _counters[one, many] = counter


def pointers_to(anchors: Collection[Anchor]) -> dict[str, Pointers]:
    """Return what points to each place, by its name. What lies on shelves is only counted."""
    names = {anchor.pk: anchor.name for anchor in anchors}
    found: dict[str, Pointers] = defaultdict(Pointers)
    for pk, title in _events(names):
        found[names[pk]].events.append(title)
    counters = {**_counters, ("note on a shelf", "notes on shelves"): _on_shelves}
    for (one, many), counter in counters.items():
        for pk, count in counter(names.keys()).items():
            found[names[pk]].counts.append((count, one if count == 1 else many))
    return dict(found)


def _events(anchors: Collection[int]):
    rows = TimelineEvent.objects.filter(anchors__in=anchors)
    return rows.order_by("first_day", "last_day", "key").values_list("anchors", "title")


def _on_shelves(anchors: Collection[int]) -> dict[int, int]:
    """Count what readers keep of the paragraphs at each place, in whatever edition."""
    rows = ShelfItem.objects.filter(paragraph__anchor__in=anchors, removed_at__isnull=True)
    counted = rows.order_by().values_list("paragraph__anchor").annotate(Count("pk"))
    return dict(counted)

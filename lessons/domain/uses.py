"""Who points to an event: told by the floors above, which this floor cannot look up.

A floor registers a function when its app is ready. It is asked before an event is removed: what
it tells is shown, and a use that is fixed refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lessons.models import TimelineEvent


@dataclass(frozen=True)
class Use:
    """Something that points to an event. ``words`` is a whole sentence about it.

    ``is_fixed``: work that was given rests on it, so the event stays.
    """

    words: str
    is_fixed: bool


Teller = Callable[[TimelineEvent], list[Use]]
_tellers: list[Teller] = []


def tells_uses(teller: Teller) -> Teller:
    """Register a function that tells what points to an event; usable as a decorator."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def uses_of(event: TimelineEvent) -> list[Use]:
    """Return everything that points to an event."""
    return [use for teller in _tellers for use in teller(event)]

"""What a teacher corrected in a plan: kept as JSON beside the blocks, never as a plan.

A decision names what it is about by the number of the block in the document; a plan made from
the same blocks and decisions is always the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from lessons.importing.documents.roles import Course, Role


@dataclass(frozen=True)
class ChosenEvent:
    """A draft event as the teacher has it; the lesson gets it if it is accepted."""

    date: str
    title: str
    is_accepted: bool = True


@dataclass(frozen=True)
class Decisions:
    """``courses`` say what everything from a block on is; ``events`` are by their key."""

    roles: Mapping[int, Role] = field(default_factory=dict)
    courses: Mapping[int, Course] = field(default_factory=dict)
    points: Mapping[int, Decimal] = field(default_factory=dict)
    events: Mapping[str, ChosenEvent] = field(default_factory=dict)

    @property
    def accepted(self) -> dict[str, ChosenEvent]:
        """Return the events that the lesson gets."""
        return {key: event for key, event in self.events.items() if event.is_accepted}

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "roles": {str(i): role.value for i, role in self.roles.items()},
            "courses": {str(i): course.value for i, course in self.courses.items()},
            "points": {str(i): str(points) for i, points in self.points.items()},
            "events": {
                key: [event.date, event.title, event.is_accepted]
                for key, event in self.events.items()
            },
        }


def decisions_from_json(value: Mapping[str, Any]) -> Decisions:
    """Return the decisions; what an older program wrote and this one does not know is dropped."""
    return Decisions(
        roles={int(i): Role(role) for i, role in value.get("roles", {}).items()},
        courses={int(i): Course(course) for i, course in value.get("courses", {}).items()},
        points={int(i): _number(points) for i, points in value.get("points", {}).items()},
        events={
            key: ChosenEvent(str(date), str(title), bool(is_accepted))
            for key, (date, title, is_accepted) in value.get("events", {}).items()
        },
    )


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)

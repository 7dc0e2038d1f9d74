"""What a reader or the plan noticed, for the teacher to look at."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters. With an error no lesson can be made of the plan."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One remark. ``place`` is empty where it speaks of the whole document."""

    severity: Severity
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    def as_json(self) -> dict[str, str]:
        """Return the JSON form."""
        return {**asdict(self), "severity": self.severity.value}


def error(place: str, message: str) -> Finding:
    """Return a finding that keeps a lesson from being made."""
    return Finding(Severity.ERROR, place, message)


def warning(place: str, message: str) -> Finding:
    """Return a finding that a teacher should look at."""
    return Finding(Severity.WARNING, place, message)


def info(place: str, message: str) -> Finding:
    """Return a finding that tells what was done."""
    return Finding(Severity.INFO, place, message)

"""What a student may read of the grading: release snapshots, and nothing else.

No function here may touch the tables of grades, comments or marking guides. A taking back hides
every release before it for good; what is returned after it counts from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from assignments.enums import ReleaseKind
from assignments.models import Release


@dataclass(frozen=True)
class ReturnedCitation:
    """What the answer cited when it was returned."""

    number: int
    label: str
    exact: str
    anchor: str
    kind: str
    edition_number: int


@dataclass(frozen=True)
class ReturnedSpan:
    """A comment on a part of an answer, the words between ``start`` and ``end``.

    ``number`` counts from one, in the order in which the parts begin.
    """

    number: int
    start: int
    end: int
    exact: str
    comment: str


@dataclass(frozen=True)
class ReturnedLeaf:
    """One answer with what the teacher gave it. ``points`` is None for "Not graded".

    ``level`` is "3 of 4" or nothing. ``marked_by`` is an id, for routing replies, never shown.
    """

    label: str
    question: str
    context: str
    full_points: str
    points: str | None
    points_max: str
    answer: str
    comment: str
    citations: dict[int, ReturnedCitation]
    spans: list[ReturnedSpan]
    strengths: list[str]
    next_steps: list[str]
    level: str
    marked_by: str

    @property
    def cited(self) -> list[ReturnedCitation]:
        """Return what the answer rests on, by number."""
        return [self.citations[number] for number in sorted(self.citations)]


@dataclass(frozen=True)
class Snapshot:
    """A release as it was made. Points are texts, worded once when it was made."""

    title: str
    class_name: str
    attempt: int
    handed_in_at: datetime | None
    is_late: bool
    is_collected: bool
    is_on_paper: bool
    leaves: list[ReturnedLeaf]
    overall: str
    points: str
    points_max: str
    points_off: str
    days_late: int
    graded: int
    returned_by: str
    returned_at: datetime | None
    note: str

    @property
    def comments(self) -> int:
        """Count the remarks: on answers, on parts of them, on the whole."""
        on_answers = sum(bool(leaf.comment) + len(leaf.spans) for leaf in self.leaves)
        return on_answers + bool(self.overall)

    @property
    def next_steps(self) -> list[str]:
        """Return the steps of all answers in reading order, each once."""
        return list(dict.fromkeys(step for leaf in self.leaves for step in leaf.next_steps))

    @property
    def ungraded(self) -> int:
        """Count the answers without points."""
        return len(self.leaves) - self.graded


@dataclass(frozen=True)
class Returned:
    """A piece of work's releases, in order. ``readable`` are those not taken back."""

    releases: Sequence[Release]
    readable: Sequence[Release]

    @property
    def current(self) -> Release | None:
        """Return the one that counts now, if the work is returned."""
        return self.readable[-1] if self.readable else None

    @property
    def is_taken_back(self) -> bool:
        """Tell whether the last that happened was a taking back."""
        return bool(self.releases) and not self.readable

    @property
    def snapshot(self) -> Snapshot | None:
        """Return what the current release shows."""
        return snapshot_of(self.current) if self.current else None


def returned_work(releases: Sequence[Release]) -> Returned:
    """Sort a submission's releases; they must come in the order of their numbers."""
    readable: list[Release] = []
    for release in releases:
        if release.kind == ReleaseKind.TAKEN_BACK:
            readable.clear()
        else:
            readable.append(release)
    return Returned(releases, readable)


def snapshot_of(release: Release) -> Snapshot:
    """Read a stored snapshot, whatever it lacks: a page must open for every release ever made."""
    stored = release.snapshot if isinstance(release.snapshot, dict) else {}
    return snapshot_from(stored, release.released_at)


def snapshot_from(stored: dict[str, Any], at: datetime) -> Snapshot:
    """Read a snapshot from its JSON; ``at`` is when it was made, where it does not say."""
    leaves = [_leaf(leaf) for leaf in stored.get("leaves") or [] if isinstance(leaf, dict)]
    graded = [leaf for leaf in leaves if leaf.points is not None]
    return Snapshot(
        title=_text(stored, "title"),
        class_name=_text(stored, "class"),
        attempt=stored.get("attempt") or 1,
        handed_in_at=_moment(stored, "handed_in_at"),
        is_late=bool(stored.get("late")),
        is_collected=bool(stored.get("collected")),
        is_on_paper=bool(stored.get("on_paper")),
        leaves=leaves,
        overall=_text(stored, "overall"),
        points=_text(stored, "points"),
        points_max=_text(stored, "points_max"),
        points_off=_text(stored, "points_off"),
        days_late=stored.get("days_late") or 0,
        graded=len(graded),
        returned_by=_text(stored, "returned_by"),
        returned_at=_moment(stored, "returned_at") or at,
        note=_text(stored, "note"),
    )


def _leaf(stored: dict[str, Any]) -> ReturnedLeaf:
    points = stored.get("points")
    return ReturnedLeaf(
        label=_text(stored, "label"),
        question=_text(stored, "question"),
        context=_text(stored, "context"),
        full_points=_text(stored, "full_points"),
        points=None if points is None else str(points),
        points_max=_text(stored, "points_max"),
        answer=_text(stored, "answer"),
        comment=_text(stored, "comment"),
        citations={row.number: row for row in _citations(stored)},
        spans=_spans(stored),
        strengths=_texts(stored, "strengths"),
        next_steps=_texts(stored, "next_steps"),
        level=_text(stored, "level"),
        marked_by=_text(stored, "marked_by"),
    )


def _spans(stored: dict[str, Any]) -> list[ReturnedSpan]:
    found = stored.get("spans")
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    return [
        ReturnedSpan(
            number=number,
            start=_number(row, "start"),
            end=_number(row, "end"),
            exact=_text(row, "exact"),
            comment=_text(row, "comment"),
        )
        for number, row in enumerate(rows, start=1)
    ]


def _number(stored: dict[str, Any], key: str) -> int:
    value = stored.get(key)
    return value if isinstance(value, int) else 0


def _texts(stored: dict[str, Any], key: str) -> list[str]:
    found = stored.get(key)
    return [str(text) for text in found if text] if isinstance(found, list) else []


def _citations(stored: dict[str, Any]) -> list[ReturnedCitation]:
    return [
        ReturnedCitation(
            number=row.get("number") or 0,
            label=_text(row, "label"),
            exact=_text(row, "exact"),
            anchor=_text(row, "anchor"),
            kind=_text(row, "kind"),
            edition_number=row.get("edition") or 0,
        )
        for row in stored.get("citations") or []
        if isinstance(row, dict)
    ]


def _text(stored: dict[str, Any], key: str) -> str:
    value = stored.get(key)
    return "" if value is None else str(value)


def _moment(stored: dict[str, Any], key: str) -> datetime | None:
    try:
        moment = parse_datetime(_text(stored, key))
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

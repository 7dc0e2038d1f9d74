"""The snapshot that a release keeps: all that the student's page shows, whole and in words.

``returned`` reads it. Points are texts; ``points`` of an answer is null where it is
ungraded, which is neither blank nor zero. ``context`` holds the texts of the questions that a
part belongs to, outermost first. A leaf has further keys only where there is something in them:
``citations``, ``spans`` (comments on a part of the text, positions in code points),
``strengths``, ``next_steps`` and ``level`` ("3 of 4": the guide's numbers and none of its words).
``marked_by`` is the id of who graded the leaf; no page shows it.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from assignments.domain.points import points_text, sum_of
from assignments.domain.returning.marked_work import GradedLeaf, MarkedWork, marked_work
from assignments.domain.timing.lateness import days_late, points_off
from assignments.models import Answer, Citation, Comment, Grade, Question, Submission
from studyhub.people.models import User

Snapshot = dict[str, Any]
# They say who returned it, when and why: two releases that differ only here are the same.
_OF_THE_ACT = frozenset({"returned_by", "returned_at", "note"})


def snapshots(
    submissions: Iterable[Submission], *, by: User, at: datetime, note: str = ""
) -> dict[str, Snapshot]:
    """Return a snapshot of what is handed in and graded, for each submission's id.

    ``at`` is the moment from which the student reads it. ``note`` says what changed since the
    return before. Skips work that was never handed in. Five queries, however many submissions;
    they must come with ``assignment__school_class__school`` and ``counted_attempt``.
    """
    handed_in = [work for work in submissions if work.counted_attempt_id is not None]
    marked = marked_work({str(work.counted_attempt_id) for work in handed_in})
    return {work.pk: _snapshot(work, marked, by, at, note) for work in handed_in}


def _snapshot(work: Submission, marked: MarkedWork, by: User, at: datetime, note: str) -> Snapshot:
    attempt, school_class = work.counted_attempt, work.assignment.school_class
    assert attempt is not None  # noqa: S101  (handed in, see ``snapshots``)
    leaves = marked.leaves[attempt.pk]
    points = [points_of(leaf.answer) for leaf in leaves]
    earned = sum_of(points)
    off = points_off(work.assignment, attempt, earned)
    snapshot = {
        "title": work.assignment.title,
        "class": school_class.name,
        "zone": school_class.school.time_zone,
        "attempt": attempt.number,
        "handed_in_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
        "late": attempt.is_late,
        "collected": attempt.is_collected,
        **({"on_paper": True} if attempt.on_paper_by_id else {}),
        "leaves": [_leaf(leaf) for leaf in leaves],
        "overall": marked.overall.get(attempt.pk, ""),
        "points": None if earned is None else points_text(earned - (off or 0)),
        "points_off": points_text(off),
        "days_late": days_late(attempt.due_at, attempt.submitted_at) if off else 0,
        "points_max": points_text(sum_of(leaf.answer.question.points for leaf in leaves)),
        "graded": sum(1 for value in points if value is not None),
        "returned_by": by.full_name,
        "returned_at": at.isoformat(),
    }
    return snapshot | ({"note": note} if note else {})


def points_of(answer: Answer):
    """Return an answer's points, None where it is ungraded. ``grade`` must be loaded."""
    grade: Grade | None = getattr(answer, "grade", None)
    return grade.points if grade else None


def _leaf(leaf: GradedLeaf) -> dict[str, Any]:
    answer, question = leaf.answer, leaf.answer.question
    points = points_of(answer)
    grade: Grade | None = getattr(answer, "grade", None)
    stored = {
        "label": question.label,
        "question": question.text,
        "context": "\n\n".join(context_of(question)),
        "full_points": question.full_points,
        "points_max": points_text(question.points),
        "points": None if points is None else points_text(points),
        "answer": answer.text,
        "comment": leaf.comment,
    }
    # Without the key where there is nothing, so that a return made before there were such
    # things still counts as the same.
    further = {
        "citations": [_citation(row) for row in leaf.cited],
        "spans": [_span(row) for row in leaf.spans],
        "strengths": leaf.strengths,
        "next_steps": leaf.next_steps,
        "level": leaf.level,
        "marked_by": grade.graded_by_id if grade else "",
    }
    return stored | {key: value for key, value in further.items() if value}


def _span(comment: Comment) -> dict[str, Any]:
    return {
        "start": comment.start,
        "end": comment.end,
        "exact": comment.exact,
        "comment": comment.text,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "label": citation.label,
        "kind": citation.kind,
        "exact": citation.exact,
        "edition": citation.edition_number,  # type: ignore[attr-defined]
        "anchor": citation.anchor,
    }


def context_of(question: Question) -> list[str]:
    """Return the texts of the questions this is a part of, outermost first."""
    texts: list[str] = []
    parent = question.parent
    while parent is not None:
        texts.insert(0, parent.text)
        parent = parent.parent
    return texts


def same_content(returned: Snapshot, fresh: Snapshot) -> bool:
    """Tell whether a student would read the same in both, whoever marked and returned them.

    What was returned before levels were told, or while the guide had none, is the same without.
    """
    return _content(returned) == _content(fresh, like=returned)


def digest(snapshot: Snapshot) -> str:
    """Return a short fingerprint of the content, for a page that asks for confirmation."""
    canonical = json.dumps(_content(snapshot), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:20]


def _content(snapshot: Snapshot, like: Snapshot | None = None) -> Snapshot:
    """Return what the student reads; of levels only those that ``like`` tells too."""
    told = {leaf["label"] for leaf in (like or snapshot).get("leaves", []) if "level" in leaf}
    leaves = [
        {
            key: value
            for key, value in leaf.items()
            if key != "marked_by" and (key != "level" or leaf["label"] in told)
        }
        for leaf in snapshot.get("leaves", [])
    ]
    kept = {key: value for key, value in snapshot.items() if key not in _OF_THE_ACT}
    return kept | {"leaves": leaves}

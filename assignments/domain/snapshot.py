"""The snapshot that a release keeps: all that the student's page shows, whole and in words.

``domain.returned`` reads it. Points are texts; ``points`` of an answer is null where it is
ungraded, which is neither blank nor zero. ``context`` holds the texts of the questions that a
part belongs to, outermost first.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from assignments.domain.cited import citations_by_answer, used_in
from assignments.domain.lateness import days_late, points_off
from assignments.domain.points import points_text, sum_of
from assignments.models import Answer, Citation, Comment, Grade, Question, Submission
from studyhub.people.models import User

Snapshot = dict[str, Any]
# They say who returned it and when: two releases that differ only here are the same.
_OF_THE_ACT = frozenset({"returned_by", "returned_at"})


def snapshots(submissions: Iterable[Submission], *, by: User, at: datetime) -> dict[str, Snapshot]:
    """Return a snapshot of what is handed in and graded, for each submission's id.

    Skips work that was never handed in. Three queries, however many submissions; they must come
    with ``assignment__school_class__school`` and ``counted_attempt``.
    """
    handed_in = [work for work in submissions if work.counted_attempt_id is not None]
    answers, overall = _graded_work({work.counted_attempt_id for work in handed_in})
    return {
        work.pk: _snapshot(
            work, answers[work.counted_attempt_id], overall.get(work.counted_attempt_id, ""), by, at
        )
        for work in handed_in
    }


def _graded_work(attempt_ids: set[str | None]) -> tuple[dict, dict]:
    answers: dict[str, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(attempt__in=attempt_ids).select_related(
        "attempt", "question__parent__parent", "grade"
    )
    found = list(rows.order_by("question__position", "pk"))
    citations = citations_by_answer(found)
    for answer in found:
        answer.cited = used_in(answer.text, citations[answer.pk])  # type: ignore[attr-defined]
        answers[answer.attempt_id].append(answer)
    comments = list(Comment.objects.filter(attempt__in=attempt_ids))
    beside = {comment.answer_id: comment.text for comment in comments if comment.answer_id}
    for answer in (answer for several in answers.values() for answer in several):
        answer.remark = beside.get(answer.pk, "")  # type: ignore[attr-defined]
    overall = {comment.attempt_id: comment.text for comment in comments if not comment.answer_id}
    return answers, overall


def _snapshot(
    work: Submission, answers: list[Answer], overall: str, by: User, at: datetime
) -> Snapshot:
    attempt, school_class = work.counted_attempt, work.assignment.school_class
    assert attempt is not None  # noqa: S101  (handed in, see ``snapshots``)
    points = [points_of(answer) for answer in answers]
    earned = sum_of(points)
    off = points_off(work.assignment, attempt, earned)
    return {
        "title": work.assignment.title,
        "class": school_class.name,
        "zone": school_class.school.time_zone,
        "attempt": attempt.number,
        "handed_in_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
        "late": attempt.is_late,
        "collected": attempt.is_collected,
        **({"on_paper": True} if attempt.on_paper_by_id else {}),
        "leaves": [_leaf(answer) for answer in answers],
        "overall": overall,
        "points": None if earned is None else points_text(earned - (off or 0)),
        "points_off": points_text(off),
        "days_late": days_late(attempt.due_at, attempt.submitted_at) if off else 0,
        "points_max": points_text(sum_of(answer.question.points for answer in answers)),
        "graded": sum(1 for value in points if value is not None),
        "returned_by": by.full_name,
        "returned_at": at.isoformat(),
    }


def points_of(answer: Answer):
    """Return an answer's points, None where it is ungraded. ``grade`` must be loaded."""
    grade: Grade | None = getattr(answer, "grade", None)
    return grade.points if grade else None


def _leaf(answer: Answer) -> dict[str, Any]:
    question = answer.question
    points = points_of(answer)
    leaf = {
        "label": question.label,
        "question": question.text,
        "context": "\n\n".join(context_of(question)),
        "full_points": question.full_points,
        "points_max": points_text(question.points),
        "points": None if points is None else points_text(points),
        "answer": answer.text,
        "comment": answer.remark,  # type: ignore[attr-defined]
    }
    # Without the key where nothing is cited, so that a return made before there were citations
    # still counts as the same.
    cited = [_citation(row) for row in answer.cited]  # type: ignore[attr-defined]
    return leaf | ({"citations": cited} if cited else {})


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


def same_content(first: Snapshot, second: Snapshot) -> bool:
    """Tell whether a student would read the same in both, whoever returned them."""
    return _content(first) == _content(second)


def digest(snapshot: Snapshot) -> str:
    """Return a short fingerprint of the content, for a page that asks for confirmation."""
    canonical = json.dumps(_content(snapshot), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:20]


def _content(snapshot: Snapshot) -> Snapshot:
    return {key: value for key, value in snapshot.items() if key not in _OF_THE_ACT}

"""Write the questions of a version: add, change, move, remove.

Every verb takes ``based_on``, the version's token that the page was opened with, and raises
``Conflict`` where it has risen since, ``Refusal`` where the version is frozen or followed by a
newer one. Labels and positions follow by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from assignments.domain.material.guide_content import (
    GuideContent,
    guide_as_json,
    read_guide,
    write_guide,
)
from assignments.domain.material.labels import MAX_DEPTH, MAX_PARTS, MAX_QUESTIONS
from assignments.domain.material.outline import Outline
from assignments.domain.material.question_sets import claim
from assignments.domain.points import STEP, points_text, sum_of
from assignments.domain.prose import checked_prose
from assignments.models import GuideLevel, Question, QuestionSetVersion
from lessons.models import TimelineEvent
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User

MAX_POINTS = 1000


@dataclass(frozen=True)
class QuestionContent:
    """A question without its guide. One with parts has no points and no line."""

    text: str
    points: Decimal | None = None
    full_points: str = ""
    takes_whole_points: bool = False
    events: Sequence[TimelineEvent] = ()


@transaction.atomic
def add_question(
    *, version: QuestionSetVersion, based_on: int, content: QuestionContent, by: User,
    at: datetime, guide: GuideContent | None = None, parent: Question | None = None,
) -> Question:  # fmt: skip
    """Add a question at the end or, with ``parent``, a part at the end of that question.

    A leaf that gets its first part loses its points, its line and the levels of its guide:
    its parts have them now. Refused for a leaf that a class was given already.
    """
    claim(version, based_on)
    outline = Outline(version)
    _check_room(outline, version, parent)
    if parent is not None and parent.is_leaf:
        _check_not_given([parent], "gets parts")
        _lose_points(parent)
    question = Question(
        version=version,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        position=len(outline) + 1,
        label="~new",
        points=check_worth(content.points, content.takes_whole_points),
    )
    _write(question, content, guide, is_new=True)
    outline.place(question)
    outline.write()
    _record("add_question", question, by, at, after=_as_json(question))
    return question


@transaction.atomic
def change_question(
    *, question: Question, based_on: int, content: QuestionContent, guide: GuideContent | None,
    by: User, at: datetime,
) -> None:  # fmt: skip
    """Change text, points, line, events and, unless it is None, the whole marking guide."""
    claim(question.version, based_on)
    before = _as_json(question)
    if question.is_leaf:
        question.points = check_worth(content.points, content.takes_whole_points)
    _write(question, content, guide)
    _record("change_question", question, by, at, before=before, after=_as_json(question))


@transaction.atomic
def move_question(*, question: Question, based_on: int, step: int, by: User, at: datetime) -> None:
    """Change places with the question before (``step`` -1) or after (1) on the same level.

    At the end of the row nothing happens, and nothing is recorded.
    """
    claim(question.version, based_on)
    outline = Outline(question.version)
    before = question.label
    if not outline.swap(question, step):
        return
    outline.write()
    question.refresh_from_db(fields=["label", "position"])
    _record(
        "move_question", question, by, at,
        before={"label": before}, after={"label": question.label},
    )  # fmt: skip


@transaction.atomic
def remove_question(*, question: Question, based_on: int, by: User, at: datetime) -> None:
    """Remove a question with its parts and guides. Refused where a class was given any of it.

    When the last part goes, the question it belonged to takes over its points and its line, and
    is a leaf again.
    """
    version = question.version
    claim(version, based_on)
    outline = Outline(version)
    gone = [question, *outline.below(question)]
    _check_not_given(gone, "is removed")
    before = {"questions": [_as_json(row) for row in gone]}
    outline.take_out(question)
    parent = outline.find(question.parent_id)
    if parent is not None and not outline.parts_of(parent):
        parent.points = sum_of(row.points for row in gone)
        parent.full_points = question.full_points
        parent.takes_whole_points = question.takes_whole_points
        parent.save(update_fields=["points", "full_points", "takes_whole_points"])
    _record("remove_question", question, by, at, before=before)
    Question.objects.filter(pk=question.pk).delete()
    outline.write()


def check_worth(points: Decimal | None, is_whole: bool = False) -> Decimal:
    """Return what a leaf is worth; refuses anything but whole or half points above zero."""
    step = 1 if is_whole else STEP
    if points is None or not points.is_finite() or not 0 < points <= MAX_POINTS or points % step:
        kind = "whole" if is_whole else "whole or half"
        raise Refusal(f"Give {kind} points above 0, {MAX_POINTS} at most.", code="points")
    return points


def _check_room(outline: Outline, version: QuestionSetVersion, parent: Question | None) -> None:
    if len(outline) >= MAX_QUESTIONS:
        raise Refusal(f"A set holds {MAX_QUESTIONS} questions at most.", code="full")
    if parent is None:
        return
    if parent.version_id != version.pk:
        raise Refusal("That question is not part of this version.", code="other_version")
    if parent.depth >= MAX_DEPTH:
        raise Refusal(f"Questions have {MAX_DEPTH} levels at most.", code="too_deep")
    if len(outline.parts_of(parent)) >= MAX_PARTS:
        raise Refusal(f"A question has {MAX_PARTS} parts at most.", code="full")


def _check_not_given(questions: Sequence[Question], what: str) -> None:
    given = (
        Question.objects.filter(pk__in=[row.pk for row in questions], asked_in__isnull=False)
        .order_by("position")
        .first()
    )
    if given is not None:
        raise Refusal(
            f"Question {given.label} was given to a class, so it stays as it is there. Start the "
            f"next version, in which it {what}.",
            code="given",
        )


def _lose_points(leaf: Question) -> None:
    leaf.points, leaf.full_points, leaf.takes_whole_points = None, "", False
    leaf.save(update_fields=["points", "full_points", "takes_whole_points"])
    GuideLevel.objects.filter(guide__question=leaf).delete()


def _write(
    question: Question, content: QuestionContent, guide: GuideContent | None, is_new: bool = False
) -> None:
    lesson = question.version.question_set.lesson_id
    if any(event.lesson_id != lesson for event in content.events):
        raise Refusal("An event you chose is not in this lesson.", code="events")
    is_leaf = question.points is not None
    question.text = checked_prose(Question, "text", content.text, required=True)
    question.full_points = (
        checked_prose(Question, "full_points", content.full_points, required=True)
        if is_leaf
        else ""
    )
    question.takes_whole_points = is_leaf and content.takes_whole_points
    if is_new:
        question.save(force_insert=True)
    else:
        question.save(update_fields=["text", "points", "full_points", "takes_whole_points"])
    question.events.set(content.events)
    if guide is not None:
        write_guide(question, guide)


def _as_json(question: Question) -> dict:
    return {
        "label": question.label,
        "text": question.text,
        "points": points_text(question.points),
        "full_points": question.full_points,
        "takes_whole_points": question.takes_whole_points,
        "events": sorted(event.key for event in question.events.all()),
        "guide": guide_as_json(read_guide(question)),
    }


def _record(verb: str, question: Question, by: User, at: datetime, *, before=None, after=None):
    version = question.version
    record(
        verb=verb,
        target=question,
        by=by,
        tenant_id=version.question_set.school_id,
        at=at,
        before=before,
        after={"version": version.pk, **(after or {})},
    )

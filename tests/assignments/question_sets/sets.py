"""Small lessons and sets, made through the domain verbs, and what they hold as plain values."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from assignments.domain.material.guide_content import (
    ExpectedContent,
    GuideContent,
    LevelContent,
    guide_as_json,
    read_guide,
)
from assignments.domain.material.questions import QuestionContent, add_question
from assignments.models import Question, QuestionSet, QuestionSetVersion
from lessons.models import Anchor, Edition, Lesson, Paragraph, Section, TimelineEvent
from studyhub.people.models import School


def make_lesson(slug: str = "rivers", *, school: School | None = None, published: bool = True):
    """Return a lesson with two paragraphs and an event."""
    lesson = Lesson.objects.create(slug=slug, title=f"On {slug}", school=school)
    if not published:
        return lesson
    edition = Edition.objects.create(
        lesson=lesson, number=1, markdown="m", html="h", digest="0" * 64, words=7,
        published_at=timezone.now(),
    )  # fmt: skip
    section = Section.objects.create(edition=edition, number=1, name="s1", title="Source")
    for position in (1, 2):
        anchor = Anchor.objects.create(lesson=lesson, name=f"s1-{position}")
        Paragraph.objects.create(
            edition=edition, section=section, anchor=anchor, position=position,
            label=f"1.{position}",
            text=f"Paragraph {position} of {slug} tells of many things and one more.",
            html="<p></p>",
        )  # fmt: skip
    TimelineEvent.objects.create(
        lesson=lesson, key="flood", date="1927", first_day=703_000, last_day=703_364,
        title="The flood", summary="Water everywhere.",
    )  # fmt: skip
    lesson.current_edition = edition
    lesson.save(update_fields=["current_edition"])
    return lesson


def content(text: str = "Where do rivers rise?", points: str = "4", **fields) -> QuestionContent:
    """Return a leaf's content."""
    return QuestionContent(
        text=text, points=Decimal(points), full_points=f"All about: {text}", **fields
    )


def guide(lesson: Lesson) -> GuideContent:
    """Return a guide that uses everything a guide can hold."""
    first, second = lesson.anchors.order_by("name")
    return GuideContent(
        levels=[
            LevelContent(Decimal(1), Decimal(2), "Names a spring"),
            LevelContent(Decimal("2.5"), Decimal(4), "Explains the spring"),
        ],
        expected=[ExpectedContent("In hills", [first, second]), ExpectedContent("From rain")],
        misconceptions=["Rivers rise in the sea"],
        context="Names of rivers",
        main_anchors=[first],
        also_anchors=[second],
    )


def make_set(lesson: Lesson, *, school: School | None = None, by=None) -> QuestionSetVersion:
    """Return version 1 of a set: 1 (4 points, with a full guide), 2 with 2a (2) and 2b (3.5)."""
    question_set = QuestionSet.objects.create(
        lesson=lesson, school=school, title="Ten questions", made_by=by
    )
    version = QuestionSetVersion.objects.create(
        question_set=question_set, number=1, introduction="Read first."
    )
    add(version, content(events=list(lesson.events.all())), guide=guide(lesson))
    parent = add(version, content("Think of the mouth."))
    add(version, content("What is a delta?", "2", takes_whole_points=True), parent=parent)
    add(version, content("Why does it grow?", "3.5"), parent=parent)
    return version


def add(version: QuestionSetVersion, what: QuestionContent, **fields) -> Question:
    """Add a question on the version's present token."""
    version.refresh_from_db()
    parent = fields.pop("parent", None)
    if parent is not None:
        parent = version.questions.get(pk=parent.pk)
    return add_question(
        version=version, based_on=version.token, content=what, by=None, parent=parent,
        at=timezone.now(), **fields,
    )  # fmt: skip


def outline(version: QuestionSetVersion) -> list[tuple[str, str, int]]:
    """Return label, points and depth of every question in reading order."""
    rows = version.questions.order_by("position")
    return [(row.label, str(row.points), row.depth) for row in rows]


def everything(version: QuestionSetVersion) -> list[dict]:
    """Return all that a version holds, without ids."""
    return [
        {
            "label": row.label,
            "parent": row.parent.label if row.parent else None,
            "depth": row.depth,
            "position": row.position,
            "text": row.text,
            "points": row.points,
            "full_points": row.full_points,
            "takes_whole_points": row.takes_whole_points,
            "events": sorted(event.key for event in row.events.all()),
            "guide": guide_as_json(read_guide(row)),
        }
        for row in version.questions.order_by("position").select_related("parent")
    ]

"""Load a pack's questions as the lesson's question set."""

from datetime import datetime

from django.db import transaction

from assignments.importing.questions import PackGuide, PackQuestion, PackQuestions
from assignments.models import (
    ExpectedPoint,
    GuideLevel,
    MarkingGuide,
    Misconception,
    Question,
    QuestionSet,
    QuestionSetVersion,
)
from lessons.domain.rows import update_row
from lessons.importing.pack import LessonPack
from lessons.models import Lesson


@transaction.atomic
def load_question_set(
    *, lesson: Lesson, questions: PackQuestions, at: datetime
) -> QuestionSetVersion:
    """Write a pack's questions as the set that came with the lesson; return its latest version.

    A version that is frozen, or that an assignment pins, is left as it is and followed by the
    next; any other is written anew in place. Whether there is anything to write is asked of
    ``plan.compare_questions`` before. Writes no audit entry, being part of the load of a whole
    pack.
    """
    question_set = loaded_set(lesson) or QuestionSet.objects.create(
        lesson=lesson, school=lesson.school, title=questions.title, created_at=at
    )
    update_row(question_set, {"title": questions.title, "pack_digest": questions.digest})
    version = _version_to_write(question_set, questions, at)
    _write_questions(version, questions, lesson)
    return version


def loaded_set(lesson: Lesson) -> QuestionSet | None:
    """Return the set that a pack brought: the one of the lesson with a digest, made by nobody."""
    return (
        lesson.question_sets.filter(made_by__isnull=True)
        .exclude(pack_digest="")
        .order_by("created_at", "id")
        .first()
    )


def newest_version(question_set: QuestionSet) -> QuestionSetVersion | None:
    """Return the version that a pack is compared with, its set at hand."""
    version = question_set.versions.order_by("-number").first()
    if version is not None:
        version.question_set = question_set
    return version


def _version_to_write(
    question_set: QuestionSet, questions: PackQuestions, at: datetime
) -> QuestionSetVersion:
    latest = newest_version(question_set)
    if latest is None or is_used(latest):
        return QuestionSetVersion.objects.create(
            question_set=question_set,
            number=latest.number + 1 if latest is not None else 1,
            introduction=questions.introduction,
            created_at=at,
        )
    latest.questions.all().delete()
    update_row(latest, {"introduction": questions.introduction, "token": latest.token + 1})
    return latest


def _write_questions(version: QuestionSetVersion, questions: PackQuestions, lesson: Lesson) -> None:
    anchors = {anchor.name: anchor for anchor in lesson.anchors.all()}
    rows: dict[str, Question] = {}
    parents = {part.label: item.label for item in questions.walk() for part in item.parts}
    for position, item in enumerate(questions.walk(), start=1):
        parent = rows.get(parents.get(item.label, ""))
        rows[item.label] = _write_question(version, item, parent, position)
        _write_guide(rows[item.label], item.guide, anchors)


def _write_question(
    version: QuestionSetVersion, item: PackQuestion, parent: Question | None, position: int
) -> Question:
    return Question.objects.create(
        version=version,
        parent=parent,
        depth=item.depth,
        position=position,
        label=item.label,
        text=item.text,
        points=item.points,
        full_points=item.full_points,
        takes_whole_points=item.takes_whole_points,
    )


def _write_guide(question: Question, read: PackGuide, anchors: dict) -> None:
    guide = MarkingGuide.objects.create(question=question, context=read.context)
    guide.main_anchors.set([anchors[name] for name in read.main_anchors])
    guide.also_anchors.set([anchors[name] for name in read.also_anchors])
    GuideLevel.objects.bulk_create(
        GuideLevel(
            guide=guide,
            level=level.level,
            points_from=level.points_from,
            points_to=level.points_to,
            text=level.text,
        )
        for level in read.levels
    )
    Misconception.objects.bulk_create(
        Misconception(guide=guide, position=i, text=text)
        for i, text in enumerate(read.misconceptions, start=1)
    )
    for i, item in enumerate(read.expected, start=1):
        point = ExpectedPoint.objects.create(guide=guide, position=i, text=item.text)
        point.anchors.set([anchors[name] for name in item.anchors])


def link_events(*, version: QuestionSetVersion, pack: LessonPack) -> None:
    """Tie each question of a version to the events that bear on it, where that differs.

    A version in use keeps the ties it has and gains the new ones.
    """
    events = {event.key: event for event in version.question_set.lesson.events.all()}
    for question, keys in links_that_differ(version, pack):
        question.events.set([events[key] for key in sorted(keys)])


def links_that_differ(
    version: QuestionSetVersion, pack: LessonPack
) -> list[tuple[Question, set[str]]]:
    """Return the questions whose events would change, each with the keys it would have."""
    wanted: dict[str, set[str]] = {}
    for event in pack.events:
        for label in event.questions:
            wanted.setdefault(label, set()).add(event.key)
    is_in_use = is_used(version)
    found = []
    for question in version.questions.order_by("position").prefetch_related("events"):
        present = {event.key for event in question.events.all()}
        keys = wanted.get(question.label, set()) | (present if is_in_use else set())
        if present != keys:
            found.append((question, keys))
    return found


def is_used(version: QuestionSetVersion) -> bool:
    """Tell whether a class was given this version, so that its questions stay as they are."""
    return version.frozen_at is not None or version.assignments.exists()

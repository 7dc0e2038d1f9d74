"""Make the lesson that a plan describes: all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from assignments.domain.material.question_sets import create_set, latest_version
from assignments.importing.documents.decisions import ChosenEvent
from assignments.importing.documents.plan import Plan
from assignments.importing.documents.questions import FULL_POINTS, PlannedQuestion
from assignments.models import Question, QuestionSetVersion
from lessons.domain.create import create_lesson, free_slug
from lessons.importing.documents.bibliography import ListedReading
from lessons.importing.documents.events import DraftEvent
from lessons.importing.documents.writing import essay_markdown
from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings
from lessons.importing.pack import (
    Essay,
    LessonPack,
    PackEvent,
    PackReading,
    PackSource,
    SourceUse,
)
from lessons.importing.shape import limit
from lessons.models import Lesson, TimelineEvent
from studyhub import edtf
from studyhub.access.refusal import Refusal
from studyhub.people.models import School, User
from studyhub.web.text import shown_name, validate_shown_name

# The source of every event that comes from the document itself. It was read there and looked up
# nowhere else, so it is checked in part.
ESSAY_SOURCE = PackSource(
    key="essay", title="The essay", publisher="", year="", reference="", checked="P"
)
READING_LEVEL = "university"


@transaction.atomic
def make_lesson(
    *,
    plan: Plan,
    chosen: Mapping[str, ChosenEvent],
    school: School | None,
    by: User | None,
    at: datetime,
) -> Lesson:
    """Make the lesson, its first edition, its readings, the chosen events and its question set.

    Refuses a plan with errors, with the first of them, and a title the school has already.
    Writes no audit entry for the lesson, being part of the act that has one.
    """
    if plan.errors:
        raise Refusal(str(plan.errors[0]), code="plan")
    lesson = create_lesson(pack=_pack(plan, chosen, school), school=school, by=by, at=at)
    if plan.questions.questions:
        _make_set(plan, lesson, school, by, at)
    return lesson


def _pack(plan: Plan, chosen: Mapping[str, ChosenEvent], school: School | None) -> LessonPack:
    """Return the plan in the form in which lessons are made. It has no digest: no pack has it."""
    title = shown_name(plan.title)
    events = _events(plan, chosen)
    return LessonPack(
        slug=free_slug(title=title, school=school),
        title=title,
        subtitle=shown_name(plan.essay.subtitle),
        summary="",
        language="en",
        themes=(),
        glossary=(),
        essay=_essay(plan, title),
        sources=(ESSAY_SOURCE,) if events else (),
        events=events,
        readings=tuple(_reading(reading) for reading in plan.readings),
        digest="",
    )


def _essay(plan: Plan, title: str) -> Essay:
    findings = Findings()
    essay = read_essay(essay_markdown(plan.essay, title=title), "essay", findings)
    if findings.all:
        raise Refusal(str(findings.all[0]), code="essay")
    return essay


def _events(plan: Plan, chosen: Mapping[str, ChosenEvent]) -> tuple[PackEvent, ...]:
    return tuple(
        _event(draft, chosen[draft.key], number)
        for number, draft in enumerate(
            (draft for draft in plan.events if draft.key in chosen), start=1
        )
    )


def _event(draft: DraftEvent, event: ChosenEvent, number: int) -> PackEvent:
    title = checked_event_title(event.title)
    try:
        date = edtf.parse(event.date)
    except edtf.EdtfError as error:
        raise Refusal(f"{title}: {error}", code="events") from None
    return PackEvent(
        key=f"essay-{number}",
        date=event.date,
        first_day=date.first_day,
        last_day=date.last_day,
        title=title,
        summary=draft.sentence,
        place="",
        people=(),
        themes=(),
        anchors=(draft.anchor,),
        questions=(),
        sources=(SourceUse(ESSAY_SOURCE.key, f"paragraph {draft.label}"),),
        note="",
        is_context=False,
    )


def checked_event_title(title: str) -> str:
    """Return a title as it is shown; refuses one that is empty, too long or cannot be shown."""
    title = shown_name(title)
    most = limit(TimelineEvent, "title")
    if len(title) > most:
        raise Refusal(f"An event’s title has {most} characters at most.", code="events")
    try:
        validate_shown_name(title)
    except ValidationError as error:
        raise Refusal(error.messages[0], code="events") from None
    return title


def _reading(reading: ListedReading) -> PackReading:
    return PackReading(
        author=reading.author,
        title=reading.title,
        year=reading.year,
        publisher=reading.publisher,
        level=READING_LEVEL,
        note=reading.note,
        url=reading.url,
    )


def _make_set(
    plan: Plan, lesson: Lesson, school: School | None, by: User | None, at: datetime
) -> None:
    question_set = create_set(
        lesson=lesson, school=school, title=plan.questions_title, by=by, at=at
    )
    version = latest_version(question_set)
    if plan.introduction:
        version.introduction = plan.introduction
        version.save(update_fields=["introduction"])
    Question.objects.bulk_create(_rows(plan.questions.questions, version))


def _rows(questions: Sequence[PlannedQuestion], version: QuestionSetVersion) -> list[Question]:
    """Return the rows in reading order, each after the question it is a part of."""
    rows: list[Question] = []
    _add_rows(rows, questions, None, version)
    return rows


def _add_rows(
    rows: list[Question],
    questions: Sequence[PlannedQuestion],
    parent: Question | None,
    version: QuestionSetVersion,
) -> None:
    for question in questions:
        row = Question(
            version=version,
            parent=parent,
            depth=parent.depth + 1 if parent else 1,
            position=len(rows) + 1,
            label=question.label,
            text=question.text,
            points=question.points,
            full_points="" if question.parts else FULL_POINTS,
        )
        rows.append(row)
        _add_rows(rows, question.parts, row, version)

"""A small lesson, three questions (one with parts), and Alice at work on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.timing.position import position_of
from assignments.models import (
    Answer,
    Assignment,
    AssignmentQuestion,
    Attempt,
    Question,
    QuestionSet,
    QuestionSetVersion,
    Release,
    Submission,
)
from lessons.models import (
    Anchor,
    Edition,
    GlossaryTerm,
    Lesson,
    LessonPlacement,
    Paragraph,
    Section,
    TimelineEvent,
)
from studyhub.people.models import SchoolClass, User
from studyhub.web.ids import new_id
from tests.conftest import Cast, signed_in

LEAVES = ("1", "2a", "2b")


def make_version() -> QuestionSetVersion:
    """Make a library lesson with a set: question 1, and question 2 with parts a and b."""
    lesson = Lesson.objects.create(
        slug=f"rivers-{new_id()}", title="Rivers", themes=[{"id": "war", "title": "War"}]
    )
    edition = Edition.objects.create(
        lesson=lesson,
        number=1,
        markdown="# Rivers",
        html='<section class="essay-section" id="s1"><h2>Source</h2><div class="paragraph" '
        'id="s1-1"><a class="paragraph-number" href="#s1-1">1.1</a>'
        "<p>Rivers rise in hills.</p></div></section>",
        digest="0" * 64,
        words=4,
        published_at=timezone.now(),
    )
    lesson.current_edition = edition
    lesson.save(update_fields=["current_edition"])
    GlossaryTerm.objects.create(edition=edition, key="delta", term="Delta", meaning="A mouth.")
    anchor = Anchor.objects.create(lesson=lesson, name="s1-1")
    section = Section.objects.create(edition=edition, number=1, name="s1", title="Source")
    Paragraph.objects.create(
        edition=edition, section=section, anchor=anchor, position=1, label="1.1",
        text="Rivers rise in hills.", html="<p>Rivers rise in hills.</p>",
    )  # fmt: skip
    event = TimelineEvent.objects.create(
        lesson=lesson, key="flood", date="1927", first_day=703_000, last_day=703_364,
        title="The flood", summary="Water everywhere.", themes=["war"],
    )  # fmt: skip
    event.anchors.add(anchor)
    questions = QuestionSet.objects.create(lesson=lesson, title="On rivers")
    version = QuestionSetVersion.objects.create(question_set=questions, number=1)
    _question(version, 1, "1", "Where do rivers rise?", "4")
    parent = _question(version, 2, "2", "Think of the mouth.", None)
    _question(version, 3, "2a", "What is a delta?", "2.5", parent)
    _question(version, 4, "2b", "Why does it grow?", "3", parent)
    return version


def _question(version, position, label, text, points, parent=None) -> Question:
    return Question.objects.create(
        version=version,
        position=position,
        label=label,
        text=text,
        points=Decimal(points) if points else None,
        parent=parent,
        depth=2 if parent else 1,
        full_points=f"Everything about {label}." if points else "",
    )


def give(school_class: SchoolClass, by: User, version=None, **fields) -> Assignment:
    """Give the set to a class, opened yesterday and due in a week."""
    version = version or make_version()
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=1), "due_at": now + timedelta(days=7)}
    assignment = Assignment.objects.create(
        set_version=version,
        school_class=school_class,
        edition=version.question_set.lesson.current_edition,
        given_by=by,
        **{"title": "Rivers and mouths", **times, **fields},
    )
    AssignmentQuestion.objects.bulk_create(
        AssignmentQuestion(assignment=assignment, question=question)
        for question in version.questions.filter(points__isnull=False)
    )
    LessonPlacement.objects.get_or_create(
        lesson=version.question_set.lesson, school_class=school_class, defaults={"placed_by": by}
    )
    return assignment


@dataclass
class Work:
    """One student's work, with short ways to do things through the domain verbs."""

    submission: Submission
    student: User

    @property
    def path(self) -> str:
        return f"/work/{self.submission.pk}/"

    @property
    def assignment(self) -> Assignment:
        return self.submission.assignment

    @property
    def attempt(self) -> Attempt:
        return self.submission.attempts.order_by("-number").first()

    def answer(self, label: str = "1") -> Answer:
        return Answer.objects.select_related("question", "attempt").get(
            attempt=self.attempt, question__label=label
        )

    def answer_path(self, label: str = "1") -> str:
        return f"{self.path}answers/{self.answer(label).pk}/"

    def write(self, label: str = "1", text: str = "In the hills.", at: datetime | None = None):
        answer = self.answer(label)
        at = at or timezone.now()
        return save_answer(
            answer=answer,
            position=position_of(Submission.objects.get(pk=self.submission.pk), at=at),
            text=text,
            based_on=answer.version,
            key=new_id(),
            at=at,
        )

    def hand_in(self, at: datetime | None = None) -> Attempt:
        at = at or timezone.now()
        submission = Submission.objects.get(pk=self.submission.pk)
        return hand_in(position=position_of(submission, at=at), by=self.student, at=at)

    def body(self, label: str = "1", **fields) -> dict:
        """Return the JSON of a save."""
        return {
            "text": "In the hills.",
            "based_on": self.answer(label).version,
            "key": new_id(),
            "person": self.student.pk,
            "assignment": self.submission.assignment_id,
            **fields,
        }

    def form(self, **texts: str) -> dict:
        """Return the page as a form, with the texts changed that are named ``q1`` and so on."""
        data = {"person": self.student.pk, "attempt": self.attempt.pk, "page": new_id()}
        for label in LEAVES:
            answer = self.answer(label)
            data[f"text-{answer.pk}"] = texts.get(f"q{label}", answer.text)
            data[f"version-{answer.pk}"] = str(answer.version)
        return data

    def returned(self, number: int = 1, kind: str = "returned", **fields) -> Release:
        """Return the work with a snapshot in the agreed form, or take it back."""
        snapshot = {} if kind == "taken_back" else snapshot_json(**fields)
        return Release.objects.create(
            submission=self.submission,
            attempt=self.attempt,
            number=number,
            kind=kind,
            snapshot=snapshot,
            released_by=self.assignment.given_by,
            released_at=timezone.now(),
        )


def snapshot_json(**fields) -> dict:
    def leaf(label: str, points, answer: str, comment: str) -> dict:
        return {
            "label": label, "question": f"Question {label}?", "context": "", "full_points": "",
            "points_max": "4", "points": points, "answer": answer, "comment": comment,
        }  # fmt: skip

    return {
        "form": 1,
        "title": "Rivers and mouths",
        "class": "8A",
        "attempt": 1,
        "handed_in_at": "2026-11-20T10:00:00+00:00",
        "late": False,
        "collected": False,
        "leaves": [
            leaf("1", "3.5", "In the hills.", "Name the hills."),
            leaf("2a", "0", "A fan.", ""),
            leaf("2b", None, "", ""),
        ],
        "overall": "A clear start.",
        "points": "3.5",
        "points_max": "12",
        "graded": 2,
        "leaves_total": 3,
        "returned_by": "Tessa Of Riverside School",
        "returned_at": "2026-11-22T10:00:00+00:00",
        **fields,
    }


def begin(assignment: Assignment, student: User) -> Work:
    """Start the assignment as the student."""
    return Work(start(assignment=assignment, by=student, at=timezone.now()), student)


@pytest.fixture
def given(cast: Cast) -> Assignment:
    """Return the assignment of class 8A."""
    return give(cast.class_8a, cast.tessa)


@pytest.fixture
def work(given: Assignment, cast: Cast) -> Work:
    """Return Alice's begun work."""
    return begin(given, cast.alice)


@pytest.fixture
def alice(cast: Cast) -> Client:
    """Return Alice's browser."""
    return signed_in(cast.alice)


@pytest.fixture
def strangers(cast: Cast) -> dict[str, Client]:
    """Return the browsers of everybody to whom Alice's work must not exist."""
    return {
        name: signed_in(getattr(cast, name))
        for name in ("bob", "carol", "frank", "theo", "fiona", "asif", "sana", "sofia")
    }

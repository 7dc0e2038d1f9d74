"""The built-in questions given to 8A, and ways to hand in, grade and return them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.giving.give import ClassTimes, give
from assignments.domain.grading.grade import grade_answer
from assignments.domain.returning.release import Outcome, return_to_students
from assignments.domain.timing.position import position_of
from assignments.models import Answer, Assignment, Grade, QuestionSet, Submission
from studyhub.people.domain.enrollments import enroll
from studyhub.people.models import SchoolClass, User
from tests.conftest import Cast, built_in_lesson, person, signed_in

LABELS = ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "9", "10a", "10b")


@dataclass
class Desk:
    """An assignment of thirteen leaves for 8A, with short ways through the domain verbs."""

    cast: Cast
    assignment: Assignment

    def given_again(self, school_class: SchoolClass | None = None, by: User | None = None, **times):
        """Give the same questions once more."""
        return give_all(
            self.assignment.set_version.question_set,
            school_class or self.cast.class_8a,
            by or self.cast.tessa,
            **times,
        )

    def begun(self, student: User, texts=None, assignment: Assignment | None = None) -> Submission:
        """Start and write; every answer gets a text unless ``texts`` says which."""
        now = timezone.now()
        submission = start(assignment=assignment or self.assignment, by=student, at=now)
        attempt = submission.attempts.get(submitted_at__isnull=True)
        for answer in attempt.answers.select_related("question"):
            text = (texts or {}).get(answer.question.label, f"Words on {answer.question.label}.")
            if texts is not None and answer.question.label not in texts:
                continue
            save_answer(
                answer=answer,
                position=position_of(submission, at=now),
                text=text,
                based_on=answer.version,
                key=f"{answer.pk}-{answer.version}",
                at=now,
            )
        return submission

    def handed_in(
        self, student: User, texts=None, assignment: Assignment | None = None
    ) -> Submission:
        """Start, write and hand in."""
        submission = self.begun(student, texts, assignment)
        hand_in(position=self.position(submission), by=student, at=timezone.now())
        return self.fresh(submission)

    def handed_in_again(self, submission: Submission, label: str, text: str) -> Submission:
        """Keep working, change one answer, hand in."""
        now = timezone.now()
        submission = self.fresh(submission)
        attempt = keep_working(position=self.position(submission), by=submission.student, at=now)
        answer = attempt.answers.select_related("question").get(question__label=label)
        save_answer(
            answer=answer,
            position=self.position(submission),
            text=text,
            based_on=answer.version,
            key=f"again-{answer.pk}",
            at=now,
        )
        hand_in(position=self.position(submission), by=submission.student, at=now)
        return self.fresh(submission)

    def position(self, submission: Submission):
        """Return where the work stands now."""
        return position_of(self.fresh(submission), at=timezone.now())

    def fresh(self, submission: Submission) -> Submission:
        """Return the submission as it is stored."""
        return Submission.objects.select_related(
            "assignment__school_class__school", "counted_attempt", "student"
        ).get(pk=submission.pk)

    def answer(self, submission: Submission, label: str = "1") -> Answer:
        """Return a leaf of what was handed in last."""
        return Answer.objects.select_related("question", "attempt").get(
            attempt=self.fresh(submission).counted_attempt, question__label=label
        )

    def grade(
        self,
        submission: Submission,
        label: str = "1",
        points: str | None = "4",
        comment: str = "",
        *,
        by: User | None = None,
        based_on: int | None = None,
        at: datetime | None = None,
    ) -> Grade | None:
        """Grade a leaf as Tessa, on the version that stands unless told."""
        answer = self.answer(submission, label)
        stands = Grade.objects.filter(answer=answer).values_list("version", flat=True).first() or 0
        return grade_answer(
            answer=answer,
            points=None if points is None else Decimal(points),
            comment=comment,
            based_on=stands if based_on is None else based_on,
            seen_answer_version=answer.version,
            by=by or self.cast.tessa,
            at=at or timezone.now(),
        )

    def grade_all(self, submission: Submission, points: str = "2") -> None:
        """Give every leaf the same points."""
        for label in LABELS:
            self.grade(submission, label, points)

    def give_back(self, *submissions: Submission, **how) -> Outcome:
        """Return work as Tessa, saying what changed where it had come back before."""
        told = {"note": "Looked at again.", "at": timezone.now(), **how}
        return return_to_students(submissions=submissions, by=self.cast.tessa, **told)

    def new_students(self, number: int, school_class: SchoolClass | None = None) -> list[User]:
        """Enroll further students."""
        found = []
        for place in range(number):
            student = person(self.cast.riverside, f"Pupil{place:02}")
            enroll(
                user=student,
                school_class=school_class or self.cast.class_8a,
                role="student",
                by=self.cast.sana,
                at=timezone.now(),
            )
            found.append(student)
        return found

    def board_path(self, assignment: Assignment | None = None) -> str:
        """Return the address of the board."""
        return f"/admin/assignments/assignment/{(assignment or self.assignment).pk}/change/"

    def path(self, name: str, submission: Submission) -> str:
        """Return an address below a student's work."""
        return f"/admin/assignments/submission/{submission.pk}/{name}"

    def question_path(self, submission: Submission, label: str = "1", query: str = "") -> str:
        """Return the address of a question's page."""
        question = self.answer(submission, label).question_id
        return f"/admin/assignments/assignment/{self.assignment.pk}/question/{question}/{query}"


def give_all(question_set: QuestionSet, school_class: SchoolClass, by: User, **times) -> Assignment:
    """Give all thirteen leaves to a class, open since yesterday and due in a week unless told."""
    now = timezone.now()
    version = question_set.versions.get()
    when = {"opens_at": now - timedelta(days=1), "due_at": now + timedelta(days=7), **times}
    (assignment,) = give(
        version=version,
        questions=[question for question in version.questions.all() if question.is_leaf],
        classes=[ClassTimes(school_class=school_class, **when)],
        title="Ten questions",
        by=by,
        at=now,
    )
    return assignment


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """Give the built-in questions to 8A."""
    built_in_lesson(timezone.now())
    return Desk(cast, give_all(QuestionSet.objects.get(), cast.class_8a, cast.tessa))


@pytest.fixture
def teacher(cast: Cast) -> Client:
    """Return a client signed in as Tessa."""
    return signed_in(cast.tessa)


def boxes(response) -> dict[str, str]:
    """Return what a browser would send back of a page's form, untouched."""
    page = response.content.decode()
    main = page[page.index('class="sheet"') :]
    fields = {}
    for tag in re.findall(r"<input\b[^>]*>", main):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if found.get("type") == "checkbox" and " checked" not in tag:
            continue
        if "name" in found:
            fields[found["name"]] = unescape(found.get("value", ""))
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', main, re.DOTALL)
    fields.update({name: unescape(text) for name, text in areas})
    return fields


def words_of(response) -> str:
    """Return the words of a page's own part, in one line."""
    page = response.content.decode()
    text = re.sub(r"<[^>]+>", " ", page[page.index('class="sheet"') :])
    return " ".join(unescape(text).split())

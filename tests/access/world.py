"""One of everything, hung on class 8A and Alice, for walking all routes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from assignments.domain.answering.hand_in import hand_in
from assignments.domain.answering.keep_working import keep_working
from assignments.domain.answering.save import save_answer
from assignments.domain.answering.start import start
from assignments.domain.giving.allocate import allocate
from assignments.domain.giving.give import ClassTimes, give
from assignments.domain.grading.answer_notes import comment_on_part
from assignments.domain.grading.bank import keep_in_bank
from assignments.domain.grading.grade import grade_answer
from assignments.domain.material.document_imports import begin_import
from assignments.domain.material.question_sets import copy_set
from assignments.domain.returning.release import return_to_students
from assignments.domain.returning.replies import open_thread
from assignments.domain.telling.calendar import make_address
from assignments.domain.timing.position import position_of
from assignments.models import (
    Allocation,
    Answer,
    Assignment,
    BankComment,
    Comment,
    DocumentImport,
    Question,
    QuestionSet,
    QuestionSetVersion,
    Submission,
    Thread,
)
from lessons.domain.drafts import draft_of
from lessons.domain.keep import keep_sentences
from lessons.importing.documents.blocks import Block
from lessons.importing.documents.found import Document
from lessons.models import DraftRevision, Lesson, ShelfItem
from studyhub.audit.models import Entry
from studyhub.people.domain.addresses import confirmation_token
from studyhub.people.models import Enrollment, User
from tests.conftest import Cast, built_in_lesson
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles
from tests.lessons.writing import rewritten, saved

PACK = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"


@dataclass(frozen=True)
class World:
    """What the addresses of the matrix point to.

    ``lesson`` is the library's, ``own_lesson`` Riverside's, which its teachers may change.
    ``object_ids`` maps ``<app>_<model>`` to the row whose admin details are opened.
    ``special`` maps a route to arguments that differ from the common ones.
    """

    cast: Cast
    lesson: Lesson
    own_lesson: Lesson
    own_set: QuestionSet
    own_version: QuestionSetVersion
    own_question: Question
    assignment: Assignment
    submission: Submission
    allocation: Allocation
    bank_comment: BankComment
    answer: Answer
    enrollment: Enrollment
    shelf_item: ShelfItem
    document_import: DocumentImport
    part_comment: Comment
    thread: Thread
    object_ids: dict[str, str]
    special: dict[str, dict[str, object]] = field(default_factory=dict)


def build_world(cast: Cast) -> World:
    """Give the built-in questions to 8A; Alice hands in, gets it back and works on."""
    at = timezone.now()
    lesson = built_in_lesson(at)
    own_lesson = load(PackFiles(), school=cast.riverside)
    state = written_on(own_lesson, cast)
    library_set = QuestionSet.objects.get(lesson=lesson, school__isnull=True)
    own_set = copy_set(question_set=library_set, school=cast.riverside, by=cast.tessa, at=at)
    assignment = given(library_set, cast, at=at)
    submission = worked_on(assignment, cast)
    enrollment = Enrollment.objects.get(user=cast.alice, school_class=cast.class_8a)
    document_import = brought_in(cast, at=at)
    return World(
        cast=cast,
        lesson=lesson,
        own_lesson=own_lesson,
        own_set=own_set,
        own_version=own_set.versions.get(),
        own_question=own_set.versions.get().questions.get(label="1"),
        assignment=assignment,
        submission=submission,
        allocation=allocated(assignment, cast),
        bank_comment=keep_in_bank(text="Name the Comintern.", by=cast.tessa, at=at),
        answer=submission.attempts.get(submitted_at__isnull=True).answers.all()[0],
        enrollment=enrollment,
        shelf_item=kept(lesson, cast, at=at),
        document_import=document_import,
        part_comment=Comment.objects.get(start__isnull=False),
        thread=submission.threads.get(),
        object_ids={
            "lessons_lesson": lesson.pk,
            "people_user": cast.alice.pk,
            "people_schoolclass": cast.class_8a.pk,
            "people_enrollment": enrollment.pk,
            "people_school": cast.riverside.pk,
            "audit_entry": str(Entry.objects.about(enrollment)[0].pk),
            "assignments_questionset": own_set.pk,
            "assignments_assignment": assignment.pk,
            "assignments_submission": submission.pk,
            "assignments_documentimport": document_import.pk,
        },
        special={
            "admin:lessons_lesson_state": {"revision": state.pk},
            "admin:people_school_mail": {"school": cast.riverside.pk},
            "admin:people_grade_scale": {"school": cast.riverside.pk},
            "calendar_feed": {"secret": make_address(by=cast.alice, at=at)},
            "confirm_address": {"token": asked_to_confirm(cast)},
        },
    )


def allocated(assignment: Assignment, cast: Cast) -> Allocation:
    """Let Asif grade Alice."""
    (made,) = allocate(
        assignment=assignment,
        grader=cast.asif,
        questions=[],
        students=[cast.alice],
        by=cast.tessa,
        at=timezone.now(),
    )
    return made


def asked_to_confirm(cast: Cast) -> str:
    """Let Alice have given an address; return what stands in the link of the letter."""
    User.objects.filter(pk=cast.alice.pk).update(new_email="alice@example.org")
    return confirmation_token(cast.alice, "alice@example.org")


def written_on(lesson: Lesson, cast: Cast) -> DraftRevision:
    """Let Tessa publish a second edition and begin a third; return a state of the history."""
    text = draft_of(lesson).markdown
    terms = draft_of(lesson).glossary
    rewritten(lesson, text.replace("It **ends**.", "It is over."), by=cast.tessa, glossary=terms)
    saved(lesson, text + "\nMore, and a\n\n- list\n", by=cast.tessa, glossary=terms)
    return lesson.draft_revisions.order_by("version")[0]


def given(question_set: QuestionSet, cast: Cast, *, at) -> Assignment:
    """Give all thirteen leaves to 8A, open since yesterday, due in a week."""
    version = question_set.versions.get()
    times = ClassTimes(
        school_class=cast.class_8a,
        opens_at=at - timedelta(days=1),
        due_at=at + timedelta(days=7),
    )
    (assignment,) = give(
        version=version,
        questions=[question for question in version.questions.all() if question.is_leaf],
        classes=[times],
        title="Ten questions",
        by=cast.tessa,
        at=at,
    )
    return assignment


def kept(lesson: Lesson, cast: Cast, *, at) -> ShelfItem:
    """Let Alice keep the first sentence of the essay."""
    edition = lesson.current_edition
    assert edition is not None
    return keep_sentences(
        lesson=lesson,
        edition=edition,
        paragraph=edition.paragraphs.get(label="1.1"),
        first=1,
        last=1,
        note="Begin here.",
        key="first",
        by=cast.alice,
        at=at,
    ).item


def worked_on(assignment: Assignment, cast: Cast) -> Submission:
    """Let Alice write, hand in, be graded and returned, and keep working."""
    at = timezone.now()
    submission = start(assignment=assignment, by=cast.alice, at=at)
    answer = submission.attempts.get().answers.select_related("question")[0]
    save_answer(
        answer=answer,
        position=position_of(submission, at=at),
        text="Revolution and peace at once.",
        based_on=0,
        key="first",
        at=at,
    )
    hand_in(position=position_of(submission, at=at), by=cast.alice, at=at)
    answer.refresh_from_db()
    grade_answer(
        answer=answer,
        points=Decimal(4),
        comment="Name the Comintern.",
        based_on=0,
        seen_answer_version=answer.version,
        by=cast.tessa,
        at=at,
    )
    comment_on_part(
        answer=answer, start=0, end=10, text="A good word.", key="part", by=cast.tessa, at=at
    )
    submission = Submission.objects.get(pk=submission.pk)
    return_to_students(submissions=[submission], by=cast.tessa, at=at)
    open_thread(
        submission=submission, question=answer.question, text="Why four?", asks_remark=True,
        key="first", by=cast.alice, at=at,
    )  # fmt: skip
    keep_working(position=position_of(submission, at=at), by=cast.alice, at=at)
    return submission


def brought_in(cast: Cast, *, at) -> DocumentImport:
    """Let Tessa bring in a document and leave it for later."""
    document = Document(
        "txt",
        [
            Block("Two aims", "line 1"),
            Block(
                "In 1922 the state that nobody invited looked for partners of its own.", "line 2"
            ),
            Block("Questions", "line 3"),
            Block("1. Explain each of the following:", "line 4"),
            Block("Genoa -", "line 5"),
            Block("Best essays", "line 6"),
        ],
    )
    return begin_import(
        document=document, file_name="aims.txt", school=cast.riverside, by=cast.tessa, at=at
    )

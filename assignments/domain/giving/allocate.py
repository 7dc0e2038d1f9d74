"""Allocate the grading of an assignment to its markers, and end that again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from assignments.models import Allocation, Assignment, Question, Submission
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, User


def markers_of(assignment: Assignment, *, at: datetime) -> list[Enrollment]:
    """Return who staffs the class on that day, assistants first. One query.

    The assignment must come with ``school_class__school``.
    """
    rows = _holding(assignment, at).exclude(role=ClassRole.STUDENT).select_related("user")
    return list(rows.order_by("role", "user__family_name", "user__given_name", "pk"))


def students_of(assignment: Assignment, *, at: datetime) -> list[User]:
    """Return the students of the class on that day and whoever has work, in class order."""
    attending = _holding(assignment, at).of_students().values("user")
    working = Submission.objects.filter(assignment=assignment).values("student")
    people = User.objects.filter(pk__in=attending) | User.objects.filter(pk__in=working)
    return list(people.distinct().order_by("family_name", "given_name", "pk"))


def _holding(assignment: Assignment, at: datetime):
    day = assignment.school_class.school.day_of(at)
    return Enrollment.objects.holding_on(day).filter(school_class=assignment.school_class_id)


@transaction.atomic
def allocate(
    *,
    assignment: Assignment,
    grader: User,
    questions: Sequence[Question],
    students: Sequence[User],
    by: User,
    at: datetime,
) -> list[Allocation]:
    """Allocate the questions of the students to a marker; without questions all, likewise students.

    What is allocated already is left alone; return what is new. It limits nobody who teaches the
    class. Raises ``Refusal`` for a marker who does not staff the class today, for questions and
    students of elsewhere, for a marker's own work, and where neither is chosen.
    """
    if not questions and not students:
        raise Refusal("Tick questions, students, or both.", code="nothing")
    _check_markers(assignment, [grader], at)
    _check_within(assignment, questions, students, at)
    if grader in students:
        raise Refusal("Nobody grades their own work.", code="own_work")
    each_question: Sequence[Question | None] = questions or [None]
    each_student: Sequence[User | None] = students or [None]
    wanted = [(grader, question, student) for question in each_question for student in each_student]
    return _make(assignment, wanted, by, at)


@transaction.atomic
def share_out(
    *, assignment: Assignment, graders: Sequence[User], by: User, at: datetime
) -> list[Allocation]:
    """Deal the students whom nobody has whole out to markers, evenly; return what is new.

    In class order, each to whoever of them has fewest, the first of equals: so a second click
    changes nothing, and whoever joins the class later is dealt out by the next. Raises
    ``Refusal`` as ``allocate`` does.
    """
    if not graders:
        raise Refusal("Tick at least one marker.", code="graders")
    _check_markers(assignment, graders, at)
    rows = Allocation.objects.filter(assignment=assignment, question__isnull=True)
    has = [(row.grader_id, row.student_id) for row in rows.exclude(student__isnull=True)]
    taken = {student for _grader, student in has}
    count = Counter(grader for grader, _student in has)
    wanted = []
    for student in students_of(assignment, at=at):
        able = [grader for grader in graders if grader != student]
        if student.pk in taken or not able:
            continue
        grader = min(able, key=lambda person: count[person.pk])
        count[grader.pk] += 1
        wanted.append((grader, None, student))
    return _make(assignment, wanted, by, at)


@transaction.atomic
def end_allocation(*, allocation: Allocation, by: User, at: datetime) -> None:
    """Take an allocation away. What was graded under it stays."""
    _record("end_allocation", allocation, by, at, before=_words(allocation))
    Allocation.objects.filter(pk=allocation.pk).delete()


def _check_markers(assignment: Assignment, graders: Iterable[User], at: datetime) -> None:
    staff = {row.user_id for row in markers_of(assignment, at=at)}
    if any(grader.pk not in staff for grader in graders):
        raise Refusal("Choose from those who teach or assist in this class.", code="grader")


def _check_within(
    assignment: Assignment, questions: Sequence[Question], students: Sequence[User], at: datetime
) -> None:
    wanted = {question.pk for question in questions}
    if assignment.asked.filter(question__in=wanted).count() != len(wanted):
        raise Refusal("Tick questions of this assignment only.", code="questions")
    known = {student.pk for student in students_of(assignment, at=at)} if students else set()
    if any(student.pk not in known for student in students):
        raise Refusal("Tick students of this class only.", code="students")


def _make(
    assignment: Assignment,
    wanted: Sequence[tuple[User, Question | None, User | None]],
    by: User,
    at: datetime,
) -> list[Allocation]:
    stand = set(
        Allocation.objects.filter(assignment=assignment)
        .order_by()
        .values_list("grader", "question", "student")
    )
    made = [
        Allocation(
            assignment=assignment,
            grader=grader,
            question=question,
            student=student,
            made_by=by,
            made_at=at,
        )
        for grader, question, student in wanted
        if (grader.pk, question and question.pk, student and student.pk) not in stand
    ]
    Allocation.objects.bulk_create(made)
    for row in made:
        _record("allocate", row, by, at, after=_words(row))
    return made


def _words(row: Allocation) -> dict:
    return {
        "grader": row.grader_id,
        "question": row.question_id or "all",
        "student": row.student_id or "all",
    }


def _record(verb: str, row: Allocation, by: User, at: datetime, **changes) -> None:
    record(
        verb=verb,
        target=row.assignment,
        by=by,
        tenant_id=row.assignment.school_class.school_id,
        at=at,
        **changes,
    )

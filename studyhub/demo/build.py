"""Build the demo schools: people, classes, two assignments, and work in every state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.text import slugify

from assignments.domain.answering.collect import collect_due
from assignments.domain.answering.keep_working import reopen
from assignments.domain.giving.allocate import allocate
from assignments.domain.giving.give import ClassTimes, give
from assignments.domain.giving.times import extend
from assignments.domain.giving.work_rules import NO_RULES, WorkRules
from assignments.domain.grading.comment import comment_on_attempt
from assignments.domain.returning.release import return_to_students, take_back
from assignments.domain.returning.returned import snapshot_of
from assignments.domain.timing.position import position_of
from assignments.models import Assignment, QuestionSet, Submission
from lessons.models import Lesson
from studyhub.demo import desk, work
from studyhub.demo.answers import overall_comment
from studyhub.demo.people import (
    FAMILY_NAME,
    HILLSIDE,
    RIVERSIDE,
    SUPERUSER,
    DemoSchool,
    demo_password,
)
from studyhub.demo.shelf import keep_for
from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.classes import create_class
from studyhub.people.domain.enrollments import enroll
from studyhub.people.domain.school_roles import appoint
from studyhub.people.domain.schools import create_school
from studyhub.people.enums import ClassRole
from studyhub.people.models import School, SchoolClass, User


@dataclass
class BuiltClass:
    """A demo class with its people, students in the order of their names."""

    school_class: SchoolClass
    teacher: User
    students: list[User]


@dataclass
class BuiltSchool:
    """A demo school with its classes."""

    school: School
    admin: User
    classes: list[BuiltClass] = field(default_factory=list)
    assistant: User | None = None


@transaction.atomic
def build_demo(*, lesson: Lesson, question_set: QuestionSet, at: datetime) -> None:
    """Make both schools and all their work, back-dated from ``at``; all or nothing."""
    User.objects.create_superuser(
        SUPERUSER, demo_password(), given_name="Superuser", family_name=FAMILY_NAME
    )
    riverside = _school(RIVERSIDE, at=at - timedelta(weeks=6))
    hillside = _school(HILLSIDE, at=at - timedelta(weeks=6))
    _riverside_work(riverside, question_set, at)
    _hillside_work(hillside, question_set, at)


def _school(plan: DemoSchool, *, at: datetime) -> BuiltSchool:
    school = create_school(
        name=plan.name, slug=plan.slug, time_zone=plan.time_zone, is_demo=True, by=None, at=at
    )
    built = BuiltSchool(school, _person(school, plan.admin, at))
    appoint(user=built.admin, by=None, at=at)
    for name, (teacher, students) in plan.classes.items():
        school_class = create_class(school=school, name=name, by=built.admin, at=at)
        one = BuiltClass(
            school_class,
            _person(school, teacher, at),
            [_person(school, student, at) for student in students],
        )
        enroll(
            user=one.teacher, school_class=school_class, role=ClassRole.TEACHER, by=built.admin,
            at=at,
        )  # fmt: skip
        for student in one.students:
            enroll(
                user=student, school_class=school_class, role=ClassRole.STUDENT, by=built.admin,
                at=at,
            )  # fmt: skip
        built.classes.append(one)
    if plan.assistant:
        built.assistant = _person(school, plan.assistant, at)
        enroll(
            user=built.assistant, school_class=built.classes[0].school_class,
            role=ClassRole.ASSISTANT, by=built.admin, at=at,
        )  # fmt: skip
    return built


def _person(school: School, given_name: str, at: datetime) -> User:
    user, _code = create_account(
        school=school,
        sign_in_name=slugify(given_name),
        given_name=given_name,
        family_name=FAMILY_NAME,
        by=None,
        at=at,
    )
    user.password = _hashed(demo_password())
    user.one_time_until = None
    user.save(update_fields=["password", "one_time_until"])
    return user


@cache
def _hashed(password: str) -> str:
    """Hash the one password of all demo people once: that is slow by design."""
    return make_password(password)


def _five_pm(school: School, moment: datetime) -> datetime:
    day = school.day_of(moment)
    return datetime.combine(day, time(17, 0), tzinfo=school.zone)


def _give(
    question_set: QuestionSet, group: BuiltClass, *, title: str, labels: list[str] | None,
    opens_at: datetime, due_at: datetime, at: datetime, rules: WorkRules = NO_RULES,
) -> Assignment:  # fmt: skip
    version = question_set.versions.order_by("-number")[0]
    leaves = [q for q in version.questions.all() if q.is_leaf and (not labels or q.label in labels)]
    times = ClassTimes(
        school_class=group.school_class, opens_at=opens_at, due_at=due_at, closes_at=None
    )
    (assignment,) = give(
        version=version,
        questions=leaves,
        classes=[times],
        title=title,
        instructions="",
        by=group.teacher,
        at=at,
        rules=rules,
    )
    return assignment


def _riverside_work(built: BuiltSchool, question_set: QuestionSet, at: datetime) -> None:
    first, second = built.classes
    for group in (first, second):
        assignment = _give(
            question_set, group, title="Soviet foreign policy: ten analysis questions", labels=None,
            opens_at=at - timedelta(days=12),
            due_at=_five_pm(built.school, at + timedelta(weeks=6)),
            at=at - timedelta(days=12),
        )  # fmt: skip
        _all_states(assignment, group, at)
        if group is first and built.assistant is not None:
            _allocate_last(assignment, built.assistant, by=group.teacher, at=at)
    _blind_assignment(question_set, second, built.school, at)
    _past_assignment(question_set, first, built.school, at)
    keep_for(first.students[0], lesson=question_set.lesson, at=at - timedelta(days=3))


def _allocate_last(assignment: Assignment, assistant: User, *, by: User, at: datetime) -> None:
    """Let the assistant grade the last two answers of everybody."""
    asked = assignment.asked.select_related("question").order_by("-question__position")[:2]
    allocate(
        assignment=assignment, grader=assistant, questions=[row.question for row in asked],
        students=[], by=by, at=at,
    )  # fmt: skip


def _blind_assignment(
    question_set: QuestionSet, group: BuiltClass, school: School, at: datetime
) -> None:
    """Give three questions that are marked blind: half the class has handed in, none is graded."""
    assignment = _give(
        question_set, group, title="Three summits, marked blind", labels=["8a", "8b", "8c"],
        opens_at=at - timedelta(days=5), due_at=_five_pm(school, at + timedelta(days=2)),
        at=at - timedelta(days=5), rules=WorkRules(is_blind=True),
    )  # fmt: skip
    for place, student in enumerate(group.students[::2]):
        submission = work.write(
            assignment=assignment, student=student, at=at - timedelta(days=2),
            quality=_QUALITY[place], turn=place, leaves=3,
        )  # fmt: skip
        work.submit(submission, at=at - timedelta(days=1))


def _all_states(assignment: Assignment, group: BuiltClass, at: datetime) -> None:
    """Leave each student of a class of twelve in another place; the first has an open draft."""
    begun = at - timedelta(days=3)
    total = assignment.asked.count()
    for place, student in enumerate(group.students):
        step = _STEPS[place % len(_STEPS)]
        quality = _QUALITY[place % len(_QUALITY)]
        if step == "not started":
            continue
        leaves = {"draft": 6, "begun": 2}.get(step, total if place % 4 else total - 1)
        submission = work.write(
            assignment=assignment, student=student, at=begun, quality=quality, turn=place,
            leaves=leaves,
        )  # fmt: skip
        if step not in {"draft", "begun"}:
            work.submit(submission, at=begun + timedelta(hours=4))
            _after_hand_in(step, submission, group.teacher, quality, begun)


def _after_hand_in(
    step: str, submission: Submission, teacher: User, quality: float, begun: datetime
) -> None:
    later = begun + timedelta(hours=20)
    graded = {"handed in": 0, "kept working": 0, "in grading": 5}.get(step, 99)
    if graded:
        work.grade(submission, by=teacher, at=later, leaves=graded, quality=quality)
    if step == "kept working":
        work.go_on(submission, at=later)
    if step == "ready":
        return_to_students(
            submissions=[submission], by=teacher, at=later,
            when=later + timedelta(weeks=1),
        )  # fmt: skip
    if step in {"returned", "taken back", "reopened"}:
        comment_on_attempt(
            attempt=work.counted_attempt(submission), text=overall_comment(quality), based_on=0,
            by=teacher, at=later,
        )  # fmt: skip
        return_to_students(submissions=[submission], by=teacher, at=later + timedelta(hours=1))
    if step == "taken back":
        take_back(
            submission=submission, by=teacher, at=later + timedelta(hours=2),
            reason="One comment stood under the wrong answer.",
        )  # fmt: skip
    if step == "reopened":
        moment = later + timedelta(hours=3)
        reopen(
            position=position_of(submission, at=moment), by=teacher, at=moment, until=None,
            reason="Question 9 deserves a second try: rank your causes.",
        )  # fmt: skip


_STEPS = (
    "draft", "returned", "handed in", "not started", "in grading", "ready", "returned",
    "kept working", "begun", "handed in", "taken back", "reopened",
)  # fmt: skip
_QUALITY = (0.6, 1.0, 0.45, 0.5, 0.8, 0.3, 0.2, 0.7, 0.4, 0.9, 0.55, 0.35)


def _past_assignment(
    question_set: QuestionSet, group: BuiltClass, school: School, at: datetime
) -> None:
    """Give a shorter one that fell due last week: on time, late, missing, extended."""
    given = at - timedelta(weeks=4)
    due = _five_pm(school, at - timedelta(weeks=1))
    assignment = _give(
        question_set, group, title="Two aims: questions 1 to 4", labels=["1", "2", "3", "4"],
        opens_at=given, due_at=due, at=given,
    )  # fmt: skip
    desk.keep_comments(by=group.teacher, at=given)
    *on_time, late, extended = group.students[:10]
    extend(
        assignment=assignment, student=extended, due_at=due + timedelta(days=10),
        reason="Ill for a week.", by=group.teacher, at=due - timedelta(days=1),
    )  # fmt: skip
    finished = []
    for place, student in enumerate([*on_time, late]):
        quality = _QUALITY[(place + 3) % len(_QUALITY)]
        submission = work.write(
            assignment=assignment, student=student, at=due - timedelta(days=4), quality=quality,
            turn=place, leaves=4,
        )  # fmt: skip
        late_by = timedelta(hours=5) if student == late else timedelta(days=-2)
        work.submit(submission, at=due + late_by)
        work.grade(
            submission, by=group.teacher, at=due + timedelta(days=2), leaves=4, quality=quality
        )
        desk.note(submission, by=group.teacher, at=due + timedelta(days=2), turn=place)
        finished.append(submission)
    return_to_students(submissions=finished, by=group.teacher, at=due + timedelta(days=3))
    _after_return(finished, at=due + timedelta(days=4))
    collect_due(assignments=Assignment.objects.filter(pk=assignment.pk), at=at)


def _after_return(finished: list[Submission], *, at: datetime) -> None:
    """Let the first who was given a next step choose it, and ask to be marked again."""
    for submission in finished:
        (release,) = submission.releases.all()
        steps = snapshot_of(release).next_steps
        if steps:
            desk.read_and_answer(
                submission, step=steps[0], at=at,
                text="I named the treaty and its year. Could you look at it once more?",
            )  # fmt: skip
            return


def _hillside_work(built: BuiltSchool, question_set: QuestionSet, at: datetime) -> None:
    (group,) = built.classes
    assignment = _give(
        question_set, group, title="Three summits: question 8", labels=["8a", "8b", "8c"],
        opens_at=at - timedelta(days=5), due_at=_five_pm(built.school, at + timedelta(weeks=3)),
        at=at - timedelta(days=5),
    )  # fmt: skip
    submission = work.write(
        assignment=assignment, student=group.students[0], at=at - timedelta(days=2), quality=0.8,
        turn=0, leaves=3,
    )  # fmt: skip
    work.submit(submission, at=at - timedelta(days=1))

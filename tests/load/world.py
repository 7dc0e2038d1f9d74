"""A class of any size that has started the built-in lesson's assignment, and its writers."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from assignments.domain.answering.start import start
from assignments.domain.giving.give import ClassTimes, give
from assignments.importing.pack import load_pack
from assignments.models import QuestionSet, Submission
from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.classes import create_class
from studyhub.people.domain.enrollments import enroll
from studyhub.people.domain.schools import create_school
from studyhub.people.models import School, User
from tests.load.writer import Writer

PACK = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"


def account(school: School, name: str, password: str) -> User:
    """Make an account with a chosen password."""
    user, _code = create_account(
        school=school,
        sign_in_name=name,
        given_name=name,
        family_name="Demo",
        by=None,
        at=timezone.now(),
    )
    user.set_password(password)
    user.one_time_until = None
    user.save(update_fields=["password", "one_time_until"])
    return user


def started_work(students: int, password: str, slug: str = "load") -> list[Submission]:
    """Return a submission per student, each with an open attempt on all thirteen leaves.

    They are in a school of their own, whose teacher signs in as "teacher".
    """
    at = timezone.now()
    lesson = load_pack(PACK, at=at).lesson
    name = f"{slug.title()} Demo School"
    school = create_school(name=name, slug=slug, time_zone="UTC", by=None, at=at)
    teacher = account(school, "teacher", password)
    school_class = create_class(school=school, name="Load", by=teacher, at=at)
    enroll(user=teacher, school_class=school_class, role="teacher", by=None, at=at)
    version = QuestionSet.objects.get(lesson=lesson, school__isnull=True).versions.get()
    times = ClassTimes(
        school_class=school_class, opens_at=at, due_at=at + timedelta(days=1), closes_at=None
    )
    (assignment,) = give(
        version=version,
        questions=[question for question in version.questions.all() if question.is_leaf],
        classes=[times],
        title="Load",
        instructions="",
        by=teacher,
        at=at,
    )
    work = []
    for number in range(students):
        student = account(school, f"student{number}", password)
        enroll(user=student, school_class=school_class, role="student", by=None, at=at)
        work.append(start(assignment=assignment, by=student, at=timezone.now()))
    return work


def writers(students: int, port: int) -> list[Writer]:
    """Return a signed-in writer per student, at work on all leaves; signing in is not measured."""
    return [
        Writer(port, session_of(work.student), boxes_of(work))
        for work in started_work(students, "river stone candle")
    ]


def session_of(user: User) -> str:
    """Return the key of a session in which a person is signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def boxes_of(work: Submission) -> list[dict]:
    """Return where each answer is saved, and what the page sends along."""
    told = {"person": work.student_id, "assignment": work.assignment_id}
    return [
        {"url": reverse("save_answer", args=[work.pk, answer.pk]), "body": told}
        for answer in work.attempts.get().answers.order_by("question__position")
    ]

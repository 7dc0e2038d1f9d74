"""The cast, and what every test may rely on.

Two schools. Riverside has two classes: 8A, taught by Tessa, with Alice, Bob and an assistant,
Asif; 8B, taught by Theo, with Carol. Hillside has a class of its own with Frank, taught by
Fiona. Sana and Sofia are their school admins. Sue is the superuser. All are made through the
domain verbs.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from assignments.importing.pack import load_pack
from lessons.models import Lesson
from studyhub.audit.erasure import permit
from studyhub.people.domain.accounts import create_account
from studyhub.people.domain.classes import create_class
from studyhub.people.domain.enrollments import enroll
from studyhub.people.domain.school_roles import appoint
from studyhub.people.domain.schools import create_school
from studyhub.people.models import School, SchoolClass, User
from tests.remembered import remembered

# A slow machine fails no property: what is asserted is what comes out, never how long it takes.
hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")

PACK = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"
PASSWORD = "river stone candle"
_DATABASE = {"db", "transactional_db", "live_server"}
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items) -> None:
    """Mark what meets the database: on another one there is no need for the rest."""
    for item in items:
        if item.get_closest_marker("django_db") or not _DATABASE.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """Let the collector look less often, and never again at what lives to the end anyway.

    Django's registries and the collected tests are some millions of objects: looking through all
    of them at every turn took a sixth of the suite's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_terminal_summary(terminalreporter) -> None:
    """Print how many answers the access matrix has held to their declarations."""
    counts = [
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", [])
        if name == "access_matrix" and report.when == "call"
    ]
    if counts:
        terminalreporter.write_line(
            f"access matrix: {sum(counts)} answers as declared, of {len(counts)} people"
        )


@pytest.fixture(autouse=True, scope="session")
def _flush_with_permit() -> Iterator[None]:
    """Let the flush after a transactional test pass the append-only triggers."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self) -> None:
        with permit("flush of the test database"):
            original(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@dataclass(frozen=True)
class Cast:
    """The people and places of the tests; see the module's docstring."""

    riverside: School
    hillside: School
    class_8a: SchoolClass
    class_8b: SchoolClass
    hillside_class: SchoolClass
    alice: User
    bob: User
    carol: User
    frank: User
    tessa: User
    theo: User
    fiona: User
    asif: User
    sana: User
    sofia: User
    sue: User


def person(school: School, name: str, *, by: User | None = None) -> User:
    """Make an account with a chosen password, named ``name`` and signing in with it."""
    user, _code = create_account(
        school=school,
        sign_in_name=name.lower(),
        given_name=name,
        family_name=f"Of {school.name}",
        by=by,
        at=timezone.now(),
    )
    return with_password(user)


def with_password(user: User, password: str = PASSWORD) -> User:
    """Give an account the password of the tests in the place of its one-time one."""
    user.set_password(password)
    user.one_time_until = None
    user.save(update_fields=["password", "one_time_until"])
    return user


def signed_in(user: User, **defaults) -> Client:
    """Return a client signed in as the person."""
    client = Client(**defaults)
    client.force_login(user)
    return client


@pytest.fixture
def mailing(settings) -> None:
    """Let the installation send mail: with a queue that nothing empties but the test itself."""
    settings.EMAIL_URL = "smtp://mail.example"
    settings.SITE_URL = "https://studyhub.example"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_off_queue() -> int:
    """Do as ``manage.py db_worker`` does with what is ready; return how many tasks that was."""
    from django_tasks_db.models import DBTaskResult

    done = 0
    while (row := DBTaskResult.objects.ready().first()) is not None:
        row.claim("test")
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.set_successful(None)
        done += 1
    return done


@pytest.fixture
def cast(db) -> Cast:
    """Make everybody, or put them in again.

    They have the same ids each time, so what sign-in limits counted elsewhere is forgotten.
    """
    cache.clear()
    now = timezone.now()
    return _made(now) if User.objects.exists() else make_cast(now)


def make_cast(now: datetime) -> Cast:
    """Return the cast, made once in a process and a day."""
    return remembered(("cast", now.date()), lambda: _made(now))


def built_in_lesson(now: datetime) -> Lesson:
    """Return the lesson that comes with the program, with its questions, in the library."""
    if Lesson.objects.exists():
        return load_pack(PACK, at=now).lesson
    return remembered(("built-in", now.date()), lambda: load_pack(PACK, at=now).lesson)


def _made(now: datetime) -> Cast:
    riverside = create_school(
        name="Riverside School", slug="riverside", time_zone="Africa/Cairo", by=None, at=now
    )
    hillside = create_school(
        name="Hillside School", slug="hillside", time_zone="Europe/Vienna", by=None, at=now
    )
    sue = User.objects.create_superuser("sue", PASSWORD, given_name="Sue")
    sana = person(riverside, "Sana")
    sofia = person(hillside, "Sofia")
    appoint(user=sana, by=sue, at=now)
    appoint(user=sofia, by=sue, at=now)
    class_8a = create_class(school=riverside, name="8A", by=sana, at=now)
    class_8b = create_class(school=riverside, name="8B", by=sana, at=now)
    hillside_class = create_class(school=hillside, name="Year 9", by=sofia, at=now)
    people = {
        name: person(school, name.capitalize())
        for school, names in (
            (riverside, ["alice", "bob", "carol", "tessa", "theo", "asif"]),
            (hillside, ["frank", "fiona"]),
        )
        for name in names
    }
    for name, school_class, role in (
        ("alice", class_8a, "student"),
        ("bob", class_8a, "student"),
        ("tessa", class_8a, "teacher"),
        ("asif", class_8a, "assistant"),
        ("carol", class_8b, "student"),
        ("theo", class_8b, "teacher"),
        ("frank", hillside_class, "student"),
        ("fiona", hillside_class, "teacher"),
    ):
        by = sana if school_class.school_id == riverside.pk else sofia
        enroll(user=people[name], school_class=school_class, role=role, by=by, at=now)
    return Cast(
        riverside=riverside,
        hillside=hillside,
        class_8a=class_8a,
        class_8b=class_8b,
        hillside_class=hillside_class,
        sana=sana,
        sofia=sofia,
        sue=sue,
        **people,
    )

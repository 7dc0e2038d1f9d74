"""The access matrix: every route x every person x GET and POST, answered as it is declared.

A route serves the relations it names in ``may``, answers 403 to those in ``known``, and the 404 of
an address that does not exist to everybody else; strangers are sent to the sign-in page. A
method that is not declared is 405 for whoever gets past the door.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from studyhub.access.routes import Declaration, all_routes
from tests.access.world import World, build_world
from tests.conftest import signed_in

# How the cast stands to Alice, her work, and class 8A.
RELATIONS = {
    "student": "alice",
    "classmate": "bob",
    "other student": "carol",
    "foreign student": "frank",
    "assistant": "asif",
    "teacher": "tessa",
    "other teacher": "theo",
    "foreign teacher": "fiona",
    "school admin": "sana",
    "foreign admin": "sofia",
    "superuser": "sue",
    "anonymous": None,
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Refusals are what is tested here; their log lines would bury a failure."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(cast) -> World:
    return build_world(cast)


def arguments(world: World, name: str, pattern: str) -> dict[str, object]:
    """Return what the address needs, for Alice and class 8A."""
    act = name.partition("admin:lessons_lesson_")[2]
    is_changed = bool(act) and act not in {"change", "place"}
    values = {
        "lesson": (world.own_lesson if is_changed else world.lesson).pk,
        "event": "treaty-signed",
        "source": "BOOK",
        "reading": world.own_lesson.readings.first().key,
        "theme": "war",
        "slug": world.lesson.slug,
        "assignment": world.assignment.pk,
        "work": world.submission.pk,
        "submission": world.submission.pk,
        "answer": world.answer.pk,
        "bank_comment": world.bank_comment.pk,
        "allocation": world.allocation.pk,
        "question": (world.own_question if "questionset" in name else world.answer.question).pk,
        "leaf": world.answer.question_id,
        "number": 1,
        "place": "s1-1",
        "user": world.cast.alice.pk,
        "student": world.cast.alice.pk,
        "school": world.cast.riverside.slug,
        "school_class": world.cast.class_8a.pk,
        "enrollment": world.enrollment.pk,
        "item": world.shelf_item.pk,
        "question_set": world.own_set.pk,
        "thread": world.thread.pk,
        "comment": world.part_comment.pk,
        "document_import": world.document_import.pk,
        "version": world.own_version.pk,
        "app_label": "people",
        "object_id": world.object_ids.get(name.rsplit("_", 1)[0].removeprefix("admin:")),
    }
    named = {**values, **world.special.get(name, {})}
    return {key: named[key] for key in _names_in(pattern)}


def _names_in(pattern: str) -> list[str]:
    found = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    return [key for key in found if key]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo what the request wrote, so that each meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(declared: Declaration, relation: str, method: str) -> str:
    """Say in a word what the declaration promises."""
    if declared.is_public:
        return "served" if method in declared.methods else "405"
    if relation == "anonymous":
        return "sign in"
    if declared.desk and "student" in relation.replace("classmate", "student"):
        return "404"
    if method not in declared.methods:
        return "405"
    if relation in declared.may or "signed in" in declared.may:
        return "served"
    return "403" if relation in declared.known else "404"


def answered(response) -> str:
    """Say in a word what came back. Refused and incomplete forms count as served."""
    if response.status_code == 302 and response["Location"].startswith("/sign-in/?next="):
        return "sign in"
    if response.status_code in {403, 404, 405}:
        return str(response.status_code)
    return "served" if response.status_code < 500 else "broken"


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_route_answers_as_declared(world, relation, record_property):
    person = RELATIONS[relation]
    wrong = []
    routes = all_routes()
    client = signed_in(getattr(world.cast, person)) if person else Client()
    client.raise_request_exception = False
    for name, pattern, declared in routes:
        assert declared is not None
        address = reverse(name, kwargs=arguments(world, name, pattern))
        for method in ("GET", "POST"):
            with rolled_back():
                response = client.generic(method, address)
            promised, came = expected(declared, relation, method), answered(response)
            if promised != came:
                wrong.append(f"{method} {address} ({name}): {promised} promised, {came} came")
            if response.status_code == 302:
                client = signed_in(getattr(world.cast, person)) if person else Client()
                client.raise_request_exception = False
    assert wrong == []
    record_property("access_matrix", 2 * len(routes))
    assert len(routes) > 60


def test_a_missing_and_a_foreign_thing_look_alike(world):
    client = signed_in(world.cast.frank)
    missing = world.submission.pk[:-1] + ("2" if world.submission.pk[-1] != "2" else "3")
    foreign = client.get(reverse("work", args=[world.submission.pk]))
    absent = client.get(reverse("work", args=[missing]))
    assert (foreign.status_code, absent.status_code) == (404, 404)

    def without_id(response) -> bytes:
        return response.content.replace(response.headers["X-Request-Id"].encode(), b"")

    assert without_id(foreign) == without_id(absent)

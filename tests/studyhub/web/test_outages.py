"""What else may be stopped: the shared cache, the database."""

from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client

from studyhub.web.steady_cache import SteadyCache
from tests.assignments.student.conftest import begin, give
from tests.conftest import PASSWORD, signed_in


@pytest.fixture
def stopped_redis(settings, monkeypatch):
    """A Redis that nobody has started, at an address where nothing listens."""
    settings.CACHES = {
        "default": {"BACKEND": "studyhub.web.steady_cache.SteadyCache"},
        "shared": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        },
        "database": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    monkeypatch.setattr(SteadyCache, "_out_until", 0.0)


def test_without_redis_people_sign_in_read_write_and_hand_in(cast, stopped_redis):
    client = Client()
    form = {"login": "alice", "password": PASSWORD, "school": "riverside"}
    assert client.post("/sign-in/", form)["Location"] == "/"
    work = begin(give(cast.class_8a, cast.tessa), cast.alice)
    assert client.get(work.path).status_code == 200
    saved = client.post(work.answer_path(), work.body(), content_type="application/json")
    assert saved.status_code == 200
    assert client.post(f"{work.path}hand-in/").status_code == 302
    assert signed_in(cast.tessa).get("/admin/").status_code == 200


def test_without_redis_the_limits_of_signing_in_hold(cast, stopped_redis):
    form = {"login": "alice", "password": "wrong", "school": "riverside"}
    pages = [Client().post("/sign-in/", form).content.decode() for _try in range(11)]
    assert ["Too many tries." in page for page in pages] == [False] * 10 + [True]


def test_a_cache_that_does_not_answer_is_left_alone_and_asked_again(stopped_redis, monkeypatch):
    asked = []

    def get(key, default=None, version=None):
        asked.append(key)
        if len(asked) == 1:
            raise ConnectionRefusedError
        return "from redis"

    monkeypatch.setattr(caches["shared"], "get", get)
    cache = caches["default"]
    cache.set("a", "from the database")  # this finds nobody listening
    assert (cache.get("a"), asked) == ("from the database", [])
    monkeypatch.setattr(SteadyCache, "_out_until", 0.0)
    assert (cache.get("a"), cache.get("a"), asked) == ("from the database",) * 2 + (["a"],)
    monkeypatch.setattr(SteadyCache, "_out_until", 0.0)
    assert cache.get("a") == "from redis"


@contextmanager
def database_down(monkeypatch):
    """Refuse every question to the database, as where it cannot be reached."""

    def refuse(*args, **kwargs):
        raise OperationalError("secret-canary: connection refused at 10.0.0.1")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        yield


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/notices/", "/admin/"])
def test_a_page_says_that_the_database_is_out_of_reach(cast, monkeypatch, path):
    client = signed_in(cast.alice)
    client.raise_request_exception = False
    with database_down(monkeypatch):
        response = client.get(path)
    page = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "StudyHub is out of reach for a moment" in page
    assert "secret-canary" not in page
    assert client.get("/").status_code == 200


def test_a_script_gets_503_as_json(cast, monkeypatch):
    work = begin(give(cast.class_8a, cast.tessa), cast.alice)
    body, path = work.body(), work.answer_path()
    client = signed_in(cast.alice)
    client.raise_request_exception = False
    with database_down(monkeypatch):
        response = client.post(path, body, content_type="application/json")
    assert response.status_code == 503
    assert response.json() == {"error": "StudyHub is out of reach for a moment. Try again shortly."}
    assert client.post(path, body, content_type="application/json").status_code == 200

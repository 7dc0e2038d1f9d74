"""Error pages in production: an id to tell, and no internals."""

import pytest
from django.test import Client
from django.urls import path

from studyhub.access import route
from studyhub.access.routes import all_routes
from studyhub.urls import *  # noqa: F403
from studyhub.urls import urlpatterns as real


@route("GET", may="anyone")
def broken(request):
    raise RuntimeError("secret-canary")


@route("GET", may="anyone")
def forbidden(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied("Only the teacher of this class may do this.")


urlpatterns = [path("broken/", broken, name="broken"), path("no/", forbidden, name="no"), *real]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor(db, settings) -> Client:
    settings.DEBUG = False
    return Client(raise_request_exception=False)


def test_a_fault_of_ours(visitor):
    response = visitor.get("/broken/")
    assert response.status_code == 500
    assert response.headers["X-Request-Id"] in response.content.decode()
    assert b"secret-canary" not in response.content
    assert b"Traceback" not in response.content
    assert response.headers["Cache-Control"] == "no-store, private"


def test_a_refusal_shows_its_sentence(visitor):
    response = visitor.get("/no/")
    assert response.status_code == 403
    assert "Only the teacher of this class may do this." in response.content.decode()


def test_nothing_there(visitor):
    response = visitor.get("/nowhere/<script>alert(1)</script>/")
    assert response.status_code == 404
    assert b"<script>alert" not in response.content


def test_scripts_get_json(visitor):
    response = visitor.get("/broken/", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()) == (
        500,
        {"error": "Something broke on our side."},
    )


def test_an_undeclared_route_is_shut(visitor, cast):
    names = {name for name, _pattern, _declared in all_routes()}
    assert "broken" in names
    broken_declaration = broken.access
    del broken.access
    try:
        response = visitor.get("/broken/")
    finally:
        broken.access = broken_declaration
    assert response.status_code == 500
    assert b"secret-canary" not in response.content

"""What a browser keeps for when there is no connection: whole, current, and nobody's."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from assignments.views.student import offline
from studyhub.web.static_storage import minified
from tests.conftest import signed_in

IMPORT = re.compile(r'from "(\./|\.\./)([^"]+)"')
FILES = [
    "/static/css/tokens.css",
    "/static/css/base.css",
    "/static/css/layout.css",
    "/static/css/components.css",
    "/static/css/write.css",
    "/static/css/student.css",
    "/static/css/contrast.css",
    "/static/favicon.svg",
    "/static/js/look.js",
    "/static/js/offline.js",
    "/static/js/start.js",
    "/static/js/behaviors/device-copies.js",
    "/static/js/device.js",
    "/static/js/here.js",
]


class Asked(HTMLParser):
    """Gathers what a page fetches by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        named = dict(attrs)
        if tag == "script" or (tag == "link" and named["rel"] in {"stylesheet", "icon"}):
            self.addresses.add(named.get("src") or named["href"])
        assert tag not in {"img", "use", "iframe", "form"}


def kept(response) -> dict:
    """Read what the worker is told to keep."""
    line = response.content.decode().split("\n")[0]
    return json.loads(line.removeprefix("self.studyhub = ").removesuffix(";"))


def test_the_worker_is_served_from_the_root_and_asked_for_anew(db):
    response = Client().get("/service-worker.js")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert response.content.decode().split("\n")[1:] == [
        'importScripts("/static/js/worker.js");',
        "",
    ]
    again = Client().get("/service-worker.js", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_keeps_the_page_and_what_the_page_needs(db):
    told = kept(Client().get("/service-worker.js"))
    assert told == {
        "version": told["version"],
        "page": "/offline/",
        "files": FILES,
        "patience": 10_000,
    }
    names = [address.removeprefix("/static/") for address in FILES]
    assert all(finders.find(name) for name in names)
    asked = Asked(Client().get("/offline/").content.decode()).addresses
    needed = {address.removeprefix("/static/") for address in asked}
    assert needed | imported(needed) == set(names)


def imported(names: set[str]) -> set[str]:
    """Follow the imports of the scripts named."""
    found: set[str] = set()
    waiting = [name for name in names if name.endswith(".js")]
    while waiting:
        name = PurePosixPath(waiting.pop())
        for up, path in IMPORT.findall((Path(settings.BASE_DIR) / "static" / name).read_text()):
            target = str((name.parent if up == "./" else name.parent.parent) / path)
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def test_no_style_of_the_page_fetches_anything(db):
    for name in offline.STYLES:
        text = minified(name, (Path(settings.BASE_DIR) / "static" / name).read_text())
        assert "url(" not in text
        assert "@import" not in text


def test_the_page_is_the_same_for_everybody(cast):
    pages = [client.get("/offline/") for client in (Client(), signed_in(cast.alice))]
    assert pages[0].content == pages[1].content
    assert pages[0].status_code == 200
    assert pages[0]["Cache-Control"] == "no-cache"
    text = pages[0].content.decode()
    for word in ("csrf", cast.alice.pk, cast.alice.given_name, "Riverside", "Sign out"):
        assert word not in text
    for response in (*pages, signed_in(cast.alice).get("/service-worker.js")):
        assert response.cookies == {}


def test_strangers_cost_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        Client().get("/offline/")
        Client().get("/service-worker.js")


def test_another_content_is_another_version(db, monkeypatch):
    before = kept(Client().get("/service-worker.js"))["version"]
    assert kept(Client().get("/service-worker.js"))["version"] == before
    original = offline._content
    changed = "js/behaviors/device-copies.js"
    monkeypatch.setattr(
        offline, "_content", lambda name: b"new" if name == changed else original(name)
    )
    assert kept(Client().get("/service-worker.js"))["version"] != before


@pytest.fixture
def collected(tmp_path, settings):
    """Collect the static files as production does, into a folder of their own."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "studyhub.web.static_storage.HashedStaticStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages, WHITENOISE_USE_FINDERS=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path


def test_in_production_names_carry_hashes_and_scripts_import_what_is_kept(db, collected):
    response = Client().get("/service-worker.js")
    told = kept(response)
    plain = [re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", address) for address in told["files"]]
    assert plain == FILES
    assert set(plain).isdisjoint(told["files"])
    worker = re.search(r'importScripts\("(.+)"\)', response.content.decode())[1]
    assert re.fullmatch(r"/static/js/worker\.[0-9a-f]{12}\.js", worker)
    names = [address.removeprefix("/static/") for address in (*told["files"], worker)]
    assert all((collected / name).is_file() for name in names)
    asked = Asked(Client().get("/offline/").content.decode()).addresses
    reached = {name.removeprefix("/static/") for name in asked}
    for name in [name for name in names if name.endswith(".js")]:
        folder = PurePosixPath(name).parent
        for up, path in IMPORT.findall((collected / name).read_text().replace('from"', 'from "')):
            reached.add(str((folder if up == "./" else folder.parent) / path))
    assert reached == set(names[:-1])


def test_only_pages_where_work_is_written_ask_for_the_worker(alice, work):
    assert 'data-worker="/service-worker.js"' in alice.get(work.path).content.decode()
    for address in ("/", reverse("account_login"), reverse("notices"), "/offline/"):
        for client in (alice, Client()):
            assert "service-worker" not in client.get(address, follow=True).content.decode()

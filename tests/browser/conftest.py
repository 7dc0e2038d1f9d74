"""A real Chromium on a live server: pages are watched for CSP findings and foreign requests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, Playwright, Route

from lessons.domain.place import place_lesson
from studyhub.people.models import User
from tests.conftest import NOW, PASSWORD, built_in_lesson, signed_in

# Playwright's loop makes Django believe that the test is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Runs before any script of the page; axe, which adds styles of its own, comes later.
WATCH = """
window.findings = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.findings.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


def pytest_collection_modifyitems(items) -> None:
    """Mark everything here, and skip it with the reason where no Chromium is installed."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start Debian's Chromium once."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def modules(chromium: Browser) -> Iterator[Page]:
    """Return an empty page that can import every script of ours; no server, no database."""
    static = Path(settings.BASE_DIR, "static")

    def serve(route: Route) -> None:
        path = static / urlsplit(route.request.url).path.removeprefix("/static/")
        if path.is_file():
            route.fulfill(path=path, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Modules</title>", content_type="text/html")

    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.route("**/*", serve)
    page = context.new_page()
    page.goto("http://modules.test/")
    yield page
    context.close()


@dataclass
class Watched:
    """A page of one person, with what went wrong on it."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the server; its scripts have run when this returns."""
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def csp_findings(self) -> list[str]:
        """Return what the content security policy has stopped on the present page."""
        return self.page.evaluate("window.findings")

    def sign_in(self, name: str) -> None:
        """Be signed in, as whoever has signed in before: the page stays where it is."""
        cookie = signed_in(User.objects.get(given_name=name.capitalize())).cookies["sessionid"]
        self.page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": self.base, "httpOnly": True}]
        )

    def sign_in_by_hand(self, name: str, school: str = "riverside") -> None:
        """Sign in as a person does."""
        self.open("/sign-in/")
        self.page.select_option("select[name=school]", school)
        self.page.fill("input[name=login]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.fixture
def watch(chromium: Browser, live_server) -> Iterator:
    """Return ``watch(**context)``: a fresh browser context with a watched page."""
    contexts = []

    def make(**options) -> Watched:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        watched = Watched(page, live_server.url)
        own = urlsplit(live_server.url).netloc

        def note(request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in {"http", "https"} and parts.netloc != own:
                watched.foreign.append(request.url)

        page.on("request", note)
        page.on(
            "console",
            lambda message: (
                watched.console.append(message.text) if message.type == "error" else None
            ),
        )
        return watched

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def lesson_path(cast, live_server) -> str:
    """The address of the built-in lesson, put before 8A."""
    lesson = built_in_lesson(timezone.now())
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})

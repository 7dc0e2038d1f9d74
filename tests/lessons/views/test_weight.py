"""What the lesson page weighs on a slow network, and that nothing it asks for is missing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from lessons.domain.place import place_lesson
from lessons.models import Lesson
from studyhub.web.static_storage import is_own, minified
from tests.conftest import NOW, built_in_lesson, signed_in

MOST = 120 * 1024  # bytes, compressed: HTML, CSS, JS and the sprite, on a first visit
JS = Path(settings.BASE_DIR) / "static" / "js"
TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.fixture
def built_in(cast) -> Lesson:
    lesson = built_in_lesson(timezone.now())
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    return lesson


def address(lesson: Lesson) -> str:
    return reverse("lessons:lesson", kwargs={"lesson": lesson.pk, "slug": lesson.slug})


def compressed(cast, lesson: Lesson):
    response = signed_in(cast.alice).get(address(lesson), headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    return response


def linked(html: str) -> set[str]:
    """Return the names of the static files a page links, and all modules they import."""
    addresses = re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"', html)
    addresses += re.findall(r'<use href="([^"#]+)', html)
    names = {
        found.removeprefix(settings.STATIC_URL)
        for found in addresses
        if found.startswith(settings.STATIC_URL)
    }
    return names | modules({name for name in names if name.endswith(".js")})


def modules(names: set[str]) -> set[str]:
    """Follow ``import ... from "./x.js"`` to the end."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        for target in re.findall(r'^import [^"]*"([^"]+)";$', text_of(name), re.MULTILINE):
            path = (JS.parent / name).parent / target
            waiting.add(str(path.resolve().relative_to(JS.parent)))
        waiting -= found
    return found


def text_of(name: str) -> str:
    path = finders.find(name)
    assert path is not None, name
    return Path(path).read_text()


def weigh(name: str, compress=lambda data: gzip.compress(data, 9, mtime=0)) -> int:
    """WhiteNoise serves gzip, or Brotli, which is smaller, of what is served in production."""
    text = text_of(name)
    return len(compress((minified(name, text) if is_own(name) else text).encode()))


def opened_later(names: set[str]) -> set[str]:
    """Return the modules that are fetched when a part is first opened, and what they import."""
    found = set()
    for name in (name for name in names if name.endswith(".js")):
        for target in re.findall(r'import\("([^"]+)"\)', text_of(name)):
            found.add(str(((JS.parent / name).parent / target).resolve().relative_to(JS.parent)))
    return modules(found) - names


def test_the_built_in_lesson_stays_below_120_kb(cast, built_in, record_property):
    response = compressed(cast, built_in)
    html = gzip.decompress(response.content).decode()
    weights = {name: weigh(name) for name in sorted(linked(html))} | {"": len(response.content)}
    record_property("lesson_page_bytes", sum(weights.values()))
    assert sum(weights.values()) < MOST, weights


def test_with_everything_opened_it_stays_below_120_kb_still(cast, built_in, record_property):
    """The drawing, the shelf's panel and its marks too, as every browser of today fetches them."""
    response = compressed(cast, built_in)
    names = linked(gzip.decompress(response.content).decode())
    later = opened_later(names)
    while further := opened_later(names | later):
        later |= further
    assert {"js/timeline/drawing.js", "js/shelf/panel.js", "js/shelf/highlights.js"} <= later
    weights = {name: weigh(name, brotli.compress) for name in sorted(names | later)}
    record_property("lesson_page_bytes_opened", sum(weights.values()) + len(response.content))
    assert sum(weights.values()) + len(response.content) < MOST, weights


def test_the_page_links_what_was_weighed(cast, built_in):
    names = linked(gzip.decompress(compressed(cast, built_in).content).decode())
    assert {
        "css/tokens.css",
        "css/reading.css",
        "icons.svg",
        "favicon.svg",
        "js/look.js",
        "js/reading.js",
        "js/start.js",
        "js/behaviors/find.js",
        "js/search/matching.js",
    } <= names
    assert (
        names & {"js/app.js", "js/behaviors/autosave.js", "css/write.css", "css/work.css"} == set()
    )


def test_every_behavior_a_lesson_template_asks_for_is_started():
    files = [*TEMPLATES.glob("lessons/*.html"), TEMPLATES / "base.html"]
    asked = {
        name
        for path in files
        for names in re.findall(r'data-behavior="([^"]+)"', path.read_text())
        for name in names.split()
    }
    started = re.search(r"startBehaviors\(\{(.*?)\}\);", (JS / "reading.js").read_text(), re.S)
    assert started is not None
    known = set(re.findall(r'"([a-z-]+)":|(?<![\w":])([a-z]+)(?=[,\s])', started.group(1)))
    assert asked - {one or other for one, other in known} == set()
    assert "find" in asked


def test_the_page_is_compressed_and_still_revalidated(cast, built_in):
    response = compressed(cast, built_in)
    assert response.headers["Content-Encoding"] == "gzip"
    assert {"Accept-Encoding", "Cookie"} <= set(response.headers["Vary"].split(", "))
    client = signed_in(cast.alice)
    headers = {"Accept-Encoding": "gzip"}
    tag = client.get(address(built_in), headers=headers).headers["ETag"]
    again = client.get(address(built_in), headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


def test_the_length_of_the_compressed_page_tells_little(cast, built_in):
    """Django pads it at random, so that guesses put into ``?q=`` cannot be weighed (BREACH)."""
    assert len({len(compressed(cast, built_in).content) for _again in range(8)}) > 1


def test_pages_with_work_on_them_are_not_compressed(cast, built_in):
    response = signed_in(cast.alice).get("/", headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers

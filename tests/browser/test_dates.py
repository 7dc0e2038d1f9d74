"""The dates of a timeline in another language than its lesson, in Chromium."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from lessons.domain.place import place_lesson
from tests.browser.test_pages import OPTIONS
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.pack_files import PackFiles
from tests.lessons.views.test_dates import with_battles
from tests.lessons.views.test_lesson import address


@pytest.mark.parametrize(
    ("locale", "words", "direction", "year"),
    [
        ("en-GB", "August 479 BCE", None, "479 BCE"),
        ("fr-FR", "août 479 av. J.-C.", "ltr", "479 av. J.\u2011C."),
        ("ar-EG", "أغسطس 479 ق.م", "rtl", "\u2067479 ق.م\u2069"),
    ],
)
def test_dates_of_another_language_are_sound(watch, cast, locale, words, direction, year):
    lesson = load(with_battles(PackFiles()))
    place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    watched = watch(viewport={"width": 390, "height": 844}, locale=locale)
    watched.sign_in("alice")
    page = watched.open(address(lesson))
    event = page.locator("#event-plataea")
    assert event.locator(".event-date").inner_text().startswith(words)
    marked = event.locator(".event-date > span[lang]")
    assert marked.count() == (0 if direction is None else 1)
    if direction:
        assert marked.evaluate("span => getComputedStyle(span).direction") == direction
        assert marked.evaluate("span => getComputedStyle(span).unicodeBidi") == "isolate"
    assert event.get_attribute("data-year") == year
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert watched.csp_findings() == []
    assert Axe().run(page, options=OPTIONS).response["violations"] == []

"""The drawing in every look: nothing for axe, nothing for the content security policy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.test_pages import OPTIONS
from tests.browser.timeline import built_in, settled, show_drawing

pytestmark = pytest.mark.django_db(transaction=True)

LOOKS = [
    {"color_scheme": scheme, "forced_colors": forced}
    for scheme in ("light", "dark")
    for forced in ("none", "active")
]

# What the drawing's view adds to the page; test_pages has looked at the rest.
PARTS = {"include": [".timeline-head", ".theme-filter", ".drawing", ".event-chosen", ".is-told"]}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, context=PARTS, options=OPTIONS).response["violations"]
    return [(item["id"], [node["html"][:160] for node in item["nodes"][:3]]) for item in found]


@pytest.mark.parametrize("place", ["beside", "below", "phone"])
def test_the_drawing_is_sound(watch, cast, place):
    width = 390 if place == "phone" else 1280
    watched = watch(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    watched.page.add_init_script(f"localStorage.setItem('studyhub:timeline-place', '{place}')")
    watched.sign_in("alice")
    page = watched.open(built_in(cast))
    show_drawing(page)
    page.locator("[role=option].is-current").first.click()
    page.locator(".theme-filter > summary").click()
    settled(page)
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert watched.csp_findings() == []
    for look in LOOKS:
        page.emulate_media(**look)
        settled(page)
        assert (look, violations(page)) == (look, [])
    assert (watched.console, watched.foreign) == ([], [])

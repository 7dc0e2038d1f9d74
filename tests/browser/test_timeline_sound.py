"""The drawing in every look: nothing for axe, nothing for the content security policy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import OPTIONS
from tests.browser.timeline import built_in, settled, show_drawing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("place", ["beside", "below", "phone"])
@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "light", "forced_colors": "active"},
        {"color_scheme": "dark", "forced_colors": "active"},
    ],
    ids=["light", "dark", "forced light", "forced dark"],
)
def test_the_drawing_is_sound(watch, cast, place, look):
    width = 390 if place == "phone" else 1280
    watched = watch(viewport={"width": width, "height": 800}, reduced_motion="reduce", **look)
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
    assert (watched.console, watched.foreign) == ([], [])
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [
        (item["id"], [node["html"][:160] for node in item["nodes"][:3]]) for item in found
    ] == []

"""Every page, as whoever may open it, in Chromium: light and dark, phone and laptop.

No finding of the content security policy, none of axe (WCAG 2.2 AA), no request that leaves the
origin, no sideways scrolling, no error on the console. That holds for the stock admin's lists and
details as well: our styles mend what Django leaves (small targets, links told by color alone).
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from studyhub.access.routes import all_routes
from tests.access.test_matrix import RELATIONS, arguments, expected
from tests.access.world import build_world

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
# Of all rules only this one looks at colors; the others find the same in the dark.
CONTRAST = {**OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
AXE = Axe().axe_script
FIND = """(options) => axe.run(document, options).then(({violations}) => violations.map(
  ({id, nodes}) => `${id} ${nodes.slice(0, 2).map(({html}) => html.slice(0, 120)).join(" | ")}`
))"""
NOT_PAGES = {
    "admin:jsi18n",
    "calendar_feed",
    "shelf_items",
    "admin:lessons_lesson_timeline_csv",
    "admin:lessons_lesson_date",
    "service_worker",
}


def pages_of(world, relation: str) -> list[tuple[str, str]]:
    """Return (route, address) of every page this person may read."""
    found = []
    for name, pattern, declared in all_routes():
        served = expected(declared, relation, "GET") == "served"
        if served and name not in NOT_PAGES:
            found.append((name, reverse(name, kwargs=arguments(world, name, pattern))))
    # Signing out and the 404 page come last: the one ends nothing by GET, the other is an error.
    return [*found, ("404", "/no-such-page/")]


# Teachers have the most pages: in two walks, that no process is left with the longest at the end.
WALKS = [
    ("anonymous", slice(None)),
    ("student", slice(None)),
    ("teacher", slice(0, None, 2)),
    ("teacher", slice(1, None, 2)),
    ("school admin", slice(None)),
    ("superuser", slice(None)),
]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("relation", "part"), WALKS)
def test_every_page_is_sound(watch, cast, relation, part, width):
    world = build_world(cast)
    # Without motion, so that no color is measured half way from one scheme to the other.
    watched = watch(
        viewport={"width": width, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    if person := RELATIONS[relation]:
        watched.sign_in(person)
    pages = pages_of(world, relation)[part]
    if relation == "superuser":
        # the others have walked theirs, and it is the same templates
        walked = {
            route for other in ("teacher", "school admin") for route, _ in pages_of(world, other)
        }
        pages = [page for page in pages if page[0] not in walked]
    found = []
    for name, address in pages:
        page = watched.open(address)
        found += [f"{name}: CSP {finding}" for finding in watched.csp_findings()]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name}: scrolls sideways")
        found += [f"{name}: console {line}" for line in watched.console if name != "404"]
        found += [f"{name}: axe {line}" for line in violations(page, OPTIONS)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: axe {line}" for line in violations(page, CONTRAST)]
        page.emulate_media(color_scheme="light")
        watched.console.clear()  # axe adds styles of its own, which the policy stops
    found += [f"foreign request {url}" for url in watched.foreign]
    assert "\n".join(found) == ""
    assert len(pages) >= 3


def violations(page, options: dict) -> list[str]:
    """Return what axe finds; it is put into a page once, and only its findings come back."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(FIND, options)

"""The drawing of many events, of few, of none, and of dates that are odd or far apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.timeline import made_of, press, settled, show_drawing, with_dates, zoomed
from tests.lessons.many_events import many_events

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_500_events_only_what_is_in_sight_is_on_the_page_and_a_pile_comes_apart(watch, cast):
    watched = watch()
    watched.sign_in("alice")
    page = watched.open(made_of(cast, many_events(500)))
    show_drawing(page)
    counts = []
    for _ in range(8):
        counts.append(page.locator(".drawing *").count())
        press(page, "Zoom in")
    press(page, "Show all of it")
    counts.append(page.locator(".drawing *").count())
    assert max(counts) < 1200
    # One form with a button of each event costs Chromium their number squared (behaviors/shelf.js).
    assert page.evaluate("document.getElementById('shelf-event').elements.length") == 1
    expect(page.locator("[role=option]").first).to_have_attribute("aria-setsize", "500")

    pile = page.locator(".drawn-pile").first
    assert len(pile.get_attribute("title").split("\n")) >= 2
    before = zoomed(page)
    pile.click()
    assert zoomed(page) > before * 1.9
    assert page.locator(".drawn:not([hidden])").count() > 0


ODD = {
    "one event": (["1648-10-24"], 1),
    "all on one day": (["1969-07-20"] * 9, 9),
    "two, millennia apart": (["-2560~", "1889-03-31"], 2),
    "open at every end": (["../1453", "1215/..", "1300/", "/1350"], 4),
    "before year 1": (["-0489-09", "-021X", "-0217-24", "0000", "0001"], 5),
    "as far as dates reach": (["Y-999999999999", "1945"], 2),
}


BOXES = """
(all) => all.map((one) => one.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])
"""


def test_odd_timelines_are_drawn_whole(watch, cast):
    watched = watch()
    watched.page.add_init_script("localStorage.setItem('studyhub:timeline-view', 'drawing')")
    watched.sign_in("alice")
    for odd, (dates, labels) in ODD.items():
        page = watched.open(made_of(cast, with_dates(*dates)))
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.locator("[role=option]").first.wait_for()
            settled(page)
            press(page, "Show all of it")
            boxes = page.locator("[role=option]:not(.is-bare)").evaluate_all(BOXES)
            assert (odd, width, len(boxes)) == (odd, width, labels)
            ((begin, end),) = page.locator(".drawing-view").evaluate_all(BOXES)
            beyond = [box for box in boxes if not begin <= box[0] < box[1] <= end]
            assert (odd, width, beyond) == (odd, width, [])

            page.locator('[role=option][tabindex="0"]').focus()
            for _ in range(25):
                page.keyboard.press("+")
            zoom_in = page.get_by_role("button", name="Zoom in")
            expect(zoom_in).to_have_attribute("aria-disabled", "true")
            assert (odd, width, page.locator(".drawing-tick").count() > 0) == (odd, width, True)
    assert watched.console == []


def test_a_lesson_without_events_has_no_switch(watch, cast):
    watched = watch()
    watched.sign_in("alice")
    page = watched.open(made_of(cast, with_dates()))
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    expect(page.get_by_role("button", name="Drawing", exact=True)).to_have_count(0)
    assert watched.console == []

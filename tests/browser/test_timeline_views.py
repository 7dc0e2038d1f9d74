"""The timeline as list and as drawing: the switch, filters, links, and the essay beside it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.timeline import (
    built_in,
    option,
    settled,
    show_drawing,
    shown_titles,
    start,
    zoomed,
)

pytestmark = pytest.mark.django_db(transaction=True)

MUNICH = "Four powers give the Sudetenland to Germany at Munich"
TOLD = re.compile(r"\bis-told\b")
CURRENT = re.compile(r"\bevent-current\b")


@pytest.fixture
def lesson(cast) -> str:
    return built_in(cast)


@pytest.fixture
def alice(watch, lesson):
    """Return Alice's browser, signed in."""
    watched = watch()
    watched.sign_in("alice")
    return watched


def read(page: Page, place: str) -> None:
    """Scroll to a paragraph and wait until the page has seen where the reader is."""
    page.evaluate("(place) => document.getElementById(place).scrollIntoView()", place)
    expect(page.locator("#timeline")).to_have_attribute("data-reading", place)


def test_the_list_comes_first_the_choice_stays_on_the_device_and_paper_has_the_list(alice, lesson):
    page = alice.open(lesson)
    expect(page.get_by_role("button", name="List", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator("#events > .event").first).to_be_visible()
    assert page.locator(".drawing").count() == 0

    show_drawing(page)
    expect(page.locator("#events > .event").first).to_be_hidden()
    expect(page.get_by_role("listbox", name="Events in order of time")).to_be_visible()

    page.reload()
    expect(page.get_by_role("button", name="Drawing", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator("[role=option]").first).to_be_visible()

    page.emulate_media(media="print")
    expect(page.locator("#events > .event:visible")).to_have_count(92)
    expect(page.locator(".drawing-frame")).to_be_hidden()
    expect(page.locator(".view-switch")).to_be_hidden()
    expect(page.locator("#event-munich-agreement .event-summary")).to_be_visible()
    page.emulate_media(media="screen")

    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator("#events > .event").first).to_be_visible()
    expect(page.locator(".drawing-frame")).to_be_hidden()


def test_without_script_the_list_is_complete_and_it_stays_where_a_script_does_not_arrive(
    watch, alice, lesson
):
    watched = watch(java_script_enabled=False)
    watched.sign_in("alice")
    page = watched.open(lesson)
    assert page.locator("#events > .event").count() == 92
    expect(page.locator(".view-switch")).to_be_hidden()
    event = page.locator("#event-munich-agreement")
    event.locator("summary").first.click()
    expect(event.locator(".event-summary")).to_be_visible()
    expect(event.get_by_role("link", name="Paragraph 6.3")).to_be_visible()

    page = alice.open(lesson)
    page.route("**/timeline/start.js", lambda route: route.abort())
    page.get_by_role("button", name="Drawing", exact=True).click()
    expect(page.get_by_role("button", name="List", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator("#events > .event").first).to_be_visible()


def test_a_theme_filters_both_views_and_one_without_events_leaves_a_sentence(alice, lesson):
    page = alice.open(lesson)
    page.get_by_role("checkbox", name="Trade and the economy").check()
    listed = shown_titles(page)
    assert 0 < len(listed) < 20
    expect(page.locator("#events-shown")).to_have_text(f"Showing {len(listed)} of 92 events.")

    show_drawing(page)
    first = page.locator("[role=option]").first
    expect(first).to_have_attribute("aria-setsize", str(len(listed)))
    drawn = page.locator("[role=option] .drawn-title").all_text_contents()
    assert set(drawn) <= set(listed)

    page.locator(".theme-filter > summary").click()
    page.get_by_role("checkbox", name="Trade and the economy").uncheck()
    expect(first).to_have_attribute("aria-setsize", "92")
    assert len(shown_titles(page)) == 92

    page.locator(".theme-filter > summary").click()
    page.evaluate("for (const event of document.querySelectorAll('.event')) event.hidden = true")
    expect(page.get_by_text("No event has these themes.")).to_be_visible()
    assert page.locator("[role=option]").count() == 0
    page.locator(".drawing-map").press("End")
    page.get_by_role("button", name="Zoom in").click()
    page.evaluate("document.querySelector('#event-munich-agreement').hidden = false")
    expect(option(page, MUNICH)).to_have_attribute("aria-setsize", "1")


def test_a_hit_of_a_search_and_reading_move_the_drawing(alice, lesson):
    page = alice.open(lesson)
    show_drawing(page)
    page.evaluate(
        """
        const event = document.querySelector("#event-munich-agreement");
        event.setAttribute("data-hit", "current");
        event.dispatchEvent(new CustomEvent("studyhub:hit", {bubbles: true}));
        """
    )
    expect(option(page, MUNICH)).to_have_attribute("data-hit", "current")
    expect(option(page, MUNICH)).to_be_in_viewport()
    assert page.locator(".drawing-map .is-hit").count() == 1
    page.evaluate("document.querySelector('#event-munich-agreement').removeAttribute('data-hit')")
    expect(page.locator(".drawing [data-hit]")).to_have_count(0)
    assert page.locator(".drawing-map .is-hit").count() == 0

    page.mouse.move(500, 400)
    read(page, "s5-1")
    read(page, "s6-3")
    here = page.get_by_role("button", name="Go to where the essay is")
    expect(here).to_contain_text("6.3")
    told = page.locator("[role=option].is-current")
    expect(told).to_have_count(3)
    expect(option(page, MUNICH)).to_be_in_viewport()
    expect(page.locator(".drawing-here")).to_be_visible()

    read(page, "s1-1")
    expect(here).to_contain_text("1.1")
    expect(option(page, "Bolsheviks take power")).to_be_in_viewport()

    page.locator(".drawing-map").press("End")
    expect(option(page, "Bolsheviks take power")).not_to_be_in_viewport()
    here.click()
    expect(option(page, "Bolsheviks take power")).to_be_in_viewport()


@pytest.mark.parametrize("view", ["list", "drawing"])
def test_choosing_shows_details_and_paragraphs_and_leads_back(alice, lesson, view):
    page = alice.open(lesson)
    read(page, "s5-1")
    event = page.locator("#event-munich-agreement")
    if view == "drawing":
        show_drawing(page)
        page.evaluate("document.querySelector('#event-munich-agreement').dataset.hit = ''")
        page.evaluate(
            "document.querySelector('#event-munich-agreement').dispatchEvent("
            "new CustomEvent('studyhub:hit', {bubbles: true}))"
        )
        option(page, MUNICH).click()
        expect(option(page, MUNICH)).to_have_attribute("aria-selected", "true")
        expect(page.locator("#events > .event:visible")).to_have_count(1)
    else:
        event.locator(".event-more > summary").click()
    expect(event.locator(".event-summary")).to_be_visible()
    expect(page.locator("#s6-3")).to_have_class(TOLD)
    expect(page.locator("#s6-3")).to_be_in_viewport()
    expect(page.locator("#s6-3 [aria-current]")).to_have_attribute(
        "href", "#event-munich-agreement"
    )

    page.get_by_role("link", name="Back to 5.1").click()
    expect(page.locator("#s5-1")).to_be_in_viewport()
    event.get_by_role("link", name="Paragraph 6.3").click()
    expect(page.locator("#s6-3")).to_be_in_viewport()


@pytest.mark.parametrize("view", ["list", "drawing"])
def test_the_marks_of_a_paragraph_lead_to_the_event_in_either_view(alice, lesson, view):
    page = alice.open(lesson)
    if view == "drawing":
        show_drawing(page)
    read(page, "s6-3")
    page.locator('#s6-3 .paragraph-events a[href="#event-munich-agreement"]').click()
    event = page.locator("#event-munich-agreement")
    expect(event).to_be_in_viewport()
    expect(event.locator(".event-summary")).to_be_visible()
    if view == "drawing":
        expect(option(page, MUNICH)).to_be_in_viewport()
        page.get_by_role("button", name="Close the details").click()
        expect(event).to_be_hidden()
        expect(page.locator(".is-told")).to_have_count(0)
        page.locator('#s6-3 .paragraph-events a[href="#event-munich-agreement"]').click()
        expect(event).to_be_in_viewport()


@pytest.mark.parametrize("view", ["list", "drawing"])
def test_deep_links_open_in_either_view(alice, lesson, view):
    page = alice.page
    page.add_init_script(f"localStorage.setItem('studyhub:timeline-view', '{view}')")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        open_deep_links(alice, lesson, view, width)


def open_deep_links(watched, lesson: str, view: str, width: int) -> None:
    watched.open("/lessons/")
    page = watched.open(f"{lesson}#event-munich-agreement")
    event = page.locator("#event-munich-agreement")
    expect(event).to_be_visible()
    expect(event.locator(".event-summary")).to_be_visible()
    if view == "drawing":
        expect(option(page, MUNICH)).to_be_in_viewport()
    else:
        expect(event).to_be_in_viewport()
    if width == 1280:
        expect(page.locator("#s6-3")).to_be_in_viewport()

    watched.open("/lessons/")
    page = watched.open(f"{lesson}#s6-3")
    expect(page.locator("#s6-3")).to_be_in_viewport()
    expect(page.locator("#event-munich-agreement")).to_have_class(CURRENT)
    if view == "drawing" and width == 1280:
        expect(option(page, MUNICH)).to_be_in_viewport()


def test_on_a_phone_the_way_to_the_timeline_keeps_the_place_of_the_essay(watch, lesson):
    watched = watch(viewport={"width": 390, "height": 844}, has_touch=True)
    watched.sign_in("alice")
    page = watched.open(lesson)
    show_drawing(page)
    read(page, "s6-3")
    # Pressed where it stands: Playwright scrolls for a click that did not land at once, and the
    # place would be another one before it is left.
    page.locator('.jumpbar a[href="#timeline"]').evaluate("(link) => link.click()")
    expect(page.locator(".drawing-frame")).to_be_in_viewport()
    settled(page)
    expect(page.locator("#timeline")).to_have_attribute("data-reading", "s6-3")
    expect(option(page, MUNICH)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_laid_below_the_essay_it_runs_to_the_right(alice, lesson):
    page = alice.open(lesson)
    show_drawing(page)
    beside = zoomed(page)
    page.get_by_role("button", name="Lay it below the essay").click()
    expect(page.locator(".drawing")).to_have_attribute("data-direction", "right")
    settled(page)
    assert zoomed(page) > beside
    expect(page.locator(".lesson-tools")).to_be_in_viewport()
    pane = page.locator(".timeline-pane").bounding_box()
    assert pane["y"] + pane["height"] <= page.locator(".lesson-tools").bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    boxes = page.locator("[role=option]:not(.is-bare)").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect())"
        ".map(({left, top, right, bottom}) => [left, top, right, bottom])"
    )
    overlaps = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlaps == []
    assert len(boxes) > 10

    before = start(page)
    page.locator(".drawing-view").hover(position={"x": 500, "y": 150})
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"() => document.querySelector('.drawing-view').scrollLeft > {before}")

    page.reload()
    expect(page.locator(".drawing")).to_have_attribute("data-direction", "right")
    page.get_by_role("button", name="Put it beside the essay").click()
    expect(page.locator(".drawing")).to_have_attribute("data-direction", "down")
    expect(page.get_by_role("button", name="Lay it below the essay")).to_be_focused()

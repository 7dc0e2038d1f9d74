"""The drawing under every hand: keys, buttons, wheel, mouse and fingers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.timeline import (
    built_in,
    option,
    press,
    settled,
    show_drawing,
    start,
    zoomed,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawing(watch, cast):
    """Return a way to open the built-in lesson as Alice with its drawing on show."""

    def open_drawing(**context) -> Page:
        watched = watch(**context)
        watched.sign_in("alice")
        page = watched.open(built_in(cast))
        show_drawing(page)
        settled(page)
        return page

    return open_drawing


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.querySelector('.drawn-title').textContent")


def test_every_event_can_be_reached_with_the_keyboard_though_few_are_on_the_page(drawing):
    page = drawing()
    press(page, "Show all of it")
    expect(page.locator('[role=option][tabindex="0"]')).to_have_count(1)
    page.locator('[role=option][tabindex="0"]').focus()
    page.keyboard.press("Home")
    walked = []
    for _ in range(92):
        walked.append(focused(page))
        page.keyboard.press("ArrowDown")
    listed = page.locator("#events .event-title").all_text_contents()
    assert walked == listed
    assert focused(page) == listed[-1]
    assert page.locator("[role=option]").count() < 92


def test_the_keyboard_goes_by_events_and_pages_and_to_the_ends_and_shows_where_it_is(drawing):
    page = drawing()
    listed = page.locator("#events .event-title").all_text_contents()
    page.locator('[role=option][tabindex="0"]').focus()
    page.keyboard.press("Home")
    walked = []
    for key in ["ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"]:
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == [listed[i] for i in (1, 2, 1, 0)]
    page.keyboard.press("End")
    assert focused(page) == listed[-1]
    expect(page.locator(":focus")).to_be_in_viewport()
    expect(page.locator(":focus")).to_have_attribute("aria-posinset", "92")
    page.keyboard.press("PageUp")
    assert listed.index(focused(page)) < 88
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    assert listed.index(focused(page)) > 3


def test_it_says_how_it_is_used_and_enter_opens_the_details_and_escape_leads_back(drawing):
    page = drawing()
    events = page.get_by_role("listbox", name="Events in order of time")
    expect(events).to_have_accessible_description(
        "Arrow keys go from event to event, Enter shows the details, Escape closes them. "
        "+ and - zoom, 0 shows all."
    )
    page.locator('[role=option][tabindex="0"]').focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#drawing-help")).to_be_visible()
    expect(option(page, "Allied troops intervene")).to_have_accessible_name(
        "Allied troops intervene in Russia's civil war, 1918 to 1920, "
        "Northern Russia; southern Russia; Siberia, War and military affairs, "
        "Britain, France and the United States, Diplomacy and recognition"
    )

    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    event = page.locator("#event-october-revolution")
    expect(event.locator(".event-more > summary")).to_be_focused()
    expect(event.locator(".event-summary")).to_be_visible()
    expect(page.locator("#s1-1")).to_have_class(re.compile(r"\bis-told\b"))
    frame = page.locator(".drawing-frame").bounding_box()
    assert frame["height"] >= 160
    assert frame["y"] + frame["height"] <= page.locator(".chosen-bar").bounding_box()["y"]
    page.keyboard.press("Escape")
    expect(event).to_be_hidden()
    assert focused(page) == "Bolsheviks take power in Petrograd"
    expect(page.locator(".is-told")).to_have_count(0)


ZOOMS = {
    "button": lambda page: press(page, "Zoom in"),
    "key": lambda page: page.locator('[role=option][tabindex="0"]').press("+"),
    "wheel": lambda page: wheel(page, -200, "Control"),
    "double click": lambda page: page.locator(".drawing-view").dblclick(
        position={"x": 3, "y": 200}
    ),
}


def wheel(page: Page, turn: int, key: str | None = None) -> None:
    page.locator(".drawing-view").hover(position={"x": 30, "y": 200})
    if key:
        page.keyboard.down(key)
    page.mouse.wheel(0, turn)
    settled(page)
    if key:
        page.keyboard.up(key)


def move_fingers(page: Page, moves: list[list[tuple[float, float]]]) -> None:
    """Lay fingers on the first places, take them to the others in turn and lift them."""
    devtools = page.context.new_cdp_session(page)
    for i, places in enumerate([*moves, []]):
        kind = "touchStart" if i == 0 else "touchMove" if places else "touchEnd"
        points = [{"x": x, "y": y} for x, y in places]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        settled(page)


def test_it_is_zoomed_by_every_means_and_shown_whole_again(drawing):
    page = drawing()
    for means, zoom in ZOOMS.items():
        before = zoomed(page)
        zoom(page)
        page.wait_for_function(
            f"() => document.querySelector('.drawing-canvas').clientHeight > {before * 1.1}"
        )
        press(page, "Show all of it")
        room = page.locator(".drawing-view").evaluate("(view) => view.clientHeight")
        assert (means, zoomed(page)) == (means, room)
        expect(page.locator(".drawing-map")).to_be_hidden()
        expect(page.get_by_role("button", name="Zoom out")).to_have_attribute(
            "aria-disabled", "true"
        )


def test_what_is_under_the_pointer_stays_there_while_the_wheel_zooms(drawing):
    page = drawing()
    mark = page.locator('.drawn[data-index="2"] .drawn-mark')

    def middle() -> float:
        box = mark.bounding_box()
        return box["y"] + box["height"] / 2

    # A pointer stands on whole pixels, so the mark is a part of one beside it and goes on to be.
    pointer, before, length = int(middle()), middle(), zoomed(page)
    page.mouse.move(mark.bounding_box()["x"] + 6, pointer)
    page.keyboard.down("Control")
    for _ in range(6):
        page.mouse.wheel(0, -40)
        settled(page)
        page.wait_for_timeout(170)  # each turn a new one, as of a slow hand
    page.keyboard.up("Control")
    assert zoomed(page) > 6 * length
    pad = 2 * 48  # at the ends of the drawing, which does not grow
    growth = (zoomed(page) - pad) / (length - pad)
    assert middle() == pytest.approx(pointer + (before - pointer) * growth, abs=2)


def test_two_fingers_zoom_and_the_page_stays_as_large(drawing):
    page = drawing(viewport={"width": 390, "height": 844}, has_touch=True)
    page.locator(".drawing-frame").scroll_into_view_if_needed()
    box = page.locator(".drawing-view").bounding_box()
    before = zoomed(page)
    x, y = box["x"] + 100, box["y"] + 200
    move_fingers(page, [[(x, y - apart), (x, y + apart)] for apart in range(30, 100, 6)])
    assert zoomed(page) > before * 2
    assert page.evaluate("window.visualViewport.scale") == 1


def test_it_is_panned_by_wheel_mouse_finger_and_map(drawing):
    page = drawing(viewport={"width": 1280, "height": 900})
    assert start(page) == 0
    wheel(page, 300)
    page.wait_for_function("() => document.querySelector('.drawing-view').scrollTop > 200")

    box = page.locator(".drawing-view").bounding_box()
    before = start(page)
    page.mouse.move(box["x"] + 4, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, box["y"] + 150, steps=5)
    page.mouse.up()
    assert start(page) == pytest.approx(before + 150, abs=2)
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)

    before = start(page)
    x, y = box["x"] + 60, box["y"] + 300
    move_fingers(page, [[(x, y - moved)] for moved in range(0, 130, 10)])
    assert start(page) > before + 60
    pan_by_map(page)


def pan_by_map(page: Page) -> None:
    strip = page.get_by_role("slider", name="Part of the timeline in sight")
    box = strip.bounding_box()
    assert strip.get_attribute("aria-orientation") == "vertical"
    assert box["y"] + box["height"] <= page.locator(".lesson-tools").bounding_box()["y"]

    strip.press("Home")
    settled(page)
    assert strip.get_attribute("aria-valuetext").startswith("1917 to 19")
    frame = page.locator(".drawing-map-window").bounding_box()
    grip = {"x": frame["x"] + 5, "y": frame["y"] + frame["height"] / 2}
    page.mouse.move(**grip)
    page.mouse.down()
    page.mouse.move(grip["x"], grip["y"] + 200, steps=4)
    page.mouse.up()
    settled(page)
    moved = page.locator(".drawing-map-window").bounding_box()
    assert moved["y"] == pytest.approx(frame["y"] + 200, abs=3)

    page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 30)
    settled(page)
    assert strip.get_attribute("aria-valuetext").endswith("1956")

    strip.focus()
    page.keyboard.press("Home")
    settled(page)
    assert (start(page), strip.get_attribute("aria-valuenow")) == (0, "0")
    page.keyboard.press("ArrowDown")
    settled(page)
    assert 0 < start(page) < page.locator(".drawing-view").evaluate("(view) => view.clientHeight")
    page.keyboard.press("End")
    settled(page)
    assert strip.get_attribute("aria-valuenow") == "100"

"""The drawing under every hand: keys, buttons, wheel, mouse and fingers; and its odd timelines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.timeline import (
    built_in,
    made_of,
    option,
    settled,
    show_drawing,
    start,
    with_dates,
    zoomed,
)
from tests.lessons.many_events import many_events

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawing(watch, cast):
    """Return a way to open a lesson as Alice with its drawing on show."""

    def open_drawing(address: str | None = None, **context) -> Page:
        watched = watch(**context)
        watched.sign_in("alice")
        page = watched.open(address or built_in(cast))
        show_drawing(page)
        settled(page)
        return page

    return open_drawing


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label')").split(", ")[0]


def test_the_keyboard_goes_from_event_to_event(drawing):
    page = drawing()
    first = page.locator('[role=option][tabindex="0"]')
    expect(first).to_have_count(1)
    first.focus()
    page.keyboard.press("Home")
    walked = [focused(page)]
    for key in ["ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"]:
        page.keyboard.press(key)
        walked.append(focused(page))
    listed = page.locator("#events .event-title").all_text_contents()
    assert walked == [listed[i] for i in (0, 1, 2, 3, 2, 1)]
    page.keyboard.press("End")
    assert focused(page) == listed[-1]
    expect(page.locator(":focus")).to_be_in_viewport()
    expect(page.locator(":focus")).to_have_attribute("aria-posinset", "92")
    page.keyboard.press("ArrowDown")
    assert focused(page) == listed[-1]
    page.keyboard.press("PageUp")
    assert listed.index(focused(page)) < 88
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    assert listed.index(focused(page)) > 3


def test_every_event_can_be_reached_with_the_keyboard_though_few_are_on_the_page(drawing):
    page = drawing()
    page.get_by_role("button", name="Show all of it").click()
    page.locator('[role=option][tabindex="0"]').focus()
    page.keyboard.press("Home")
    walked = []
    for _ in range(92):
        walked.append(focused(page))
        page.keyboard.press("ArrowDown")
    assert walked == page.locator("#events .event-title").all_text_contents()
    assert page.locator("[role=option]").count() < 92


def test_enter_opens_the_details_and_escape_leads_back(drawing):
    page = drawing()
    page.locator('[role=option][tabindex="0"]').focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    event = page.locator("#event-october-revolution")
    expect(event.locator(".event-more > summary")).to_be_focused()
    expect(event.locator(".event-summary")).to_be_visible()
    expect(page.locator("#s1-1")).to_have_class("paragraph is-told")
    page.keyboard.press("Escape")
    expect(event).to_be_hidden()
    assert focused(page) == "Bolsheviks take power in Petrograd"
    expect(page.locator(".is-told")).to_have_count(0)


def test_the_list_box_says_how_it_is_used(drawing):
    page = drawing()
    events = page.get_by_role("listbox", name="Events in order of time")
    expect(events).to_have_accessible_description(
        "Arrow keys go from event to event, Enter shows the details, Escape closes them. "
        "+ and - zoom, 0 shows all."
    )
    page.locator('[role=option][tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#drawing-help")).to_be_visible()
    expect(option(page, "Allied troops intervene")).to_have_accessible_name(
        "Allied troops intervene in Russia's civil war, 1918 to 1920, "
        "Northern Russia; southern Russia; Siberia, War and military affairs, "
        "Britain, France and the United States"
    )


ZOOMS = {
    "button": lambda page: page.get_by_role("button", name="Zoom in").click(),
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


@pytest.mark.parametrize("means", ZOOMS)
def test_it_is_zoomed_by(drawing, means):
    page = drawing()
    before = zoomed(page)
    ZOOMS[means](page)
    page.wait_for_function(
        f"document.querySelector('.drawing-canvas').clientHeight > {before * 1.1}"
    )
    page.get_by_role("button", name="Show all of it").click()
    assert zoomed(page) == page.locator(".drawing-view").evaluate("(view) => view.clientHeight")
    expect(page.locator(".drawing-map")).to_be_hidden()
    expect(page.get_by_role("button", name="Zoom out")).to_have_attribute("aria-disabled", "true")


def test_what_is_under_the_pointer_stays_there_while_the_wheel_zooms(drawing):
    page = drawing()
    mark = page.locator('.drawn[data-index="2"] .drawn-mark')
    before = mark.bounding_box()
    page.mouse.move(before["x"] + 6, before["y"] + before["height"] / 2)
    page.keyboard.down("Control")
    for _ in range(6):
        page.mouse.wheel(0, -40)
        settled(page)
    page.keyboard.up("Control")
    after = mark.bounding_box()
    assert after["y"] == pytest.approx(before["y"], abs=2)


def test_two_fingers_zoom_and_the_page_stays_as_large(drawing):
    page = drawing(viewport={"width": 390, "height": 844}, has_touch=True)
    page.locator(".drawing-frame").scroll_into_view_if_needed()
    box = page.locator(".drawing-view").bounding_box()
    before = zoomed(page)
    devtools = page.context.new_cdp_session(page)
    x, y = box["x"] + 100, box["y"] + 200

    def fingers(kind: str, *apart: int) -> None:
        points = [{"x": x, "y": y + sign * distance} for distance in apart for sign in (-1, 1)]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        settled(page)

    fingers("touchStart", 30)
    for distance in range(36, 100, 6):
        fingers("touchMove", distance)
    fingers("touchEnd")
    assert zoomed(page) > before * 2
    assert page.evaluate("window.visualViewport.scale") == 1


def test_it_is_panned_by_wheel_mouse_finger_and_map(drawing):
    page = drawing()
    assert start(page) == 0
    wheel(page, 300)
    page.wait_for_function("document.querySelector('.drawing-view').scrollTop > 200")

    box = page.locator(".drawing-view").bounding_box()
    before = start(page)
    page.mouse.move(box["x"] + 4, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, box["y"] + 150, steps=5)
    page.mouse.up()
    assert start(page) == pytest.approx(before + 150, abs=2)
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)

    devtools = page.context.new_cdp_session(page)
    before = start(page)
    devtools.send(
        "Input.synthesizeScrollGesture",
        {"x": box["x"] + 60, "y": box["y"] + 300, "yDistance": -120, "gestureSourceType": "touch"},
    )
    assert start(page) > before + 60


def test_the_map_is_dragged_and_moved_with_keys(drawing):
    page = drawing()
    strip = page.get_by_role("slider", name="Part of the timeline in sight")
    box = strip.bounding_box()
    assert strip.get_attribute("aria-orientation") == "vertical"
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


def test_a_pile_comes_apart(drawing):
    page = drawing()
    page.get_by_role("button", name="Show all of it").click()
    pile = page.locator(".drawn-pile").first
    inside = pile.get_attribute("title").split("\n")
    before = zoomed(page)
    pile.click()
    assert zoomed(page) > before * 1.9
    marks = page.locator(".drawn:not([hidden])").count()
    assert marks > 0
    assert len(inside) >= 2


def test_of_500_events_only_what_is_in_sight_is_on_the_page(drawing, cast):
    page = drawing(made_of(cast, many_events(500)))
    counts = []
    for _ in range(12):
        counts.append(page.locator(".drawing *").count())
        page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Show all of it").click()
    counts.append(page.locator(".drawing *").count())
    assert max(counts) < 1200
    expect(page.locator("[role=option]").first).to_have_attribute("aria-setsize", "500")


ODD = {
    "one event": (["1648-10-24"], 1),
    "all on one day": (["1969-07-20"] * 9, 9),
    "two, millennia apart": (["-2560~", "1889-03-31"], 2),
    "open at every end": (["../1453", "1215/..", "1300/", "/1350"], 4),
    "before year 1": (["-0489-09", "-021X", "-0217-24", "0000", "0001"], 5),
    "as far as dates reach": (["Y-999999999999", "1945"], 2),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("width", [390, 1280])
def test_an_odd_timeline_is_drawn_whole(watch, cast, odd, width):
    dates, labels = ODD[odd]
    watched = watch(viewport={"width": width, "height": 900})
    watched.sign_in("alice")
    page = watched.open(made_of(cast, with_dates(*dates)))
    show_drawing(page)
    page.get_by_role("button", name="Show all of it").click()
    named = page.locator("[role=option]:not(.is-bare)")
    assert named.count() == labels
    view = page.locator(".drawing-view").bounding_box()
    for box in [label.bounding_box() for label in named.all()]:
        assert view["y"] <= box["y"] < box["y"] + box["height"] <= view["y"] + view["height"]
    for _ in range(20):
        page.get_by_role("button", name="Zoom in").click()
    expect(page.get_by_role("button", name="Zoom in")).to_have_attribute("aria-disabled", "true")
    assert page.locator(".drawing-tick").count() > 0
    assert watched.console == []


def test_a_lesson_without_events_has_no_switch(watch, cast):
    watched = watch()
    watched.sign_in("alice")
    page = watched.open(made_of(cast, with_dates()))
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    expect(page.get_by_role("button", name="Drawing", exact=True)).to_have_count(0)
    assert watched.console == []

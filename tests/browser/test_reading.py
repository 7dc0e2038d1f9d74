"""Reading in a real browser: text and colors as chosen, the place one was at, links that arrive."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_pages import OPTIONS
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
KEPT = "() => JSON.parse(localStorage.getItem('studyhub.reading'))"
STYLE = """
(selector) => {
  const all = getComputedStyle(document.querySelector(selector));
  const {fontSize, fontFamily, lineHeight, maxWidth, color} = all;
  return {fontSize, fontFamily, lineHeight, maxWidth, color};
}
"""
PAPER = "() => getComputedStyle(document.documentElement).backgroundColor"
# What the page looked like when its body was begun, before anything could be drawn.
WATCH_BODY = """
new MutationObserver((changes, observer) => {
  if (!document.body) return;
  window.themeAtBody = document.documentElement.dataset.theme;
  observer.disconnect();
}).observe(document, {childList: true, subtree: true});
"""


def opened(watch, path: str, **context):
    watched = watch(**context)
    watched.sign_in("alice")
    watched.open(path)
    return watched


def panel(page: Page):
    page.get_by_text("Text and colors").click()
    return page.get_by_role("form", name="Text and colors on this device")


def style(page: Page, selector: str = ".essay") -> dict[str, str]:
    return page.evaluate(STYLE, selector)


def size(page: Page) -> float:
    return float(style(page)["fontSize"].removesuffix("px"))


# Text and colors


def test_size_lines_width_and_face_change_at_once_and_stay(watch, lesson_path):
    page = opened(watch, lesson_path, viewport={"width": 1600, "height": 900}).page
    usual, first = style(page), size(page)
    choices = panel(page)
    choices.get_by_role("radio", name="Larger").check()
    choices.get_by_role("radio", name="Open").check()
    choices.get_by_role("radio", name="Wide").check()
    choices.get_by_role("radio", name="Legible").check()
    chosen = style(page)
    assert {name for name in chosen if chosen[name] == usual[name]} == {"color"}
    assert "Atkinson Hyperlegible" in chosen["fontFamily"]
    assert size(page) > first * 1.2
    page.reload()
    assert style(page) == chosen
    assert page.evaluate(KEPT) == {
        "size": "larger",
        "leading": "open",
        "measure": "wide",
        "face": "legible",
    }
    panel(page).get_by_role("button", name="Back to the usual").click()
    assert style(page) == usual
    assert page.evaluate(KEPT) == {}


@pytest.mark.parametrize(
    ("theme", "paper"),
    [
        ("Light", "rgb(251, 249, 244)"),
        ("Dark", "rgb(20, 22, 26)"),
        ("Sepia", "rgb(245, 236, 217)"),
        ("High contrast", "rgb(0, 0, 0)"),
    ],
)
def test_a_theme_is_there_before_the_page_is_drawn_and_on_every_page(
    watch, lesson_path, theme, paper
):
    watched = opened(watch, lesson_path, color_scheme="dark")
    page = watched.page
    panel(page).get_by_role("radio", name=theme).check()
    assert page.evaluate(PAPER) == paper
    page.add_init_script(WATCH_BODY)
    for path in (lesson_path, "/", "/lessons/"):
        watched.open(path)
        assert page.evaluate("window.themeAtBody") == page.evaluate(KEPT)["theme"]
        assert page.evaluate(PAPER) == paper
    assert (watched.csp_findings(), watched.console) == ([], [])


def test_paper_has_no_theme(watch, lesson_path):
    page = opened(watch, lesson_path).page
    choices = panel(page)
    choices.get_by_role("radio", name="Sepia").check()
    choices.get_by_label("Dim all but the paragraph being read").check()
    page.emulate_media(media="print")
    tokens = "() => ['--paper', '--ink', '--teal', '--theme-war', '--ochre'].map((name) => {" \
        " const probe = document.createElement('i'); document.body.append(probe);" \
        " probe.className = 'theme-war'; probe.style.color = `var(${name})`;" \
        " return getComputedStyle(probe).color; })"  # fmt: skip
    sepia = page.evaluate(tokens)
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert page.evaluate(tokens) == sepia
    assert style(page, "#s1-2")["color"] == "rgb(0, 0, 0)"


@pytest.mark.parametrize(
    "kept", ["{", "5", "null", '"sepia"', '{"theme": 5, "size": ["a"], "x": 1}']
)
def test_spoiled_storage_is_as_if_nothing_was_chosen(watch, lesson_path, kept):
    watched = opened(watch, lesson_path)
    page = watched.page
    usual = style(page)
    page.evaluate("(kept) => localStorage.setItem('studyhub.reading', kept)", kept)
    page.evaluate("(kept) => localStorage.setItem('studyhub.places', kept)", kept)
    page.reload()
    assert style(page) == usual
    panel(page).get_by_role("radio", name="Sans").check()
    assert page.evaluate("document.documentElement.dataset.face") == "sans"
    assert watched.console == []


def test_all_but_the_paragraph_being_read_is_dimmed(watch, lesson_path):
    page = opened(watch, f"{lesson_path}#s5-2").page
    panel(page).get_by_label("Dim all but the paragraph being read").check()
    page.keyboard.press("Escape")
    page.evaluate("document.getElementById('s6-3').scrollIntoView()")
    expect(page.locator(".paragraph-current")).to_have_id("s6-3")
    ink, dim = style(page, "#s6-3")["color"], style(page, "#s6-2")["color"]
    assert ink != dim
    assert ink == style(page, "body")["color"]


def test_the_answering_page_offers_the_same(watch, cast, live_server):
    from tests.assignments.student.conftest import begin, give

    work = begin(give(cast.class_8a, cast.tessa), cast.alice)
    page = opened(watch, work.path).page
    choices = panel(page)
    choices.get_by_role("radio", name="Sepia").check()
    choices.get_by_role("radio", name="Largest").check()
    assert page.evaluate(PAPER) == "rgb(245, 236, 217)"
    expect(choices.get_by_text("Reading aids")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(choices).to_be_hidden()
    page.reload()
    assert page.evaluate(KEPT) == {"theme": "sepia", "size": "largest"}


def test_without_script_there_is_no_dead_control(watch, lesson_path):
    page = opened(watch, lesson_path, java_script_enabled=False).page
    expect(page.locator(".settings")).to_be_hidden()
    expect(page.locator(".continue")).to_be_hidden()
    names = [one.inner_text().strip() for one in page.locator("main button:visible").all()]
    assert names == [
        "Search",
        "Keep",
    ]  # both work by themselves: a search, and a sentence for the shelf
    page.get_by_role("link", name="Print", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print")
    page.get_by_label("The timeline").uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".paper-events")).to_have_count(0)
    expect(page.locator(".paper .essay")).to_be_visible()


# Soundness in every theme

SCHEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "sepia": {"color_scheme": "light"},
    "contrast": {"color_scheme": "light"},
    "contrast in the dark": {"color_scheme": "dark"},
    "forced colors": {"forced_colors": "active"},
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", SCHEMES)
def test_the_lesson_is_sound_in_every_theme(watch, lesson_path, theme, width):
    """With hits listed and marked, an event unfolded, the rest dimmed; then what lies above it.

    Those are looked at by themselves: axe takes a link half under a fixed bar for a small one.
    """
    watched = opened(watch, lesson_path, viewport={"width": width, "height": 844}, **SCHEMES[theme])
    page = watched.page
    chosen = {"dim": "on"}
    if theme.split()[0] in {"sepia", "contrast"}:
        chosen["theme"] = theme.split()[0]
    page.evaluate("(kept) => localStorage.setItem('studyhub.reading', kept)", json.dumps(chosen))
    watched.open(f"{lesson_path}?q=Prague")
    expect(page.locator(".event[data-hit]")).to_have_count(4)
    page.locator(".event[data-hit] summary").first.evaluate("one => one.click()")
    assert watched.csp_findings() == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, options=OPTIONS).response["violations"]
    be_at(page, "s6-2", seconds=0)
    expect(page.locator(".find.is-floating")).to_be_in_viewport()
    found += Axe().run(page, context=".find", options=OPTIONS).response["violations"]
    found += Axe().run(page, context="#s6-3", options=OPTIONS).response["violations"]
    panel(page)
    found += Axe().run(page, context=".settings", options=OPTIONS).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
    assert watched.foreign == []


# The place one was at


def be_at(page: Page, name: str, seconds: int = 5) -> None:
    """Scroll until a paragraph begins just above the line where reading counts, and stay there."""
    page.evaluate(
        """(name) => {
          const top = document.getElementById(name).getBoundingClientRect().top;
          window.scrollBy(0, top - 0.25 * window.innerHeight);
        }""",
        name,
    )
    expect(page.locator(".paragraph-current")).to_have_id(name)
    if seconds:
        page.clock.run_for(1000 * seconds)


def test_who_comes_back_is_offered_the_place_and_not_moved(watch, lesson_path):
    watched = opened(watch, lesson_path)
    page = watched.page
    page.clock.install()
    page.reload()
    be_at(page, "s6-2")
    watched.open("/")
    watched.open(lesson_path)
    line = page.locator(".continue")
    expect(line).to_have_text("Continue at 6.2 Collective security and its failure, 1933–1938")
    assert page.evaluate("window.scrollY") == 0
    line.get_by_role("link").click()
    expect(page.locator("#s6-2")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("h1")).to_be_in_viewport()


def test_a_paragraph_scrolled_past_is_not_where_one_was(watch, lesson_path):
    watched = opened(watch, lesson_path)
    page = watched.page
    page.clock.install()
    page.reload()
    be_at(page, "s6-2")
    be_at(page, "s8-1", seconds=1)
    watched.open(lesson_path)
    expect(page.locator(".continue")).to_contain_text("Continue at 6.2")


def test_a_link_into_the_lesson_offers_nothing(watch, lesson_path):
    watched = opened(watch, lesson_path)
    page = watched.page
    page.clock.install()
    page.reload()
    be_at(page, "s6-2")
    watched.open("/")
    watched.open(f"{lesson_path}#s7-1")
    expect(page.locator("#s7-1")).to_be_in_viewport()
    expect(page.locator(".continue")).to_be_hidden()


def sign_out_and_in(watched, name: str) -> None:
    """Hand the device over, as pupils do."""
    page = watched.open("/")
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    watched.sign_in(name)


def test_a_place_is_offered_to_nobody_else_on_the_device(watch, lesson_path):
    watched = opened(watch, lesson_path)
    page = watched.page
    page.clock.install()
    page.reload()
    be_at(page, "s6-2")
    sign_out_and_in(watched, "bob")
    watched.open(lesson_path)
    expect(page.locator(".continue")).to_be_hidden()
    sign_out_and_in(watched, "alice")
    watched.open(lesson_path)
    expect(page.locator(".continue")).to_contain_text("Continue at 6.2")
    assert PASSWORD not in page.evaluate("JSON.stringify(localStorage)")


# Links that arrive


IS_UNCOVERED = """
(selector) => {
  const target = document.querySelector(selector);
  const {left, top, width} = target.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + 4);
  return target === seen || target.contains(seen);
}
"""


@pytest.mark.parametrize("context", [PHONE, {}], ids=["390", "1280"])
@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("s6-2", "#s6-2 > p"),
        ("s10-3", "#s10-3 > p"),
        ("s4", "#s4 > h2"),
        ("event-munich-agreement", "#event-munich-agreement .event-title"),
        ("event-october-revolution", "#event-october-revolution .event-title"),
    ],
)
def test_a_link_arrives_in_sight_and_lit(watch, lesson_path, context, place, seen):
    watched = opened(watch, f"{lesson_path}#{place}", **context)
    page = watched.page
    assert page.evaluate(IS_UNCOVERED, seen)
    lit = "getComputedStyle(document.querySelector(`#${location.hash.slice(1)}`))"
    if not place.startswith("s4"):
        ground = page.evaluate(f"{lit}.backgroundColor + {lit}.backgroundImage")
        assert "243, 226, 179" in ground
    if place.startswith("event"):
        expect(page.locator(f"#{place} details.event-more")).to_have_attribute("open", "")


# By keyboard alone


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


def tab(page: Page, times: int = 1) -> str:
    for _again in range(times):
        page.keyboard.press("Tab")
    return focused(page)


def test_the_whole_path_by_keyboard(watch, lesson_path):
    watched = opened(watch, lesson_path)
    page = watched.page
    assert tab(page) == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    # search
    tab(page)
    expect(page.locator("#find-q")).to_be_focused()
    page.keyboard.type("Munich")
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_have_text("1 of 4: 6.3")
    page.keyboard.press("Escape")
    expect(page.locator("#s6-3 .paragraph-number")).to_be_focused()

    # settings
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    assert tab(page, 2) == "Search"
    assert tab(page).startswith("Shelf")
    assert tab(page) == "Aa Text and colors"
    page.keyboard.press("Enter")
    tab(page)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(KEPT) == {"size": "large"}
    page.keyboard.press("Escape")
    assert focused(page) == "Aa Text and colors"
    expect(page.locator(".settings-panel")).to_be_hidden()

    # contents, section, paragraph
    assert tab(page) == "Print"
    assert tab(page, 6) == "6 Collective security and its failure, 1933–1938"
    page.keyboard.press("Enter")
    page.wait_for_url("**#s6")
    assert tab(page) == "6.1"
    page.keyboard.press("Enter")
    page.wait_for_url("**#s6-1")

    # from the paragraph to its event, and back
    mark = page.locator("#s6-1 .paragraph-events a").first
    while not mark.evaluate("one => one === document.activeElement"):
        tab(page)
    page.keyboard.press("Enter")
    event = page.locator(f"#{page.url.split('#')[1]}")
    expect(event.locator(".event-summary")).to_be_in_viewport()
    tab(page)
    expect(event.locator("summary").first).to_be_focused()
    back = event.get_by_role("link", name="Paragraph 6.1")
    while not back.evaluate("one => one === document.activeElement"):
        tab(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**#s6-1")
    expect(page.locator("#s6-1")).to_be_in_viewport()
    page.go_back()
    expect(event.locator(".event-title")).to_be_in_viewport()
    assert (watched.csp_findings(), watched.console) == ([], [])


def test_the_key_can_be_turned_off(watch, lesson_path):
    page = opened(watch, lesson_path).page
    panel(page).get_by_label("opens the search").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#find-q")).not_to_be_focused()
    assert page.evaluate(KEPT) == {"keys": "off"}
    page.reload()
    expect(panel(page).get_by_label("opens the search")).not_to_be_checked()

"""Going through some of the answers, alike ones together, and looking things up about one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assignments.models import GradingPlace
from tests.assignments.walk.conftest import *  # noqa: F403  (its fixtures)
from tests.browser.test_pages import CONTRAST, OPTIONS, violations

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
FLEET = "the fleet sailed at dawn towards northern harbors with all its grain"


@pytest.fixture
def alike(desk, cast, live_server):
    """Return the work of four students, of whom the first and the third have words in common."""
    texts = (f"I think {FLEET}.", "Moscow signed a pact.", f"We read {FLEET}.", "Nobody knows.")
    people = [cast.alice, cast.bob, *desk.new_students(2)]
    return [
        desk.handed_in(student, {"1": text}) for student, text in zip(people, texts, strict=True)
    ]


def opened(watch, path: str, **options):
    watched = watch(**options)
    watched.sign_in("tessa")
    watched.open(path)
    watched.page.wait_for_load_state("networkidle")
    return watched


def shows(page, name: str) -> None:
    expect(page.locator("#student")).to_have_text(f"{name} Of Riverside School", timeout=SOON)


def looked_up(page, words: str):
    return page.locator("details.looked-up", has=page.locator("summary", has_text=words))


def test_what_is_gone_through_is_kept_by_the_keys_without_a_new_page(
    watch, desk, four, cast, live_server
):
    watched = opened(watch, desk.question_path(four[0], query="?show=late"))
    page = watched.page
    page.evaluate("window.isStillThere = true")
    shows(page, "Alice")
    page.locator("#student").click()
    page.keyboard.press("j")
    shows(page, "Bob")
    page.keyboard.press("2")
    page.keyboard.press("Enter")  # the last one: saved, and nothing else is shown
    expect(page.locator("[data-tab=graded]")).to_have_text("Graded (3)", timeout=SOON)
    expect(page.locator("[data-tab=to_grade]")).to_have_text("To grade (1)")
    shows(page, "Bob")
    page.locator("#student").click()
    with page.expect_response("**/here/"):
        page.keyboard.press("k")
    shows(page, "Alice")
    assert page.url.endswith(f"?work={four[0].pk}&show=late")
    assert page.evaluate("window.isStillThere") is True
    expect(page.locator("[aria-label='Which answers'] [aria-current]")).to_have_text("Late (2)")
    assert GradingPlace.objects.get(marker=cast.tessa).shows == "late"
    assert watched.csp_findings() == []


def test_alike_ones_follow_each_other_by_the_keys(watch, desk, cast, alike, live_server):
    watched = opened(watch, desk.question_path(alike[0]))
    page = watched.page
    page.get_by_role("link", name="Alike ones together").click()
    page.wait_for_url("**order=alike")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.isStillThere = true")
    shows(page, "Alice")
    for name in ("Pupil00", "Bob", "Pupil01"):
        page.locator("#student").click()
        with page.expect_response("**/here/"):
            page.keyboard.press("j")
        shows(page, name)
    assert page.url.endswith(f"?work={alike[3].pk}&order=alike")
    assert page.evaluate("window.isStillThere") is True
    assert GradingPlace.objects.get(marker=cast.tessa).is_alike is True


def test_what_is_looked_up_opens_by_the_keyboard_and_is_fetched_then(
    watch, desk, alike, live_server
):
    asked = []
    # Without motion, so that no color is measured half way from one scheme to the other.
    watched = opened(watch, desk.question_path(alike[0]), reduced_motion="reduce")
    page = watched.page
    page.on("request", lambda request: asked.append(request.url.split("/")[-3]))
    same, written = (
        looked_up(page, words) for words in ("Same words elsewhere", "How it was written")
    )
    same.locator("summary").focus()
    assert asked == []
    page.keyboard.press("Enter")
    expect(same.locator("summary")).to_have_text("Same words elsewhere (1)", timeout=SOON)
    expect(same.locator("h3")).to_have_text("In the answer of Pupil00 Of Riverside School")
    written.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(written).to_contain_text("Written in 1 sitting, under a minute.", timeout=SOON)
    assert asked == ["same-words", "writing-record"]
    assert same.locator("dd").all_text_contents() == [FLEET, FLEET]
    assert watched.csp_findings() == []
    assert violations(page, OPTIONS) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []
    watched.console.clear()  # axe adds styles of its own, which the policy stops
    page.locator("#student").click()
    page.keyboard.press("j")
    shows(page, "Bob")
    expect(looked_up(page, "Same words elsewhere").locator("summary")).to_have_text(
        "Same words elsewhere"
    )
    assert page.locator("details.looked-up[open]").count() == 0
    assert watched.console == []


def test_where_it_cannot_be_fetched_the_link_stays(watch, desk, alike, live_server):
    watched = opened(watch, desk.question_path(alike[0]))
    page = watched.page
    page.route("**/same-words/**", lambda route: route.abort())
    same = looked_up(page, "Same words elsewhere")
    same.locator("summary").click()
    expect(same.get_by_role("link")).to_have_text("Look for them on a page of its own")
    page.unroute("**/same-words/**")
    same.locator("summary").click()
    same.locator("summary").click()
    expect(same.locator("summary")).to_have_text("Same words elsewhere (1)", timeout=SOON)


def test_without_script_links_do_it_all(watch, desk, alike, live_server):
    watched = opened(watch, desk.question_path(alike[0]), java_script_enabled=False)
    page = watched.page
    page.get_by_role("link", name="Alike ones together").click()
    shows(page, "Alice")
    page.get_by_role("link", name="Skip", exact=True).click()
    shows(page, "Pupil00")
    page.get_by_role("link", name="Late (0)").click()
    expect(page.get_by_role("heading", name="No answer to question 1 came late")).to_be_visible()
    page.get_by_role("link", name="Look at all answers").click()
    shows(page, "Alice")
    looked_up(page, "Same words elsewhere").locator("summary").click()
    page.get_by_role("link", name="Look for them on a page of its own").click()
    expect(page.locator("h3")).to_have_text("In the answer of Pupil00 Of Riverside School")
    page.get_by_role("link", name="Pupil00 Of Riverside School").click()
    shows(page, "Pupil00")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_choices_fit(watch, desk, cast, four, live_server, width):
    allocated(desk, labels=["1"], grader=cast.tessa)  # noqa: F405
    watched = opened(watch, desk.question_path(four[0]), viewport={"width": width, "height": 800})
    page = watched.page
    assert page.locator("[data-tab]").count() == 5
    for tab in page.locator(".desk-walk a").all():
        box = tab.bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True)
        assert box["height"] >= 40
    assert violations(page, OPTIONS) == []

"""Writing in a real browser: what is saved, what is said, and that nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from assignments.models import Assignment, Revision
from tests.assignments.student.conftest import begin, give

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SOON = 10_000


@pytest.fixture
def work(cast, live_server):
    """Return Alice's begun work."""
    return begin(give(cast.class_8a, cast.tessa), cast.alice)


@pytest.fixture
def desk(watch, work):
    """Return Alice's page, opened on question 1."""
    watched = watch()
    watched.sign_in("alice")
    watched.open(f"{work.path}#q-1")
    return watched


def status(page, label: str = "1"):
    return page.locator(f"#q-{label} [data-status]")


def test_a_draft_is_saved_by_itself_and_the_line_says_when(desk, work):
    page = desk.page
    page.locator("#a-1").press_sequentially("In the hills.")
    expect(status(page)).to_have_text(r"", timeout=500)
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    expect(page.locator("#q-1 [data-words]")).to_have_text("3 words")
    assert work.answer().text == "In the hills."
    assert (desk.csp_findings(), desk.foreign, desk.console) == ([], [], [])


def test_the_word_guide_stays_beside_the_live_count(desk, work):
    Assignment.objects.update(word_guide_from=2, word_guide_to=4)
    page = desk.page
    page.reload()
    foot = page.locator("#q-1 .answer-foot > span")
    expect(foot).to_have_text("0 words. A guide: 2 to 4.")
    page.locator("#a-1").press_sequentially("In the hills, far away.")
    expect(foot).to_have_text("5 words. A guide: 2 to 4.")
    color = "(it) => getComputedStyle(it).color"
    counted, guide = page.locator("#q-1 [data-words]"), page.locator("#w-1")
    assert guide.evaluate(color) == counted.evaluate(color)
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)


def test_one_question_at_a_time_by_key_and_by_address(desk, work):
    page = desk.page
    expect(page.locator(".question:visible")).to_have_count(1)
    page.get_by_role("button", name="On to question 2a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#q-2a$"))
    expect(page.locator("#h-2a")).to_be_focused()
    page.get_by_role("link", name="Question 2b").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#q-2b")).to_be_visible()
    page.go_back()
    expect(page.locator("#q-2a")).to_be_visible()
    expect(page.locator(".step[aria-current]")).to_have_text("Question 2a, empty")


def test_no_connection_is_said_and_tried_again(desk, work):
    page = desk.page
    page.context.set_offline(True)
    page.locator("#a-1").fill("Written on the bus.")
    expect(status(page)).to_have_text(
        "Kept on this device, not yet sent: no connection. Trying again.", timeout=SOON
    )
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == "Written on the bus."


def test_a_server_error_is_never_called_saved(desk, work):
    page = desk.page
    page.route("**/answers/**", lambda route: route.fulfill(status=503, body="{}"))
    page.locator("#a-1").fill("Kept in the box.")
    expect(status(page)).to_have_text(
        "Kept on this device, not yet sent: the school's server did not answer. Trying again.",
        timeout=SOON,
    )
    page.unroute("**/answers/**")
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == "Kept in the box."


def test_a_save_whose_answer_was_lost_is_no_conflict(desk, work):
    page = desk.page
    lost = []

    def lose_the_answer(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/answers/**", lose_the_answer)
    page.locator("#a-1").fill("First text.")
    expect(status(page)).to_contain_text("Kept on this device, not yet sent", timeout=SOON)
    page.locator("#a-1").fill("First text, and more.")
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert lost == [200]
    assert (work.answer().text, work.answer().version) == ("First text, and more.", 2)


@pytest.mark.parametrize(
    ("choice", "kept", "aside"),
    [
        ("Keep mine", "Mine.", ["Theirs."]),
        ("Keep the other", "Theirs.", ["Mine."]),
        ("Keep both, joined", "Theirs.\n\nMine.", []),
    ],
)
def test_two_texts_are_both_shown_and_none_is_lost(desk, work, choice, kept, aside):
    page = desk.page
    work.write("1", "Theirs.")
    page.locator("#a-1").fill("Mine.")
    expect(status(page)).to_have_text("Changed elsewhere: choose", timeout=SOON)
    expect(page.locator("#q-1 [data-other-text]")).to_have_text("Theirs.")
    assert work.answer().text == "Theirs."
    with page.expect_response("**/answers/**") as saved:
        page.get_by_role("button", name=choice).click()
    assert saved.value.status == 200
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == kept
    texts = Revision.objects.filter(cause="kept_aside").values_list("text", flat=True)
    assert list(texts) == aside


def test_signed_out_text_is_kept_and_saved_after_signing_in_elsewhere(desk, work):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    page.locator("#a-1").fill("Still here.")
    page.get_by_role("button", name="Later").click(timeout=SOON)
    link = page.get_by_role("link", name="Sign in in a new tab")
    expect(status(page)).to_contain_text("Kept on this device, not yet sent: you are signed out.")
    with page.context.expect_page() as opened:
        link.click()
    tab = opened.value
    if tab.locator("select[name=school]").count():
        tab.select_option("select[name=school]", "riverside")
    tab.fill("input[name=login]", "alice")
    tab.fill("input[name=password]", "river stone candle")
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(lambda url: "/sign-in/" not in url)
    tab.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(page)).to_contain_text("Saved ", timeout=20_000)
    assert work.answer().text == "Still here."


def test_leaving_with_unsent_text_asks_first(desk):
    page = desk.page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#a-1").press_sequentially("Unsent")
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_review_takes_the_last_word_along(desk, work):
    page = desk.page
    page.locator("#a-1").press_sequentially("In the hills, and")
    page.wait_for_timeout(1300)
    page.locator("#a-1").press_sequentially(" on moors.")
    page.get_by_role("button", name="Review and hand in").click()
    page.wait_for_url("**/review/")
    expect(page.get_by_text("In the hills, and on moors.")).to_be_visible()
    assert work.answer().text == "In the hills, and on moors."


def test_hand_in_by_hand(desk, work):
    page = desk.page
    page.locator("#a-1").fill("In the hills.")
    page.get_by_role("button", name="Review and hand in").click()
    page.get_by_label("Hand in without the 2 empty answers").check()
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.wait_for_url("**/receipt/1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Handed in: Rivers and mouths")
    assert (desk.csp_findings(), desk.foreign, desk.console) == ([], [], [])


def test_the_phone_keeps_the_place_in_each_part(watch, work):
    watched = watch(**PHONE)
    watched.sign_in("alice")
    page = watched.open(work.path)
    expect(page.locator("#source")).to_be_hidden()
    page.get_by_role("link", name="Source").click()
    expect(page.locator("#answers")).to_be_hidden()
    page.locator(".tabs").get_by_role("link", name="Timeline").click()
    expect(page.locator("#timeline")).to_be_visible()
    expect(page.locator("#essay")).to_be_hidden()
    page.get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="Source").click()
    expect(page.locator("#timeline")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390


def test_without_script_everything_is_there(watch, work):
    watched = watch(java_script_enabled=False)
    watched.sign_in("alice")
    page = watched.open(work.path)
    expect(page.locator("#answers textarea")).to_have_count(3)
    for label in ("1", "2a", "2b"):
        expect(page.locator(f"#a-{label}")).to_be_visible()
    page.locator("#a-2a").fill("A fan.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".message")).to_contain_text("Saved ")
    assert work.answer("2a").text == "A fan."

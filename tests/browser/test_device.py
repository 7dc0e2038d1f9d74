"""Copies on the device: nothing typed is lost, and nobody sees somebody else's."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from assignments.models import Assignment
from tests.assignments.student.conftest import begin, give
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
COPIES = """() => new Promise((resolve) => {
  const request = indexedDB.open("studyhub", 1);
  request.onsuccess = () => {
    const all = request.result.transaction("unsent").objectStore("unsent").getAll();
    all.onsuccess = () => resolve(all.result.map((copy) => [copy.person, copy.text]));
  };
})"""


@pytest.fixture
def assignment(cast, live_server):
    return give(cast.class_8a, cast.tessa)


@pytest.fixture
def work(cast, assignment):
    """Return Alice's begun work."""
    return begin(assignment, cast.alice)


@pytest.fixture
def desk(watch, work):
    """Return Alice's page, opened on question 1.

    Without a service worker (tests/browser/test_offline.py has it): it would die with the tab that
    crashes, and Playwright would wait for it.
    """
    watched = watch(service_workers="block")
    watched.sign_in("alice")
    watched.open(f"{work.path}#q-1")
    return watched


def status(page, label: str = "1"):
    return page.locator(f"#q-{label} [data-status]")


def cut_off(page) -> None:
    """Let no save reach the server; pages still do."""
    page.context.route("**/answers/**", lambda route: route.abort())


def unsent(desk, text: str) -> None:
    """Type a text that cannot be sent, and wait until the device has it."""
    cut_off(desk.page)
    desk.page.locator("#a-1").press_sequentially(text)
    expect(status(desk.page)).to_contain_text("Kept on this device, not yet sent", timeout=SOON)


def crash(page) -> None:
    """End the tab as a crash does: without the last save of a tab that is closed."""
    with contextlib.suppress(PlaywrightError):
        page.goto("chrome://crash")
    page.close()


def sign_in_here(page, name: str) -> None:
    if page.locator("select[name=school]").count():
        page.select_option("select[name=school]", "riverside")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_text_of_a_crashed_tab_is_put_back_and_sent(desk, work):
    unsent(desk, "Written before the crash.")
    context = desk.page.context
    crash(desk.page)
    context.unroute_all()
    page = context.new_page()
    page.goto(f"{desk.base}{work.path}#q-1")
    expect(page.locator("#a-1")).to_have_value("Written before the crash.")
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == "Written before the crash."
    assert page.evaluate(COPIES) == []


def test_a_copy_is_gone_once_school_has_the_text(desk, work):
    desk.page.locator("#a-1").press_sequentially("In the hills.")
    expect(status(desk.page)).to_contain_text("Saved ", timeout=SOON)
    assert desk.page.evaluate(COPIES) == []


def waiting(page):
    return page.get_by_role("region", name="On this device, and not at school")


def test_what_waits_is_told_at_home_and_leads_to_where_it_is_sent(desk, work):
    unsent(desk, "Not sent yet.")
    context = desk.page.context
    crash(desk.page)
    page = context.new_page()
    page.goto(desk.base)
    expect(waiting(page)).to_contain_text(
        "Answer 1, Rivers and mouths: open it while you are online"
    )
    context.unroute_all()
    waiting(page).get_by_role("link", name="Answer 1, Rivers and mouths").click()
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    expect(waiting(page)).to_be_hidden()  # the box has it
    page.goto(desk.base)
    expect(page.get_by_role("heading", name="To do")).to_be_visible()
    expect(waiting(page)).to_be_hidden()
    assert work.answer().text == "Not sent yet."


def test_what_was_not_sent_before_closing_can_still_be_read_and_goes_at_a_second_press(
    desk, work, assignment
):
    unsent(desk, "Too late.")
    context = desk.page.context
    crash(desk.page)
    context.unroute_all()
    now = timezone.now()
    Assignment.objects.filter(pk=assignment.pk).update(
        opens_at=now - timedelta(days=3),
        due_at=now - timedelta(days=2),
        closes_at=now - timedelta(days=1),
    )
    page = context.new_page()
    page.goto(desk.base + work.path)
    expect(waiting(page)).to_contain_text("Answer 1, Rivers and mouths: this work takes it no more")
    waiting(page).get_by_text("Read the text").click()
    text = waiting(page).get_by_label("The text of Answer 1, Rivers and mouths")
    expect(text).to_have_value("Too late.")
    assert text.evaluate("(box) => box.readOnly") is True
    waiting(page).get_by_role("button", name="Remove from this device").click()
    waiting(page).get_by_role("button", name="Leave it here").click()
    assert [text for _, text in page.evaluate(COPIES)] == ["Too late."]
    waiting(page).get_by_role("button", name="Remove from this device").click()
    expect(waiting(page).get_by_role("button", name="Leave it here")).to_be_focused()
    waiting(page).get_by_role("button", name="Remove it for good").click()
    expect(waiting(page)).to_be_hidden()
    assert page.evaluate(COPIES) == []


def test_nobody_else_is_told_what_waits(desk, work):
    unsent(desk, "Alice's own.")
    context = desk.page.context
    crash(desk.page)
    context.clear_cookies(name="sessionid")
    page = context.new_page()
    page.goto(f"{desk.base}/sign-in/")
    sign_in_here(page, "bob")
    expect(page.get_by_role("heading", name="To do")).to_be_visible()
    assert len(page.evaluate(COPIES)) == 1
    expect(waiting(page)).to_be_hidden()
    assert "Alice's own." not in page.content()


def test_on_a_slow_disk_only_the_newest_copy_waits(desk):
    page = desk.page
    cut_off(page)
    written = """() => {
      window.written = 0;
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (copy) {
        window.written += 1;
        const until = Date.now() + 40;
        const busy = () => { if (Date.now() < until) this.count().onsuccess = busy; };
        const request = put.call(this, copy);
        busy(); // keeps the transaction open, as a slow disk does
        return request;
      };
    }"""
    page.evaluate(written)
    text = "Typed faster than the disk can write it down."
    page.evaluate(
        """(text) => {
          const box = document.querySelector("#a-1");
          for (const key of text) {
            box.value += key;
            box.dispatchEvent(new Event("input", {bubbles: true}));
          }
        }""",
        text,
    )
    page.wait_for_function("() => window.written === 2")
    page.wait_for_timeout(200)
    assert [kept for _, kept in page.evaluate(COPIES)] == [text]
    assert page.evaluate("window.written") == 2


def test_a_copy_meets_a_newer_text_and_both_are_shown(desk, work):
    unsent(desk, "On the train.")
    context = desk.page.context
    crash(desk.page)
    work.write("1", "On the phone.")
    context.unroute_all()
    page = context.new_page()
    page.goto(f"{desk.base}{work.path}#q-1")
    expect(status(page)).to_have_text("Changed elsewhere: choose")
    expect(page.locator("#a-1")).to_have_value("On the train.")
    expect(page.locator("#q-1 [data-other-text]")).to_have_text("On the phone.")
    page.get_by_role("button", name="Keep mine").click()
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == "On the train."
    assert work.answer().revisions.filter(text="On the phone.").exists()


def test_a_save_that_arrived_unanswered_before_the_crash_is_nobody_elses_change(desk, work):
    def arrive_unanswered(route) -> None:
        route.fetch()
        route.abort()

    context = desk.page.context
    context.route("**/answers/**", arrive_unanswered)
    desk.page.locator("#a-1").press_sequentially("Arrived")
    expect(status(desk.page)).to_contain_text("Kept on this device, not yet sent", timeout=SOON)
    context.unroute_all()
    cut_off(desk.page)
    desk.page.locator("#a-1").press_sequentially(", and more.")
    desk.page.wait_for_timeout(300)
    crash(desk.page)
    assert (work.answer().text, work.answer().version) == ("Arrived", 1)
    context.unroute_all()
    page = context.new_page()
    page.goto(f"{desk.base}{work.path}#q-1")
    expect(page.locator("#a-1")).to_have_value("Arrived, and more.")
    expect(status(page)).to_contain_text("Saved ", timeout=SOON)
    expect(page.locator("[data-two-texts]:visible")).to_have_count(0)
    assert (work.answer().text, work.answer().version) == ("Arrived, and more.", 2)
    assert page.evaluate(COPIES) == []


def test_another_person_on_the_same_device_is_offered_nothing(desk, cast, assignment, work):
    unsent(desk, "Alice's own.")
    bobs = begin(assignment, cast.bob)
    context = desk.page.context
    crash(desk.page)
    context.unroute_all()
    context.clear_cookies()  # the session has ended; the device still holds the copy
    page = context.new_page()
    page.goto(f"{desk.base}/sign-in/")
    sign_in_here(page, "bob")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto(f"{desk.base}{bobs.path}#q-1")
    expect(page.locator("#a-1")).to_have_value("")
    assert "Alice's own." not in page.content()
    assert page.evaluate(COPIES) == [[cast.alice.pk, "Alice's own."]]
    assert bobs.answer().text == ""


@pytest.mark.parametrize(("button", "left"), [("Stay", 1), ("Sign out and lose it", 0)])
def test_signing_out_with_unsent_text_asks_first(desk, button, left):
    unsent(desk, "Not sent yet.")
    page = desk.page
    page.locator(".menu > summary").click()
    page.locator(".menu").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="1 answer has not reached school")).to_be_visible()
    page.get_by_role("button", name=button).click()
    if left:
        expect(page.locator("dialog")).to_have_count(0)
        assert len(page.evaluate(COPIES)) == 1
    else:
        page.wait_for_url("**/sign-in/**")
        assert page.evaluate(COPIES) == []
    assert desk.csp_findings() == []


def test_signing_in_within_the_page_saves_what_waited(desk, work):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    page.locator("#a-1").press_sequentially("Still here.")
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible(timeout=SOON)
    page.fill("dialog input[name=password]", "wrong")
    sign_in_here(page, "nobody")
    expect(page.locator("dialog .errorlist, dialog .form-errors").first).to_be_visible()
    sign_in_here(page, "alice")
    expect(status(page)).to_contain_text("Saved ", timeout=20_000)
    expect(page.locator("dialog")).to_have_count(0)
    assert work.answer().text == "Still here."
    assert desk.csp_findings() == []


def test_signed_in_in_another_tab_meanwhile_needs_no_dialog(desk, work):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    page.context.route("**/answers/**", lambda route: route.fulfill(status=503, body=""))
    page.locator("#a-1").press_sequentially("Still here.")
    expect(status(page)).to_contain_text("Kept on this device, not yet sent", timeout=SOON)
    answered = []

    def answer(route) -> None:
        if answered:
            route.continue_()
        else:
            answered.append(401)
            route.fulfill(status=401, body='{"error": "You are signed out."}')

    tab = page.context.new_page()
    tab.goto(f"{desk.base}/sign-in/")
    sign_in_here(tab, "alice")
    tab.wait_for_url(lambda url: "/sign-in/" not in url)
    page.context.unroute_all()
    page.route("**/answers/**", answer)
    expect(status(page)).to_contain_text("Saved ", timeout=20_000)
    expect(page.locator("dialog")).to_have_count(0)
    assert answered == [401]
    assert work.answer().text == "Still here."


def test_the_question_to_sign_in_waits_for_a_pause(desk, work):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    page.locator("#a-1").press_sequentially("Still")
    expect(status(page)).to_contain_text("you are signed out", timeout=SOON)
    page.locator("#a-1").press_sequentially(" here, and going on.", delay=100)
    expect(page.locator("#a-1")).to_have_value("Still here, and going on.")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible(timeout=SOON)
    page.locator("dialog input[name=login]").press_sequentially("alice")
    page.get_by_role("button", name="Later").click()
    page.keyboard.type(" Later")  # the caret is in the box again
    expect(page.locator("#a-1")).to_have_value("Still here, and going on. Later")


def test_somebody_else_signing_in_within_the_page_gets_no_text_of_hers(desk, cast, work):
    page = desk.page
    page.context.clear_cookies(name="sessionid")
    page.locator("#a-1").press_sequentially("Alice's own.")
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible(timeout=SOON)
    sign_in_here(page, "bob")
    expect(status(page)).to_contain_text("somebody else is signed in now", timeout=20_000)
    expect(page.locator("#a-1")).to_have_value("Alice's own.")
    assert work.answer().text == ""

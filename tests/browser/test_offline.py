"""Without a connection: a phone that lost its tab opens onto its own person's texts."""

from __future__ import annotations

import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import OperationalError
from playwright.sync_api import expect

from assignments.models import Revision
from assignments.views.student import offline
from assignments.views.student import work as work_page
from tests.assignments.student.conftest import begin, give
from tests.assignments.student.test_offline import FILES
from tests.browser.test_device import COPIES, sign_in_here, unsent
from tests.browser.test_pages import OPTIONS

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 10_000
READY = "navigator.serviceWorker.ready.then((ready) => ready.active.scriptURL)"
STORED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      found.push([name, new URL(request.url).pathname]);
    }
  }
  return found;
}"""
OFFLINE = "School cannot be reached"


@pytest.fixture
def assignment(cast, live_server):
    return give(cast.class_8a, cast.tessa)


@pytest.fixture
def work(cast, assignment):
    """Return Alice's begun work."""
    return begin(assignment, cast.alice)


@pytest.fixture
def desk(watch, work):
    """Return Alice's page, opened on question 1, with the worker in place."""
    watched = watch()
    watched.sign_in("alice")
    watched.open(f"{work.path}#q-1")
    watched.page.evaluate(READY)
    return watched


def lose_the_tab(desk, text: str) -> None:
    """Type what cannot be sent, and lose the tab: no last save of it can arrive either."""
    unsent(desk, text)
    context = desk.page.context
    context.set_offline(True)
    desk.page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('lost')); }")
    desk.page.close()


def connect(context) -> None:
    """Let everything through again."""
    context.unroute_all()
    context.set_offline(False)


def reopen(desk, path: str):
    desk.page = desk.page.context.new_page()
    return desk.open(path)


def box(page):
    return page.get_by_label("Your answer to 1")


def test_a_lost_tab_is_reopened_offline_and_all_of_it_reaches_school_once(desk, work):
    lose_the_tab(desk, "In the hills")
    page = reopen(desk, f"{work.path}#q-1")
    expect(page.get_by_role("heading", name=OFFLINE)).to_be_visible()
    expect(box(page)).to_have_value("In the hills")
    expect(box(page)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(", and on.")
    expect(page.locator("[data-status]")).to_have_text("Kept on this device, not yet sent")
    page.wait_for_function(f"() => ({COPIES})().then(([[, text]]) => text.endsWith(', and on.'))")
    assert [text for _, text in page.evaluate(COPIES)] == ["In the hills, and on."]
    assert work.answer().text == ""
    assert desk.csp_findings() == []
    connect(page.context)
    expect(page.locator("#a-1")).to_have_value("In the hills, and on.", timeout=SOON)
    expect(page.locator("#q-1 [data-status]")).to_contain_text("Saved ", timeout=SOON)
    answer = work.answer()
    # what was under way when the tab was lost, and then the rest
    assert (answer.text, answer.version) == ("In the hills, and on.", 2)
    assert Revision.objects.filter(answer=answer).count() == 1
    assert page.evaluate(COPIES) == []


def test_home_opened_offline_leads_to_the_text_when_school_answers(desk, work):
    lose_the_tab(desk, "In the hills")
    page = reopen(desk, "/")
    expect(box(page)).to_have_value("In the hills")
    connect(page.context)
    page.wait_for_url(f"**{work.path}#q-1", timeout=SOON)
    expect(page.locator("#q-1 [data-status]")).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == "In the hills"


def test_a_line_that_says_it_is_back_too_early_is_asked_again_soon(desk, work):
    lose_the_tab(desk, "In the hills")
    page = reopen(desk, "/")
    asked = []

    def not_yet(route):
        asked.append(route.request.method)
        route.abort() if len(asked) < 3 else route.continue_()

    page.context.unroute_all()
    page.context.route("**/offline/", not_yet)
    page.context.set_offline(False)
    page.wait_for_url(f"**{work.path}#q-1", timeout=SOON)
    assert asked == ["HEAD"] * 3


def test_only_the_page_and_its_files_are_stored_and_an_old_version_is_dropped(desk, work, cast):
    page = desk.page
    page.evaluate("caches.open('studyhub-old').then((cache) => cache.put('/x', new Response('x')))")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.unregister())")
    desk.open(work.path).evaluate(READY)  # which is a new version taking over
    page.wait_for_function("() => caches.keys().then((names) => !names.includes('studyhub-old'))")
    page.locator("#a-1").press_sequentially("In the hills.")
    expect(page.locator("#q-1 [data-status]")).to_contain_text("Saved ", timeout=SOON)
    for path in ("/", "/notices/", work.path, "/sign-out/", f"{work.path}#q-2a"):
        desk.open(path)  # through the worker now
    stored = page.evaluate(STORED)
    (name,) = {name for name, _ in stored}
    assert name.startswith("studyhub-")
    assert [path for _, path in stored] == ["/offline/", *FILES]
    texts = page.evaluate(
        "async () => { const cache = await caches.open((await caches.keys())[0]);"
        "return Promise.all((await cache.matchAll()).map((one) => one.text())); }"
    )
    assert len(texts) == len(stored)
    assert not any(cast.alice.pk in text or 'csrfmiddlewaretoken"' in text for text in texts)


def test_whoever_closed_the_browser_shows_nobody_anything(desk, work):
    lose_the_tab(desk, "Alice's own.")
    desk.page.context.clear_cookies()  # what closing the browser does
    shows_nothing(desk, f"{work.path}#q-1")
    page = reopen(desk, "/")
    assert len(page.evaluate(COPIES)) == 1  # and it waits for her


def shows_nothing(desk, path: str) -> None:
    """Open an address in a tab of its own, and look."""
    page = desk.page.context.new_page()
    page.goto(desk.base + path)
    expect(page.get_by_text("There is nothing to show here")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    assert "Alice's own." not in page.content()
    page.close()


def test_another_person_sees_nothing_of_it_offline_or_online(desk, cast, assignment, work):
    lose_the_tab(desk, "Alice's own.")
    bobs = begin(assignment, cast.bob)
    context = desk.page.context
    connect(context)
    context.clear_cookies(name="sessionid")  # her session is over, and she never signed out
    page = reopen(desk, "/sign-in/")
    context.set_offline(True)
    shows_nothing(desk, work.path)
    context.set_offline(False)
    sign_in_here(page, "bob")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    context.set_offline(True)
    shows_nothing(desk, work.path)
    shows_nothing(desk, bobs.path)
    context.set_offline(False)
    page.goto(desk.base + bobs.path)
    expect(page.locator("#a-1")).to_have_value("")
    assert (work.answer().text, bobs.answer().text) == ("", "")
    assert page.evaluate(COPIES) == [[cast.alice.pk, "Alice's own."]]


def test_signing_out_takes_the_text_and_the_person(desk, work):
    unsent(desk, "Not sent yet.")
    page = desk.page
    page.locator(".menu > summary").click()
    page.locator(".menu").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign out and lose it").click()
    page.wait_for_url("**/sign-in/**")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]
    page.context.set_offline(True)
    page.goto(desk.base + work.path)
    expect(page.get_by_text("There is nothing to show here")).to_be_visible()
    assert page.evaluate(COPIES) == []


def test_a_form_and_the_desk_are_left_to_the_network(desk, work):
    page = desk.page
    desk.open(work.path)
    answered = []
    page.on(
        "response",
        lambda response: answered.append((response.request.method, response.from_service_worker)),
    )
    page.locator("#a-1").press_sequentially("In the hills.")
    page.get_by_role("button", name="Review").click()
    page.wait_for_url("**/review/**")
    assert ("POST", False) in answered
    assert ("POST", True) not in answered
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(desk.base + "/admin/")


def test_a_page_that_never_comes_counts_as_no_connection(watch, work, monkeypatch):
    monkeypatch.setattr(offline, "PATIENCE", 1500)
    desk = watch()
    desk.sign_in("alice")
    desk.open(work.path).evaluate(READY)
    answers = threading.Event()
    fetched = work_page.fetch_own_work

    def fetch_late(*given):
        answers.wait(20)
        return fetched(*given)

    monkeypatch.setattr(work_page, "fetch_own_work", fetch_late)
    page = desk.open(work.path)
    expect(page.get_by_role("heading", name=OFFLINE)).to_be_visible()
    answers.set()
    page.reload()
    expect(page.locator("#a-1")).to_be_visible()


def test_a_server_that_is_down_or_too_busy_counts_as_no_connection(desk, work, monkeypatch):
    unsent(desk, "In the hills")

    def too_busy(*given):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(work_page, "fetch_own_work", too_busy)
        page = reopen(desk, f"{work.path}#q-1")
        expect(page.get_by_role("heading", name=OFFLINE)).to_be_visible()
        expect(box(page)).to_have_value("In the hills")
    page.context.unroute_all()
    page.reload()
    expect(page.locator("#q-1 [data-status]")).to_contain_text("Saved ", timeout=SOON)
    assert work.answer().text == "In the hills"


def test_the_page_is_sound(desk, work):
    lose_the_tab(desk, "Written on the way home. " * 4)
    page = reopen(desk, f"{work.path}#q-1")
    expect(box(page)).to_be_visible()
    for width, scheme in ((390, "light"), (1280, "dark"), (1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (desk.csp_findings(), desk.foreign) == ([], [])
        found = Axe().run(page, options=OPTIONS).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        page.evaluate("window.findings = []")  # axe adds styles of its own, which the policy stops

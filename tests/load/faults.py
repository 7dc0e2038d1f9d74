"""What goes wrong while somebody writes: one function for each kind, which ends when it is over."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import Browser, Error, Page

from assignments.domain.answering.save import save_answer
from assignments.domain.timing.position import position_of
from assignments.models import Submission
from tests.load.pupil import PASSWORD, Pupil
from tests.load.server import Server

SAVES = "**/answers/**"
SOON = 40_000


@dataclass
class Scene:
    """Who takes part in a run."""

    browser: Browser
    server: Server
    pupil: Pupil
    other: Pupil  # who comes to the same device


def crash(scene: Scene) -> None:
    """The tab crashes while somebody types; it is opened again.

    Without the service worker, which shares the process of the tab: Playwright would wait for it.
    """
    pupil = scene.pupil
    pupil.sit_down(scene.browser, service_workers="block")
    pupil.write()
    pupil.page.wait_for_timeout(pupil.chance.randint(0, 2500))
    pupil.write(5, 40)
    old = pupil.page
    with contextlib.suppress(Error):
        old.goto("chrome://crash")
    old.close()
    bare = pupil.context.new_page()
    bare.goto(f"{pupil.base}/static/favicon.svg")
    pupil.look_what_is_safe(bare)
    bare.close()
    pupil.open()
    pupil.page.wait_for_function(
        "(text) => document.querySelector('textarea.answer-box').value === text",
        arg=pupil.typed, timeout=SOON,
    )  # fmt: skip
    pupil.write(5, 20)


def tab_lost_offline(scene: Scene) -> None:
    """Without a network the tab is lost, opened again, and written on in what the device kept."""
    pupil = scene.pupil
    pupil.sit_down(scene.browser)
    pupil.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    pupil.write()
    pupil.context.set_offline(True)
    pupil.write()
    pupil.look_what_is_safe()
    pupil.page.close()
    pupil.open()
    pupil.page.get_by_role("heading", name="School cannot be reached").wait_for()
    pupil.write()
    pupil.look_what_is_safe()
    pupil.context.set_offline(False)
    pupil.page.locator("[data-answer] textarea").first.wait_for(timeout=SOON)


def offline_for(minutes: int) -> Callable[[Scene], None]:
    """Return the kind in which the network is gone for so long, by a clock that is set ahead."""

    def offline(scene: Scene) -> None:
        pupil = scene.pupil
        pupil.sit_down(scene.browser, set_clock=True)
        pupil.write()
        pupil.context.set_offline(True)
        pupil.write()
        for half_minute in range(minutes * 2):
            pupil.skip(30)
            if half_minute % 20 == 5:
                pupil.write(3, 10)
                pupil.look_what_is_safe()
        pupil.look_what_is_safe()
        pupil.context.set_offline(False)
        pupil.write(3, 10)

    return offline


def session_expired(scene: Scene) -> None:
    """The session is over; its person signs in again within the page."""
    pupil = scene.pupil
    pupil.sit_down(scene.browser)
    pupil.write()
    pupil.end_session()
    pupil.write()
    sign_in_within(pupil)


def sign_in_within(pupil: Pupil) -> None:
    """Wait for the dialog and use it."""
    dialog = pupil.page.locator("dialog[open]")
    dialog.wait_for(timeout=SOON)
    pupil.look_what_is_safe()
    fill_in(dialog, pupil)
    dialog.wait_for(state="detached", timeout=SOON)


def fill_in(place, pupil: Pupil) -> None:
    """Sign in as the person, wherever the form is."""
    place.locator("input[name=login]").fill(pupil.work.student.sign_in_name)
    place.locator("input[name=password]").fill(PASSWORD)
    place.get_by_role("button", name="Sign in").click()


def saved_on_another_device(scene: Scene) -> None:
    """Another device saves in between; one of the two texts, or both, are chosen."""
    pupil = scene.pupil
    pupil.sit_down(scene.browser)
    pupil.write()
    pupil.settle()
    there = f"zq{pupil.number}.there "
    work, answer = Submission.objects.get(pk=pupil.work.pk), pupil.answer
    at = timezone.now()
    save_answer(
        answer=answer, position=position_of(work, at=at), text=there, based_on=answer.version,
        key=f"there{pupil.number}", at=at,
    )  # fmt: skip
    pupil.acknowledged.append(there)
    pupil.write()
    choice = pupil.page.locator("[data-two-texts]:visible")
    choice.wait_for(timeout=SOON)
    pupil.look_what_is_safe()
    assert choice.locator("[data-other-title]").inner_text().startswith("The text saved at ")
    name = pupil.chance.choice(["Keep mine", "Keep the other", "Keep both, joined"])
    choice.get_by_role("button", name=name).click()


def server_unavailable(scene: Scene) -> None:
    """The server answers 503 a few times."""
    pupil, left = scene.pupil, scene.pupil.chance.randint(2, 6)
    pupil.sit_down(scene.browser, set_clock=True)

    def refuse(route) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    pupil.page.route(SAVES, refuse)
    pupil.write()
    ride_out(pupil, lambda: left <= 0)


def ride_out(pupil: Pupil, is_over: Callable[[], bool]) -> None:
    """Type on and let the page try again, until the fault is over."""
    until = time.monotonic() + SOON / 1000
    while not is_over() and time.monotonic() < until:
        pupil.write(2, 6)
        pupil.skip(5)
        pupil.page.wait_for_timeout(200)
        assert not pupil.status.startswith("Saved") or is_over()
    pupil.look_what_is_safe()


def answer_timed_out(scene: Scene) -> None:
    """Saves arrive, but their answers do not."""
    pupil, left = scene.pupil, scene.pupil.chance.randint(1, 4)
    pupil.sit_down(scene.browser, set_clock=True)

    def swallow(route) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            route.fetch()
            route.abort("timedout")
        else:
            route.continue_()

    pupil.page.route(SAVES, swallow)
    pupil.write()
    ride_out(pupil, lambda: left <= 0)


def signed_out_in_another_tab(scene: Scene) -> None:
    """Another tab signs out, and this one is written on."""
    pupil = scene.pupil
    pupil.sit_down(scene.browser)
    pupil.write()
    tab = pupil.context.new_page()
    sign_out(tab, pupil)
    tab.close()
    pupil.page.bring_to_front()
    pupil.write()
    status = pupil.page.locator("[data-status]:visible")
    status.get_by_text("you are signed out").wait_for(timeout=SOON)
    pupil.look_what_is_safe()
    if pupil.chance.random() < 0.5:
        sign_in_within(pupil)
    else:
        come_back(pupil)


def come_back(pupil: Pupil) -> None:
    """Close the tab with its question, and sign in on the way to a new one."""
    pupil.page.close()
    pupil.page = pupil.context.new_page()
    pupil.page.goto(pupil.address)
    fill_in(pupil.page, pupil)
    pupil.page.locator("[data-answer] textarea").first.wait_for(timeout=SOON)
    pupil.page.goto(pupil.address)  # signing in leads on without the part after "#"


def say_later(pupil: Pupil) -> None:
    """Put off the question to sign in, where the page had something to send and has asked."""
    pupil.page.wait_for_timeout(300)
    later = pupil.page.locator("dialog[open]").get_by_role("button", name="Later")
    if later.count():
        later.click()


def sign_out(tab: Page, pupil: Pupil) -> None:
    """Sign out from the home page, and say yes to losing what is unsent."""
    tab.goto(pupil.base)
    tab.locator(".menu > summary").click()
    tab.locator(".menu").get_by_role("button", name="Sign out").click()
    form = tab.locator("main input[name=password]")
    lose = tab.locator("dialog .button-danger")
    form.or_(lose).first.wait_for(timeout=SOON)
    if lose.count():
        lose.click()
    form.wait_for(timeout=SOON)


def account_switched(scene: Scene) -> None:
    """Somebody else signs in in another tab and writes; then the first comes back."""
    pupil, other = scene.pupil, scene.other
    pupil.sit_down(scene.browser)
    first = pupil.page
    pupil.write()
    other.context = pupil.context
    tab = pupil.context.new_page()
    sign_out(tab, pupil)
    fill_in(tab, other)
    tab.wait_for_url(lambda url: "/sign-in/" not in url)
    other.open()
    other.write()
    other.settle()
    assert f"zq{pupil.number}." not in other.page.content()
    first.bring_to_front()
    pupil.write()
    say_later(pupil)
    pupil.write()
    first.get_by_text("somebody else").first.wait_for(timeout=SOON)
    pupil.look_what_is_safe()
    sign_out(tab, other)
    fill_in(tab, pupil)
    tab.wait_for_url(lambda url: "/sign-in/" not in url)
    first.close()
    other.page.close()
    pupil.open()


def server_killed(scene: Scene) -> None:
    """Every process of the server is killed while it saves, and started again."""
    pupil = scene.pupil
    pupil.sit_down(scene.browser)
    pupil.write()
    is_killed = False

    def kill(request) -> None:
        nonlocal is_killed
        if request.method == "POST" and not is_killed:
            is_killed = True
            time.sleep(pupil.chance.uniform(0, 0.04))
            scene.server.kill()

    pupil.page.on("request", kill)
    until = time.monotonic() + SOON / 1000
    while not is_killed and time.monotonic() < until:
        pupil.write(3, 6)
        pupil.page.wait_for_timeout(1700)
    pupil.write()
    pupil.look_what_is_safe()
    scene.server.start()


KINDS: list[tuple[str, int, Callable[[Scene], None]]] = [
    ("tab crashes while typing", 10, crash),
    ("tab lost offline, reopened offline", 6, tab_lost_offline),
    ("network off 5 min (clock set ahead)", 6, offline_for(5)),
    ("network off 60 min (clock set ahead)", 4, offline_for(60)),
    ("session expired", 6, session_expired),
    ("409: another device saved", 6, saved_on_another_device),
    ("503 (back-off by a clock set ahead)", 5, server_unavailable),
    ("save arrives, its answer times out", 5, answer_timed_out),
    ("signed out in another tab", 4, signed_out_in_another_tab),
    ("another account in another tab", 4, account_switched),
    ("server killed in mid-save", 4, server_killed),
]

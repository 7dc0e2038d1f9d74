"""How long timelines of 92, 500 and 5,000 events hold up: on the server and in Chromium.

Run it from the root of the project: ``python -m tests.load.timeline``. It makes its own data
folder and starts its own server on a free port of 127.0.0.1. For each size it prints the
milliseconds of the lesson page as the server makes them, the first time and then again, with the
ratio to a bare page of the same run (the list of lessons); and in Chromium the time until the page
is loaded and its scripts have run, the milliseconds of 300 frames while the list scrolls, while the
drawing pans and while it zooms, and the most elements that the drawing had in one of them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from statistics import median, quantiles

SIZES = (92, 500, 5000)
ARGS = ["--no-sandbox", "--disable-dev-shm-usage"]

# Does something in each of 300 frames; returns the milliseconds between the frames and the most
# elements that the drawing had in any of them.
FRAMES = """
(step) => new Promise((done) => {
  const times = [];
  const act = new Function("i", step);
  const drawing = document.querySelector(".drawing");
  let most = 0;
  const frame = (now) => {
    times.push(now);
    most = Math.max(most, drawing?.getElementsByTagName("*").length ?? 0);
    if (times.length > 300) return done([times.slice(1).map((time, j) => time - times[j]), most]);
    act(times.length - 1);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})
"""
SCROLL_LIST = "const p = document.getElementById('timeline'); p.scrollTop += 60;"
PAN = """
const view = document.querySelector(".drawing-view");
view.scrollTop += 37 * (Math.floor(i / 60) % 2 ? -1 : 1);
"""
ZOOM = """
const view = document.querySelector(".drawing-view");
view.dispatchEvent(new WheelEvent("wheel", {
  ctrlKey: true, cancelable: true, deltaY: Math.floor(i / 45) % 2 ? 9 : -9,
  clientX: view.getBoundingClientRect().left + 60,
  clientY: view.getBoundingClientRect().top + 200,
}));
"""


def prepare() -> dict[int, str]:
    """Load a lesson of each size into an empty database; return their addresses."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", interactive=False, verbosity=0)
    from studyhub.people.models import User
    from tests.lessons.conftest import load
    from tests.lessons.many_events import many_events

    User.objects.create_superuser("sue", None, given_name="Sue")
    lessons = {size: load(many_events(size)) for size in SIZES}
    return {
        size: reverse("lessons:lesson", args=[lesson.pk, lesson.slug])
        for size, lesson in lessons.items()
    }


def measure_server(addresses: dict[int, str]) -> str:
    """Print what the pages cost, without a network between; return the key of the session."""
    from django.test import Client
    from django.urls import reverse

    from studyhub.people.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(is_superuser=True))

    def milliseconds(address: str) -> float:
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        return (time.perf_counter() - begun) * 1000

    bare = median(milliseconds(reverse("lessons:list")) for _ in range(9))
    print(f"server: bare page {bare:.1f} ms")
    for size, address in addresses.items():
        first = milliseconds(address)
        again = median(milliseconds(address) for _ in range(7))
        print(
            f"  {size:>5} events: first {first:.0f} ms, again {again:.0f} ms, "
            f"{again / bare:.0f} times a bare page"
        )
    return client.cookies["sessionid"].value


def serve(port: int) -> subprocess.Popen:
    """Start one worker."""
    command = [
        sys.executable, "-m", "gunicorn", "studyhub.wsgi:application",
        "--bind", f"127.0.0.1:{port}", "--timeout", "120", "--log-level", "warning",
    ]  # fmt: skip
    server = subprocess.Popen(command)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    server.terminate()
    raise RuntimeError("the server did not start")


def measure_frames(page, what: str, step: str) -> None:
    """Do a step each frame and print how long the frames took."""
    times, elements = page.evaluate(FRAMES, step)
    print(
        f"  {what:<14} {median(times):>7.1f} {quantiles(times, n=20)[18]:>7.1f} "
        f"{max(times):>8.1f} {elements or '':>9}"
    )


def measure_browser(base: str, addresses: dict[int, str], session: str) -> None:
    """Print what it is like to read, pan and zoom."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for size, address in addresses.items():
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.set_default_timeout(120_000)
            context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
            measure_page(context.new_page(), f"{base}{address}", size)
            context.close()
        browser.close()


def measure_page(page, url: str, size: int) -> None:
    """Print the figures of one page."""
    begun = time.perf_counter()
    page.goto(url, wait_until="load")
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    page.locator(".view-switch").wait_for()
    usable = (time.perf_counter() - begun) * 1000
    print(
        f"\n{size} events in Chromium: loaded after {loaded:.0f} ms, usable after {usable:.0f} ms"
    )
    print("  frames, ms      median    95th  longest  elements")
    measure_frames(page, "list scrolls", SCROLL_LIST)
    begun = time.perf_counter()
    page.locator("button[data-view=drawing]").click()  # by role would ask each event for its style
    page.locator(".drawn-event").first.wait_for()
    drawn = (time.perf_counter() - begun) * 1000
    measure_frames(page, "drawing pans", PAN)
    measure_frames(page, "drawing zooms", ZOOM)
    print(f"  drawn {drawn:.0f} ms after the press")


def main() -> None:
    """Measure everything in one run."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(STUDYHUB_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="studyhub.settings")
        os.environ.pop("DATABASE_URL", None)
        addresses = prepare()
        session = measure_server(addresses)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = serve(port)
        try:
            measure_browser(f"http://127.0.0.1:{port}", addresses, session)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()

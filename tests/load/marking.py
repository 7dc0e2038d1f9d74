"""A teacher marks 150 answers by the keyboard alone, in real Chromium, and then in a class of 300.

Run it from the root of the project:

    python -m tests.load.marking [--answers 150] [--glance 1.0]

It makes its own data folder and server. Every answer gets points and a comment of the bank. The
time of an answer is from the key that leaves the one before until the next one is painted; the
teacher looks at each for ``--glance`` seconds before the first key. It prints a table and exits
with 1 unless all is stored, four keys were enough, 95 of 100 answers came within 100 ms, a class
of 300 took at most 1.2 times as long as one of 30, and its page is opened by as many queries, 25
at most.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from statistics import median, quantiles

SMALL, LARGE = 30, 300
MOST_MS, MOST_TIMES, MOST_KEYS, MOST_QUERIES = 100, 1.2, 4, 25
WATCH = """
window.times = [];
window.pressed = 0;
document.addEventListener("keydown", (event) => {
  window.pressed += event.key === "Control" ? 0 : 1;
  if (event.ctrlKey && event.key === "Enter") window.begun = performance.now();
}, {capture: true});
document.addEventListener("DOMContentLoaded", () => {
  const page = document.querySelector("[data-marking-page]");
  if (!page) return;
  new MutationObserver(() => {
    const {begun} = window;
    const name = page.querySelector("#student")?.textContent;
    if (begun === undefined || name === window.before) return;
    window.begun = undefined;
    window.before = name;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - begun)));
  }).observe(page, {childList: true});
  window.before = page.querySelector("#student")?.textContent;
});
"""
SHOWN = "(name) => document.querySelector('#student').textContent !== name"
SAVED = "(name) => document.querySelector('[data-marking-said]').textContent.includes(name)"


@dataclass
class Marked:
    """What came of marking in one class. Times are in milliseconds."""

    answers: int = 0
    keys: int = 0
    times: list[float] = field(default_factory=list)
    stored: int = 0
    queries: int = 0

    @property
    def p95(self) -> float:
        """Return the time that 95 of 100 answers did not exceed."""
        return quantiles(self.times, n=20)[-1]


def main() -> int:
    """Run, print the table, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=150)
    parser.add_argument("--glance", type=float, default=1.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(STUDYHUB_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="studyhub.settings")
        # Playwright's loop makes Django believe that it is asked from a coroutine.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        return run(asked.answers, asked.glance)


def run(answers: int, glance: float) -> int:
    """Prepare both classes, mark in each, and report."""
    from playwright.sync_api import sync_playwright

    from tests.load.server import Server, free_port

    rooms = [handed_in(size) for size in (SMALL, LARGE)]
    server = Server(free_port(), threads=4)
    server.start()
    try:
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            marked = [mark(browser, server.port, room, answers, glance) for room in rooms]
            browser.close()
    finally:
        server.stop()
    return report(*marked)


def handed_in(size: int):
    """Return the assignment of a class in which everybody handed in, with a comment kept."""
    from django.utils import timezone

    from assignments.domain.answering.hand_in import hand_in
    from assignments.domain.grading.bank import keep_in_bank
    from assignments.domain.timing.position import position_of
    from assignments.models import Answer
    from studyhub.demo.answers import demo_answer
    from tests.load.world import started_work

    works = started_work(size, "river stone candle", slug=f"load-{size}")
    for place, work in enumerate(works):
        rows = Answer.objects.filter(attempt__submission=work).select_related("question")
        for answer in rows:
            chosen = demo_answer(answer.question.label, (place % 10) / 10, place % 2)
            answer.text = chosen.text if chosen else "Words."
        # Not through the verb of saving: writing itself is measured elsewhere.
        Answer.objects.bulk_update(rows, ["text"])
        at = timezone.now()
        hand_in(position=position_of(work, at=at), by=work.student, at=at)
    assignment = works[0].assignment
    keep_in_bank(
        text="{name}, give the date of each event.", by=assignment.given_by, at=timezone.now()
    )
    return assignment


def mark(browser, port: int, assignment, answers: int, glance: float) -> Marked:
    """Mark so many answers, question after question, with nothing but keys."""
    from django.conf import settings

    from assignments.models import Comment, Grade
    from tests.load.world import session_of

    base = f"http://127.0.0.1:{port}"
    context = browser.new_context(viewport={"width": 1280, "height": 850})
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(assignment.given_by)}
    context.add_cookies([{**cookie, "url": base}])
    context.add_init_script(WATCH)
    page = context.new_page()
    pages = [page_of(assignment, place) for place in range(assignment.asked.count())]
    marked = Marked(queries=queries_of(pages[0], assignment.given_by))
    while marked.answers < answers:
        page.goto(f"{base}{pages.pop(0)}")
        page.wait_for_load_state("networkidle")
        while marked.answers < answers:
            marked.answers += 1
            name, is_last = mark_one(page, marked.answers, glance)
            if is_last:
                break
        page.wait_for_function(SAVED, arg=name)
        page.wait_for_load_state("networkidle")
        marked.times += page.evaluate("window.times")
        marked.keys += page.evaluate("window.pressed")
    context.close()
    mine = {"answer__attempt__submission__assignment": assignment}
    graded = Grade.objects.filter(points__isnull=False, **mine)
    said = Comment.objects.filter(text__contains=", give the date of each event.", **mine)
    marked.stored = min(graded.count(), said.count())
    return marked


def page_of(assignment, place: int) -> str:
    """Return the address where one of its questions is graded."""
    from django.urls import reverse

    leaf = assignment.asked.order_by("question__position")[place].question_id
    return reverse("admin:assignments_assignment_question", args=[assignment.pk, leaf])


def queries_of(address: str, teacher) -> int:
    """Count the queries with which a page is opened, the session and the person included."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.force_login(teacher)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def mark_one(page, number: int, glance: float) -> tuple[str, bool]:
    """Give points and the kept comment, and go on; return whose it was, and if it was the last."""
    page.wait_for_timeout(glance * 1000)
    name = page.locator("#student").text_content()
    is_last = page.locator("a[rel=next]").count() == 0
    for key in (str(number % 3), "/", "Control+Enter"):
        page.keyboard.press(key)
    if not is_last:
        page.wait_for_function(SHOWN, arg=name)
    return name, is_last


def report(small: Marked, large: Marked) -> int:
    """Print the figures beside each other."""
    print(f"{'':<24}{SMALL:>10}{LARGE:>10} students")
    for words, value in (
        ("answers marked", lambda one: f"{one.answers}"),
        ("stored", lambda one: f"{one.stored}"),
        ("keys for each", lambda one: f"{one.keys / one.answers:.2f}"),
        ("next one, median", lambda one: f"{median(one.times):.0f} ms"),
        ("next one, 95th percentile", lambda one: f"{one.p95:.0f} ms"),
        ("longest", lambda one: f"{max(one.times):.0f} ms"),
        ("queries to open it", lambda one: f"{one.queries}"),
    ):
        print(f"{words:<24}{value(small):>10}{value(large):>10}")
    times = median(large.times) / median(small.times)
    print(f"{LARGE} students take {times:.2f} times as long as {SMALL}, by the medians")
    holds = all(
        one.stored == one.answers and one.keys <= MOST_KEYS * one.answers and one.p95 <= MOST_MS
        for one in (small, large)
    )
    is_flat = small.queries == large.queries <= MOST_QUERIES
    return 0 if holds and is_flat and times <= MOST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main())

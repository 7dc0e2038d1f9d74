"""A student at a real Chromium who types, and knows of each key when it was typed.

Every word carries its writer's number, so that a text in the wrong place gives itself away.
"""

from __future__ import annotations

import contextlib
import random
import re
import time
from dataclasses import dataclass, field

from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request

from assignments.models import Answer, Submission
from tests.load.world import session_of

PASSWORD = "river stone candle"
PATIENCE = 60  # seconds until a text that has not arrived is a lost one
COPIES = """() => new Promise((resolve) => {
  const request = indexedDB.open("studyhub", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("unsent", {keyPath: ["person", "answer"]});
  };
  request.onsuccess = () => {
    const all = request.result.transaction("unsent").objectStore("unsent").getAll();
    all.onsuccess = () => resolve(all.result.map((copy) => [copy.person, copy.answer, copy.text]));
  };
})"""
WRITER = re.compile(r"zq(\d+)\.")


@dataclass
class Pupil:
    """One student, their work, and the browser they sit at."""

    number: int
    work: Submission
    base: str
    chance: random.Random
    context: BrowserContext | None = None
    page: Page | None = None
    typed: str = ""
    times: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    skipped: float = 0.0  # seconds that a set clock went ahead
    has_set_clock: bool = False
    session: str = ""
    seconds_lost: float = 0.0

    def sit_down(self, browser: Browser, *, set_clock: bool = False, **options) -> None:
        """Open the work in a browser of one's own, signed in."""
        self.has_set_clock = set_clock
        self.context = browser.new_context(**options)
        self.session = session_of(self.work.student)
        self.context.add_cookies(
            [{"name": "sessionid", "value": self.session, "url": self.base, "httpOnly": True}]
        )
        self.context.on("requestfinished", self.note)
        self.page = self.open()

    @property
    def answer(self) -> Answer:
        """Return the answer that is written on, as the server has it."""
        return Answer.objects.filter(attempt__submission=self.work).order_by("question__position")[
            0
        ]

    @property
    def address(self) -> str:
        """Return where the answer is written; without its name an empty one would be opened."""
        return f"{self.base}/work/{self.work.pk}/#q-{self.answer.question.label}"

    @property
    def box(self):
        """Return the box of the page that is open, whichever page it is."""
        return self.page.locator("textarea.answer-box:visible").first

    @property
    def status(self) -> str:
        """Return what the page says of the text."""
        return self.page.locator("[data-status]:visible").first.inner_text()

    def open(self) -> Page:
        """Open the work in a new tab."""
        page = self.context.new_page()
        if self.has_set_clock:
            page.clock.install()
        page.goto(self.address)
        self.page = page
        self.box.wait_for()
        return page

    def note(self, request: Request) -> None:
        """Remember what the server said yes to."""
        if request.method != "POST" or "/answers/" not in request.url:
            return
        with contextlib.suppress(Error):
            response = request.response()
            sent = request.post_data_json
            if response and response.status == 200 and sent["person"] == self.work.student_id:
                self.acknowledged.append(sent["text"])

    def write(self, least: int = 20, most: int = 60) -> None:
        """Go on typing at the end of the box for a random number of keys."""
        self.box.focus()
        self.page.keyboard.press("Control+End")
        keys = self.chance.randint(least, most)
        while keys > 0:
            word = f"zq{self.number}.{len(self.typed)} "[:keys]
            for key in word:
                self.page.keyboard.type(key)
                self.typed += key
                self.times.append(self.now())
                time.sleep(self.chance.uniform(0.005, 0.03))
            keys -= len(word)
        self._forget_keys_a_dialog_took()

    def _forget_keys_a_dialog_took(self) -> None:
        """Hold what the box shows for typed: the question to sign in may come between two keys."""
        shown = self.box.input_value()
        assert self.typed.startswith(shown), "the box shows something else"
        if shown != self.typed:
            assert self.page.locator("dialog[open]").count(), (shown, self.typed)
            self.typed, self.times = shown, self.times[: len(shown)]

    def now(self) -> float:
        """Return the seconds by the page's own clock."""
        return time.monotonic() + self.skipped

    def skip(self, seconds: int) -> None:
        """Set the page's clock ahead."""
        self.page.clock.fast_forward(seconds * 1000)
        self.skipped += seconds

    def end_session(self) -> None:
        """Let the session expire on the server."""
        Session.objects.filter(session_key=self.session).delete()

    def look_what_is_safe(self, page: Page | None = None) -> None:
        """Compare device and server with what was typed; keep the most seconds found missing."""
        at = self.now()
        answer = self.answer
        copies = [text for _, address, text in (page or self.page).evaluate(COPIES)
                  if answer.pk in address]  # fmt: skip
        safe = max(map(self._safe_keys, [*copies, answer.text]))
        if safe < len(self.typed):
            self.seconds_lost = max(self.seconds_lost, at - self.times[safe])

    def _safe_keys(self, text: str) -> int:
        same = 0
        while same < min(len(text), len(self.typed)) and text[same] == self.typed[same]:
            same += 1
        return same

    def settle(self) -> bool:
        """Wait until the page says "Saved" and the server has what the box shows."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.has_set_clock:
                self.skip(2)
            self.page.wait_for_timeout(150)
            with contextlib.suppress(Error):
                if self.status.startswith("Saved") and self.box.input_value() == self.answer.text:
                    return True
        return False

    def texts_at_school(self) -> list[str]:
        """Return the answer and its whole history."""
        return [self.answer.text, *self.answer.revisions.values_list("text", flat=True)]

    def lost_acknowledged(self) -> int:
        """Count acknowledged texts that are nowhere at school, not even inside a later one."""
        texts = self.texts_at_school()
        return sum(not any(saved in text for text in texts) for saved in self.acknowledged)

    def strangers_words(self) -> int:
        """Count texts at school and on the device that hold somebody else's words."""
        texts = list(
            Answer.objects.filter(attempt__submission=self.work).values_list("text", flat=True)
        )
        texts += self.texts_at_school()
        texts += [
            text for person, _, text in self.page.evaluate(COPIES)
            if person == self.work.student_id
        ]  # fmt: skip
        return sum(any(int(n) != self.number for n in WRITER.findall(text)) for text in texts)

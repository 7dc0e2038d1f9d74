"""Thirty students save every five seconds against the SQLite default and two gunicorn workers.

Run it from the root of the project: ``python -m tests.load.thirty_students [--seconds 60]``.
It makes its own data folder, starts its own server on a free port of 127.0.0.1, signs every
student in over HTTP, and lets each save one answer after another. It prints a table and exits
with 1 unless every save was acknowledged and every acknowledged text is in the database.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from statistics import quantiles
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode

STUDENTS = 30
EVERY = 5.0
PASSWORD = "river stone candle"


@dataclass
class Writer:
    """One student's browser: cookies, the boxes of the page, and what was acknowledged."""

    base: str
    name: str
    work: str
    opener: urllib.request.OpenerDirector = field(init=False)
    cookies: CookieJar = field(default_factory=CookieJar)
    boxes: list[dict] = field(default_factory=list)
    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def sign_in(self) -> None:
        page = self.opener.open(f"{self.base}/sign-in/", timeout=30).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        form = {"csrfmiddlewaretoken": token, "login": self.name, "password": PASSWORD}
        page = self.opener.open(f"{self.base}/sign-in/", urlencode(form).encode(), timeout=60)
        if "/sign-in/" in page.url:
            raise RuntimeError(f"{self.name} could not sign in")

    def save(self, turn: int) -> None:
        """Send one save and time it; an answer other than 200 is an error."""
        box = self.boxes[turn % len(self.boxes)]
        text = f"{self.name} writes for the {turn}th time. " * 12
        body = {**box["body"], "text": text, "key": f"{self.name}-{turn}"}
        body["based_on"] = self.acknowledged.get(box["url"], (0, ""))[0]
        token = next(c.value for c in self.cookies if c.name == "csrftoken")
        request = urllib.request.Request(
            self.base + box["url"],
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "X-CSRFToken": token},
        )
        begun = time.perf_counter()
        try:
            answer = json.loads(self.opener.open(request, timeout=30).read())
        except (HTTPError, URLError, TimeoutError) as error:
            detail = error.read().decode() if isinstance(error, HTTPError) else ""
            self.errors.append(f"{error} {detail[:200]}")
            return
        self.seconds.append(time.perf_counter() - begun)
        self.acknowledged[box["url"]] = (answer["version"], text)


def prepare() -> list[tuple[str, str, list[dict]]]:
    """Make a school, a class of thirty and an assignment that each has started."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", interactive=False, verbosity=0)
    from tests.load.world import started_work

    return [
        (
            submission.student.sign_in_name,
            reverse("work", args=[submission.pk]),
            [
                {
                    "url": reverse("save_answer", args=[submission.pk, answer.pk]),
                    "body": {
                        "person": submission.student_id,
                        "assignment": submission.assignment_id,
                    },
                }
                for answer in submission.attempts.get().answers.all()
            ],
        )
        for submission in started_work(STUDENTS, PASSWORD)
    ]


def serve(port: int) -> subprocess.Popen:
    """Start two sync workers, as the README tells a school to."""
    command = [
        sys.executable, "-m", "gunicorn", "studyhub.wsgi:application",
        "--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "warning",
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


def write_for(writer: Writer, offset: float, seconds: float) -> None:
    """Save every five seconds, beginning at the writer's own moment, until time is up."""
    begun = time.monotonic() + offset
    turn = 0
    while (moment := begun + turn * EVERY) < begun + seconds:
        time.sleep(max(0.0, moment - time.monotonic()))
        writer.save(turn)
        turn += 1


def lost(writers: list[Writer]) -> list[str]:
    """Compare what was acknowledged with what stands in the database."""
    from assignments.models import Answer

    wrong = []
    for writer in writers:
        for url, (version, text) in writer.acknowledged.items():
            answer = Answer.objects.get(pk=url.rstrip("/").rsplit("/", 1)[1])
            if (answer.version, answer.text) != (version, text):
                wrong.append(f"{writer.name}: {url}")
    return wrong


def main() -> int:
    """Run, print the table, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(STUDYHUB_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="studyhub.settings")
        os.environ.pop("DATABASE_URL", None)
        work = prepare()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = serve(port)
        try:
            writers = []
            for name, address, boxes in work:
                writer = Writer(f"http://127.0.0.1:{port}", name, address)
                writer.boxes = boxes
                writer.sign_in()
                writers.append(writer)
            threads = [
                threading.Thread(target=write_for, args=(writer, i * EVERY / STUDENTS, seconds))
                for i, writer in enumerate(writers)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            server.wait()
        return report(writers)


def report(writers: list[Writer]) -> int:
    """Print what happened; return the exit code."""
    times = sorted(second for writer in writers for second in writer.seconds)
    errors = [error for writer in writers for error in writer.errors]
    gone = lost(writers)
    print(f"students               {len(writers)}")
    print(f"saves acknowledged     {len(times)}")
    print(f"errors                 {len(errors)}")
    print(f"acknowledged but lost  {len(gone)}")
    if len(times) > 1:
        cuts = quantiles(times, n=20)
        print(f"milliseconds           median {cuts[9] * 1000:.0f}, 95th percentile "
              f"{cuts[18] * 1000:.0f}, longest {times[-1] * 1000:.0f}")  # fmt: skip
    for line in [*errors[:5], *gone[:5]]:
        print("  ", line)
    expected = len(writers) > 0 and len(times) > 0
    return 0 if expected and not errors and not gone else 1


if __name__ == "__main__":
    raise SystemExit(main())

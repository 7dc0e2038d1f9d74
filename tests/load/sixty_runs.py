"""Sixty times something goes wrong while a student writes in a real Chromium.

Run it from the root of the project:

    python -m tests.load.sixty_runs [--seed 7] [--only crash]

It makes its own data folder and starts its own server on a free port of 127.0.0.1. Moments, numbers
of keys and choices come from the seed that it prints. Where a clock is set ahead the page's own
timers run by it, so that an hour takes seconds; the typing is in real time. It prints a table and
exits with 1 unless no acknowledged save was lost, no text stands under a wrong person, at most ten
seconds of typing were ever on the screen alone, and nothing was lost after reconnecting.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field

MOST_SECONDS = 10
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


@dataclass
class Outcome:
    """What a kind of run came to."""

    kind: str
    runs: int = 0
    keys: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0
    seconds: float = 0.0
    lost_after: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def is_breach(self) -> bool:
        """Tell whether anything that was promised did not hold."""
        return bool(self.lost or self.wrong or self.lost_after or self.seconds > MOST_SECONDS)


def main() -> int:
    """Run, print the table, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--only", default="", help="a word of the kinds to run")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            STUDYHUB_DATA_DIR=folder,
            DJANGO_SETTINGS_MODULE="studyhub.settings",
            DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright's loop makes Django think so
        )
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        print(f"seed {asked.seed}")
        return run(asked.seed, asked.only)


def run(seed: int, only: str) -> int:
    """Let one run follow the other, each with two students of its own, and report."""
    from playwright.sync_api import sync_playwright

    from tests.load.faults import KINDS, Scene
    from tests.load.pupil import PASSWORD, Pupil
    from tests.load.server import Server, free_port
    from tests.load.world import started_work

    chance = random.Random(seed)
    kinds = [kind for kind in KINDS if only in kind[0]]
    works = started_work(2 * sum(count for _, count, _ in kinds), PASSWORD)
    server = Server(free_port(), threads=8)
    server.start()
    base = f"http://127.0.0.1:{server.port}"
    pupils = [Pupil(number, work, base, chance) for number, work in enumerate(works)]
    outcomes = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=ARGS
            )
            for name, count, act in kinds:
                outcomes.append(Outcome(name))
                for _ in range(count):
                    scene = Scene(browser, server, pupils.pop(), pupils.pop())
                    one_run(scene, act, outcomes[-1])
                print(line_of(outcomes[-1]), flush=True)
            browser.close()
    finally:
        server.stop()
    return report(outcomes)


def one_run(scene, act, outcome: Outcome) -> None:
    """Do it, wait until the page says that all is saved, and count what is missing."""
    pupil = scene.pupil
    try:
        act(scene)
        has_settled = pupil.settle()
        outcome.lost += pupil.lost_acknowledged()
        outcome.wrong += pupil.strangers_words()
        if scene.other.context is not None:
            scene.other.page = pupil.page
            outcome.wrong += scene.other.strangers_words()
        if not has_settled or not any(pupil.typed in text for text in pupil.texts_at_school()):
            outcome.lost_after += 1
            outcome.said.append(f"{pupil.typed!r} typed, {pupil.answer.text!r} at school")
    except Exception as error:  # a run that breaks off is a breach as well
        outcome.lost_after += 1
        outcome.said.append(f"{type(error).__name__}: {error}"[:600])
    finally:
        outcome.runs += 1
        outcome.keys += len(pupil.typed)
        outcome.acknowledged += len(pupil.acknowledged)
        outcome.seconds = max(outcome.seconds, pupil.seconds_lost)
        pupil.context.close()


HEAD = (
    f"{'kind':38}{'runs':>5}{'keys':>6}{'acknowl.':>9}{'lost of':>8}{'wrong':>7}"
    f"{'most s of':>10}{'lost after':>11}\n"
    f"{'':38}{'':5}{'typed':>6}{'saves':>9}{'these':>8}{'person':>7}{'typing':>10}{'reconnect':>11}"
)


def line_of(one: Outcome) -> str:
    """Return a line of the table."""
    return (
        f"{one.kind:38}{one.runs:5}{one.keys:6}{one.acknowledged:9}{one.lost:8}{one.wrong:7}"
        f"{one.seconds:10.2f}{one.lost_after:11}"
    )


def report(outcomes: list[Outcome]) -> int:
    """Print the table; return the exit code."""
    whole = Outcome("all")
    for one in outcomes:
        whole.runs += one.runs
        whole.keys += one.keys
        whole.acknowledged += one.acknowledged
        whole.lost += one.lost
        whole.wrong += one.wrong
        whole.seconds = max(whole.seconds, one.seconds)
        whole.lost_after += one.lost_after
    print("", HEAD, *map(line_of, [*outcomes, whole]), sep="\n")
    for one in outcomes:
        for sentence in one.said:
            print(f"  {one.kind}: {sentence}")
    return int(whole.is_breach)


if __name__ == "__main__":
    raise SystemExit(main())

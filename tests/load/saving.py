"""A class, or a whole school, saves every five seconds against SQLite and two gunicorn workers.

Run it from the root of the project:

    python -m tests.load.saving [--students 30] [--seconds 60]

It makes its own data folder and servers on free ports of 127.0.0.1. Beside the students one
more client asks a bare view to update one row, on the same database at the same time: speed is
told as a ratio to that. It prints a table and exits with 1 unless every save was acknowledged
and every acknowledged text is in the database.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from statistics import quantiles

EVERY = 5.0
BARE_EVERY = 0.1


def write_for(writer, offset: float, seconds: float) -> None:
    """Save every five seconds, beginning at the writer's own moment, until time is up."""
    begun = time.monotonic() + offset
    turn = 0
    while (moment := begun + turn * EVERY) < begun + seconds:
        time.sleep(max(0.0, moment - time.monotonic()))
        writer.save(turn)
        turn += 1


def ask_bare(writer, row: str, seconds: float, times: list[float]) -> None:
    """Update one row again and again, and note how long each took."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        status, _ = writer.send(f"/{row}", "")
        if status == 200:
            times.append(time.perf_counter() - begun)
        time.sleep(BARE_EVERY)


def main() -> int:
    """Run, print the table, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(STUDYHUB_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="studyhub.settings")
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        return run(asked.students, asked.seconds)


def run(students: int, seconds: float) -> int:
    """Prepare, let them write, and report."""
    from tests.load.server import Server, free_port
    from tests.load.world import writers
    from tests.load.writer import Writer

    port = free_port()
    people = writers(students, port)
    servers = [Server(port), Server(free_port(), "tests.load.bare:application")]
    bare: list[float] = []
    row = people[0].boxes[0]["url"].split("/")[2]
    threads = [
        threading.Thread(target=write_for, args=(writer, i * EVERY / students, seconds))
        for i, writer in enumerate(people)
    ]
    client = Writer(servers[1].port, "", [])
    threads.append(threading.Thread(target=ask_bare, args=(client, row, seconds, bare)))
    try:
        for server in servers:
            server.start()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for server in servers:
            server.stop()
    return report(people, bare)


def report(people: list, bare: list[float]) -> int:
    """Print what happened; return the exit code."""
    from tests.load.writer import lost

    saves = [save for writer in people for save in writer.saves]
    wrong = [save for save in saves if save.status != 200]
    gone = lost(people)
    times = [save.seconds for save in saves if save.status == 200]
    print(f"students               {len(people)}")
    print(f"saves acknowledged     {len(times)}")
    print(f"errors                 {len(wrong)}")
    print(f"acknowledged but lost  {len(gone)}")
    for name, at in (("median", 9), ("95th percentile", 18)):
        save, least = quantiles(times, n=20)[at], quantiles(bare, n=20)[at]
        print(f"{name:22} {save * 1000:.1f} ms, a bare UPDATE {least * 1000:.1f} ms: "
              f"{save / least:.1f} times")  # fmt: skip
    longest, least = max(times) * 1000, max(bare) * 1000
    print(f"longest                {longest:.0f} ms, a bare UPDATE {least:.0f} ms")
    for line in [*(save.said for save in wrong[:5]), *gone[:5]]:
        print("  ", line)
    return 1 if wrong or gone or not times else 0


if __name__ == "__main__":
    raise SystemExit(main())

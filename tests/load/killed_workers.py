"""Kill the whole server, again and again, while ten students write.

Run it from the root of the project; without ``DATABASE_URL`` it is SQLite:

    python -m tests.load.killed_workers [--kills 100]
    DATABASE_URL=postgres://... python -m tests.load.killed_workers

Each kill is a SIGKILL of gunicorn's master and both workers at a random moment; the writers send
what was not answered again, with its key, as the page does. On PostgreSQL the tables must not be
there yet, or hold nobody: give it a database of its own. It prints a table and exits with 1
unless nothing acknowledged was lost and nothing was written twice.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import threading
import time

WRITERS = 10
PAUSE = 0.02  # between a writer's saves: most kills meet one under way


def write_until(writer, stop: threading.Event) -> None:
    """Save one text after another, each until it is answered."""
    turn = 0
    while not stop.is_set():
        writer.save(turn, stop=stop)
        turn += 1
        time.sleep(PAUSE)


def main() -> int:
    """Run, print the table, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(STUDYHUB_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="studyhub.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        return run(kills)


def run(kills: int) -> int:
    """Let them write, kill and start, and report."""
    from tests.load.server import Server, free_port
    from tests.load.world import writers

    port = free_port()
    people = writers(WRITERS, port)
    server = Server(port)
    server.start()
    stop = threading.Event()
    threads = [threading.Thread(target=write_until, args=(one, stop)) for one in people]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        time.sleep(random.uniform(0.3, 0.9))
        server.kill()
        server.start()
    time.sleep(1)
    stop.set()
    for thread in threads:
        thread.join()
    server.stop()
    return report(people, kills)


def report(people: list, kills: int) -> int:
    """Print what happened; return the exit code."""
    from django.db import connection
    from django.db.models import Count

    from assignments.models import Revision
    from tests.load.writer import lost

    saves = [save for writer in people for save in writer.saves]
    answered = [save for save in saves if save.status == 200]
    refused = [save for save in saves if save.status not in {0, 200}]
    again = sum(save.tries > 1 for save in answered)
    gone = lost(people)
    doubled = (
        Revision.objects.values("answer", "version", "cause")
        .annotate(rows=Count("pk"))
        .filter(rows__gt=1)
        .count()
    )
    print(f"database                       {connection.vendor}")
    print(f"kill -9 of all processes       {kills}")
    print(f"saves acknowledged             {len(answered)}")
    print(f"  of them sent more than once  {again}")
    print(f"refused                        {len(refused)}")
    print(f"acknowledged but lost          {len(gone)}")
    print(f"revisions written twice        {doubled}")
    print(f"versions without a save        {versions_without(answered)}")
    for line in [*(save.said for save in refused[:5]), *gone[:5]]:
        print("  ", line)
    return 1 if refused or gone or doubled or versions_without(answered) else 0


def versions_without(answered: list) -> int:
    """Count versions that no writer was told of: a save counted twice would be one.

    The last save of a box may have been cut off unanswered when time was up; it counts as one.
    """
    from assignments.models import Answer

    told: dict[str, set[int]] = {}
    for save in answered:
        told.setdefault(save.url.rstrip("/").rsplit("/", 1)[1], set()).add(save.version)
    stored = dict(Answer.objects.values_list("pk", "version"))
    return sum(len(set(range(1, stored[pk] + 1)) - versions) for pk, versions in told.items())


if __name__ == "__main__":
    raise SystemExit(main())

"""``manage.py quickstart``: from an empty machine to a served demo in one command."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assignments.importing.pack import load_pack
from assignments.models import QuestionSet
from lessons.models import Lesson
from studyhub.demo.build import build_demo
from studyhub.demo.overview import overview
from studyhub.demo.remove import remove_demo
from studyhub.people.models import School

PACK = Path(settings.BASE_DIR) / "lessons" / "packs" / "soviet-foreign-policy"
HOST = "127.0.0.1"


class Command(BaseCommand):
    """Migrate, load the built-in lesson, make the demo if there is none, print it, serve it."""

    help = "Prepare the demo (once) and serve it on 127.0.0.1. Running it again loses nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="make the demo anew")
        parser.add_argument("--no-serve", action="store_true", help="stop after preparing")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, **options) -> None:
        self._refuse_real_data()
        lesson = self._prepare(reset=options["reset"])
        found = overview(f"http://{HOST}:{options['port']}", lesson)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._print_table(found)
        self.stdout.flush()
        if not options["no_serve"]:
            self.stderr.write("Serving. Press Ctrl-C to stop.")
            call_command(
                "runserver", f"{HOST}:{options['port']}", use_reloader=False, stdout=self.stderr
            )

    def _refuse_real_data(self) -> None:
        """Demo accounts share a printed password, so they must never stand beside real people."""
        if settings.PRODUCTION:
            raise CommandError("quickstart makes demo accounts and does not run in production.")
        call_command("migrate", interactive=False, verbosity=0)
        if School.objects.filter(is_demo=False).exists():
            raise CommandError(
                "This database holds real schools, and quickstart only touches demo ones. Point "
                "DATABASE_URL or STUDYHUB_DATA_DIR somewhere else to try StudyHub out."
            )

    def _prepare(self, *, reset: bool) -> Lesson:
        now = timezone.now()
        loaded = load_pack(PACK, at=now)
        if reset:
            remove_demo(at=now)
        if not School.objects.filter(is_demo=True).exists():
            self.stderr.write("Making the demo schools: this takes a few seconds.")
            question_set = QuestionSet.objects.get(lesson=loaded.lesson, school__isnull=True)
            build_demo(lesson=loaded.lesson, question_set=question_set, at=now)
        return loaded.lesson

    def _print_table(self, found: dict) -> None:
        people = found["people"]
        columns = ("role", "school", "sign_in", "password")
        widths = {name: max(len(name), *(len(one[name]) for one in people)) for name in columns}
        rows = [dict(zip(columns, ("ROLE", "SCHOOL", "SIGN-IN NAME", "PASSWORD"), strict=True))]
        widths["sign_in"] = max(widths["sign_in"], len("SIGN-IN NAME"))
        for row in [*rows, *people]:
            self.stdout.write("  ".join(row[name].ljust(widths[name]) for name in columns).rstrip())
        self.stdout.write("")
        for name, url in found["urls"].items():
            self.stdout.write(f"{name.replace('_', '-').ljust(12)}{url}")

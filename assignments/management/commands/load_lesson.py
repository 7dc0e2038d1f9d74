"""Load a lesson pack into the library, or into a school."""

from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assignments.domain.points import points_text, sum_of
from assignments.importing.pack import LoadedPack, load
from assignments.importing.plan import plan_load
from assignments.importing.plan_words import plan_in_words
from assignments.importing.reading import Pack, read_pack
from lessons.importing.findings import PackRefused
from studyhub.access.refusal import Refusal
from studyhub.people.models import School


class Command(BaseCommand):
    help = (
        "Load a lesson pack: all of it, or nothing with a list of what is wrong. "
        "The form is set down in lessons/packs/FORMAT.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the folder of the pack, or its zip")
        parser.add_argument("--school", help="the short name of a school; the library without it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")

    def handle(self, *, path: Path, school: str | None, dry_run: bool, **options) -> None:
        pack = self._read(path)
        belongs_to = self._school(school)
        if dry_run:
            for line in plan_in_words(plan_load(pack=pack, school=belongs_to), pack):
                self.stdout.write(line)
            return
        try:
            loaded = load(pack=pack, school=belongs_to, by=None, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(summary(loaded))
        for title in loaded.kept_events:
            self.stdout.write(f"Not in the pack, kept because a class works on it: {title}")

    def _read(self, path: Path) -> Pack:
        try:
            return read_pack(path)
        except PackRefused as refused:
            for finding in refused.findings:
                self.stderr.write(str(finding))
            raise CommandError(f"Nothing was loaded. {_counted(refused)}") from None

    def _school(self, slug: str | None) -> School | None:
        if slug is None:
            return None
        school = School.objects.filter(slug=slug).first()
        if school is None:
            raise CommandError(f'There is no school "{slug}".')
        return school


def _counted(refused: PackRefused) -> str:
    count = len(refused.findings)
    return "There is 1 finding." if count == 1 else f"There are {count} findings."


def summary(loaded: LoadedPack) -> str:
    """Return what was loaded, in one line."""
    if not loaded.is_changed:
        return "Nothing changed."
    lesson, questions = loaded.pack.lesson, loaded.pack.questions
    points = points_text(sum_of(leaf.points for leaf in questions.leaves) or Decimal(0))
    return (
        f"{lesson.title}: {len(lesson.essay.paragraphs)} paragraphs, "
        f"{len(lesson.events)} events, {len(questions.leaves)} questions worth {points} points. "
        f"Edition {loaded.edition.number}."
    )

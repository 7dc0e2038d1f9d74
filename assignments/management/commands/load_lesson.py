"""Load a lesson pack into the library, or into a school."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assignments.importing.pack import LoadedPack, load_pack
from lessons.importing.findings import PackRefused
from studyhub.people.models import School


class Command(BaseCommand):
    help = (
        "Load a lesson pack: all of it, or nothing with a list of what is wrong. "
        "The form is set down in lessons/packs/FORMAT.md."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", type=Path, help="the folder of the pack")
        parser.add_argument("--school", help="the short name of a school; the library without it")

    def handle(self, *, path: Path, school: str | None, **options) -> None:
        try:
            loaded = load_pack(path, school=self._school(school), at=timezone.now())
        except PackRefused as refused:
            for finding in refused.findings:
                self.stderr.write(str(finding))
            raise CommandError(f"Nothing was loaded. {_counted(refused)}") from None
        self.stdout.write(summary(loaded))
        for title in loaded.kept_events:
            self.stdout.write(f"Not in the pack, kept because a class works on it: {title}")

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
    points = sum(leaf.points or 0 for leaf in questions.leaves)
    return (
        f"{lesson.title}: {len(lesson.essay.paragraphs)} paragraphs, "
        f"{len(lesson.events)} events, {len(questions.leaves)} questions worth {points} points. "
        f"Edition {loaded.edition.number}."
    )

"""Take a lesson out as a lesson pack, into a folder or a zip."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assignments.exporting.pack import default_set, export_files
from assignments.models import QuestionSet
from lessons.exporting.archive import zip_bytes
from lessons.models import Lesson
from studyhub.access.refusal import Refusal
from studyhub.people.models import School


class Command(BaseCommand):
    help = (
        "Take a lesson out as a lesson pack, with its questions and marking guides. "
        "The form is set down in lessons/packs/FORMAT.md; load_lesson takes it in again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("lesson", help="the lesson's short name, or its id")
        parser.add_argument("dest", type=Path, help="a folder, or a file that ends in .zip")
        parser.add_argument("--school", help="the short name of a school; the library without it")
        parser.add_argument("--set", dest="question_set", help="the id of another question set")
        parser.add_argument("--zip", action="store_true", help="make a zip, whatever its name")
        parser.add_argument("--force", action="store_true", help="write over what is there")

    def handle(self, *, lesson: str, dest: Path, **options) -> None:
        row = self._lesson(lesson, options["school"])
        is_zip = options["zip"] or dest.suffix.lower() == ".zip"
        try:
            files = export_files(lesson=row, question_set=self._set(row, options["question_set"]))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        written = {dest: zip_bytes(files)} if is_zip else _in_folder(dest, files)
        _write(written, is_forced=options["force"])
        self.stdout.write(f"{row.title}: {dest}")

    def _lesson(self, name: str, slug: str | None) -> Lesson:
        lessons = Lesson.objects.select_related("current_edition")
        by_id = lessons.filter(pk=name)
        if slug is not None:
            by_id = by_id.filter(school=self._school(slug))
        found = by_id.first() or lessons.filter(slug=name, school__slug=slug).first()
        if found is None:
            where = f'School "{slug}"' if slug else "The library"
            raise CommandError(f'{where} has no lesson "{name}".')
        return found

    def _school(self, slug: str) -> School:
        school = School.objects.filter(slug=slug).first()
        if school is None:
            raise CommandError(f'There is no school "{slug}".')
        return school

    def _set(self, lesson: Lesson, name: str | None) -> QuestionSet | None:
        if name is None:
            return default_set(lesson)
        found = lesson.question_sets.filter(pk=name).first()
        if found is None:
            raise CommandError(f'This lesson has no question set "{name}".')
        return found


def _in_folder(folder: Path, files: Mapping[str, bytes]) -> dict[Path, bytes]:
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is there and is no folder.")
    return {folder / name: content for name, content in files.items()}


def _write(files: Mapping[Path, bytes], *, is_forced: bool) -> None:
    """Write all the files, or none where one of them is there and may not be written over."""
    there = [path for path in files if os.path.lexists(path)]
    if there and not is_forced:
        raise CommandError(f"{there[0]} is there already. Use --force to write over it.")
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, content)
        except OSError as error:
            raise CommandError(f"{path} could not be written: {error.strerror}.") from error


def _replace(path: Path, content: bytes) -> None:
    """Put a file in its place whole: whoever reads meanwhile gets the old one or the new."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

"""Lessons taken in, out, and in again."""

from __future__ import annotations

from collections.abc import Mapping

from assignments.exporting.pack import default_set, export_files
from assignments.importing.pack import LoadedPack, load
from assignments.importing.reading import read_files
from lessons.importing.findings import Findings
from lessons.models import Lesson
from tests.conftest import NOW


def take_in(files: Mapping[str, bytes], school=None) -> LoadedPack:
    """Load the files of a pack, which must have no findings."""
    pack = read_files(files, Findings())
    return load(pack=pack, school=school, by=None, at=NOW)


def take_out(lesson: Lesson, question_set=None) -> dict[str, bytes]:
    """Return the files of a lesson as it is in the database, with its own set."""
    fresh = Lesson.objects.get(pk=lesson.pk)
    return export_files(lesson=fresh, question_set=question_set or default_set(fresh))

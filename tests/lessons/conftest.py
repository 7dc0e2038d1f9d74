"""Packs and loaded lessons for the tests of the lessons floor."""

from __future__ import annotations

import pytest
from django.utils import timezone

from lessons.domain.load import load_lesson
from lessons.importing.findings import Findings
from lessons.importing.pack import LessonPack
from lessons.importing.reading import read_lesson_pack
from lessons.models import Lesson
from tests.lessons.pack_files import PackFiles


@pytest.fixture
def files() -> PackFiles:
    """Return the small pack, right as it is."""
    return PackFiles()


def read(files: PackFiles) -> LessonPack:
    """Return the pack, which must have no findings."""
    findings = Findings()
    pack = read_lesson_pack(files.bytes(), findings)
    assert findings.all == []
    assert pack is not None
    return pack


def found_in(files: PackFiles) -> list[str]:
    """Return the findings as lines."""
    findings = Findings()
    read_lesson_pack(files.bytes(), findings)
    return [str(finding) for finding in findings.all]


def load(files: PackFiles, school=None, **options) -> Lesson:
    """Load the pack and return its lesson."""
    return load_lesson(pack=read(files), school=school, at=timezone.now(), **options).lesson

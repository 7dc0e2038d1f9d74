"""A library lesson, one of Riverside's, and zips to send."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lessons.exporting.archive import zip_bytes
from lessons.models import Lesson
from tests.assignments.exporting.conftest import take_in
from tests.lessons.pack_files import PackFiles

LOAD = "/admin/lessons/lesson/load/"


@pytest.fixture
def files() -> PackFiles:
    return PackFiles()


@pytest.fixture
def library(db) -> Lesson:
    return take_in(PackFiles().bytes()).lesson


@pytest.fixture
def own(cast) -> Lesson:
    """Return a lesson of Riverside's that the library does not have."""
    files = PackFiles()
    files.lesson["id"] = "our-lesson"
    return take_in(files.bytes(), cast.riverside).lesson


def upload(client, files: PackFiles | Mapping[str, bytes] | bytes, name: str = "pack.zip"):
    """Send a zip to the page that loads packs."""
    if isinstance(files, PackFiles):
        files = files.bytes()
    content = files if isinstance(files, bytes) else zip_bytes(files)
    return client.post(LOAD, {"pack": SimpleUploadedFile(name, content, "application/zip")})


def page_of(lesson: Lesson) -> str:
    """Return the address of a lesson on the desk."""
    return reverse("admin:lessons_lesson_change", args=[lesson.pk])

"""From one installation to another: two databases that know nothing of each other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from lessons.exporting.archive import zip_bytes
from tests.assignments.exporting.conftest import take_in, take_out
from tests.lessons.pack_files import PackFiles

pytestmark = pytest.mark.django_db


def manage(data: Path, *arguments: str) -> str:
    """Run a command of an installation that keeps its data in a folder of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "STUDYHUB_DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data}/other.sqlite3",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_lesson_goes_to_another_installation_and_comes_back_the_same(cast, tmp_path):
    files = PackFiles().with_events(5)
    files.lesson["glossary"][0]["meaning"] = "„Вер“ 東京 \U0001f9ed\nin two lines"
    here = take_in(files.bytes(), cast.riverside).lesson
    taken = take_out(here)
    sent, back = tmp_path / "sent.zip", tmp_path / "back.zip"
    sent.write_bytes(zip_bytes(taken))
    manage(tmp_path, "migrate", "--verbosity", "0")
    loaded = manage(tmp_path, "load_lesson", str(sent))
    assert (
        loaded == "A small lesson: 3 paragraphs, 5 events, 3 questions worth 8 points. Edition 1.\n"
    )
    manage(tmp_path, "export_lesson", "small-lesson", str(back))
    assert back.read_bytes() == sent.read_bytes()
    manage(tmp_path, "export_lesson", "small-lesson", str(tmp_path / "folder"))
    there = {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert there == taken
    assert take_out(take_in(there, cast.hillside).lesson) == taken

"""The small pack of the lessons floor, in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.pack_files import PackFiles


@pytest.fixture
def files() -> PackFiles:
    """Return the small pack, right as it is."""
    return PackFiles()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder to write packs into."""
    return tmp_path / "pack"

"""What the README says is true."""

import re
from pathlib import Path

from django.conf import settings

from assignments.enums import states_diagram

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text()


def test_the_diagram_is_the_transition_table():
    assert re.search(r"```mermaid\n(.*?)\n```", README, re.S)[1] == states_diagram()


def test_every_place_it_names_is_there():
    named = {
        name.rstrip("/")
        for name in re.findall(r"`([a-z.][\w./-]*/[\w./-]*)`", README)
        if not name.startswith((".data", "domain/", "management/", "models/", "forms/"))
    }
    rooms = {"importing", "exporting", "views", "admin"}
    assert {name for name in named - rooms if not (ROOT / name).exists()} == set()
    assert len(named) > 20


def test_every_picture_is_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert [name for name in pictures if not (ROOT / name).is_file()] == []
    assert len(pictures) == 2


def test_every_setting_it_names_is_read():
    source = (ROOT / "studyhub" / "settings.py").read_text()
    table = README[README.index("| variable |") : README.index("In production:")]
    names = re.findall(r"`([A-Z_]{5,})`", table)
    assert [name for name in names if f'"{name}"' not in source] == []
    assert len(names) == 18

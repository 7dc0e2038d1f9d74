"""What can be chosen for reading is styled, and put on the page before it is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FORM = (ROOT / "templates/lessons/_settings.html").read_text()
LOOK = (ROOT / "static/js/look.js").read_text()
STYLES = "".join(path.read_text() for path in sorted((ROOT / "static/css").glob("*.css")))
CHOICES = sorted(set(re.findall(r'name="([a-z]+)" value="([a-z]+)"', FORM)))


def test_the_form_offers_what_it_should():
    assert {name for name, _ in CHOICES} == {
        "theme", "size", "leading", "measure", "face", "dim", "keys",
    }  # fmt: skip
    assert len(CHOICES) == 16


@pytest.mark.parametrize(("name", "value"), [one for one in CHOICES if one[0] != "keys"])
def test_every_choice_has_a_style(name, value):
    assert f'[data-{name}="{value}"]' in STYLES


def test_every_choice_is_put_on_the_page_before_it_is_drawn():
    names = re.search(r"NAMES = \[([^\]]*)\]", LOOK)
    assert names is not None
    assert set(re.findall(r'"([a-z]+)"', names[1])) == {name for name, _ in CHOICES}

"""The demo, made once in a process."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.remembered import remembered


def quickstart(*options: str) -> str:
    out = StringIO()
    call_command("quickstart", "--no-serve", *options, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def demo(db) -> dict:
    """Return what the first run in a process says, with the same rows in the database."""
    today = timezone.now().date()
    return json.loads(remembered(("quickstart", today), lambda: quickstart("--json")))

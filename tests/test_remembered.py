"""What is put in again is what was built, in every table and column."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from tests import remembered
from tests.conftest import built_in_lesson, make_cast

pytestmark = pytest.mark.django_db


def tables() -> dict[str, list]:
    found = {}
    for model in remembered.made_models():
        rows = list(model._base_manager.order_by("pk").values())
        if remembered.is_numbered_anew(model):
            rows = [{**row, model._meta.pk.attname: None} for row in rows]
        found[model._meta.label] = rows
    return found


def everything():
    now = timezone.now()
    return make_cast(now), built_in_lesson(now)


def test_every_row_comes_back_as_it_was(monkeypatch):
    monkeypatch.setattr(remembered, "_memories", {})
    beginning = transaction.savepoint()
    first = everything()
    built = tables()
    transaction.savepoint_rollback(beginning)
    assert tables()["people.User"] == []
    second = everything()
    assert tables() == built
    assert second == first
    assert second[0].alice is not first[0].alice
    assert len(built["lessons.TimelineEvent"]) == 92
    assert len(built["people.User"]) == 11
    assert built["audit.Entry"]

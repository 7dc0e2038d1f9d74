"""Rows that many tests begin with, made once in a process and put in again for each test.

Building the cast and the built-in lesson by the domain verbs takes longer than most tests that
need them. So the first build in a process is watched: which rows are there that were not before.
For the next test these rows are written as they were, ids included where anything points to them,
and the builder's answer is unpickled anew, so that no test sees another's objects. Foreign keys
are checked at the end of a transaction, so the order of the tables does not matter.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from django.apps import apps
from django.db import transaction
from django.db.models import AutoField, Model

_Built = TypeVar("_Built")


@dataclass(frozen=True)
class _Memory:
    """What a build left: rows by model, as pickled instances, and the pickled answer."""

    rows: bytes
    answer: bytes


_memories: dict[Hashable, _Memory] = {}


def remembered(key: Hashable, build: Callable[[], _Built]) -> _Built:
    """Return what ``build`` returns, with the same rows in the database.

    ``key`` must name all that the build depends on, the day included; the rows it would meet must
    not be there yet. For tests of the builder itself call the builder.
    """
    if key in _memories:
        return _again(_memories[key])
    before = {model: set(_ids(model)) for model in made_models()}
    built = build()
    rows = [_made(model, before[model]) for model in before]
    _memories[key] = _Memory(pickle.dumps([row for row in rows if row]), pickle.dumps(built))
    return built


def _made(model: type[Model], before: set) -> list[Model]:
    rows = list(model._base_manager.exclude(pk__in=before).order_by("pk"))
    if is_numbered_anew(model):
        for row in rows:
            row.pk = None
    return rows


def is_numbered_anew(model: type[Model]) -> bool:
    """Tell whether nothing points to the rows: another number may be taken there by now."""
    pointing = [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created and field.is_relation
    ]
    return isinstance(model._meta.pk, AutoField) and not pointing


def made_models() -> list[type[Model]]:
    """Return every model with a table of ours, those between two others included."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _ids(model: type[Model]):
    return model._base_manager.order_by().values_list("pk", flat=True)


@transaction.atomic
def _again(memory: _Memory):
    for rows in pickle.loads(memory.rows):  # noqa: S301  (pickled by this process)
        type(rows[0])._base_manager.bulk_create(rows)
    return pickle.loads(memory.answer)  # noqa: S301

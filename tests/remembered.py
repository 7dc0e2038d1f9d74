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
from django.db import connection, transaction
from django.db.models import AutoField, Model

_Built = TypeVar("_Built")


@dataclass(frozen=True)
class _Insert:
    """What puts the rows of one model in again: a statement, and what the database holds."""

    sql: str
    rows: list[tuple]


@dataclass(frozen=True)
class _Memory:
    """What a build left: rows by model, and the pickled answer."""

    inserts: list[_Insert]
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
    inserts = [_insert(model, before[model]) for model in before]
    _memories[key] = _Memory([one for one in inserts if one.rows], pickle.dumps(built))
    return built


def _insert(model: type[Model], before: set) -> _Insert:
    """Return what puts the new rows in again, past the ORM, which takes longer over them."""
    rows = model._base_manager.exclude(pk__in=before).order_by("pk")
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    if is_numbered_anew(model):
        fields = [field for field in fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return _Insert(
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})",
        [
            tuple(
                field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
            )
            for row in rows
        ],
    )


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
    with connection.cursor() as cursor:
        for insert in memory.inserts:
            cursor.executemany(insert.sql, insert.rows)
    return pickle.loads(memory.answer)  # noqa: S301  (pickled by this process)

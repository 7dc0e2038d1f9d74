# ruff: noqa: S608 - the statements are built from table and column names of our own models.
"""Tables that only grow: database triggers against UPDATE and DELETE, on both databases.

``@append_only`` marks a model; ``@append_only(except_columns=...)`` lets the named columns
change. ``@frozen_with("parent", "column")`` lets rows change until a column of their parent is
set, and never again. After each migrate the triggers are made anew. They let a change pass only
while a permit row stands in the same transaction: see ``erasure``. The permit table is not a
model, so that no admin, form or flush reaches it.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import ForeignKey, Model

PERMIT_TABLE = "audit_erasure_permit"
_guarded: dict[str, frozenset[str]] = {}
_frozen: dict[str, tuple[str, str]] = {}


def append_only(model: type[Model] | None = None, *, except_columns: Iterable[str] = ()) -> Any:
    """Mark a model's rows as never changed and never deleted, but for the columns named."""

    def mark(marked: type[Model]) -> type[Model]:
        _guarded[marked._meta.label_lower] = frozenset(except_columns)
        return marked

    return mark(model) if model is not None else mark


def frozen_with(parent: str, column: str) -> Any:
    """Mark a model's rows as unchangeable once ``column`` of the row behind ``parent`` is set.

    On PostgreSQL a change also locks the parent against being frozen meanwhile, so that nothing
    lands after the freezing. A change that comes too late raises ``IntegrityError``.
    """

    def mark(marked: type[Model]) -> type[Model]:
        _frozen[marked._meta.label_lower] = (parent, column)
        return marked

    return mark


def frozen_models() -> list[type[Model]]:
    """Return every model whose rows freeze with their parent."""
    return [apps.get_model(label) for label in sorted(_frozen)]


def guarded_models() -> list[type[Model]]:
    """Return every append-only model."""
    return [apps.get_model(label) for label in sorted(_guarded)]


def install_triggers(using: str = "default", **kwargs) -> None:
    """Make the permit table and all triggers anew.

    Tables and columns that are not there are passed over: somebody may have migrated to an
    earlier state, and PostgreSQL refuses a trigger that names a column it does not have.
    """
    connection = connections[using]
    write, freeze = {
        "sqlite": (_sqlite_statements, _sqlite_freezing),
        "postgresql": (_postgres_statements, _postgres_freezing),
    }[connection.vendor]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {PERMIT_TABLE} (why varchar(500) NOT NULL)")
        for model in guarded_models():
            if model._meta.db_table in existing:
                there = _columns_of(cursor, model)
                columns = [name for name in _guarded_columns(model) if name in there]
                _execute_all(cursor, write(model, columns))
        for model in frozen_models():
            if model._meta.db_table in existing:
                _execute_all(cursor, freeze(model))


def _columns_of(cursor: Any, model: type[Model]) -> set[str]:
    """Return the names of the columns. Django's own way parses the table's SQL, which is slow."""
    cursor.execute(f'SELECT * FROM "{model._meta.db_table}" LIMIT 0')
    return {column[0] for column in cursor.description}


def _execute_all(cursor: Any, statements: Iterable[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _guarded_columns(model: type[Model]) -> list[str]:
    free = _guarded[model._meta.label_lower]
    fields = model._meta.concrete_fields
    return [field.column for field in fields if field.column and field.name not in free]


def _sqlite_statements(model: type[Model], guarded: list[str]) -> list[str]:
    table = model._meta.db_table
    columns = ", ".join(f'"{column}"' for column in guarded)
    refuse = (
        f"WHEN NOT EXISTS (SELECT 1 FROM {PERMIT_TABLE}) "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    )
    return [
        f'DROP TRIGGER IF EXISTS "{table}_no_update"',
        f'DROP TRIGGER IF EXISTS "{table}_no_delete"',
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE OF {columns} ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}',
    ]


def _postgres_statements(model: type[Model], guarded: list[str]) -> list[str]:
    table = model._meta.db_table
    columns = ", ".join(f'"{column}"' for column in guarded)
    run = "EXECUTE FUNCTION audit_append_only()"
    return [
        _POSTGRES_FUNCTION,
        f'DROP TRIGGER IF EXISTS "{table}_no_update" ON "{table}"',
        f'DROP TRIGGER IF EXISTS "{table}_no_delete" ON "{table}"',
        f'DROP TRIGGER IF EXISTS "{table}_no_truncate" ON "{table}"',
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE OF {columns} ON "{table}" '
        f"FOR EACH ROW {run}",
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" FOR EACH ROW {run}',
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT {run}",
    ]


_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {PERMIT_TABLE}) THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql
"""


def _parent_of(model: type[Model]) -> tuple[str, str, str]:
    """Return the parent's table, the column that points to it, and the column that freezes."""
    name, column = _frozen[model._meta.label_lower]
    field = model._meta.get_field(name)
    assert isinstance(field, ForeignKey)  # noqa: S101  (a mistake in our own declaration)
    parent: Any = field.remote_field.model
    freezing = parent._meta.get_field(column)
    return parent._meta.db_table, str(field.column), str(freezing.column)


def _sqlite_freezing(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    parent, key, column = _parent_of(model)
    refuse = (
        f"WHEN NOT EXISTS (SELECT 1 FROM {PERMIT_TABLE}) AND EXISTS (SELECT 1 FROM "
        f'"{parent}" WHERE "id" = OLD."{key}" AND "{column}" IS NOT NULL) '
        f"BEGIN SELECT RAISE(ABORT, 'frozen: {table}'); END"
    )
    return [
        f'DROP TRIGGER IF EXISTS "{table}_frozen_update"',
        f'DROP TRIGGER IF EXISTS "{table}_frozen_delete"',
        f'CREATE TRIGGER "{table}_frozen_update" BEFORE UPDATE ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_frozen_delete" BEFORE DELETE ON "{table}" {refuse}',
    ]


def _postgres_freezing(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    parent, key, column = _parent_of(model)
    function = f"{table}_frozen"
    return [
        f"""
        CREATE OR REPLACE FUNCTION {function}() RETURNS trigger AS $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM {PERMIT_TABLE}) THEN
                PERFORM 1 FROM "{parent}" WHERE "id" = OLD."{key}" AND "{column}" IS NULL
                    FOR SHARE;
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'frozen: {table}'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END;
        $$ LANGUAGE plpgsql
        """,
        f'DROP TRIGGER IF EXISTS "{table}_frozen" ON "{table}"',
        f'CREATE TRIGGER "{table}_frozen" BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
    ]

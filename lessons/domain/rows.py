"""Replace the rows under a lesson by those of a pack, keeping the ones that stay the same."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def replace_rows(
    rows: QuerySet[Row],
    *,
    key: str,
    wanted: Mapping[Any, Mapping[str, Any]],
    fixed: Mapping[str, Any],
    kept: Collection[Any] = (),
) -> dict[Any, Row]:
    """Make ``rows`` those of ``wanted``: values by key. Returns all rows by key.

    A row that is wanted keeps its id, and is written only where a value differs. A row that is
    gone is deleted, unless its key is ``kept``. ``fixed`` are the values of every new row.
    """
    present = {getattr(row, key): row for row in rows}
    gone = {k for k in present if k not in wanted and k not in kept}
    if gone:
        rows.filter(pk__in=[present.pop(k).pk for k in gone]).delete()
    for k in wanted.keys() & present.keys():
        update_row(present[k], wanted[k])
    new = [rows.model(**fixed, **{key: k}, **v) for k, v in wanted.items() if k not in present]
    rows.model._default_manager.bulk_create(new)
    return present | {getattr(row, key): row for row in new}


def update_row(row: Model, values: Mapping[str, Any]) -> bool:
    """Write the columns that differ, and nothing where none does. Returns whether any did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    return True

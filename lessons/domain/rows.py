"""Replace the rows under a lesson by those of a pack, keeping the ones that stay the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class RowChanges:
    """The keys of rows that would be made, written and deleted, each sorted."""

    added: tuple[Any, ...] = ()
    changed: tuple[Any, ...] = ()
    removed: tuple[Any, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare_rows(
    rows: Iterable[Row],
    *,
    key: str,
    wanted: Mapping[Any, Mapping[str, Any]],
    kept: Collection[Any] = (),
) -> RowChanges:
    """Tell what ``replace_rows`` would do. Reads only."""
    present = {getattr(row, key): row for row in rows}
    return RowChanges(
        added=tuple(sorted(wanted.keys() - present.keys())),
        changed=tuple(
            sorted(k for k in wanted.keys() & present.keys() if differing(present[k], wanted[k]))
        ),
        removed=tuple(sorted(present.keys() - wanted.keys() - set(kept))),
    )


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
    changes = compare_rows(present.values(), key=key, wanted=wanted, kept=kept)
    if changes.removed:
        rows.filter(pk__in=[present.pop(k).pk for k in changes.removed]).delete()
    for k in changes.changed:
        update_row(present[k], wanted[k])
    new = [rows.model(**fixed, **{key: k}, **v) for k, v in wanted.items() if k not in present]
    rows.model._default_manager.bulk_create(new)
    return present | {getattr(row, key): row for row in new}


def update_row(row: Model, values: Mapping[str, Any]) -> bool:
    """Write the columns that differ, and nothing where none does. Returns whether any did."""
    changed = differing(row, values)
    if not changed:
        return False
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    return True


def differing(row: Model, values: Mapping[str, Any]) -> list[str]:
    """Return the names of the columns whose values differ."""
    return [name for name, value in values.items() if getattr(row, name) != value]

"""Fetch and authorize in one step."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

Row = TypeVar("Row", bound=Model)


def fetch_or_404(
    allowed: QuerySet[Row], *, known: QuerySet[Row] | None = None, because: str = "", **lookup
) -> Row:
    """Return the one row of ``allowed`` that ``lookup`` names.

    Raises ``Http404`` for a row that is not there and for one this person must not know of,
    alike. Where ``known`` is given and holds the row, raises ``PermissionDenied`` with the
    sentence ``because`` instead.
    """
    row = allowed.filter(**lookup).first()
    if row is not None:
        return row
    if known is not None and known.filter(**lookup).exists():
        raise PermissionDenied(because)
    raise Http404

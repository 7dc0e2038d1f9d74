"""Write an audit entry."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from studyhub.audit.models import Entry


def record(
    *,
    verb: str,
    target: Model,
    by: Model | None,
    tenant_id: str | None,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
) -> Entry:
    """Add one entry, within the transaction of the act it tells of.

    ``by`` is None for what the clock does. Values must be JSON-ready; datetimes as ISO text.
    """
    return Entry.objects.create(
        at=at,
        actor_id=str(by.pk) if by is not None else "",
        tenant_id=tenant_id or "",
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        before=before or {},
        after=after or {},
        why=why,
    )

# ruff: noqa: S608 - the permit table's name is a constant.
"""The one privileged path past the append-only triggers, with its ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connections, transaction
from django.db.models import Model

from studyhub.audit.append_only import PERMIT_TABLE
from studyhub.audit.record import record


@contextmanager
def erasure(
    *, target: Model, why: str, by: Model | None, tenant_id: str, at: datetime
) -> Iterator[None]:
    """Allow deleting append-only rows inside this block, in one transaction.

    The ledger entry (verb ``erase``) is written first and stays. The permit is seen by this
    transaction alone and is gone when it ends, whether it commits or not.
    """
    with transaction.atomic():
        record(verb="erase", target=target, by=by, tenant_id=tenant_id, at=at, why=why)
        with permit(why):
            yield


@contextmanager
def permit(why: str, using: str = "default") -> Iterator[None]:
    """Let changes to append-only tables pass within the block, without a ledger entry.

    For ``erasure`` and for the flush of a test database only.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(f"INSERT INTO {PERMIT_TABLE} (why) VALUES (%s)", [why])
        yield
        cursor.execute(f"DELETE FROM {PERMIT_TABLE}")

"""What was written stays: triggers on both databases, and the one way past them."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from studyhub.audit.append_only import install_triggers
from studyhub.audit.erasure import erasure
from studyhub.audit.models import Entry
from studyhub.audit.record import record


@pytest.fixture
def entry(cast) -> Entry:
    return record(
        verb="try",
        target=cast.class_8a,
        by=cast.tessa,
        tenant_id=cast.riverside.pk,
        at=timezone.now(),
        why="as it was",
    )


def test_an_entry_cannot_be_changed(entry):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(why="otherwise")
    entry.refresh_from_db()
    assert entry.why == "as it was"


def test_an_entry_cannot_be_deleted(entry):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
    assert Entry.objects.filter(pk=entry.pk).count() == 1


def test_raw_sql_gets_no_further(entry):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM audit_entry")
    assert Entry.objects.filter(pk=entry.pk).count() == 1


def test_the_triggers_are_made_anew_and_still_hold(entry):
    install_triggers()
    install_triggers()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()


def test_erasure_passes_and_leaves_its_ledger(cast, entry):
    with erasure(
        target=cast.class_8a,
        why="asked for",
        by=cast.sana,
        tenant_id=cast.riverside.pk,
        at=timezone.now(),
    ):
        Entry.objects.filter(pk=entry.pk).delete()
    assert Entry.objects.filter(pk=entry.pk).count() == 0
    ledger = Entry.objects.get(verb="erase")
    assert (ledger.target_id, ledger.actor_id, ledger.why) == (
        cast.class_8a.pk,
        cast.sana.pk,
        "asked for",
    )


def test_the_permit_ends_with_the_block(cast, entry):
    with erasure(target=cast.class_8a, why="", by=None, tenant_id="", at=timezone.now()):
        pass
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


def test_the_permit_ends_with_a_failure(cast, entry):
    with (
        pytest.raises(ZeroDivisionError),
        erasure(target=cast.class_8a, why="", by=None, tenant_id="", at=timezone.now()),
    ):
        _ = 1 / 0
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
    assert Entry.objects.filter(verb="erase").count() == 0


def test_who_reads_the_trail(cast, entry):
    def reads(user) -> bool:
        return Entry.objects.visible_to(user).filter(pk=entry.pk).exists()

    readers = {name for name, user in _people(cast).items() if reads(user)}
    assert readers == {"sana", "sue"}


def _people(cast) -> dict:
    names = ("alice", "bob", "carol", "frank", "tessa", "theo", "fiona", "asif", "sana", "sofia")
    return {name: getattr(cast, name) for name in (*names, "sue")}

"""What was handed in before there were fingerprints gets the one its receipt has shown."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assignments.domain.answering.fingerprint import fingerprint_of
from assignments.models import Attempt, Comment
from studyhub.audit.append_only import install_triggers
from tests.access.world import build_world

BEFORE = ("assignments", "0005_notices")
AFTER = ("assignments", "0006_honesty_and_carried")


def migrate(target: tuple[str, str]) -> None:
    MigrationExecutor(connection).migrate([target])


@pytest.mark.django_db(transaction=True)
def test_older_hand_ins_get_their_fingerprint_with_the_triggers_in_place(cast):
    """There and back: SQLite remakes tables that a trigger speaks of, which it refuses to do."""
    build_world(cast)
    Comment.objects.filter(start__isnull=False).delete()  # the older table takes one an answer
    taken = dict(Attempt.objects.values_list("number", "fingerprint"))
    assert (len(taken[1]), taken[2]) == (64, "")
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("assignments")[0]
    try:
        migrate(BEFORE)
        install_triggers()
        migrate(AFTER)
        assert dict(Attempt.objects.values_list("number", "fingerprint")) == taken
    finally:
        migrate(newest)
        install_triggers()
    answers = Attempt.objects.get(number=1).answers.select_related("question")
    assert fingerprint_of(answers.order_by("question__position", "pk")) == taken[1]

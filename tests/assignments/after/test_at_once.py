"""Many at once, in threads of their own: one talk, one first look, one close."""

import pytest
from django.utils import timezone

from assignments.domain.returning.after_return import note_seen, returned_to_student
from assignments.domain.returning.replies import close_thread
from assignments.models import Message, ReleaseSeen, Thread
from studyhub.access.refusal import Conflict
from tests.assignments.after.test_replies import opened
from tests.assignments.grading.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(desk, cast):
    found = desk.handed_in(cast.alice)
    desk.grade(found, "1", "2")
    desk.give_back(found)
    return found


def test_eight_messages_at_once_make_one_talk(desk, work):
    at_once(8, lambda place: opened(desk, work, key=f"k{place % 4}").pk)
    assert Thread.objects.count() == 1
    assert sorted(Message.objects.values_list("key", flat=True)) == ["k0", "k1", "k2", "k3"]


def test_eight_first_looks_are_one(desk, work):
    def look(_place) -> None:
        release = returned_to_student(work, at=timezone.now()).current
        assert release is not None
        note_seen(release=release, at=timezone.now())

    at_once(8, look)
    assert ReleaseSeen.objects.count() == 1


def test_one_of_eight_closes(desk, cast, work):
    thread = opened(desk, work)

    def close(_place) -> str:
        try:
            close_thread(thread=thread, by=cast.tessa, at=timezone.now())
        except Conflict:
            return "conflict"
        return "closed"

    assert sorted(at_once(8, close)) == ["closed", *["conflict"] * 7]

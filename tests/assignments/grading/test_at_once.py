"""Two people at once: real threads on PostgreSQL; SQLite lets one writer in at a time anyway."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assignments.models import Comment, Grade, Release
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry


def at_once(number: int, act):
    """Run ``act(place)`` in threads that start together; return results and refusals."""
    barrier = Barrier(number)

    def run(place: int):
        barrier.wait()
        try:
            return act(place)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.django_db(transaction=True)
def test_one_of_eight_first_grades_is_kept(desk, cast):
    work = desk.handed_in(cast.alice)
    came = at_once(
        8, lambda place: desk.grade(work, "1", str(place / 2), f"Comment {place}.", based_on=0)
    )
    kept = [result for result in came if isinstance(result, Grade)]
    refused = [result for result in came if isinstance(result, Conflict)]
    assert (len(kept), len(refused)) == (1, 7)
    grade, comment = Grade.objects.get(), Comment.objects.get()
    assert (grade.version, grade.points) == (1, kept[0].points)
    assert comment.text == f"Comment {int(grade.points * 2)}."
    assert Entry.objects.filter(verb="grade").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_eight_changes_is_kept(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "6")
    came = at_once(8, lambda place: desk.grade(work, "1", str(place / 2), based_on=1))
    assert sum(isinstance(result, Grade) for result in came) == 1
    assert sum(isinstance(result, Conflict) for result in came) == 7
    assert Grade.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_returning_eight_times_at_once_makes_one_release(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work)
    came = at_once(8, lambda _place: len(desk.give_back(work).returned))
    assert sorted(came) == [0, 0, 0, 0, 0, 0, 0, 1]
    assert list(Release.objects.values_list("number", flat=True)) == [1]

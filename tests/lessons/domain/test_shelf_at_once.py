"""The same thing kept, changed or put back several times at once: real threads on PostgreSQL."""

import pytest

from lessons.domain.keep import Kept
from lessons.domain.shelf import change_note, put_back, remove
from lessons.models import ShelfItem
from studyhub.access.refusal import Conflict
from tests.assignments.grading.test_at_once import at_once
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.domain.shelves import keep, keep_named

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("same_key", [True, False])
def test_eight_times_at_once_keeps_one(cast, files, same_key):
    lesson = load(files)
    came = at_once(
        8,
        lambda place: keep(lesson, cast.alice, "autumn", key="k" if same_key else f"k{place}"),
    )
    item = ShelfItem.objects.get()
    assert [kept.item.pk for kept in came if isinstance(kept, Kept)] == [item.pk] * 8
    events = at_once(8, lambda _place: keep_named(lesson, cast.alice))
    assert len({kept.item.pk for kept in events}) == 1
    assert ShelfItem.objects.count() == 2


def test_one_of_eight_notes_is_kept_and_the_others_hear_of_it(cast, files):
    item = keep(load(files), cast.alice, "autumn").item

    def change(place: int):
        mine = ShelfItem.objects.get(pk=item.pk)
        return change_note(item=mine, note=f"{place}", based_on=1, by=cast.alice, at=NOW)

    came = at_once(8, change)
    kept = [result for result in came if isinstance(result, ShelfItem)]
    assert (len(kept), sum(isinstance(result, Conflict) for result in came)) == (1, 7)
    row = ShelfItem.objects.get()
    assert (row.note, row.version) == (kept[0].note, 2)


def test_taking_off_and_putting_back_at_once_counts_once_each(cast, files):
    item = keep(load(files), cast.alice, "autumn").item
    for verb in (remove, put_back):
        at_once(8, lambda _place, verb=verb: verb(item=fresh(item), by=cast.alice, at=NOW))
    row = ShelfItem.objects.get()
    assert (row.version, row.removed_at) == (3, None)


def fresh(item: ShelfItem) -> ShelfItem:
    return ShelfItem.objects.select_related("lesson").get(pk=item.pk)

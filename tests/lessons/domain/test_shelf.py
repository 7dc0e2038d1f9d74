"""Change what lies on a shelf, and who may see that anything does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db.models import ProtectedError

from lessons.domain.place import place_lesson
from lessons.domain.shelf import UNDO_TIME, change_note, purge_removed, put_back, remove
from lessons.enums import ShelfKind
from lessons.models import Lesson, LessonPlacement, ShelfItem
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from studyhub.people.models import User
from tests.conftest import NOW
from tests.lessons.conftest import load
from tests.lessons.domain.shelves import keep, keep_named, on_shelf

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def lesson(db, files) -> Lesson:
    return load(files)


@pytest.fixture
def item(cast, lesson) -> ShelfItem:
    return keep(lesson, cast.alice, "autumn", note="First.").item


def test_a_note_is_changed_and_its_version_rises(cast, item):
    changed = change_note(item=item, note="Second.", based_on=1, by=cast.alice, at=LATER)
    row = ShelfItem.objects.get()
    assert (row.note, row.version, row.changed_at, row.created_at) == ("Second.", 2, LATER, NOW)
    assert (changed.note, changed.version) == ("Second.", 2)


def test_an_older_version_is_a_conflict_with_the_note_that_stands(cast, item):
    change_note(item=item, note="Second.", based_on=1, by=cast.alice, at=LATER)
    with pytest.raises(Conflict, match=r"^The note was changed elsewhere") as conflict:
        change_note(item=item, note="Third.", based_on=1, by=cast.alice, at=LATER)
    assert (conflict.value.current.note, conflict.value.current.version) == ("Second.", 2)
    assert ShelfItem.objects.get().note == "Second."


def test_the_same_note_sent_twice_is_no_conflict(cast, item):
    change_note(item=item, note="Second.", based_on=1, by=cast.alice, at=LATER)
    again = change_note(item=item, note="Second.", based_on=1, by=cast.alice, at=LATER)
    assert (again.note, again.version) == ("Second.", 2)


def test_a_note_is_not_written_into_what_was_taken_off(cast, item):
    remove(item=item, by=cast.alice, at=LATER)
    with pytest.raises(Refusal, match=r"^This was taken off the shelf meanwhile"):
        change_note(item=item, note="Second.", based_on=2, by=cast.alice, at=LATER)
    assert ShelfItem.objects.get().note == "First."


def test_removing_can_be_undone_and_both_may_be_said_twice(cast, item):
    for _twice in range(2):
        assert remove(item=item, by=cast.alice, at=LATER).removed_at == LATER
    assert on_shelf(cast.alice) == []
    for _twice in range(2):
        assert put_back(item=item, by=cast.alice, at=LATER).removed_at is None
    row = ShelfItem.objects.get()
    assert (row.note, row.version) == ("First.", 3)


def test_nobody_reaches_another_shelf_by_mistake(cast, item):
    with pytest.raises(Conflict):
        change_note(item=item, note="Mine now.", based_on=1, by=cast.bob, at=LATER)
    remove(item=item, by=cast.bob, at=LATER)
    row = ShelfItem.objects.get()
    assert (row.note, row.version, row.removed_at) == ("First.", 1, None)
    remove(item=item, by=cast.alice, at=LATER)
    put_back(item=item, by=cast.bob, at=LATER)
    assert ShelfItem.objects.get().removed_at == LATER


def test_putting_back_onto_a_full_shelf_is_refused(cast, lesson, item):
    remove(item=item, by=cast.alice, at=LATER)
    ShelfItem.objects.bulk_create(
        ShelfItem(owner=cast.alice, lesson=lesson, kind=ShelfKind.EVENT, exact="x", key=str(i))
        for i in range(500)
    )
    with pytest.raises(Refusal, match="is full"):
        put_back(item=item, by=cast.alice, at=LATER)
    assert ShelfItem.objects.get(pk=item.pk).removed_at == LATER


def test_what_was_taken_off_a_day_ago_goes_with_the_next_change(cast, lesson, item, files):
    files.lesson["id"] = "other-lesson"
    other = keep(load(files), cast.alice, "autumn").item
    bobs = keep(lesson, cast.bob, "autumn").item
    fresh = keep(lesson, cast.alice, "treaty").item
    for one, by, at in (
        (item, cast.alice, NOW),
        (other, cast.alice, NOW),
        (bobs, cast.bob, NOW),
        (fresh, cast.alice, LATER),
    ):
        remove(item=one, by=by, at=at)
    keep_named(lesson, cast.alice, at=NOW + UNDO_TIME + timedelta(seconds=1))
    left = set(ShelfItem.objects.filter(removed_at__isnull=False).values_list("pk", flat=True))
    assert left == {other.pk, bobs.pk, fresh.pk}


def test_purging_leaves_what_lies_on_the_shelf(cast, lesson, item):
    purge_removed(lesson=lesson, by=cast.alice, at=NOW + timedelta(days=900))
    assert on_shelf(cast.alice) == ["autumn"]


def test_changes_leave_no_audit_entry(cast, item):
    before = Entry.objects.count()
    change_note(item=item, note="Second.", based_on=1, by=cast.alice, at=LATER)
    remove(item=item, by=cast.alice, at=LATER)
    put_back(item=item, by=cast.alice, at=LATER)
    assert Entry.objects.count() == before


# Private ----------------------------------------------------------------------------------------


def test_nobody_sees_a_shelf_but_its_owner(cast, item):
    people = [person for person in vars(cast).values() if isinstance(person, User)]
    seeing = [user.sign_in_name for user in people if ShelfItem.objects.of(user).exists()]
    owning = [user.sign_in_name for user in people if ShelfItem.objects.owned_by(user).exists()]
    assert (seeing, owning, len(people)) == (["alice"], ["alice"], 11)
    assert not ShelfItem.objects.of(AnonymousUser()).exists()
    assert not ShelfItem.objects.owned_by(AnonymousUser()).exists()


def test_the_admin_does_not_know_the_shelf():
    assert [model for model in admin.site._registry if model is ShelfItem] == []
    assert len(admin.site._registry) > 5


def test_a_shelf_protects_its_owner_its_lesson_and_its_text(cast, lesson, item):
    for row in (cast.alice, lesson, item.edition, item.paragraph):
        with pytest.raises(ProtectedError):
            row.delete()


def test_a_lesson_stays_known_to_who_kept_something_of_it(cast, lesson):
    placement = place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    keep(lesson, cast.alice, "autumn")
    LessonPlacement.objects.filter(pk=placement.pk).delete()

    def known_to(user) -> tuple[bool, bool]:
        lessons = Lesson.objects
        return lessons.visible_to(user).exists(), lessons.with_shelf_of(user).exists()

    assert known_to(cast.alice) == (False, True)
    assert known_to(cast.bob) == (False, False)
    assert known_to(cast.tessa) == (True, True)
    assert known_to(AnonymousUser()) == (False, False)

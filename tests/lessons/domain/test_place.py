import pytest
from django.utils import timezone

from lessons.domain.place import place_lesson, place_lesson_before_classes
from lessons.models import LessonPlacement
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.conftest import NOW
from tests.lessons.conftest import load


def test_place_lesson_opens_it_and_leaves_one_entry(cast, files):
    lesson = load(files)
    placement = place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    entry = Entry.objects.get(verb="place_lesson")
    assert (placement.placed_by, placement.placed_at) == (cast.tessa, NOW)
    assert (entry.actor_id, entry.tenant_id, entry.at) == (cast.tessa.pk, cast.riverside.pk, NOW)
    assert entry.after == {"lesson": lesson.pk, "class": cast.class_8a.pk}


def test_place_lesson_twice_changes_nothing(cast, files):
    lesson = load(files)
    first = place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    again = place_lesson(
        lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=timezone.now()
    )
    assert again.pk == first.pk
    assert again.placed_at == NOW
    assert Entry.objects.filter(verb="place_lesson").count() == 1


def test_another_schools_lesson_is_refused_for_all_classes_at_once(cast, files):
    lesson = load(files, school=cast.hillside)
    with pytest.raises(Refusal, match=r"^This lesson belongs to another school\.$") as refused:
        place_lesson_before_classes(
            lesson=lesson,
            school_classes=[cast.hillside_class, cast.class_8a],
            by=cast.tessa,
            at=NOW,
        )
    assert refused.value.code == "other_school"
    assert LessonPlacement.objects.count() == 0
    assert Entry.objects.filter(verb="place_lesson").count() == 0


def test_an_archived_class_is_refused(cast, files):
    lesson = load(files)
    cast.class_8a.archived_at = NOW
    with pytest.raises(Refusal, match=r"^8A is archived\.$") as refused:
        place_lesson(lesson=lesson, school_class=cast.class_8a, by=cast.tessa, at=NOW)
    assert refused.value.code == "archived"

"""Classes: made, renamed, archived, restored; never deleted."""

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.classes import (
    archive_class,
    create_class,
    rename_class,
    restore_class,
)
from studyhub.people.models import Enrollment, SchoolClass


def test_a_class_name_is_refused_twice_in_a_school_and_free_in_another(cast):
    with pytest.raises(Refusal) as refused:
        create_class(school=cast.riverside, name=" 8A ", by=cast.sana, at=timezone.now())
    assert refused.value.code == "name_taken"
    made = create_class(school=cast.hillside, name="8A", by=cast.sofia, at=timezone.now())
    assert Entry.objects.about(made).get().after == {"name": "8A"}


@pytest.mark.parametrize("name", ["", " ", "\u2066x", "a\tb", "a\r\nBcc: x@evil", "x" * 81])
def test_a_class_name_that_cannot_be_shown_is_refused(cast, name):
    with pytest.raises(Refusal) as refused:
        create_class(school=cast.riverside, name=name, by=cast.sana, at=timezone.now())
    assert refused.value.code == "name"


def test_renaming_tells_before_and_after(cast):
    rename_class(school_class=cast.class_8a, name="9A", by=cast.sana, at=timezone.now())
    entry = Entry.objects.about(cast.class_8a).get(verb="rename_class")
    assert (entry.before, entry.after) == ({"name": "8A"}, {"name": "9A"})


def test_renaming_to_a_taken_name_is_refused(cast):
    with pytest.raises(Refusal) as refused:
        rename_class(school_class=cast.class_8a, name="8B", by=cast.sana, at=timezone.now())
    assert refused.value.code == "name_taken"
    assert SchoolClass.objects.get(pk=cast.class_8a.pk).name == "8A"


def test_a_stale_class_name_never_wins(cast):
    with pytest.raises(Conflict) as conflict:
        rename_class(
            school_class=cast.class_8a, name="9A", was="7A", by=cast.sana, at=timezone.now()
        )
    assert str(conflict.value) == "Somebody renamed this class to 8A meanwhile."
    assert SchoolClass.objects.get(pk=cast.class_8a.pk).name == "8A"


def test_archiving_keeps_everybody_and_restoring_brings_the_class_back(cast):
    enrolled = Enrollment.objects.filter(school_class=cast.class_8a, ends_on__isnull=True)
    archive_class(school_class=cast.class_8a, by=cast.sana, at=timezone.now(), why="year over")
    assert SchoolClass.objects.get(pk=cast.class_8a.pk).is_archived
    assert enrolled.count() == 4
    restore_class(school_class=cast.class_8a, by=cast.sana, at=timezone.now())
    assert not SchoolClass.objects.get(pk=cast.class_8a.pk).is_archived
    verbs = Entry.objects.about(cast.class_8a).order_by("id").values_list("verb", "why")
    assert list(verbs) == [
        ("create_class", ""),
        ("archive_class", "year over"),
        ("restore_class", ""),
    ]


def test_archiving_twice_is_refused_and_told_once(cast):
    archive_class(school_class=cast.class_8a, by=cast.sana, at=timezone.now())
    with pytest.raises(Refusal) as refused:
        archive_class(school_class=cast.class_8a, by=cast.sana, at=timezone.now())
    assert refused.value.code == "already_archived"
    with pytest.raises(Refusal) as refused:
        restore_class(school_class=cast.class_8b, by=cast.sana, at=timezone.now())
    assert refused.value.code == "not_archived"
    assert Entry.objects.filter(verb="archive_class").count() == 1


def test_a_class_a_person_or_a_school_with_people_cannot_be_deleted(cast):
    for row in (cast.class_8a, cast.alice, cast.riverside):
        with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
            row.delete()

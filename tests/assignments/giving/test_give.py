from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.domain.giving.give import ClassTimes, classes_given, give
from assignments.domain.material.question_sets import new_version
from assignments.models import Assignment
from lessons.models import Lesson, LessonPlacement
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.classes import archive_class
from studyhub.people.domain.enrollments import enroll
from tests.assignments.question_sets.sets import make_lesson, make_set

NOW = timezone.now()


def times(school_class, **fields) -> ClassTimes:
    fields = {"opens_at": NOW, "due_at": NOW + timedelta(days=7), **fields}
    return ClassTimes(school_class, **fields)


def hand_out(version, by, *classes, labels=("1", "2a", "2b"), **fields) -> list[Assignment]:
    fields = {"title": "Rivers", "at": NOW, **fields}
    questions = version.questions.filter(label__in=labels)
    return give(version=version, questions=questions, classes=list(classes), by=by, **fields)


def test_each_class_gets_work_of_its_own(cast, sets):
    enroll(user=cast.tessa, school_class=cast.class_8b, role="teacher", by=cast.sana, at=NOW)
    due = NOW + timedelta(days=3)
    first, second = hand_out(
        sets.library, cast.tessa, times(cast.class_8a), times(cast.class_8b, due_at=due),
        labels=["1", "2b"], instructions="Use a pen.\r\nOr two.",
    )  # fmt: skip
    assert [row.school_class for row in (first, second)] == [cast.class_8a, cast.class_8b]
    assert [row.due_at for row in (first, second)] == [NOW + timedelta(days=7), due]
    for row in (first, second):
        row.refresh_from_db()
        assert (row.set_version, row.edition) == (sets.library, sets.lesson.current_edition)
        assert (row.title, row.instructions) == ("Rivers", "Use a pen.\nOr two.")
        assert (row.late_rule, row.collects_drafts, row.given_by) == ("accepted", True, cast.tessa)
        labels = row.asked.order_by("question__position").values_list("question__label", flat=True)
        assert list(labels) == ["1", "2b"]


def test_giving_opens_the_lesson_to_the_class(cast, sets):
    assert list(Lesson.objects.visible_to(cast.alice)) == []
    hand_out(sets.own, cast.tessa, times(cast.class_8a))
    assert list(Lesson.objects.visible_to(cast.alice)) == [sets.lesson]
    assert list(Lesson.objects.visible_to(cast.carol)) == []
    hand_out(sets.own, cast.tessa, times(cast.class_8a))
    assert LessonPlacement.objects.count() == 1


def test_each_assignment_is_recorded(cast, sets):
    (row,) = hand_out(sets.own, cast.tessa, times(cast.class_8a), labels=["2a"])
    entry = Entry.objects.get(verb="give")
    assert (entry.target_id, entry.actor_id, entry.tenant_id) == (
        row.pk, cast.tessa.pk, cast.riverside.pk,
    )  # fmt: skip
    assert entry.after == {
        "class": cast.class_8a.pk,
        "set_version": sets.own.pk,
        "edition": sets.lesson.current_edition_id,
        "title": "Rivers",
        "questions": ["2a"],
        "opens_at": NOW.isoformat(),
        "due_at": (NOW + timedelta(days=7)).isoformat(),
        "closes_at": None,
        "late_rule": "accepted",
        "late_points_per_day": "",
        "late_floor_percent": 0,
        "collects_drafts": True,
        "word_guide_from": None,
        "word_guide_to": None,
        "honesty": None,
        "is_blind": False,
        "needs_second_look": False,
    }


def test_one_key_gives_to_a_class_once(cast, sets):
    first = hand_out(sets.own, cast.tessa, times(cast.class_8a), key="k")
    again = hand_out(sets.own, cast.tessa, times(cast.class_8a), key="k", title="Other")
    assert [row.pk for row in again] == [row.pk for row in first]
    assert list(Assignment.objects.values_list("title", flat=True)) == ["Rivers"]
    assert Entry.objects.filter(verb="give").count() == 1
    other = hand_out(sets.own, cast.tessa, times(cast.class_8a), key="other")
    assert other[0].pk != first[0].pk


def test_one_key_of_two_people_names_two_assignments(cast, sets):
    enroll(user=cast.theo, school_class=cast.class_8a, role="teacher", by=cast.sana, at=NOW)
    (first,) = hand_out(sets.own, cast.tessa, times(cast.class_8a), key="k")
    (second,) = hand_out(sets.own, cast.theo, times(cast.class_8a), key="k")
    assert (first.given_by, second.given_by) == (cast.tessa, cast.theo)


def test_classes_given_before_leave_out_what_this_key_made(cast, sets):
    fields = {"version": sets.own, "classes": [cast.class_8a, cast.class_8b], "by": cast.tessa}
    assert classes_given(key="k", **fields) == []
    hand_out(sets.own, cast.tessa, times(cast.class_8a), key="k")
    assert classes_given(key="k", **fields) == []
    assert classes_given(key="other", **fields) == [cast.class_8a]


def test_the_version_stays_when_a_newer_one_is_started(cast, sets):
    (row,) = hand_out(sets.own, cast.tessa, times(cast.class_8a))
    new_version(question_set=sets.own.question_set, based_on=sets.own.pk, by=cast.tessa, at=NOW)
    row.refresh_from_db()
    assert row.set_version == sets.own


def refused(code: str, *args, **fields) -> None:
    with pytest.raises(Refusal) as found:
        hand_out(*args, **fields)
    assert found.value.code == code
    assert (Assignment.objects.count(), LessonPlacement.objects.count()) == (0, 0)
    assert Entry.objects.filter(verb__in=["give", "place_lesson"]).count() == 0


def test_only_classes_one_teaches(cast, sets):
    mine = times(cast.class_8a)
    refused("not_taught", sets.own, cast.tessa, mine, times(cast.class_8b))
    refused("not_taught", sets.library, cast.tessa, mine, times(cast.hillside_class))
    refused("not_taught", sets.own, cast.sana, mine)
    refused("not_taught", sets.own, cast.asif, mine)
    refused("not_taught", sets.own, cast.sue, mine)
    refused("not_taught", sets.own, cast.tessa, mine, mine)
    refused("not_taught", sets.own, cast.fiona, times(cast.hillside_class))


def test_no_archived_class(cast, sets):
    archive_class(school_class=cast.class_8a, by=cast.sana, at=NOW)
    refused("not_taught", sets.own, cast.tessa, times(cast.class_8a))


def test_questions_are_leaves_of_the_version(cast, sets):
    mine = times(cast.class_8a)
    refused("no_questions", sets.own, cast.tessa, mine, labels=[])
    refused("other_version", sets.own, cast.tessa, mine, labels=["1", "2"])
    with pytest.raises(Refusal) as found:
        give(
            version=sets.own, questions=sets.library.questions.filter(label="1"), classes=[mine],
            title="Rivers", by=cast.tessa, at=NOW,
        )  # fmt: skip
    assert (found.value.code, Assignment.objects.count()) == ("other_version", 0)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("due_before_opening", {"due_at": NOW}),
        ("closes_before_due", {"closes_at": NOW + timedelta(days=6)}),
        ("closes_before_opening", {"due_at": None, "closes_at": NOW}),
    ],
)
def test_times_out_of_order(cast, sets, code, fields):
    refused(code, sets.own, cast.tessa, times(cast.class_8a, **fields))


def test_the_rest_of_what_is_refused(cast, sets):
    mine = times(cast.class_8a)
    refused("no_classes", sets.own, cast.tessa)
    refused("title", sets.own, cast.tessa, mine, title=" ")
    refused("instructions", sets.own, cast.tessa, mine, instructions="x" * 4001)


def test_a_lesson_without_a_text_cannot_be_given(cast, sets):
    version = make_set(make_lesson("lakes"), school=cast.riverside)
    Lesson.objects.filter(slug="lakes").update(current_edition=None)
    version.refresh_from_db()
    version.question_set.lesson.refresh_from_db()
    refused("unpublished", version, cast.tessa, times(cast.class_8a))

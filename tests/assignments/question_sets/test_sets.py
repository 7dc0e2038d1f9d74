from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.material.question_sets import (
    copy_set,
    create_set,
    describe_set,
    new_version,
)
from assignments.models import MarkingGuide, Question, QuestionSet, QuestionSetVersion
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.question_sets.sets import everything, make_lesson


def act(verb, **fields):
    return verb(at=timezone.now(), **fields)


def test_a_new_set_has_an_empty_first_version(cast, sets):
    made = act(
        create_set, lesson=sets.lesson, school=cast.riverside, title=" New  set ", by=cast.tessa
    )
    assert (made.title, made.school, made.made_by) == ("New set", cast.riverside, cast.tessa)
    assert list(made.versions.values_list("number", "token", "frozen_at")) == [(1, 1, None)]
    entry = Entry.objects.get(verb="create_set")
    assert (entry.actor_id, entry.tenant_id, entry.target_id) == (
        cast.tessa.pk, cast.riverside.pk, made.pk,
    )  # fmt: skip


def test_a_set_on_another_schools_lesson_is_refused(cast):
    foreign = make_lesson("lakes", school=cast.hillside)
    with pytest.raises(Refusal) as refused:
        act(create_set, lesson=foreign, school=cast.riverside, title="Mine", by=cast.tessa)
    assert refused.value.code == "lesson"
    assert QuestionSet.objects.count() == 0


def test_a_copy_holds_everything(cast, sets):
    copy = act(
        copy_set, question_set=sets.library.question_set, school=cast.riverside, by=cast.tessa
    )
    version = copy.versions.get()
    assert everything(version) == everything(sets.library)
    assert everything(version)[0]["guide"] == {
        "levels": [["1", "2", "Names a spring"], ["2.5", "4", "Explains the spring"]],
        "expected": [["In hills", ["s1-1", "s1-2"]], ["From rain", []]],
        "misconceptions": ["Rivers rise in the sea"],
        "context": "Names of rivers",
        "main": ["s1-1"],
        "also": ["s1-2"],
    }
    assert everything(version)[0]["events"] == ["flood"]
    assert version.introduction == "Read first."


def test_a_copy_shares_no_row_with_its_original(cast, sets):
    before = everything(sets.library)
    copy = act(
        copy_set, question_set=sets.library.question_set, school=cast.riverside, by=cast.tessa
    )
    version = copy.versions.get()
    for guide in MarkingGuide.objects.filter(question__version=version):
        guide.levels.all().delete()
        guide.misconceptions.update(text="changed")
        guide.expected_points.update(text="changed")
        guide.main_anchors.clear()
    version.questions.update(text="changed")
    assert everything(version) != before
    assert everything(sets.library) == before


def test_copying_another_schools_set_is_refused(cast, sets):
    with pytest.raises(Refusal) as refused:
        act(copy_set, question_set=sets.own.question_set, school=cast.hillside, by=cast.fiona)
    assert refused.value.code == "other_school"
    assert QuestionSet.objects.filter(school=cast.hillside).count() == 0


def test_copying_takes_as_many_queries_for_four_questions_as_for_thirty(
    cast, sets, django_assert_num_queries
):
    from tests.assignments.question_sets.sets import add, content, guide

    for number in range(26):
        add(sets.own, content(f"Number {number}?"), guide=guide(sets.lesson))
    for version in (sets.library, sets.own):
        with django_assert_num_queries(25):
            act(copy_set, question_set=version.question_set, school=cast.riverside, by=cast.tessa)


def test_the_next_version_begins_as_a_copy(cast, sets):
    version = act(
        new_version, question_set=sets.own.question_set, based_on=sets.own.pk, by=cast.tessa
    )
    assert (version.number, version.token) == (2, 1)
    assert everything(version) == everything(sets.own)
    assert Question.objects.filter(version=version).count() == 4


def test_starting_the_next_version_twice_makes_one(cast, sets):
    fields = {"question_set": sets.own.question_set, "based_on": sets.own.pk, "by": cast.tessa}
    act(new_version, **fields)
    with pytest.raises(Conflict) as met:
        act(new_version, **fields)
    assert met.value.current.number == 2
    assert QuestionSetVersion.objects.filter(question_set=sets.own.question_set).count() == 2


def test_title_and_introduction_on_an_old_token_are_refused(cast, sets):
    fields = {"version": sets.own, "title": "Other", "introduction": "", "by": cast.tessa}
    with pytest.raises(Conflict):
        act(describe_set, based_on=1, **fields)
    sets.own.question_set.refresh_from_db()
    assert sets.own.question_set.title == "Ten questions"
    act(describe_set, based_on=sets.own.token, **fields)
    assert QuestionSet.objects.get(pk=sets.own.question_set_id).title == "Other"

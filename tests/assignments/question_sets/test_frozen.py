from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.material.mend import edit_distance, mend_typo
from assignments.domain.material.question_sets import describe_set, new_version
from assignments.domain.material.questions import (
    add_question,
    change_question,
    move_question,
    remove_question,
)
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.question_sets.sets import content, everything


@pytest.fixture
def question(sets, begun):
    return sets.own.questions.select_related("version__question_set").get(label="1")


def mend(question, text, *, full_points=None, reason="A slip", **fields):
    mend_typo(
        question=question,
        text=text,
        full_points=question.full_points if full_points is None else full_points,
        reason=reason,
        at=timezone.now(),
        **{"based_on": question.version.token, "by": None, **fields},
    )


def test_no_verb_changes_a_version_that_a_student_has_begun(sets, question):
    before = everything(sets.own)
    token = question.version.token
    shared = {"based_on": token, "by": None, "at": timezone.now()}
    for verb in (
        lambda: change_question(question=question, content=content("New"), guide=None, **shared),
        lambda: add_question(version=question.version, content=content("New"), **shared),
        lambda: move_question(question=question, step=1, **shared),
        lambda: remove_question(question=question, **shared),
        lambda: describe_set(version=question.version, title="T", introduction="", **shared),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "frozen"
    sets.own.refresh_from_db()
    assert (everything(sets.own), sets.own.token) == (before, token)


def test_editing_the_next_version_leaves_the_frozen_one_alone(cast, sets, question, begun):
    before = everything(sets.own)
    version = new_version(
        question_set=sets.own.question_set, based_on=sets.own.pk, by=cast.tessa, at=timezone.now()
    )
    shared = {"by": cast.tessa, "at": timezone.now()}
    copy = version.questions.get(label="1")
    change_question(question=copy, based_on=1, content=content("New", "9"), guide=None, **shared)
    move_question(question=copy, based_on=2, step=1, **shared)
    remove_question(question=copy, based_on=3, **shared)
    assert everything(sets.own) == before
    begun.refresh_from_db()
    assert begun.set_version_id == sets.own.pk
    assert sorted(begun.asked.values_list("question__label", flat=True)) == ["1", "2a", "2b"]


def test_an_older_version_is_edited_no_more_even_if_nobody_began(cast, sets):
    new_version(
        question_set=sets.own.question_set, based_on=sets.own.pk, by=cast.tessa, at=timezone.now()
    )
    row = sets.own.questions.get(label="1")
    with pytest.raises(Refusal) as refused:
        change_question(
            question=row, based_on=row.version.token, content=content("New"), guide=None, by=None,
            at=timezone.now(),
        )  # fmt: skip
    assert refused.value.code == "older_version"


def test_a_typing_error_is_mended_and_recorded(cast, sets, question):
    token = question.version.token
    mend(question, "Where do the rivers rise?", reason=" The article was missing ", by=cast.tessa)
    question.refresh_from_db()
    sets.own.refresh_from_db()
    assert (question.text, sets.own.token) == ("Where do the rivers rise?", token + 1)
    entry = Entry.objects.get(verb="mend_typo")
    assert entry.before["text"] == "Where do rivers rise?"
    assert entry.after["text"] == "Where do the rivers rise?"
    assert (entry.why, entry.actor_id, entry.tenant_id) == (
        "The article was missing", cast.tessa.pk, cast.riverside.pk,
    )  # fmt: skip


def test_mending_touches_neither_points_nor_guide(sets, question):
    before = everything(sets.own)
    mend(question, "Where do rivers rise ?")
    after = everything(sets.own)
    after[0]["text"] = before[0]["text"]
    assert after == before


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "Why do mountains fall?"}, "text"),
        ({"text": ""}, "text"),
        ({"full_points": "Everything else."}, "full_points"),
        ({"reason": "  "}, "reason"),
        ({}, "unchanged"),
    ],
)
def test_more_than_a_typing_error_is_refused(sets, question, fields, code):
    before, token = everything(sets.own), question.version.token
    with pytest.raises(Refusal) as refused:
        mend(question, **{"text": question.text, **fields})
    assert refused.value.code == code
    sets.own.refresh_from_db()
    assert (everything(sets.own), sets.own.token) == (before, token)


def test_mending_on_an_old_token_is_a_conflict(sets, question):
    with pytest.raises(Conflict):
        mend(question, "Where do rivers rises?", based_on=1)
    question.refresh_from_db()
    assert question.text == "Where do rivers rise?"


@pytest.mark.parametrize(
    ("old", "new", "distance"),
    [("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("abc", "abc", 0), ("ab", "ba", 2)],
)
def test_edit_distance(old, new, distance):
    assert edit_distance(old, new) == distance

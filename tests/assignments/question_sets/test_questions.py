from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from assignments.domain.material.guide_content import GuideContent, LevelContent, read_guide
from assignments.domain.material.labels import label_of
from assignments.domain.material.questions import change_question, move_question, remove_question
from assignments.models import GuideLevel, MarkingGuide, Question
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from tests.assignments.question_sets.sets import (
    add,
    content,
    everything,
    guide,
    make_lesson,
    outline,
)


def q(version, label: str) -> Question:
    version.refresh_from_db()
    return version.questions.select_related("version__question_set__lesson").get(label=label)


def change(question: Question, what, guide=None, **fields) -> None:
    fields = {"based_on": question.version.token, "by": None, **fields}
    change_question(question=question, content=what, guide=guide, at=timezone.now(), **fields)


def move(question: Question, step: int) -> None:
    move_question(
        question=question, based_on=question.version.token, step=step, by=None, at=timezone.now()
    )


def remove(question: Question, **fields) -> None:
    fields = {"based_on": question.version.token, **fields}
    remove_question(question=question, by=None, at=timezone.now(), **fields)


@pytest.mark.parametrize(
    ("numbers", "label"),
    [((1,), "1"), ((8, 1), "8a"), ((8, 26), "8z"), ((8, 1, 1), "8a-i"), ((8, 1, 4), "8a-iv"),
     ((10, 2, 9), "10b-ix"), ((3, 3, 18), "3c-xviii")],
)  # fmt: skip
def test_labels(numbers, label):
    assert label_of(numbers) == label


def test_questions_are_numbered_in_reading_order(sets):
    assert outline(sets.own) == [
        ("1", "4.0", 1), ("2", "None", 1), ("2a", "2.0", 2), ("2b", "3.5", 2),
    ]  # fmt: skip


def test_a_leaf_that_gets_parts_loses_points_line_and_levels(sets):
    first = q(sets.own, "1")
    add(sets.own, content("Which hills?", "1"), parent=first)
    assert outline(sets.own) == [
        ("1", "None", 1), ("1a", "1.0", 2), ("2", "None", 1), ("2a", "2.0", 2), ("2b", "3.5", 2),
    ]  # fmt: skip
    first = q(sets.own, "1")
    assert (first.full_points, GuideLevel.objects.filter(guide__question=first).count()) == ("", 0)
    assert read_guide(first).misconceptions == ["Rivers rise in the sea"]


def test_three_levels_and_no_more(sets):
    part = add(sets.own, content("Sand?", "1"), parent=q(sets.own, "2a"))
    assert (part.label, part.depth) == ("2a-i", 3)
    with pytest.raises(Refusal) as refused:
        add(sets.own, content("Grain?", "1"), parent=part)
    assert refused.value.code == "too_deep"
    assert sets.own.questions.count() == 5


def test_a_part_of_another_set_is_refused(sets):
    foreign = q(sets.library, "1")
    sets.own.refresh_from_db()
    from assignments.domain.material.questions import add_question

    with pytest.raises(Refusal) as refused:
        add_question(
            version=sets.own, based_on=sets.own.token, content=content(), parent=foreign, by=None,
            at=timezone.now(),
        )  # fmt: skip
    assert refused.value.code == "other_version"
    assert (q(sets.library, "1").points, sets.own.questions.count()) == (Decimal(4), 4)


def test_moving_takes_the_parts_along(sets):
    move(q(sets.own, "2"), -1)
    texts = [row.text for row in sets.own.questions.order_by("position")]
    assert texts == [
        "Think of the mouth.", "What is a delta?", "Why does it grow?", "Where do rivers rise?",
    ]  # fmt: skip
    assert [row[0] for row in outline(sets.own)] == ["1", "1a", "1b", "2"]


def test_moving_past_the_end_changes_and_records_nothing(sets):
    before = everything(sets.own)
    move(q(sets.own, "1"), -1)
    move(q(sets.own, "2b"), 1)
    assert everything(sets.own) == before
    assert Entry.objects.filter(verb="move_question").count() == 0


def test_removing_takes_parts_and_guides_along(sets):
    remove(q(sets.own, "2"))
    assert outline(sets.own) == [("1", "4.0", 1)]
    remove(q(sets.own, "1"))
    assert (outline(sets.own), MarkingGuide.objects.filter(question__version=sets.own).count()) == (
        [], 0,
    )  # fmt: skip
    assert sets.library.questions.count() == 4


def test_the_last_part_gives_its_points_back(sets):
    remove(q(sets.own, "2a"))
    assert outline(sets.own)[1:] == [("2", "None", 1), ("2a", "3.5", 2)]
    remove(q(sets.own, "2a"))
    assert outline(sets.own)[1:] == [("2", "3.5", 1)]
    assert q(sets.own, "2").full_points == "All about: Why does it grow?"


@pytest.mark.parametrize("points", ["0", "-1", "0.3", "1000.5", "NaN", "Infinity"])
def test_points_are_whole_or_half_and_above_zero(sets, points):
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), replace(content(), points=Decimal(points)))
    assert refused.value.code == "points"
    assert q(sets.own, "1").points == Decimal(4)


def test_a_question_with_parts_takes_no_points_and_no_levels(sets):
    change(q(sets.own, "2"), content("New words", "9"))
    parent = q(sets.own, "2")
    assert (parent.text, parent.points, parent.full_points) == ("New words", None, "")
    levels = GuideContent(levels=[LevelContent(Decimal(1), Decimal(1), "x")])
    with pytest.raises(Refusal) as refused:
        change(parent, content("New words"), levels, based_on=q(sets.own, "2").version.token)
    assert refused.value.code == "levels"


@pytest.mark.parametrize("text", ["", "  \u200b\u2800 ", "x" * 4001, "a\x00b", "\ud800"])
def test_a_text_that_cannot_be_a_question_is_refused(sets, text):
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(text))
    assert refused.value.code == "text"
    assert q(sets.own, "1").text == "Where do rivers rise?"


def test_a_text_at_the_limit_is_kept(sets):
    change(q(sets.own, "1"), replace(content(), text="x" * 4000))
    assert q(sets.own, "1").text == "x" * 4000


@pytest.mark.parametrize(
    "levels",
    [[("0", "5")], [("3", "2")], [("1", "3"), ("3", "4")], [("-1", "1")]],
    ids=["beyond the points", "downwards", "overlapping", "below zero"],
)
def test_levels_that_do_not_fit_are_refused(sets, levels):
    before = everything(sets.own)
    rows = [LevelContent(Decimal(low), Decimal(high), "x") for low, high in levels]
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(), GuideContent(levels=rows))
    assert refused.value.code == "levels"
    assert everything(sets.own) == before


def test_levels_are_numbered_by_their_points(sets):
    rows = [
        LevelContent(Decimal(3), Decimal(4), "high"),
        LevelContent(Decimal(1), Decimal(2), "low"),
    ]
    change(q(sets.own, "1"), content(), GuideContent(levels=rows))
    levels = GuideLevel.objects.filter(guide__question=q(sets.own, "1")).order_by("level")
    assert [(row.level, row.text) for row in levels] == [(1, "low"), (2, "high")]


def test_anchors_and_events_of_another_lesson_are_refused(sets):
    other = make_lesson("lakes")
    before = everything(sets.own)
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(), guide(other))
    assert refused.value.code == "anchors"
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(events=list(other.events.all())))
    assert refused.value.code == "events"
    assert everything(sets.own) == before


def test_every_verb_raises_a_conflict_on_an_old_token(sets):
    before = everything(sets.own)
    for verb in (
        lambda row: change(row, content("Mine"), based_on=1),
        lambda row: remove(row, based_on=1),
        lambda row: move_question(question=row, based_on=1, step=1, by=None, at=timezone.now()),
    ):
        with pytest.raises(Conflict):
            verb(q(sets.own, "1"))
    assert everything(sets.own) == before


def test_a_change_is_recorded_with_before_and_after(cast, sets):
    question = q(sets.own, "1")
    change(question, content("New?", "5"), GuideContent(context="Only this"), by=cast.tessa)
    entry = Entry.objects.get(verb="change_question")
    assert (entry.actor_id, entry.tenant_id, entry.target_id) == (
        cast.tessa.pk, cast.riverside.pk, question.pk,
    )  # fmt: skip
    assert (entry.before["text"], entry.before["points"]) == ("Where do rivers rise?", "4")
    assert (entry.after["text"], entry.after["points"]) == ("New?", "5")
    assert entry.before["guide"]["misconceptions"] == ["Rivers rise in the sea"]
    assert entry.after["guide"]["context"] == "Only this"


def test_what_a_class_was_given_is_not_removed_and_gets_no_parts(sets, given):
    before = everything(sets.own)
    for verb in (
        lambda: remove(q(sets.own, "1")),
        lambda: remove(q(sets.own, "2")),
        lambda: add(sets.own, content(), parent=q(sets.own, "1")),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "given"
    assert everything(sets.own) == before


def test_before_a_student_begins_words_and_points_change_in_place(sets, given):
    change(q(sets.own, "1"), content("Other words", "5"))
    assert given.set_version_id == sets.own.pk
    assert outline(sets.own)[0] == ("1", "5.0", 1)


@pytest.mark.parametrize(("low", "high"), [("1", "2.3"), ("0.25", "2")])
def test_levels_begin_and_end_at_whole_or_half_points(sets, low, high):
    before = everything(sets.own)
    guide = GuideContent(levels=[LevelContent(Decimal(low), Decimal(high), "Says it")])
    with pytest.raises(Refusal) as refused:
        change(q(sets.own, "1"), content(), guide)
    assert (str(refused.value), refused.value.code) == (
        "A level begins and ends at whole or half points, such as 4 or 4.5.",
        "levels",
    )
    assert everything(sets.own) == before

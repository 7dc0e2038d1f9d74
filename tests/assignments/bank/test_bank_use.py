"""What was used of the bank, and what has been written a second time."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.grading.bank import offered_for
from assignments.domain.grading.bank_use import (
    keep_what_was_written,
    note_use,
    still_to_keep,
    typed_again,
)
from assignments.models import Assignment, BankComment
from studyhub.people.domain.enrollments import enroll
from tests.assignments.bank.conftest import keep

SAID = "Name the Comintern."


@pytest.fixture
def twice(desk, cast):
    """Return the answers of Alice and Bob, on both of which Tessa wrote the same."""
    works = [desk.handed_in(student) for student in (cast.alice, cast.bob)]
    for work in works:
        desk.grade(work, comment=SAID)
    return [desk.answer(work) for work in works]


def used(comments, question, work, by):
    note_use(comments=comments, question=question, work=work, by=by, at=timezone.now())


def test_uses_are_counted_where_a_comment_holds_it(desk, cast, django_assert_num_queries):
    work = desk.handed_in(cast.alice)
    question = desk.answer(work).question
    row = keep(cast.tessa, "{name}, give the date.")
    other = keep(cast.tessa, "Something else.")
    held = ["Alice, give the date. And more.", "Alice, give the date."]
    for comments in (held, ["Give the date"]):
        used(comments, question, work, cast.tessa)
    with django_assert_num_queries(0):
        used(["", ""], question, work, cast.tessa)
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.uses, row.version, other.uses) == (1, 1, 0)


def test_what_is_nothing_without_a_name_is_not_offered_where_names_are_hidden(desk, cast):
    work = desk.handed_in(cast.alice)
    row = keep(cast.tessa, "{name}")
    assert [one.text for one in offered_for(None, by=cast.tessa, work=work)] == ["Alice"]
    work.assignment.is_blind = True
    assert offered_for(None, by=cast.tessa, work=work) == []
    used(["A comment."], None, work, cast.tessa)
    row.refresh_from_db()
    assert row.uses == 0


def test_a_comment_typed_a_second_time_is_offered_for_the_bank(
    desk, cast, django_assert_num_queries
):
    works = [desk.handed_in(student) for student in (cast.alice, cast.bob)]
    first, second = [desk.answer(work) for work in works]
    desk.grade(works[0], comment=SAID)
    with django_assert_num_queries(1):
        assert typed_again([first.pk], by=cast.tessa) is None
    desk.grade(works[1], comment=SAID)
    with django_assert_num_queries(3):
        found = typed_again([second.pk], by=cast.tessa)
    assert (found.answer, found.text) == (second.pk, SAID)
    assert (found.work, found.question) == (works[1].pk, second.question_id)
    assert typed_again([second.pk], by=cast.theo) is None
    assert typed_again(["2" * 14], by=cast.tessa) is None
    keep(cast.tessa, SAID)
    assert typed_again([second.pk], by=cast.tessa) is None


def test_what_a_co_teacher_shares_is_not(twice, cast):
    enroll(
        user=cast.theo,
        school_class=cast.class_8a,
        role="teacher",
        by=cast.sana,
        at=timezone.now(),
    )
    row = keep(cast.theo, SAID)
    assert typed_again([twice[1].pk], by=cast.tessa).text == SAID
    BankComment.objects.filter(pk=row.pk).update(reach="shared")
    assert typed_again([twice[1].pk], by=cast.tessa) is None


@pytest.mark.parametrize("text", ["Good.", "x" * 2001])
def test_what_is_too_short_or_too_long_to_keep_is_not(desk, cast, text):
    works = [desk.handed_in(student) for student in (cast.alice, cast.bob)]
    for work in works:
        desk.grade(work, comment=text)
    assert typed_again([desk.answer(works[1]).pk], by=cast.tessa) is None


def test_what_was_carried_over_to_a_further_attempt_was_typed_once(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, comment=SAID)
    work = desk.handed_in_again(work, "2", "Another text.")
    answer = desk.answer(work)
    assert answer.comments.get().text == SAID
    assert typed_again([answer.pk], by=cast.tessa) is None
    desk.grade(work, "2", comment=SAID)
    assert typed_again([answer.pk], by=cast.tessa).text == SAID


def test_a_page_goes_on_offering_until_it_is_kept(twice, cast, django_assert_num_queries):
    answer = twice[1]
    with django_assert_num_queries(1):
        assert still_to_keep(answer.pk, by=cast.tessa, offered=[]).text == SAID
    assert still_to_keep(answer.pk, by=cast.theo, offered=[]) is None
    kept = keep_what_was_written(answer=answer, by=cast.tessa, at=timezone.now())
    assert (kept.text, kept.question, kept.reach) == (SAID, answer.question, "private")
    offered = offered_for(answer.question, by=cast.tessa, work=answer.attempt.submission)
    assert still_to_keep(answer.pk, by=cast.tessa, offered=offered) is None
    assert keep_what_was_written(answer=answer, by=cast.tessa, at=timezone.now()) == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Good, Alice. Alice, now the date.", "Good, {name}. {name}, now the date."),
        ("Alicetown is not in the essay, alice.", "Alicetown is not in the essay, alice."),
    ],
)
def test_the_students_name_is_kept_as_its_place(desk, cast, said, kept):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", said)
    answer = desk.answer(work)
    row = keep_what_was_written(answer=answer, by=cast.tessa, at=timezone.now())
    assert row.text == kept


def test_a_name_that_is_hidden_is_no_place(desk, cast):
    work = desk.handed_in(cast.alice)
    desk.grade(work, "1", "3", "Good, Alice. Now the date.")
    Assignment.objects.filter(pk=desk.assignment.pk).update(is_blind=True)
    answer = desk.answer(work)
    row = keep_what_was_written(answer=answer, by=cast.tessa, at=timezone.now())
    assert row.text == "Good, Alice. Now the date."


def test_only_ones_own_comment_is_kept(twice, cast):
    assert keep_what_was_written(answer=twice[0], by=cast.theo, at=timezone.now()) is None
    assert BankComment.objects.count() == 0

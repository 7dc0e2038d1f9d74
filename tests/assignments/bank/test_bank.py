"""Keeping, changing, removing and offering comments of the bank, and who has them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.grading import bank
from assignments.domain.grading.bank import (
    change_in_bank,
    offered_for,
    put_back_in_bank,
    remove_from_bank,
    said_to,
)
from assignments.models import BankComment
from assignments.querysets import schools_with_bank_of
from studyhub.access.refusal import Conflict, Refusal
from studyhub.audit.models import Entry
from studyhub.people.domain.enrollments import enroll
from studyhub.people.models import Enrollment
from tests.assignments.allocation.conftest import allocated
from tests.assignments.bank.conftest import keep


def change(row, by, text, based_on=1, reach="private"):
    return change_in_bank(
        comment=row, text=text, skill="", reach=reach, based_on=based_on, by=by, at=timezone.now()
    )


def beside(cast, user):
    """Let somebody teach 8A with Tessa."""
    return enroll(
        user=user, school_class=cast.class_8a, role="teacher", by=cast.sana, at=timezone.now()
    )


def texts(user, work, question=None) -> list[str]:
    return [row.text for row in offered_for(question, by=user, work=work)]


def test_the_same_text_twice_is_kept_once(cast):
    first = keep(cast.tessa, "Give the date.\r\nAnd the place. ")
    assert first.text == "Give the date.\nAnd the place."
    assert keep(cast.tessa, "Give the date.\nAnd the place.") == first
    assert keep(cast.theo, "Give the date.\nAnd the place.") != first
    entry = Entry.objects.filter(verb="keep_in_bank").first()
    assert entry.after == {"length": 29, "skill": "", "reach": "private"}


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 2001, "x" * 2_000_000, "a\x00b"])
def test_what_cannot_be_kept_is_refused(cast, text):
    with pytest.raises(Refusal) as met:
        keep(cast.tessa, text)
    assert met.value.code == "text"
    assert BankComment.objects.count() == 0


def test_a_full_bank_takes_no_more(cast, monkeypatch):
    monkeypatch.setattr(bank, "MOST_COMMENTS", 2)
    rows = [keep(cast.tessa, text) for text in ("One.", "Two.")]
    with pytest.raises(Refusal, match="full"):
        keep(cast.tessa, "Three.")
    remove_from_bank(comment=rows[0], by=cast.tessa, at=timezone.now())
    assert keep(cast.tessa, "Three.").text == "Three."
    with pytest.raises(Refusal, match="full"):
        put_back_in_bank(comment=rows[0], by=cast.tessa, at=timezone.now())


def test_a_stale_change_is_refused_and_a_repeated_one_is_none(cast):
    row = keep(cast.tessa, "One.")
    assert change(row, cast.tessa, "Two.").version == 2
    assert change(row, cast.tessa, "Two.").version == 2
    with pytest.raises(Conflict) as met:
        change(row, cast.tessa, "Three.")
    assert met.value.current.text == "Two."
    keep(cast.tessa, "Four.")
    with pytest.raises(Refusal, match="already"):
        change(row, cast.tessa, "Four.", based_on=2)


def test_nobody_changes_or_removes_anothers(cast):
    row = keep(cast.tessa, "One.", reach="shared")
    beside(cast, cast.theo)
    with pytest.raises(Refusal):
        change(row, cast.theo, "Two.")
    remove_from_bank(comment=row, by=cast.theo, at=timezone.now())
    row.refresh_from_db()
    assert (row.text, row.version, row.removed_at) == ("One.", 1, None)


def test_what_was_removed_is_not_offered_and_can_be_put_back(desk, cast):
    work = desk.handed_in(cast.alice)
    row = keep(cast.tessa, "One.")
    for _twice in range(2):
        remove_from_bank(comment=row, by=cast.tessa, at=timezone.now())
    assert texts(cast.tessa, work) == []
    with pytest.raises(Refusal, match="removed"):
        change(row, cast.tessa, "Two.")
    for _twice in range(2):
        put_back_in_bank(comment=row, by=cast.tessa, at=timezone.now())
    assert texts(cast.tessa, work) == ["One."]
    assert Entry.objects.filter(verb__endswith="from_bank").count() == 1
    assert Entry.objects.filter(verb="put_back_in_bank").count() == 1


def test_this_questions_come_first_then_skills_and_ones_own_before_shared(
    desk, cast, django_assert_num_queries
):
    work = desk.handed_in(cast.alice)
    question = desk.answer(work, "8b").question
    beside(cast, cast.theo)
    keep(cast.theo, "Any, shared.", reach="shared")
    keep(cast.theo, "Here, shared.", reach="shared", question=question)
    keep(cast.theo, "Private.")
    keep(cast.tessa, "Any.")
    keep(cast.tessa, "A skill.", skill="Dates")
    keep(cast.tessa, "Here, {name}.", question=question)
    work = desk.fresh(work)
    with django_assert_num_queries(1):
        found = offered_for(question, by=cast.tessa, work=work)
    assert [row.text for row in found] == [
        "Here, Alice.",
        "Here, shared.",
        "A skill.",
        "Any.",
        "Any, shared.",
    ]
    theo = cast.theo.full_name
    assert [row.owner_name for row in found] == ["", theo, "", "", theo]


@pytest.mark.parametrize("who", ["theo", "fiona", "asif"])
def test_without_a_class_taught_together_nothing_is_offered(desk, cast, who):
    work = desk.handed_in(cast.alice)
    keep(cast.tessa, "Shared.", reach="shared")
    assert texts(getattr(cast, who), work) == []


def test_it_ends_with_teaching_together(desk, cast):
    work = desk.handed_in(cast.alice)
    beside(cast, cast.theo)
    keep(cast.tessa, "Shared.", reach="shared")
    assert texts(cast.theo, work) == ["Shared."]
    rows = Enrollment.objects.filter(user=cast.theo, school_class=cast.class_8a)
    rows.update(ends_on=cast.riverside.day_of(timezone.now()))
    assert texts(cast.theo, work) == []


@pytest.mark.parametrize(
    ("text", "with_name", "without"),
    [
        ("{name}, give the date.", "Ana, give the date.", "Give the date."),
        ("well done, {name}.", "well done, Ana.", "Well done."),
        ("e.g. a date", "e.g. a date", "e.g. a date"),
        ("{name}", "Ana", ""),
    ],
)
def test_the_name_is_filled_in_or_the_sentence_closes_over_it(text, with_name, without):
    assert (said_to("Ana", text), said_to("", text)) == (with_name, without)


def test_who_keeps_a_bank(desk, cast):
    assert [row.pk for row in schools_with_bank_of(cast.tessa)] == [cast.riverside.pk]
    for person in (cast.alice, cast.sana, cast.sue, cast.asif):
        assert list(schools_with_bank_of(person)) == []
    allocated(desk, labels=["1"])
    assert list(schools_with_bank_of(cast.asif)) == [cast.riverside]

"""Word guide and honesty statement, set when work is given and changed later."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assignments.domain.giving.honesty import write_statement
from assignments.domain.giving.work_rules import WorkRules
from assignments.models import Assignment, HonestyStatement
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.question_sets.editor import BASE, fields_of, post
from tests.conftest import signed_in

from .test_give import hand_out, times


@pytest.fixture
def tessa(cast):
    return signed_in(cast.tessa)


@pytest.fixture
def give_url(sets) -> str:
    return f"{BASE}{sets.own.question_set_id}/give/"


def write(cast, text: str, based_on: int = 0, school=None) -> HonestyStatement:
    return write_statement(
        school=school or cast.riverside, text=text, based_on=based_on, by=cast.sana,
        at=timezone.now(),
    )  # fmt: skip


def times_url(row: Assignment) -> str:
    return f"/admin/assignments/assignment/{row.pk}/times/"


def send(client, row: Assignment, **values):
    """Send the page of times with what is typed; its first form is the one of the rules."""
    page = client.get(times_url(row)).content.decode()
    first = page[: page.index("</form>", page.index('name="opens_at"'))]
    return client.post(times_url(row), {**fields_of(first), **values})


def rules(row: Assignment) -> tuple:
    row.refresh_from_db()
    return row.word_guide_from, row.word_guide_to, row.honesty


def test_nothing_is_asked_unless_chosen(cast, sets, tessa, give_url):
    write(cast, "Mine.")
    sent = fields_of(tessa.get(give_url).content.decode())
    assert (sent["word_guide_from"], sent["word_guide_to"], sent["honesty"]) == ([""], [""], [""])
    post(tessa, give_url)
    assert rules(Assignment.objects.get()) == (None, None, None)


def test_giving_pins_the_newest_statement_and_the_guide(cast, sets, tessa, give_url):
    write(cast, "First.")
    newest = write(cast, "Second.", based_on=1)
    post(tessa, give_url, word_guide_from="100", word_guide_to="200", honesty=newest.pk)
    row = Assignment.objects.get()
    assert rules(row) == (100, 200, newest)
    write(cast, "Third.", based_on=2)
    assert rules(row) == (100, 200, newest)
    after = Entry.objects.get(verb="give").after
    assert (after["word_guide_from"], after["word_guide_to"], after["honesty"]) == (
        100, 200, newest.pk,
    )  # fmt: skip


def test_a_school_without_a_statement_is_told_so(sets, tessa, give_url):
    page = tessa.get(give_url).content.decode()
    assert "Your school has not written a statement yet." in page
    assert 'href="/admin/honesty-statement/"' in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"word_guide_from": "200", "word_guide_to": "100"}, "The guide must end where it begins"),
        ({"word_guide_from": "0"}, "greater than or equal to 1"),
        ({"word_guide_to": "20001"}, "less than or equal to 20000"),
        ({"word_guide_to": "many"}, "Enter a whole number."),
        ({"honesty": "x"}, "Choose a statement of your school."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(cast, sets, tessa, give_url, values, sentence):
    response = post(tessa, give_url, **values)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Assignment.objects.count() == 0


def test_another_schools_statement_is_no_choice(cast, sets, tessa, give_url):
    theirs = write(cast, "CANARY", school=cast.hillside)
    response = post(tessa, give_url, honesty=theirs.pk)
    assert "Choose a statement of your school." in response.content.decode()
    assert "CANARY" not in response.content.decode()
    with pytest.raises(Refusal) as refused:
        hand_out(sets.own, cast.tessa, times(cast.class_8a), rules=WorkRules(honesty=theirs))
    assert refused.value.code == "honesty"
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [(2, 1, "word_guide_to"), (0, None, "word_guide_from"), (None, 20_001, "word_guide_to")],
)
def test_the_verb_refuses_a_guide_out_of_order(cast, sets, low, high, code):
    with pytest.raises(Refusal) as refused:
        hand_out(sets.own, cast.tessa, times(cast.class_8a), rules=WorkRules(low, high))
    assert refused.value.code == code


def test_both_are_changed_where_times_are(cast, sets, tessa):
    first = write(cast, "First.")
    (row,) = hand_out(sets.own, cast.tessa, times(cast.class_8a))
    assert send(tessa, row, word_guide_to="50", honesty=first.pk).status_code == 302
    assert rules(row) == (None, 50, first)
    entry = Entry.objects.get(verb="move_times")
    assert (entry.before["honesty"], entry.after["honesty"]) == (None, first.pk)
    assert (entry.before["word_guide_to"], entry.after["word_guide_to"]) == (None, 50)
    assert send(tessa, row, word_guide_to="", honesty="").status_code == 302
    assert rules(row) == (None, None, None)


def test_a_pinned_version_stays_until_the_newer_is_chosen(cast, sets, tessa):
    first = write(cast, "First.")
    (row,) = hand_out(sets.own, cast.tessa, times(cast.class_8a), rules=WorkRules(honesty=first))
    second = write(cast, "Second.", based_on=1)
    write(cast, "CANARY", school=cast.hillside)
    page = tessa.get(times_url(row)).content.decode()
    assert "Students sign version 1 to hand in, as it has been; there is a newer one" in page
    assert "Students sign version 2 to hand in" in page
    assert send(tessa, row).status_code == 302
    assert rules(row) == (None, None, first)
    assert send(tessa, row, honesty=second.pk).status_code == 302
    assert rules(row) == (None, None, second)


def test_a_guide_out_of_order_changes_nothing(cast, sets, tessa):
    (row,) = hand_out(sets.own, cast.tessa, times(cast.class_8a))
    response = send(tessa, row, word_guide_from="9", word_guide_to="8")
    assert response.status_code == 200
    assert "The guide must end where it begins, or later." in response.content.decode()
    assert rules(row) == (None, None, None)
    assert row.version == 1


def test_changed_meanwhile_shows_what_holds_now(cast, sets, tessa):
    statement = write(cast, "First.")
    (row,) = hand_out(sets.own, cast.tessa, times(cast.class_8a))
    send(tessa, row, word_guide_from="30", honesty=statement.pk)
    response = send(tessa, row, based_on="1")
    assert response.status_code == 409
    page = response.content.decode()
    assert "<dd>A guide: 30 or more.</dd>" in page
    assert "<dd>Version 1</dd>" in page


def test_no_assignment_asks_for_another_schools_statement(cast, sets):
    statement = write(cast, "First.")
    hand_out(sets.own, cast.tessa, times(cast.class_8a), rules=WorkRules(honesty=statement))
    asked = Assignment.objects.filter(honesty__isnull=False)
    assert asked.count() == 1
    for row in asked.select_related("honesty", "school_class"):
        assert row.honesty.school_id == row.school_class.school_id

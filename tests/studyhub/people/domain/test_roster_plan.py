"""A pasted list of names is read line by line, and nothing is written."""

import pytest
from django.utils import timezone

from studyhub.access.refusal import Refusal
from studyhub.people.domain.accounts import create_account, suspend
from studyhub.people.domain.roster_plan import plan_names
from studyhub.people.models import User

RIVERSIDE = "Of Riverside School"


def read(cast, text):
    return plan_names(text, cast.riverside, cast.class_8b)


def only_row(cast, text):
    (row,) = read(cast, text).rows
    return row


@pytest.mark.parametrize(
    ("line", "given", "family", "sign_in_name"),
    [
        ("Ines Duarte", "Ines", "Duarte", "ines.d"),
        ("Maria de la Cruz", "Maria de la", "Cruz", "maria.c"),
        ("Duarte, Ines", "Ines", "Duarte", "ines.d"),
        ("de la Cruz, Maria", "Maria", "de la Cruz", "maria.d"),
        ("Ines;Duarte", "Ines", "Duarte", "ines.d"),
        ("Ines\tDuarte\tinesita", "Ines", "Duarte", "inesita"),
        ("Ines; Duarte; inesita", "Ines", "Duarte", "inesita"),
        ("Ines;Duarte;", "Ines", "Duarte", "ines.d"),
        ("Maria Ana; Cruz Diaz", "Maria Ana", "Cruz Diaz", "maria.c"),
        ("  Ines   Duarte  ", "Ines", "Duarte", "ines.d"),
        ("Ana;de  la   Cruz", "Ana", "de la Cruz", "ana.d"),
        ("Nour", "Nour", "", "nour"),
        ("Nour;", "Nour", "", "nour"),
        ("محمد علي", "محمد", "علي", "محمد.ع"),
        ("=cmd Smith", "=cmd", "Smith", "cmd.s"),
    ],
)
def test_a_line_is_read(cast, line, given, family, sign_in_name):
    row = only_row(cast, line)
    assert row.problems == []
    assert (row.given_name, row.family_name, row.sign_in_name) == (given, family, sign_in_name)
    assert row.existing is None


def test_blank_lines_are_skipped_and_line_numbers_are_those_of_the_paste(cast):
    plan = read(cast, "\ufeff\r\nInes Duarte\r\n \t ;;\r\n\r\nOmar Said\r")
    assert [(row.number, row.given_name) for row in plan.rows] == [(2, "Ines"), (5, "Omar")]
    assert plan.is_ready


def test_an_empty_list_is_not_ready(cast):
    plan = read(cast, " \n\n\t")
    assert plan.rows == []
    assert not plan.is_ready


@pytest.mark.parametrize(
    "line",
    [
        "Anna\x00 Berg",
        "Anna \u202eBerg",
        "Anna \u2066Berg",
        "Anna\u2028Berg",
        "Anna\x0bBerg Carr",
        "Anna\x85Berg Carr",
        "Anna \ud800",
        "\u200b\u200b Berg",
        "a;b;c;d",
        "Berg, Anna, Bella",
        "Berg,",
        ";Berg",
        "x" * 81 + " Berg",
        "Anna;Berg;two words",
        "Anna;Berg;" + "x" * 61,
        "Anna;Berg;<script>",
    ],
)
def test_a_line_that_cannot_be_used_says_so(cast, line):
    plan = read(cast, f"Ines Duarte\n{line}\nOmar Said")
    assert [bool(row.problems) for row in plan.rows] == [False, True, False]
    assert plan.problem_count == 1
    assert not plan.is_ready
    assert all(character.isprintable() for character in plan.rows[1].text)


def test_a_name_twice_in_the_list_is_a_problem(cast):
    plan = read(cast, "Ines Duarte\nDuarte, INES")
    assert [len(row.problems) for row in plan.rows] == [0, 1]
    assert "line 1" in plan.rows[1].problems[0]


def test_two_people_of_one_name_are_told_apart_by_sign_in_names(cast):
    plan = read(cast, "Ines;Duarte;ines.d\nInes;Duarte;ines.du")
    assert plan.is_ready
    assert plan.new_count == 2


def test_a_sign_in_name_twice_in_the_list_is_a_problem(cast):
    plan = read(cast, "Ines;Duarte;ines\nIna;Dahl;INES")
    assert plan.rows[1].problems == ["The same sign-in name stands on line 1."]


def test_suggestions_avoid_each_other_and_names_that_are_typed_below(cast):
    plan = read(cast, "Ines Duarte\nInes Dias\nIda;Dahl;ines.d")
    assert [row.sign_in_name for row in plan.rows] == ["ines.d2", "ines.d3", "ines.d"]


def test_a_namesake_at_the_school_is_a_problem_that_tells_the_way_out(cast):
    row = only_row(cast, f"Alice;{RIVERSIDE}")
    assert row.problems == [
        "Your school has an account of this name. To enroll it, write "
        "Alice; Of Riverside School; alice; for another person, a new sign-in name."
    ]


def test_the_way_out_enrolls_the_account_that_is_there(cast):
    row = only_row(cast, f"Alice; {RIVERSIDE}; ALICE")
    assert (row.problems, row.existing) == ([], cast.alice)


def test_whoever_is_in_the_class_is_a_problem(cast):
    assert len(only_row(cast, f"Carol;{RIVERSIDE}").problems) == 1
    assert only_row(cast, f"Carol;{RIVERSIDE};carol").problems == [
        "This person is in the class already. Take the line out."
    ]


def test_somebody_elses_sign_in_name_is_a_problem(cast):
    assert only_row(cast, "Ines;Duarte;alice").problems == [
        "Somebody else at your school has this sign-in name."
    ]


def test_a_suspended_account_is_a_problem(cast):
    suspend(user=cast.alice, by=cast.sana, at=timezone.now())
    assert only_row(cast, f"Alice;{RIVERSIDE};alice").problems == [
        "This account is suspended. Lift the suspension first."
    ]


def test_the_people_of_another_school_are_not_looked_at(cast):
    create_account(
        school=cast.hillside,
        sign_in_name="ines.d",
        given_name="Ines",
        family_name="Duarte",
        by=None,
        at=timezone.now(),
    )
    row = only_row(cast, "Ines Duarte")
    assert (row.problems, row.sign_in_name) == ([], "ines.d")


@pytest.mark.parametrize("text", ["a b\n" * 301, "x" * 200_001])
def test_a_list_over_the_limit_is_refused_whole(cast, text):
    with pytest.raises(Refusal) as refused:
        read(cast, text)
    assert refused.value.code == "too_long"


@pytest.mark.parametrize("count", [1, 30, 300])
def test_reading_takes_two_queries_at_any_length(cast, count, django_assert_num_queries):
    text = "\n".join(f"Pupil{n} Family{n}" for n in range(count))
    with django_assert_num_queries(2):
        plan = read(cast, text)
    assert plan.new_count == count


def test_reading_writes_nothing(cast):
    before = User.objects.count()
    read(cast, "Ines Duarte")
    assert User.objects.count() == before

"""Where the words of an answer also stand: told of one answer, to whoever may grade it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.cache import caches

from assignments.domain.names import pseudonym
from assignments.models import Assignment
from tests.assignments.allocation.conftest import allocated
from tests.assignments.blind.conftest import names_in
from tests.assignments.grading.conftest import words_of
from tests.assignments.grading.test_queries import queries
from tests.assignments.same_words.conftest import same_words_path
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

FLEET = "the fleet sailed at dawn towards the northern harbor with all its grain"
NOTE = "Words that also stand elsewhere. Both may have quoted the same source."
NONE = "No eight words in a row stand in the essay too, nor in another answer that you may grade."


def places(response) -> list[tuple[str, str]]:
    """Return (in what, address) of every place, in the order of the page."""
    html = response.content.decode()
    found = re.findall(r'<h3>In [^<]*<a href="([^"]+)">([^<]+)</a></h3>', html)
    return [(unescape(words), address.replace("&amp;", "&")) for address, words in found]


def passages(response) -> list[str]:
    found = re.findall(
        r'<dd class="as-typed"[^>]*>(.*?)</dd>', response.content.decode(), re.DOTALL
    )
    return [unescape(words) for words in found]


@pytest.fixture
def work(desk, cast):
    """Return the work of Alice and Bob, who share a passage, and of one who shares none."""
    (third,) = desk.new_students(1)
    return [
        desk.handed_in(cast.alice, {"1": f"I think {FLEET}.", "2": f"Here {FLEET}."}),
        desk.handed_in(cast.bob, {"1": f"As we learned, {FLEET.upper()}!"}),
        desk.handed_in(third, {"1": "Nothing of the kind was written here by anybody, it seems."}),
    ]


def test_both_passages_stand_side_by_side_with_the_way_there(desk, teacher, work):
    response = teacher.get(same_words_path(desk, work[0]))
    there = desk.question_path(work[1], query=f"?work={work[1].pk}&show=all")
    assert places(response) == [("Bob Of Riverside School", there)]
    assert passages(response) == [FLEET, FLEET.upper()]
    assert NOTE in words_of(response)
    assert 'data-summary="Same words elsewhere (1)"' in response.content.decode()
    assert teacher.get(there).status_code == 200


def test_who_shares_nothing_is_told_so(desk, teacher, work):
    response = teacher.get(same_words_path(desk, work[2]))
    assert (places(response), passages(response)) == ([], [])
    assert NONE in words_of(response)


def test_what_stands_in_the_essay_is_told_with_its_paragraph_and_not_of_classmates(
    desk, cast, teacher
):
    paragraph = desk.assignment.edition.paragraphs.select_related("anchor").get(label="6.3")
    quote = " ".join(paragraph.text.split()[:20])
    alice = desk.handed_in(cast.alice, {"1": f"It says {quote}"})
    desk.handed_in(cast.bob, {"1": f"I read {quote}"})
    response = teacher.get(same_words_path(desk, alice))
    lesson = desk.assignment.edition.lesson
    address = f"/lessons/{lesson.pk}/{lesson.slug}/#{paragraph.anchor.name}"
    assert places(response) == [("paragraph 6.3", address)]
    assert passages(response) == [quote.rstrip(".,;:"), quote.rstrip(".,;:")]


def test_the_words_of_the_question_are_no_overlap(desk, cast, teacher):
    text = desk.assignment.questions.get(label="1").text
    work = [desk.handed_in(student, {"1": text}) for student in (cast.alice, cast.bob)]
    assert places(teacher.get(same_words_path(desk, work[0]))) == []


def test_citations_are_no_words(desk, cast, teacher):
    tokens = " ".join(f"[{number}: paragraph 6.{number}]" for number in range(1, 9))
    work = [desk.handed_in(student, {"1": tokens}) for student in (cast.alice, cast.bob)]
    response = teacher.get(same_words_path(desk, work[0]))
    assert NONE in words_of(response)
    assert places(response) == []


def test_only_what_is_handed_in_to_the_same_question_is_compared(desk, cast, teacher):
    alice = desk.handed_in(cast.alice, {"1": FLEET})
    desk.begun(cast.bob, {"1": FLEET})
    (third,) = desk.new_students(1)
    desk.handed_in(third, {"2": FLEET})
    desk.handed_in(third, {"1": FLEET}, desk.given_again())
    assert places(teacher.get(same_words_path(desk, alice))) == []


def test_who_hands_in_other_words_is_no_longer_told(desk, teacher, work):
    path = same_words_path(desk, work[0])
    assert len(places(teacher.get(path))) == 1
    desk.handed_in_again(work[1], "1", "I have written all of it anew, in my own words.")
    assert places(teacher.get(path)) == []


def test_an_assistant_learns_nothing_of_what_is_not_allocated(desk, cast, assistant, work):
    allocated(desk, students=[cast.alice])
    response = assistant.get(same_words_path(desk, work[0]))
    assert places(response) == []
    assert "Bob" not in response.content.decode()
    assert assistant.get(same_words_path(desk, work[1])).status_code == 403
    allocated(desk, labels=["1"], students=[cast.bob])
    assert [name for name, _url in places(assistant.get(same_words_path(desk, work[0])))] == [
        "Bob Of Riverside School"
    ]


def test_under_pseudonyms_no_name_is_told(blind, cast, teacher):
    work = [blind.handed_in(row, {"1": f"So {FLEET}."}) for row in (cast.alice, cast.bob)]
    response = teacher.get(same_words_path(blind, work[0]))
    assert names_in(response) == []
    assert [name for name, _url in places(response)] == [pseudonym(work[1])]
    Assignment.objects.filter(pk=blind.assignment.pk).update(is_blind=False)
    assert names_in(teacher.get(same_words_path(blind, work[0]))) == [
        "Zephyrine",
        "Quillfeather",
        "Thaddeus",
        "Okonkwo",
    ]


def test_it_stands_on_no_other_page(desk, cast, teacher, work):
    for path in (
        desk.question_path(work[2]),
        desk.board_path(),
        f"/admin/gradebook/{cast.class_8a.pk}/",
        f"/admin/assignments/assignment/{desk.assignment.pk}/results/",
    ):
        html = teacher.get(path).content.decode()
        assert "Same words elsewhere (" not in html
    asked = teacher.get(desk.question_path(work[0])).content.decode()
    assert f'<details class="looked-up" data-fetched="{same_words_path(desk, work[0])}">' in asked
    assert FLEET.upper() not in asked


@pytest.mark.parametrize("name", ["alice", "bob", "carol", "theo", "fiona", "asif", "sana", "sue"])
def test_nobody_else_is_told(desk, cast, work, name):
    response = signed_in(getattr(cast, name)).get(same_words_path(desk, work[0]))
    assert response.status_code == (403 if name in {"asif", "sue"} else 404)


def test_nothing_of_a_text_and_no_name_is_kept(desk, teacher, work):
    caches["process"].clear()
    teacher.get(same_words_path(desk, work[0]))
    kept = repr(caches["process"]._cache)
    assert "same-words-" in kept
    assert [word for word in ("fleet", "FLEET", "Bob", work[1].pk) if word in kept] == []


# With session and user; the second look finds what is kept. Alone there are no texts to fetch.
@pytest.mark.parametrize(("students", "expected"), [(1, [9, 8]), (3, [10, 9]), (30, [10, 9])])
def test_it_costs_the_same(desk, cast, teacher, students, expected):
    people = [cast.alice, *desk.new_students(students - 1)]
    work = [desk.handed_in(row, {"1": f"So {FLEET}."}) for row in people]
    path = same_words_path(desk, work[0])
    assert [queries(teacher, path) for _ in range(2)] == expected

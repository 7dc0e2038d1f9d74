"""The word guide: advice beside the word count, and never anything more."""

import pytest
from django.db import IntegrityError, transaction

from assignments.domain.giving.work_rules import word_guide_words
from assignments.models import Assignment
from tests.conftest import signed_in

from .conftest import begin, give
from .pages import words_of


@pytest.fixture
def guided(work):
    Assignment.objects.filter(pk=work.assignment.pk).update(word_guide_from=2, word_guide_to=200)
    return work


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        (None, None, ""),
        (100, 200, "A guide: 100 to 200."),
        (100, None, "A guide: 100 or more."),
        (None, 1500, "A guide: up to 1,500."),
        (150, 150, "A guide: about 150."),
    ],
)
def test_the_guide_in_words(low, high, sentence):
    assert word_guide_words(Assignment(word_guide_from=low, word_guide_to=high)) == sentence


def test_it_stands_beside_each_count_while_writing(alice, guided):
    guided.write("1", "Five words are written here.")
    response = alice.get(guided.path)
    page = words_of(response)
    assert "5 words . A guide: 2 to 200." in page
    assert page.count("A guide: 2 to 200.") == 3
    html = response.content.decode()
    assert '<span data-words>5 words</span>. <span id="w-1">A guide: 2 to 200.</span>' in html
    assert 'aria-describedby="f-1 w-1 "' in html


def test_it_stands_beside_each_count_on_the_last_look(alice, guided):
    guided.write("1", "Five words are written here.")
    page = words_of(alice.get(f"{guided.path}review/"))
    assert "5 words. A guide: 2 to 200." in page
    assert "0 words. A guide: 2 to 200." in page


def test_a_citation_is_no_word(alice, guided):
    guided.write("1", "Two words [1: paragraph 1.1]")
    assert "2 words. A guide: 2 to 200." in words_of(alice.get(f"{guided.path}review/"))


def test_it_stops_nobody(alice, guided):
    guided.write("1", "One")
    seen = alice.get(f"{guided.path}review/").content.decode()
    assert "notice-danger" not in seen
    guided.hand_in()
    assert guided.attempt.submitted_at is not None


def test_it_is_told_before_the_start(cast):
    assignment = give(cast.class_8a, cast.tessa, word_guide_from=100)
    page = words_of(signed_in(cast.bob).get(f"/assignments/{assignment.pk}/"))
    assert "Words for each answer. A guide: 100 or more. It is advice, no limit." in page


def test_without_a_guide_no_page_speaks_of_one(alice, work):
    work.write("1", "Five words are written here.")
    for tail in ("", "review/"):
        assert "A guide" not in words_of(alice.get(work.path + tail))


@pytest.mark.parametrize(("low", "high"), [(200, 100), (0, 100), (None, 0), (0, None)])
def test_the_database_keeps_it_in_order(given, low, high):
    with pytest.raises(IntegrityError, match="word_guide"), transaction.atomic():
        Assignment.objects.filter(pk=given.pk).update(word_guide_from=low, word_guide_to=high)


def test_it_changes_nothing_of_the_grading_and_no_byte_of_the_receipt(cast, alice):
    with_guide = begin(give(cast.class_8a, cast.tessa, word_guide_to=1), cast.alice)
    with_guide.write("1", "Far too many words.")
    with_guide.hand_in()
    assert "guide" not in words_of(alice.get(f"{with_guide.path}receipt/1/"))

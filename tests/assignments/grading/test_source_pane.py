"""The source beside an answer opens at what it cites and at what the guide expects."""

from __future__ import annotations

import pytest

from assignments.domain.grading.sheet import sheet_of
from assignments.domain.grading.source_pane import _pieces
from tests.assignments.grading.conftest import words_of
from tests.assignments.results.conftest import citing

pytestmark = pytest.mark.django_db


def places(desk, work):
    (leaf,) = sheet_of(work, desk.answer(work).question).leaves
    return [(place.label, place.role, place.cited) for place in leaf.source]


def test_what_is_cited_comes_first_in_reading_order_then_what_the_guide_names(desk, cast):
    work = citing(desk, cast.alice, {"1": ["6.3", "1.1", "munich-agreement"]})
    expected = [place for place in places(desk, desk.handed_in(cast.bob)) if place[0] != "1.1"]
    assert places(desk, work) == [
        ("1.1", "Answers the question", "cited [2]"),
        ("6.3", "", "cited [1]"),
        *expected,
    ]
    assert len(expected) > 1


def test_the_page_marks_the_words_cited_and_says_what_is_not(desk, cast, teacher):
    work = citing(desk, cast.alice, {"1": ["1.1"]})
    page = teacher.get(desk.question_path(work, query=f"?work={work.pk}"))
    assert page.content.decode().count('<mark class="passage">') == 1
    assert "1.1 cited [1] , answers the question" in words_of(page)
    assert "Answers the question, not cited" in words_of(page)


def test_without_citations_nothing_is_said_of_them(desk, cast, teacher):
    work = desk.handed_in(cast.alice)
    page = teacher.get(desk.question_path(work, query=f"?work={work.pk}"))
    assert "Answers the question" in words_of(page)
    assert "not cited" not in words_of(page)


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("abcdef", False)]),
        ([(1, 3)], [("a", False), ("bc", True), ("def", False)]),
        ([(1, 3), (2, 5)], [("a", False), ("bcde", True), ("f", False)]),
        ([(0, 6)], [("abcdef", True)]),
    ],
)
def test_overlapping_passages_are_marked_once(spans, pieces):
    assert _pieces("abcdef", spans) == pieces

"""Clutter by its company: titles above counts, teasers, lists and where they end."""

import pytest

from lessons.importing.documents.blocks import Block
from lessons.importing.documents.guessing.clutter import find_clutter

ESSAY = (
    "Every government of the republic wanted to change the treaty, and they differed in how they "
    "meant to do it and in whom they asked for help."
)
OPEN = (
    "And so the alliance that everybody had feared came about at last. Nobody spoke; the whole "
    "of Europe held its breath and waited…"
)
TEASER = (
    "Stalin rose to power after the death of Lenin by using his position as General Secretary..."
)


def kept(*lines: str) -> list[str]:
    """Return the lines that are no clutter."""
    found = find_clutter([Block(line, f"line {i}") for i, line in enumerate(lines)])
    return [line for i, line in enumerate(lines) if i not in found]


def test_a_list_of_other_documents_is_set_aside_whole():
    entries = [
        "Related Documents",
        "The Treaty of Versailles and Its Consequences",
        "1,234 words · 5 pages",
        TEASER,
        "Hyperinflation in Germany",
        "Words: 912 Pages: 4",
    ]
    assert kept(ESSAY, *entries, ESSAY) == [ESSAY, ESSAY]
    assert kept(ESSAY, *entries) == [ESSAY]


def test_a_list_ends_where_questions_begin():
    lines = ["Best Essays", "Cold War", "1,234 words", "ANALYSIS QUESTIONS", "1. Why?"]
    assert kept(ESSAY, *lines) == [ESSAY, "ANALYSIS QUESTIONS", "1. Why?"]


def test_a_heading_of_the_essays_own_after_a_list_stays():
    lines = ["Related Documents", "The Cold War", "1,234 words · 5 pages", "Conclusion", ESSAY]
    assert kept(ESSAY, *lines) == [ESSAY, "Conclusion", ESSAY]


@pytest.mark.parametrize(
    "entry",
    [
        ["Locarno", "1055 Words", "5 Pages"],
        ["Locarno", TEASER, "1055 Words 5 Pages"],
        ["Who Won at Locarno?", "1055 Words 5 Pages", TEASER],
        ["Better Essays", "Locarno", "1055 Words", "5 Pages", TEASER, "Read More"],
        ["Cold War Essay"],
        ["Locarno Research Paper"],
    ],
)
def test_an_entry_is_known_without_a_head_above_it(entry):
    assert kept("Weimar", ESSAY, *entry, ESSAY) == ["Weimar", ESSAY, ESSAY]


def test_a_title_above_the_documents_own_count_is_its_title():
    assert kept("Weimar Foreign Policy", "1,456 words · 6 pages", ESSAY) == [
        "Weimar Foreign Policy",
        ESSAY,
    ]
    assert kept("Home > Essays > Weimar", "Weimar Essay", "Words: 1,456", ESSAY) == [
        "Weimar Essay",
        ESSAY,
    ]


def test_a_list_above_the_documents_own_title():
    lines = ["Related Documents", "Locarno", "912 words", "Ruhr", "300 words", "Weimar", ESSAY]
    assert kept(*lines) == ["Weimar", ESSAY]


@pytest.mark.parametrize(
    "around",
    [
        ([ESSAY], [ESSAY]),
        ([ESSAY], []),
        ([ESSAY], ["Related Documents", "Locarno", "912 words"]),
        ([ESSAY], ["ANALYSIS QUESTIONS", "1. Why?"]),
        (["Weimar", "1,456 words"], [ESSAY]),
    ],
)
def test_a_genuine_paragraph_may_end_in_an_ellipsis(around):
    before, after = around
    assert OPEN in kept(*before, OPEN, *after)


@pytest.mark.parametrize(
    "teaser",
    [
        "The League of Nations was founded after the war in order to...",
        "It failed because of the…",
        "…of the rise of Hitler in Germany.",
        "was a period of tension between the two powers…",
        "The League of Nations was founded in 1920 … Read more",
        "The League of Nations was founded in 1920 [...]  (more)",
    ],
)
def test_a_teaser_is_known_by_where_it_was_cut(teaser):
    assert kept(ESSAY, teaser, ESSAY) == [ESSAY, ESSAY]


def test_teasers_in_a_row_are_a_list():
    other = "The Rapallo treaty frightened the victors more than any army of theirs..."
    assert kept(ESSAY, TEASER, other, ESSAY) == [ESSAY, ESSAY]


def test_a_sentence_after_a_colon_may_begin_small_and_stay_open():
    lines = ["He said to the assembled delegates of the powers:", "and yet it moves…", ESSAY]
    assert kept(ESSAY, *lines) == [ESSAY, *lines]


def test_a_whole_sentence_under_an_entry_belongs_to_it():
    lines = ["Related Documents", "Locarno", "912 words", "It was signed by seven states.", "Ruhr"]
    assert kept(ESSAY, *lines, "300 words") == [ESSAY]


def test_a_marked_question_is_never_a_title_of_a_list():
    lines = ["QUESTIONS", "1. Why did it fail?", "a) Who gained?", "1,234 words · 5 pages"]
    assert kept(ESSAY, *lines) == [ESSAY, *lines[:3]]

"""Years that do not go with their event: true sentences are left alone, wrong ones are found."""

import time

import pytest

from assignments.domain.answering.checks.before_hand_in import MOST_OF_ANSWER, MOST_OF_WORK
from assignments.domain.answering.checks.chronology import MOST_FOUND
from tests.assignments.checks import lessons, sentences

from .lessons import found

BUILT_IN = lessons.built_in()
ANCIENT = lessons.chronology(lessons.ANCIENT)
FUZZY = lessons.chronology(lessons.FUZZY)


def cases(lesson, rows):
    return [(lesson, *row) for row in rows]


def test_the_tables_are_as_long_as_they_should_be():
    assert len(sentences.TRUE) >= 350
    assert len(sentences.WRONG) >= 45
    assert len({key for _text, _written, key in sentences.WRONG}) >= 25


@pytest.mark.parametrize("text", [*sentences.TRUE, *sentences.PASSED_OVER])
def test_a_true_sentence_is_left_alone(text):
    assert found(BUILT_IN, text) == []


@pytest.mark.parametrize(("text", "written", "key"), sentences.WRONG)
def test_a_wrong_year_is_found_with_its_event(text, written, key):
    assert found(BUILT_IN, text) == [(written, key)]


@pytest.mark.parametrize(
    ("lesson", "text"),
    [
        *((ANCIENT, text) for text in lessons.ANCIENT_TRUE),
        *((FUZZY, t) for t in lessons.FUZZY_TRUE),
    ],
)
def test_other_lessons_are_left_alone_too(lesson, text):
    assert found(lesson, text) == []


@pytest.mark.parametrize(
    ("lesson", "text", "written", "key"),
    [*cases(ANCIENT, lessons.ANCIENT_WRONG), *cases(FUZZY, lessons.FUZZY_WRONG)],
)
def test_wrong_years_are_found_in_other_lessons(lesson, text, written, key):
    assert found(lesson, text) == ([(written, key)] if key else [])


def test_nothing_is_found_in_what_the_lesson_itself_says():
    texts = [*BUILT_IN._essay, *(event.told for event in BUILT_IN._events)]
    assert [(text, found(BUILT_IN, text)) for text in texts if found(BUILT_IN, text)] == []
    assert len(texts) > 120


def test_every_event_may_be_told_with_its_own_year():
    wrong = []
    for event in BUILT_IN._events:
        for year in range(event.first, event.last + 1):
            for text in (f"In {year} {event.title}.", f"{event.title} in {year}."):
                wrong += [(text, one) for one in found(BUILT_IN, text)]
    assert wrong == []


def test_the_date_is_worded_as_on_the_timeline():
    (one,) = BUILT_IN.findings("The Treaty of Rapallo was signed in 1919.")
    assert (one.written, one.event.words, one.against) == ("1919", "16 April 1922", None)
    (one,) = ANCIENT.findings("In 42 BCE senators murdered Caesar.")
    assert one.event.words == "15 March 44 BCE (Julian)"
    (one,) = BUILT_IN.findings("The Treaty of Rapallo was signed after the Wall Street crash.")
    assert one.against is not None
    assert one.against.words == "24\u201329 October 1929"


def test_the_same_is_told_once_and_the_list_is_short():
    assert found(BUILT_IN, "The Treaty of Rapallo was signed in 1919. " * 3) == [
        ("1919", "rapallo-treaty")
    ]
    many = " ".join(f"The Treaty of Rapallo ({year}) came." for year in range(1923, 1940))
    assert len(found(BUILT_IN, many)) == MOST_FOUND


def test_lessons_in_other_languages_and_without_events_find_nothing():
    german = lessons.chronology(lessons.FUZZY, language="de-AT")
    text = "The Peterloo Massacre took place in 1822."
    assert found(german, text) == []
    assert found(lessons.chronology([]), text) == []
    assert found(FUZZY, text) == [("1822", "peterloo")]


@pytest.mark.parametrize(
    "piece",
    [
        "The Treaty of Rapallo was signed in 1919. ",
        "Treaty of Rapallo (1919) " * 15 + ". ",
        "in 1919 (",
        "1919-",
        "before the Treaty of Rapallo ",
        "Treaty of ",
        "A. ",
        "\u201c",
    ],
)
def test_a_hostile_answer_takes_little_time(piece):
    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    begun = time.process_time()
    for start in range(0, MOST_OF_WORK, MOST_OF_ANSWER):
        BUILT_IN.findings(text[start : start + MOST_OF_ANSWER])
    assert time.process_time() - begun < 2  # well under one where nothing else runs

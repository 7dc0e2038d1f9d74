"""Quoted words: what counts as a quote, where it stands, and what supports it."""

import time

import pytest

from assignments.domain.answering.checks.places import Place, ReadingMatter, sentences_of
from assignments.domain.answering.checks.quoted import quotes_in
from assignments.domain.answering.checks.uncited_quotes import (
    MOST_FOUND,
    Cited,
    UncitedQuote,
    uncited_quotes,
)

HILLS = Place("1.1", "s1-1")
MOUTH = Place("1.2", "s1-2")
FLOOD = Place("The flood", "event-flood", is_event=True)
MATTER = ReadingMatter(
    [
        (HILLS, "Rivers rise in hills\u2014and they don\u2019t stop there, as everyone knows."),
        (MOUTH, "At the mouth the river slows. It drops its load, and a \u201cdelta\u201d grows."),
        (FLOOD, "Water everywhere in the town."),
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He says \u201crivers rise in hills\u201d.", ["rivers rise in hills"]),
        ('He says "rivers rise in hills".', ["rivers rise in hills"]),
        ("\u201erivers rise in hills\u201c steht da", ["rivers rise in hills"]),
        ("\u201erivers rise in hills\u201d stoi tam", ["rivers rise in hills"]),
        ("\u201drivers rise in hills\u201d st\u00e5r det", ["rivers rise in hills"]),
        ("\u00ab rivers rise in hills \u00bb dit-il", ["rivers rise in hills"]),
        ("\u00bbrivers rise in hills\u00ab steht da", ["rivers rise in hills"]),
        ("\u2039rivers rise in hills\u203a", ["rivers rise in hills"]),
        ("It says \u2018rivers rise in hills\u2019.", ["rivers rise in hills"]),
        ("It says 'rivers rise in hills'.", ["rivers rise in hills"]),
        ("It says 'they don't rise in hills'.", ["they don't rise in hills"]),
        ("It says \u2018the rivers\u2019 mouths grow slowly\u2019.",
         ["the rivers\u2019 mouths grow slowly"]),
        ('"one two three" and "four five six"', ["one two three", "four five six"]),
        ('("one two three")', ["one two three"]),
        ('He wrote "the \'delta\' of the river" there', ["the 'delta' of the river"]),
        ('"Rise," he said, "in the hills"', ["in the hills"]),
        # no quotes
        ('the "delta" and "two words"', []),
        ("The workers' wages and the peasants' grain fell.", []),
        ("the workers\u2019 wages and the peasants\u2019 grain fell", []),
        ("It's the river's mouth that doesn't move, isn't it?", []),
        ("'Twas the season of the peasants' great revolt", []),
        ("In the '20s and the '30s the rivers' mouths grew", []),
        ("rock 'n' roll is the people's music of '68", []),
        ('a 5" pipe and a 6" pipe of the same make', []),
        ('He opened "and never closed it at all', []),
        ('"one two\nthree four"', []),
        ('"' + "word " * 400 + '"', []),
        ("", []),
    ],
)  # fmt: skip
def test_quotes_in(text, words):
    assert [quote.words for quote in quotes_in(text)] == words


def test_a_quote_knows_where_it_stands():
    text = "First.\nThen \u201cone two three\u201d came."
    (quote,) = quotes_in(text)
    assert text[quote.start : quote.end] == "\u201cone two three\u201d"


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("rivers rise in hills", [HILLS]),
        ("Rivers rise in hills,", [HILLS]),
        ("RIVERS  rise\u00a0in hills - and they", [HILLS]),
        ("they don't stop there", [HILLS]),
        ("a 'delta' grows", [MOUTH]),
        ("At the mouth \u2026 a delta grows", [MOUTH]),
        ("At the mouth ... a delta grows", [MOUTH]),
        ("At the mouth [...] drops its load", [MOUTH]),
        ("\u2026it drops its load\u2026", [MOUTH]),
        ("[It] drops its load", [MOUTH]),
        ("a delta grows ... At the mouth", []),
        ("iver rises in hill", []),
        ("everyone knows. At the mouth", [HILLS]),
        ("water everywhere in the town", [FLOOD]),
        ("rivers rise in mountains", []),
        ("...", []),
    ],
)
def test_where_words_stand(quote, places):
    assert MATTER.places_of(quote) == places


TEXT = "Rivers rise in hills. They don\u2019t stop there! As everyone knows, they grow."


@pytest.mark.parametrize(
    ("quote", "numbers"),
    [
        ("rivers rise in hills", (1, 1)),
        ("Rivers rise in hills. They don't stop there! As everyone knows, they grow.", (1, 3)),
        ("in hills. They don't stop", (1, 2)),
        ("as everyone knows", (3, 3)),
        ("they grow", (3, 3)),
        ("Rivers rise \u2026 they grow", (1, 3)),
        ("rivers fall in hills", None),
        ("...", None),
    ],
)
def test_which_sentences_hold_a_quote(quote, numbers):
    assert sentences_of(quote, TEXT) == numbers


CITED = [Cited(1, "s1-1", "Rivers rise in hills"), Cited(2, "s1-2", "It drops its load")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Rivers rise in hills".', [UncitedQuote("Rivers rise in hills", HILLS)]),
        ('"Made up by me".', [UncitedQuote("Made up by me", None)]),
        ('"Water everywhere in the town"', [UncitedQuote("Water everywhere in the town", FLOOD)]),
        # a token in the sentence, behind the stop, or anywhere for the same paragraph
        ('"Made up by me" [1: paragraph 1.1].', []),
        ('[1: paragraph 1.1] says "made up by me".', []),
        ('It is "made up by me." [1: paragraph 1.1] And so on.', []),
        ('It is "made up by me". [1: paragraph 1.1]', []),
        ('"Rivers rise in hills". So it is [1: paragraph 1.1].', []),
        ('"They don\'t stop there". So it is [1: paragraph 1.1].', []),
        # a token of another sentence, paragraph, line or number supports nothing
        ('So it is [2: paragraph 1.2] now. He says "made up by me" there.',
         [UncitedQuote("made up by me", None)]),
        ('"Rivers rise in hills". So it is here [2: paragraph 1.2].',
         [UncitedQuote("Rivers rise in hills", HILLS)]),
        ('He says "made up by me".\n[2: paragraph 1.2] says more.',
         [UncitedQuote("made up by me", None)]),
        ('"Rivers rise in hills" [7: paragraph 1.1].',
         [UncitedQuote("Rivers rise in hills", HILLS)]),
        # the same words twice are told once; those of the question need no citation
        ('"Made up by me" or "made up, by me".', [UncitedQuote("Made up by me", None)]),
        ('The question is "where do rivers rise".', []),
    ],
)  # fmt: skip
def test_uncited_quotes(text, found):
    known = ["Where do rivers rise?"]
    assert uncited_quotes(text, cited=CITED, matter=MATTER, known=known) == found


def test_the_list_is_short():
    text = " ".join(f'"quote of number {number}"' for number in range(30))
    assert len(uncited_quotes(text, cited=[], matter=MATTER)) == MOST_FOUND


@pytest.mark.parametrize(
    "piece",
    [
        '"rivers rise in" ', '"', "\u201c", " '", "'a b c' ", "\u201ca b c ... ", "[1: a] ",
        '"a b c" [1: a]. ', "[1: a]", " \u2018a\u2019s ", '"a \u2026 b \u2026 c" ', ". ",
    ],
)  # fmt: skip
def test_a_hostile_answer_takes_little_time(piece):
    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    begun = time.process_time()
    uncited_quotes(text[:60_000], cited=CITED, matter=MATTER)
    assert time.process_time() - begun < 2  # a tenth of a second where nothing else runs

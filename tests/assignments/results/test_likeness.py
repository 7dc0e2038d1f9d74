"""Alike answers in a row, and the passages that answers share."""

import random
import time

import pytest

from assignments.domain.grading.likeness import by_likeness
from assignments.domain.grading.overlap import Overlaps
from assignments.domain.grading.shingles import Words

WORDS = [f"{a}{b}{c}" for a in "bdfgk" for b in ("an", "er", "il", "om") for c in "abcdefghij"]
COMMON = "the soviet state wanted both revolution and peace because"
LONG = "a ruined country needed help and so its diplomats had to be polite to their enemies"


def written(seed: int, length: int = 120) -> str:
    """Return words of somebody's own, with what everybody writes."""
    dice = random.Random(seed)
    return f"{COMMON} {' '.join(dice.choice(WORDS) for _ in range(length))}"


def planted() -> dict[int, str]:
    """Sixty answers of their own, with four taken from others: whole, reworded, in part."""
    texts = {i: written(i) for i in range(60)}
    texts[41] = texts[7]
    texts[23] = texts[50].upper().replace(" ", "  ", 30)
    dice = random.Random(5)
    texts[12] = " ".join(
        word if dice.random() < 0.85 else dice.choice(WORDS) for word in texts[33].split()
    )
    texts[58] = f"{written(900, 60)} {' '.join(texts[19].split()[40:110])}"
    return texts


@pytest.mark.parametrize("pair", [(7, 41), (23, 50), (12, 33), (19, 58)])
def test_planted_copies_stand_beside_each_other(pair):
    order = by_likeness(planted())
    assert sorted(order) == list(range(60))
    assert abs(order.index(pair[0]) - order.index(pair[1])) == 1


def test_groups_stay_together_and_the_largest_comes_first():
    texts = {
        "a": "genoa was a conference about debts and trade in italy",
        "b": "the comintern spread revolution through foreign parties",
        "c": "a conference about debts and trade was held at genoa",
        "d": "",
        "e": "revolution was spread by the comintern through parties",
        "f": "genoa was a conference on trade and debts",
        "g": " \u200b",
    }
    assert by_likeness(texts)[:3] == ["c", "a", "f"]
    assert set(by_likeness(texts)[3:5]) == {"b", "e"}
    assert by_likeness(texts)[5:] == ["d", "g"]


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "x"}, {"a": "x", "b": "", "c": "x"}])
def test_small_sets_are_ordered_too(texts):
    assert sorted(by_likeness(texts)) == sorted(texts)
    assert by_likeness(texts) == by_likeness(texts)


def test_a_class_that_wrote_one_text_is_one_row():
    assert by_likeness(dict.fromkeys(range(9), LONG) | {9: written(1)})[-1] == 9


def test_words_are_folded_and_tokens_are_none_of_them():
    found = Words("“Don’t” [1: paragraph 6.3] STRASSE ﬁne")
    assert found.words == ["don't", "strasse", "fine"]
    assert found.text[slice(*found.span(0, 1))] == "Don’t” [1: paragraph 6.3] STRASSE"


def test_only_planted_passages_are_shared():
    texts = planted()
    overlaps = Overlaps(texts, question=COMMON)
    found = {key: [shared.other for shared in overlaps.with_classmates(key)] for key in texts}
    assert {key: others for key, others in found.items() if others} == {
        7: [41], 41: [7], 23: [50], 50: [23], 12: [33], 33: [12], 19: [58], 58: [19],
    }  # fmt: skip


def test_a_shared_passage_is_told_with_both_places():
    one = f"I think: {LONG}. So it was."
    other = f"In my view, {LONG.upper()}, and more."
    (shared,) = Overlaps({"one": one, "other": other}).with_classmates("one")
    (span,) = shared.spans
    assert (shared.other, one[span.start : span.end]) == ("other", LONG)
    assert other[span.other_start : span.other_end] == LONG.upper()


def test_two_passages_are_two_spans():
    first, second = (written(seed, 12).removeprefix(f"{COMMON} ") for seed in (3, 4))
    one, other = f"{first} between {second}", f"{second} then {first}"
    (shared,) = Overlaps({1: one, 2: other}).with_classmates(1)
    assert [one[span.start : span.end] for span in shared.spans] == [first, second]


@pytest.mark.parametrize("taken_from", ["essay", "question"])
def test_what_both_have_from_the_essay_or_the_question_is_no_overlap(taken_from):
    texts = {1: f"As it says, {LONG}, I agree.", 2: f"My quote: {LONG}. Not so."}
    overlaps = Overlaps(texts, **{taken_from: f"Before. {LONG.capitalize()}. After."})
    assert overlaps.with_classmates(1) == []
    assert Overlaps(texts).with_classmates(1) != []


def test_what_an_answer_has_from_the_essay_is_told_apart():
    essay = f"Before. {LONG.capitalize()}. After."
    answer = f"As it says, {LONG}, I agree."
    (span,) = Overlaps({1: answer, 2: "Own words."}, essay=essay).with_essay(1)
    assert answer[span.start : span.end] == LONG
    assert essay[span.other_start : span.other_end] == LONG.capitalize()
    assert Overlaps({1: answer}, essay=essay).with_essay(1) == [span]


def test_seven_words_in_common_are_nothing():
    texts = {1: "a b c d e f g one two", 2: "three a b c d e f g four"}
    assert Overlaps(texts).with_classmates(1) == []
    texts = {1: "a b c d e f g h two", 2: "three a b c d e f g h"}
    assert len(Overlaps(texts).with_classmates(1)) == 1


def test_a_text_that_all_have_is_told_with_eight_others():
    overlaps = Overlaps(dict.fromkeys(range(30), LONG))
    assert [len(overlaps.with_classmates(i)) for i in (0, 4, 29)] == [8, 8, 9]


@pytest.mark.parametrize("kind", ["own words", "one text", "few words"])
def test_three_hundred_long_answers_are_compared_in_time(kind):
    dice = random.Random(8)
    words = WORDS[:60] if kind == "few words" else WORDS * 8
    texts = {i: " ".join(dice.choice(words) for _ in range(500)) for i in range(300)}
    if kind == "one text":
        texts = dict.fromkeys(texts, texts[0])
    begun = time.thread_time()
    by_likeness(texts)
    ordered = time.thread_time()
    overlaps = Overlaps(texts, essay=" ".join(texts[i] for i in range(5)))
    for key in texts:
        overlaps.with_classmates(key)
        overlaps.with_essay(key)
    assert (ordered - begun, time.thread_time() - ordered) < (2, 2)

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.domain.matching import Kind, Match, fresh_anchors, match_paragraphs

TREATY = "In the spring of 1922 two outsiders met at Rapallo and agreed to trade with each other."
BANK = "The bank of the republic printed notes until a loaf cost more than a house had before."
FLEET = "Sailors of the northern fleet refused to leave port, and the officers went ashore."
HARVEST = "A dry summer left the granaries of the south empty, so that bread was given by card."
ALL = [TREATY, BANK, FLEET, HARVEST]


def numbered(texts) -> list[tuple[str, str]]:
    return [(f"s1-{number}", text) for number, text in enumerate(texts, start=1)]


def found(old, new, **options) -> list[tuple[str, str]]:
    """Return each new paragraph's kind and anchor."""
    matches = match_paragraphs(numbered(old), new, **options)
    return [(match.kind.value, match.anchor) for match in matches]


def test_the_same_text_keeps_its_anchors():
    assert found(ALL, ALL) == [("same", f"s1-{n}") for n in (1, 2, 3, 4)]


def test_spaces_and_composed_letters_do_not_count():
    assert found(["A  café\nnoir"], ["A cafe\u0301 noir"]) == [("same", "s1-1")]


def test_moved_paragraphs_keep_their_anchors():
    assert found(ALL, [HARVEST, TREATY, FLEET, BANK]) == [
        ("same", "s1-4"),
        ("same", "s1-1"),
        ("same", "s1-3"),
        ("same", "s1-2"),
    ]


def test_a_new_paragraph_between_others_is_new():
    assert found([TREATY, BANK], [TREATY, FLEET, BANK]) == [
        ("same", "s1-1"),
        ("new", ""),
        ("same", "s1-2"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TREATY, TREATY.replace("two outsiders", "Germany and Soviet Russia")),
        (TREATY, TREATY + " The others were surprised."),
        (TREATY, "At last. " + TREATY.replace("spring", "April")),
        ("It ends.", "It ends well."),
    ],
)
def test_an_edited_paragraph_keeps_its_anchor(old, new):
    assert found([BANK, old, FLEET], [BANK, new, FLEET])[1] == ("edited", "s1-2")


def test_an_edited_and_moved_paragraph_keeps_its_anchor():
    edited = TREATY.replace("two outsiders", "Germany and Soviet Russia")
    assert found(ALL, [BANK, FLEET, HARVEST, edited])[3] == ("edited", "s1-1")


def test_a_paragraph_that_was_split_is_for_a_person_to_decide():
    first, second = TREATY + " " + BANK, FLEET
    old = [HARVEST, first, second]
    matches = match_paragraphs(numbered(old), [HARVEST, TREATY, BANK, FLEET])
    assert [match.kind for match in matches] == [Kind.SAME, Kind.UNCLEAR, Kind.UNCLEAR, Kind.SAME]
    assert [match.candidates for match in matches[1:3]] == [("s1-2",), ("s1-2",)]
    assert [match.anchor for match in matches[1:3]] == ["s1-2", ""]


def test_paragraphs_that_were_joined_are_for_a_person_to_decide():
    matches = match_paragraphs(numbered(ALL), [TREATY + " " + BANK, FLEET, HARVEST])
    assert matches[0] == Match(Kind.UNCLEAR, "s1-1", ("s1-1", "s1-2"))


def test_a_large_part_of_a_split_paragraph_is_clear():
    whole = f"{TREATY} {BANK} {FLEET}"
    assert found([HARVEST, whole], [HARVEST, f"{TREATY} {BANK}", FLEET]) == [
        ("same", "s1-1"),
        ("edited", "s1-2"),
        ("new", ""),
    ]


def test_a_paragraph_written_anew_in_its_place_is_asked_about_and_taken_for_new():
    matches = match_paragraphs(numbered([TREATY, BANK, FLEET]), [TREATY, HARVEST, FLEET])
    assert matches[1] == Match(Kind.UNCLEAR, "", ("s1-2",))


def test_an_essay_written_anew_is_new_throughout():
    assert found([TREATY, BANK], [FLEET, HARVEST, "More."]) == [("new", "")] * 3


def test_repeated_paragraphs_keep_their_neighbors():
    old = ["* * *", TREATY, "* * *", BANK, "* * *"]
    assert found(old, [TREATY, "* * *", BANK, "* * *"]) == [
        ("same", "s1-2"),
        ("same", "s1-3"),
        ("same", "s1-4"),
        ("same", "s1-5"),
    ]
    assert found(old, ["* * *", TREATY, BANK, "* * *"]) == [
        ("same", "s1-1"),
        ("same", "s1-2"),
        ("same", "s1-4"),
        ("same", "s1-5"),
    ]


def test_a_paragraph_that_comes_back_word_for_word_gets_its_anchor_back():
    earlier = [("s1-7", HARVEST), ("s1-8", HARVEST)]
    assert found([TREATY], [TREATY, HARVEST], earlier=earlier) == [
        ("same", "s1-1"),
        ("same", "s1-7"),
    ]
    assert found([TREATY], [TREATY, HARVEST + " Twice."], earlier=earlier)[1] == ("new", "")


def test_texts_without_spaces_between_words_are_compared_by_character():
    old = ["一九二二年の春、二つの国がラパッロで条約に署名した。", "銀行は紙幣を刷り続けた。"]
    new = ["一九二二年の春、二つの国がラパッロで新しい条約に署名した。", "銀行は紙幣を刷り続けた。"]
    assert found(old, new) == [("edited", "s1-1"), ("same", "s1-2")]


def words(chance: random.Random, count: int) -> str:
    return " ".join(f"w{chance.randrange(4000)}" for _ in range(count))


@pytest.mark.parametrize(("paragraphs", "length"), [(500, 100), (2000, 25)])
def test_fifty_thousand_words_with_every_paragraph_edited_are_all_found(paragraphs, length):
    chance = random.Random(paragraphs)
    old = [words(chance, length) for _ in range(paragraphs)]
    new = [f"{text.rsplit(' ', 2)[0]} and more" for text in old]
    chance.shuffle(order := list(range(paragraphs)))
    matches = match_paragraphs(numbered(old), [new[i] for i in order])
    assert [match.anchor for match in matches] == [f"s1-{i + 1}" for i in order]


TEXTS = st.lists(st.text("abc de", min_size=1, max_size=30), max_size=12)


@given(TEXTS, TEXTS, TEXTS)
def test_no_anchor_is_given_twice_and_every_choice_is_an_old_one(old, new, earlier):
    before = [(f"s9-{number}", text) for number, text in enumerate(earlier, start=1)]
    matches = match_paragraphs(numbered(old), new, earlier=before)
    assert len(matches) == len(new)
    given_anchors = [match.anchor for match in matches if match.anchor]
    assert len(given_anchors) == len(set(given_anchors))
    known = {anchor for anchor, _text in numbered(old)}
    assert set(given_anchors) <= known | {anchor for anchor, _text in before}
    assert {anchor for match in matches for anchor in match.candidates} <= known
    sure = {m.anchor for m in matches if m.kind in {Kind.SAME, Kind.EDITED}}
    unclear = {c for m in matches if m.kind == Kind.UNCLEAR for c in m.candidates}
    assert sure & unclear == set()


@given(st.lists(st.text("abc de", min_size=1, max_size=30), max_size=12), st.randoms())
def test_whatever_else_changes_the_same_words_keep_a_place(texts, chance):
    """Every old paragraph that stands in the new text as often keeps an anchor of its own."""
    new = [*texts, "quite another one"]
    chance.shuffle(new)
    matches = match_paragraphs(numbered(texts), new)
    same = [match.anchor for match in matches if match.kind == Kind.SAME]
    assert sorted(same) == sorted(anchor for anchor, _text in numbered(texts))


def test_fresh_anchors_follow_the_highest_that_ever_was():
    taken = ["s1-1", "s1-9", "s3-2", "s12-1"]
    assert fresh_anchors([1, 1, 2, 3, 2], taken) == ["s1-10", "s1-11", "s2-1", "s3-3", "s2-2"]


@given(
    st.lists(st.integers(1, 4), max_size=20),
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), max_size=20),
)
def test_fresh_anchors_were_never_used(sections, used):
    taken = [f"s{section}-{number}" for section, number in used]
    fresh = fresh_anchors(sections, taken)
    assert len(set(fresh)) == len(sections)
    assert set(fresh) & set(taken) == set()

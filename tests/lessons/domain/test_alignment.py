import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.domain.alignment import aligned, in_rising_order

ITEMS = st.lists(st.sampled_from("abcdef"), max_size=60)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("", "", []),
        ("abc", "", []),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "axc", [(0, 0), (2, 2)]),
        ("abc", "bc", [(1, 0), (2, 1)]),
        ("abcd", "acbd", [(0, 0), (2, 1), (3, 3)]),
        ("aab", "aaab", [(0, 0), (1, 1), (2, 3)]),
    ],
)
def test_aligned_pairs_what_is_equal_in_order(old, new, pairs):
    assert aligned(old, new) == pairs


@given(ITEMS, ITEMS)
def test_aligned_pairs_are_equal_and_rise(old, new):
    pairs = aligned(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert [i for i, _j in pairs] == sorted({i for i, _j in pairs})
    assert [j for _i, j in pairs] == sorted({j for _i, j in pairs})


@given(ITEMS)
def test_a_text_is_aligned_with_itself_throughout(items):
    assert aligned(items, items) == [(i, i) for i in range(len(items))]


@given(ITEMS, ITEMS, ITEMS)
def test_equal_ends_are_always_found(first, middle, last):
    pairs = aligned([*first, *last], [*first, *middle, *last])
    assert len(pairs) == len(first) + len(last)


def test_long_texts_of_few_different_words_are_bounded():
    chance = random.Random(4)
    old, new = ([chance.choice("ab") for _ in range(20_000)] for _side in range(2))
    pairs = aligned(old, new)
    assert all(old[i] == new[j] for i, j in pairs)


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([], set()),
        ([0, 1, 2], {0, 1, 2}),
        ([1, 2, 0], {0, 1}),
        ([3, 0, 1, 2], {1, 2, 3}),
    ],
)
def test_in_rising_order_leaves_out_what_moved(places, kept):
    assert in_rising_order(places) == kept

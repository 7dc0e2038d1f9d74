import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.domain.two_texts import as_lines, blocks, both_glossaries, both_in_one, compared
from tests.lessons.writing import BANK, ESSAY, FLEET, HARVEST, TREATY, essay

EDITED = TREATY.replace("two outsiders", "Germany and Russia")


def rows(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(row.fate.value, row.old, row.new) for row in compared(old, new)]


def test_compared_puts_what_belongs_together_side_by_side():
    assert rows(essay([TREATY, BANK]), essay([EDITED, HARVEST, BANK])) == [
        ("same", "# Hard years", "# Hard years"),
        ("same", "## Part 1", "## Part 1"),
        ("edited", TREATY, EDITED),
        ("new", "", HARVEST),
        ("same", BANK, BANK),
    ]
    assert rows(ESSAY, "") == [("gone", block, "") for block in blocks(ESSAY)]


def test_blocks_with_nothing_in_common_are_marked_whole():
    (row,) = compared("Theirs, and theirs alone.", "Mine.")
    assert [(piece.kind, piece.text) for piece in row.pieces] == [
        ("gone", "Theirs, and theirs alone."),
        ("new", "Mine."),
    ]


def test_a_block_that_stands_elsewhere_is_told_to_have_moved():
    texts = f"{TREATY}\n\n{BANK}\n\n{FLEET}", f"{BANK}\n\n{FLEET}\n\n{TREATY}"
    assert [row.new for row in compared(*texts) if row.is_moved] == [TREATY]


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "both"),
    [
        # each changed another paragraph
        ([TREATY, BANK], [EDITED, BANK], [TREATY, BANK + " Twice."], [EDITED, BANK + " Twice."]),
        # each added one
        ([TREATY], [TREATY, BANK], [FLEET, TREATY], [FLEET, TREATY, BANK]),
        # one took out what the other left alone
        ([TREATY, BANK], [TREATY], [TREATY, BANK, HARVEST], [TREATY, HARVEST]),
        ([TREATY, BANK], [TREATY, BANK, FLEET], [BANK], [BANK, FLEET]),
        # both changed the same one: it stands twice, the stored one first
        ([TREATY], [EDITED], [TREATY + " So they did."], [EDITED, TREATY + " So they did."]),
        # both changed it alike
        ([TREATY], [EDITED], [EDITED], [EDITED]),
    ],
)  # fmt: skip
def test_both_in_one_has_the_changes_of_both(base, theirs, mine, both):
    assert blocks(both_in_one(essay(base), essay(theirs), essay(mine)))[2:] == both


def test_both_in_one_leaves_nothing_out_where_the_beginning_is_unknown():
    both = both_in_one(None, essay([TREATY, BANK]), essay([EDITED, FLEET]))
    assert set(blocks(both)[2:]) == {TREATY, EDITED, BANK, FLEET}


BLOCKS = st.lists(
    st.sampled_from([TREATY, BANK, FLEET, HARVEST, EDITED, "One.", "Two."]), max_size=6
)


@given(BLOCKS, BLOCKS)
def test_nothing_of_either_is_lost_where_both_are_put_in_one(theirs, mine):
    both = set(blocks(both_in_one(None, "\n\n".join(theirs), "\n\n".join(mine))))
    assert set(theirs) | set(mine) == both


@given(BLOCKS, BLOCKS)
def test_a_side_that_changed_nothing_leaves_the_others_text(base, mine):
    text = "\n\n".join(base)
    assert sorted(blocks(both_in_one(text, text, "\n\n".join(mine)))) == sorted(mine)


def test_glossaries_are_compared_as_text_and_joined_by_name():
    theirs = [{"id": "a", "term": "A", "meaning": "1"}, {"id": "b", "term": "b", "meaning": "2"}]
    mine = [{"id": "b", "term": "B", "meaning": "3"}]
    assert as_lines(theirs) == "A (a): 1\n\nb (b): 2"
    assert both_glossaries(theirs, mine) == [theirs[0], mine[0]]

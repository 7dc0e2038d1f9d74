import pytest

from lessons.domain.changes import Changes, changes_between
from lessons.domain.weave import Strand, woven
from tests.lessons.domain.test_publish_lesson import long_essay
from tests.lessons.writing import (
    BANK,
    ESSAY,
    FLEET,
    HARVEST,
    TERM,
    TREATY,
    begun,
    essay,
    published,
    rewritten,
)


def told(pieces) -> str:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def between(cast, old: str, new: str, **options) -> Changes:
    lesson = begun(cast, markdown=old)
    first = published(lesson, by=cast.tessa)
    second = rewritten(lesson, new, by=cast.tessa, **options)
    return changes_between(first, second)


def fates(changes: Changes) -> list[list[tuple[str, str, str]]]:
    """Return by section: what became of each paragraph, and its old and new number."""
    return [
        [(c.fate.value, c.old_label, c.label) for run in section.runs for c in run]
        for section in changes.sections
    ]


def test_woven_tells_both_texts_in_the_order_of_the_new_one():
    assert woven(4, [2, None, 0]) == [
        Strand(2, 0, is_moved=True),
        Strand(3, None),
        Strand(None, 1),
        Strand(0, 2),
        Strand(1, None),
    ]
    assert woven(2, []) == [Strand(0, None), Strand(1, None)]
    assert woven(0, [None]) == [Strand(None, 0)]


def test_changes_tell_what_is_edited_new_and_gone(cast):
    changes = between(
        cast,
        ESSAY,
        essay([TREATY.replace("two outsiders", "Germany and Russia"), "A new one."], [HARVEST]),
        decisions={1: "s1-1", 2: ""},
    )
    assert fates(changes) == [
        [("edited", "1.1", "1.1"), ("gone", "1.2", ""), ("gone", "2.1", ""), ("new", "", "1.2")],
        [("same", "2.2", "2.1")],
    ]
    edited = changes.sections[0].runs[0][0]
    assert told(edited.pieces) == (
        "In the spring of 1922[- two outsiders-]{+ Germany and Russia+} met at Rapallo and agreed "
        "to trade."
    )
    assert changes.summary == (
        "1 paragraph was edited, 1 paragraph is new and 2 paragraphs are gone. 1 is as before."
    )


def test_a_paragraph_that_only_has_another_number_has_not_moved(cast):
    changes = between(cast, ESSAY, essay([TREATY, "A new one.", BANK], [FLEET, HARVEST]))
    assert fates(changes)[0] == [("same", "1.1", "1.1"), ("new", "", "1.2"), ("same", "1.2", "1.3")]
    assert changes.counts["moved"] == 0


def test_moved_paragraphs_are_told_where_they_stand_now(cast):
    changes = between(cast, ESSAY, essay([BANK], [FLEET, HARVEST, TREATY]))
    moved = [c for s in changes.sections for run in s.runs for c in run if c.is_moved]
    assert [(c.old_label, c.label, c.fate.value) for c in moved] == [("1.1", "2.3", "same")]
    assert changes.summary == "1 paragraph moved. 4 are as before."


def test_neighbors_that_did_not_change_are_one_run(cast):
    changes = between(cast, essay([TREATY, BANK, FLEET]), essay([TREATY, BANK, FLEET, "New."]))
    assert [[c.label for c in run] for run in changes.sections[0].runs] == [
        ["1.1", "1.2", "1.3"],
        ["1.4"],
    ]
    assert changes.sections[0].runs[0][0].opening == (
        "In the spring of 1922 two outsiders met at Rapallo…"
    )


def test_other_emphasis_alone_is_said_to_be_that(cast):
    changes = between(cast, ESSAY, ESSAY.replace("Sailors", "*Sailors*"))
    (run,) = [run for s in changes.sections for run in s.runs if run[0].fate == "edited"]
    assert (run[0].is_form_only, told(run[0].pieces)) == (True, FLEET)


def test_headings_titles_and_new_sections_are_told(cast):
    changes = between(
        cast,
        ESSAY,
        "# Hard times\n\n## Treaties\n\n### At Rapallo\n\n"
        f"{TREATY}\n\n{BANK}\n\n## At sea\n\nQuite new.\n\n## Part 2\n\n{FLEET}\n\n{HARVEST}\n",
    )
    assert told(changes.title) == "Hard[- years-]{+ times+}"
    assert [(told(s.title), s.is_new) for s in changes.sections] == [
        ("[-Part 1-]{+Treaties+}", False),
        ("At sea", True),
        ("Part 2", False),
    ]
    assert told(changes.sections[0].runs[0][0].heading) == "{+At Rapallo+}"


def test_terms_are_told(cast):
    lesson = begun(cast, glossary=[TERM, {"id": "fleet", "term": "fleet", "meaning": "Ships."}])
    first = published(lesson, by=cast.tessa)
    terms = [{**TERM, "meaning": "A paper worth bread."}, {"id": "x", "term": "X", "meaning": "Y."}]
    changes = changes_between(first, rewritten(lesson, ESSAY, by=cast.tessa, glossary=terms))
    assert [(c.fate.value, told(c.pieces)) for c in changes.terms] == [
        ("edited", "card: A paper[- that was-] worth bread."),
        ("gone", "[-fleet: Ships.-]"),
        ("new", "{+X: Y.+}"),
    ]
    assert changes.summary == "No paragraph changed."


def test_changes_can_be_read_backwards_and_over_several_editions(cast):
    lesson = begun(cast)
    first = published(lesson, by=cast.tessa)
    rewritten(lesson, essay([TREATY], [FLEET, HARVEST]), by=cast.tessa)
    third = rewritten(lesson, essay([TREATY, "Third."], [FLEET, HARVEST]), by=cast.tessa)
    assert fates(changes_between(first, third))[0] == [
        ("same", "1.1", "1.1"),
        ("gone", "1.2", ""),
        ("new", "", "1.2"),
    ]
    assert fates(changes_between(third, first))[0] == [
        ("same", "1.1", "1.1"),
        ("gone", "1.2", ""),
        ("new", "", "1.2"),
    ]
    assert changes_between(third, third).summary == "No paragraph changed."


@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_changes_take_six_queries(cast, paragraphs, django_assert_num_queries):
    lesson = begun(cast, markdown=essay(long_essay(paragraphs, 12)))
    first = published(lesson, by=cast.tessa)
    second = rewritten(lesson, essay([*long_essay(paragraphs, 12), "New."]), by=cast.tessa)
    with django_assert_num_queries(6):
        changes_between(first, second)

"""The essay of a plan: what is joined, what is divided, what is told."""

from lessons.importing.documents.blocks import Block, Kind
from lessons.importing.documents.guessing.surroundings import Guess
from lessons.importing.documents.outline import Entry, entries_of, outline_of
from lessons.importing.documents.roles import Role


def entries(*pairs: tuple[Role, str]) -> list[Entry]:
    blocks = [Block(text, f"line {i}") for i, (_role, text) in enumerate(pairs, start=1)]
    return entries_of(blocks, [Guess(role) for role, _text in pairs])


def parts(*pairs: tuple[Role, str]) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Return (title, paragraphs) of each section, and the findings."""
    outline = outline_of(entries(*pairs), title="The title")
    return (
        [(part.title, [passage.text for passage in part.passages]) for part in outline.parts],
        [f"{finding.severity} {finding}" for finding in outline.findings],
    )


H, S, P, M, A = Role.HEADING, Role.SUBHEADING, Role.PARAGRAPH, Role.MORE, Role.ASIDE


def test_more_is_joined_to_what_is_kept_above():
    found = entries((P, "One"), (A, "clutter"), (M, "goes on."), (M, "And on."))
    assert [(entry.role, entry.block.text, entry.block.place) for entry in found] == [
        (P, "One goes on. And on.", "lines 1–4"),
        (A, "clutter", "line 2"),
    ]
    assert [entry.role for entry in entries((M, "first"))] == [P]


def test_without_headings_there_is_one_section_of_the_lessons_title():
    assert parts((P, "One."), (P, "Two.")) == ([("The title", ["One.", "Two."])], [])


def test_a_heading_without_text_is_joined_to_the_next_and_a_last_one_is_told():
    assert parts((H, "Part I"), (H, "Hopes"), (P, "One."), (H, "Notes")) == (
        [("Part I: Hopes", ["One."])],
        [
            "info line 2: Two headings in a row were joined: “Hopes”",
            "warning line 4: Nothing stands under this heading: “Notes”",
        ],
    )


def test_a_heading_in_a_section_without_text_is_told():
    assert parts((S, "Alone"), (S, "Geneva"), (P, "One."), (S, "Last"))[1] == [
        "warning line 1: Nothing stands under this heading: “Alone”",
        "warning line 4: Nothing stands under this heading: “Last”",
    ]


def test_an_item_keeps_its_number_and_loses_its_bullet():
    blocks = [
        Block("first", "line 1", Kind.ITEM, 1, "1."),
        Block("dotted", "line 2", Kind.ITEM, 1, "•"),
    ]
    outline = outline_of(entries_of(blocks, [Guess(P)] * 2), title="T")
    assert [passage.text for passage in outline.passages] == ["1. first", "dotted"]


def test_a_heading_that_is_too_long_is_an_error():
    assert parts((H, "x" * 201), (P, "One."))[1] == [
        "error line 1: This heading has 201 characters; 200 are the most. Make it a paragraph.",
    ]

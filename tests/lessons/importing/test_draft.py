import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.draft import read_draft, with_anchors, without_anchors
from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings
from tests.access.world import PACK
from tests.lessons.pack_files import ESSAY

HEAD = "# T\n\n## S\n\n"


def found(text: str, glossary=()) -> list[tuple[int, str]]:
    return [(row.line, row.sentence) for row in read_draft(text, glossary).findings]


def test_a_draft_is_numbered_by_place():
    read = read_draft("# T\n\n## A\n\nOne.\n\n### H\n\nTwo.\n\n## B\n\nThree.\n", [])
    assert read.findings == ()
    assert [
        (section.name, section.line, label, row.anchor, row.heading, row.text, row.line)
        for section in read.essay.sections
        for label, row in section.labelled
    ] == [
        ("s1", 3, "1.1", "s1-1", "", "One.", 5),
        ("s1", 3, "1.2", "s1-2", "H", "Two.", 7),
        ("s2", 11, "2.1", "s2-1", "", "Three.", 13),
    ]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("", [
            (1, "The essay has no title: begin with a line such as “# Two aims”."),
            (1, "The essay has no paragraph."),
        ]),
        ("# T\n", [(1, "The essay has no paragraph.")]),
        (HEAD + "One.\n\n- a\n- b\n\n> c\n\n1. d\n", [
            (7, "A list cannot stand here. An essay has headings and paragraphs only."),
            (10, "A quotation block cannot stand here. An essay has headings and paragraphs only."),
            (12, "A list cannot stand here. To begin a paragraph with “1.”, write “1\\.”."),
        ]),
        (HEAD + "1937. A year.\n\n1938) Another.\n\n1939\\. A third.\n", [
            (5, "A list cannot stand here. To begin a paragraph with “1937.”, write “1937\\.”."),
            (7, "A list cannot stand here. To begin a paragraph with “1938)”, write “1938\\)”."),
        ]),
        (HEAD + "See ![p](https://e.org/x.png)\n", [(5, "A picture cannot stand in an essay.")]),
        (HEAD + "{#s1-1}\nOne.\n", [
            (5, "{#s1-1} is given when the lesson is published. Take this line out."),
        ]),
        (HEAD + "One.\n\n### Nothing below\n", [
            (7, "No paragraph follows this heading: “Nothing below”."),
        ]),
        (HEAD + "### A\n\n### B\n\nOne.\n", [(5, "No paragraph follows this heading: “A”.")]),
        (HEAD + "### A\n\n## R\n\nOne.\n", [
            (5, "No paragraph follows this heading: “A”."),
            (7, "Section s1 has no paragraph."),
        ]),
        ("# T\n\n### A\n\n## S\n\nOne.\n", [
            (3, "This heading stands before the first section."),
            (3, "No paragraph follows this heading: “A”."),
        ]),
        ("# T\n\nOne.\n\n## S\n\nTwo.\n", [(3, "This paragraph stands before the first section.")]),
        ("# " + "x" * 161 + "\n\n## S\n\nOne.\n", [
            (1, "This has 161 characters; 160 are the most."),
        ]),
        ("# a\u202eb\n\n## S\n\nOne.\n", [
            (1, "This contains a character that cannot be shown, such as a line break or a "
                "text-direction mark. Type it again without it."),
        ]),
        ("# \u200b\n\n## S\n\nOne.\n", [(1, "This is empty.")]),
        (HEAD + "A [word](term:word), a [word](term:word).\n\n[More](term:more).\n", [
            (5, "The glossary has no term “word”."),
            (7, "The glossary has no term “more”."),
        ]),
    ],
)  # fmt: skip
def test_what_is_out_of_form_is_found_with_its_line(text, findings):
    assert found(text) == findings


def test_findings_quote_their_line():
    text = HEAD + "One.\n\n- a list\n\n> " + "x" * 80
    quotes = [row.quote for row in read_draft(text, []).findings]
    assert quotes == ["- a list", "> " + "x" * 58 + "…"]


def test_terms_are_read_and_unused_ones_are_no_finding():
    rows = [
        {"id": "word", "term": " A  word ", "meaning": "It means.\n"},
        {"id": "unused", "term": "Unused", "meaning": "Nothing."},
    ]
    read = read_draft(HEAD + "A [word](term:word).\n", rows)
    assert read.findings == ()
    assert [(t.key, t.term, t.meaning) for t in read.terms] == [
        ("word", "A word", "It means."),
        ("unused", "Unused", "Nothing."),
    ]


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ([("Word", "a", "m")], ["Glossary, “a”: The name that links go by has small letters, "
                                "digits and hyphens only."]),
        ([("a", "", "m")], ["Glossary, row 1: Type at least one visible character."]),
        ([("a", "A", " ")], ["Glossary, “A”: It needs a meaning."]),
        ([("a", "A", "m"), ("a", "B", "m")], ["Glossary, “B”: The name “a” stands twice."]),
        ([("a", "A", "x" * 601)], ["Glossary, “A”: The meaning has more than 600 characters."]),
        ([("a" * 61, "A", "m")], ["Glossary, “A”: The name that links go by has more than 60 "
                                  "characters."]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_glossary_is_found(rows, sentences):
    glossary = [dict(zip(("id", "term", "meaning"), row, strict=True)) for row in rows]
    assert found(HEAD + "One.\n", glossary) == [(0, sentence) for sentence in sentences]


def test_an_edition_becomes_a_draft_and_an_edition_again():
    for text in (ESSAY, (PACK / "essay.md").read_text()):
        findings = Findings()
        essay = read_essay(text, "", findings)
        draft = read_draft(without_anchors(text), [])
        assert with_anchors(draft.essay, [row.anchor for row in essay.paragraphs]) == text


def test_anchors_that_alone_part_paragraphs_leave_a_blank_line():
    assert without_anchors("# T\n{#s1}\n## S\n{#s1-1}\nOne\nmore.\n{#s1-2}\nTwo.\n") == (
        "# T\n\n## S\n\nOne\nmore.\n\nTwo.\n"
    )
    assert without_anchors("a\n\n\\{#s1-1}\n\n    {#s1-2}\n") == "a\n\n\\{#s1-1}\n\n    {#s1-2}\n"


WORDS = st.text("abc *_[]()<>&{}#.-\\`é字1", min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_whatever_can_be_published_reads_the_same_with_its_anchors(texts):
    draft = read_draft(HEAD + "\n\n".join(texts) + "\n", [])
    names = [f"s1-{number}" for number, _row in enumerate(draft.essay.paragraphs, start=7)]
    if draft.findings:
        return
    findings = Findings()
    essay = read_essay(with_anchors(draft.essay, names), "", findings)
    assert findings.all == []
    assert [(row.anchor, row.html) for row in essay.paragraphs] == [
        (name, row.html) for name, row in zip(names, draft.essay.paragraphs, strict=True)
    ]


@pytest.mark.parametrize("text", ["[" * 20_000, "[a](<" * 10_000, "![" * 6_000, "*a_ " * 3_000])
def test_pathological_markdown_is_read_within_a_second(text):
    begun = time.process_time()
    read_draft(HEAD + text, [])
    assert time.process_time() - begun < 1

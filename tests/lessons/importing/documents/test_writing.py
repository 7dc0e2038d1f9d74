"""Text stays text: what is written as Markdown is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.documents.blocks import Block, Mark, MarkKind, plain
from lessons.importing.documents.outline import LONGEST_PARAGRAPH, Entry, divided, outline_of
from lessons.importing.documents.roles import Role
from lessons.importing.documents.writing import escaped, essay_markdown
from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings

AWKWARD = st.text(
    alphabet=st.sampled_from(list("ab 1.)(*_`[]<>&#!~|{}\\-+=:\"'…—“”é\U0001f600")), max_size=60
)


def read_back(*blocks: Block, heading: str = "", title: str = "T"):
    """Return the essay that paragraphs become, which must be without findings."""
    entries = [Entry(i, Role.PARAGRAPH, block) for i, block in enumerate(blocks)]
    if heading:
        entries.insert(0, Entry(99, Role.HEADING, Block(heading, "line 1")))
    findings = Findings()
    markdown = essay_markdown(outline_of(entries, title=title), title=title)
    essay = read_essay(markdown, "essay", findings)
    assert findings.all == []
    return essay


@given(AWKWARD.map(plain).filter(bool))
def test_any_text_is_read_back_as_it_was(text):
    (paragraph,) = read_back(Block(text, "line 1")).paragraphs
    assert paragraph.text == text
    assert "<a" not in paragraph.html
    assert "<em" not in paragraph.html


@given(st.text(max_size=80).map(plain).filter(bool))
def test_any_text_of_the_world_is_read_back_as_it_was(text):
    (paragraph,) = read_back(Block(text, "line 1")).paragraphs
    assert paragraph.text == text


@given(AWKWARD.map(plain).filter(lambda text: len(text) > 4), st.data())
def test_marks_never_change_the_text(text, data):
    spans = st.tuples(
        st.integers(0, len(text) - 1), st.integers(1, len(text)), st.sampled_from(MarkKind)
    )
    marks = tuple(
        Mark(min(a, b - 1), max(a + 1, b), kind, "https://example.org/x(1)")
        for a, b, kind in data.draw(st.lists(spans, max_size=3))
    )
    (paragraph,) = read_back(Block(text, "line 1", marks=marks)).paragraphs
    assert paragraph.text == text


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "{#s1-2}",
        "1922. The year of Rapallo",
        "- a dash first",
        "> a sign first",
        "=== nothing",
        "~~~ nothing",
        "***",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "{{ 7*7 }}{% debug %}${7*7}",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "&lt;b&gt; &amp; &#60;",
        "a \\* b",
    ],
)
def test_what_looks_like_markup_is_text(text):
    (paragraph,) = read_back(Block(text, "line 1"), heading=text, title=text).paragraphs
    assert paragraph.text == text
    assert "<script" not in paragraph.html
    assert "<img" not in paragraph.html
    assert "href" not in paragraph.html


def html_of(text: str, *marks: Mark) -> str:
    (paragraph,) = read_back(Block(text, "line 1", marks=marks)).paragraphs
    return paragraph.html


def test_emphasis_and_links_are_kept_where_they_can_be():
    assert html_of("It was not so.", Mark(7, 10, MarkKind.EM)) == "<p>It was <em>not</em> so.</p>"
    assert html_of("It was not so.", Mark(7, 10, MarkKind.EM), Mark(7, 13, MarkKind.STRONG)) == (
        "<p>It was <strong><em>not</em> so</strong>.</p>"
    )
    assert html_of("See it.", Mark(4, 6, MarkKind.LINK, "https://example.org/a")) == (
        '<p>See <a href="https://example.org/a">it</a>.</p>'
    )
    assert html_of("See it.", Mark(4, 6, MarkKind.LINK, "javascript:alert(1)")) == "<p>See it.</p>"
    # Half a word before a sign cannot be marked in Markdown.
    assert html_of("a“b”c", Mark(1, 4, MarkKind.EM)) == "<p>a“b”c</p>"


def test_sections_and_headings_are_numbered():
    entries = [
        Entry(0, Role.PARAGRAPH, Block("Before.", "line 1")),
        Entry(1, Role.HEADING, Block("1. Hopes", "line 2")),
        Entry(2, Role.SUBHEADING, Block("Geneva", "line 3")),
        Entry(3, Role.PARAGRAPH, Block("One.", "line 4")),
        Entry(4, Role.PARAGRAPH, Block("Two.", "line 5")),
    ]
    assert essay_markdown(outline_of(entries, title="T"), title="T") == (
        "# T\n\n{#s1}\n## Introduction\n\n{#s1-1}\nBefore.\n\n{#s2}\n## Hopes\n\n{#s2-1}\n"
        "### Geneva\n\nOne.\n\n{#s2-2}\nTwo.\n"
    )


def test_the_longest_paragraph_fits_however_it_must_be_escaped():
    essay = read_back(Block("[" * LONGEST_PARAGRAPH, "line 1"), Block("*" * 20_000, "line 2"))
    assert [len(paragraph.text) for paragraph in essay.paragraphs] == [5900, 5900, 5900, 5900, 2300]


def test_a_long_paragraph_is_divided_after_a_sentence_with_its_marks():
    text = "It was so. " * 600
    block = Block(text.strip(), "line 1", marks=(Mark(0, 6599, MarkKind.EM),))
    (first, second) = divided(block)
    assert f"{first.text} {second.text}" == block.text
    assert first.text.endswith("so.")
    assert [mark.end for mark in (*first.marks, *second.marks)] == [
        len(first.text),
        len(second.text),
    ]


def test_escaping_is_no_more_than_it_must_be():
    assert escaped("Plain: 5 > 3, A & B, #1, 50% - and so on!") == (
        "Plain: 5 > 3, A & B, #1, 50% - and so on!"
    )

"""Markdown: blocks by line, marks over text, and nothing rendered."""

import pytest

from lessons.importing.documents.blocks import Kind, Mark, MarkKind
from lessons.importing.documents.readers.markdown import read_markdown
from tests.lessons.importing.documents import corpora


def read(text: str):
    return read_markdown(text.encode()).blocks


def shown(text: str) -> list[tuple[str, int, str, str]]:
    return [(block.kind.value, block.level, block.place, block.written) for block in read(text)]


def test_a_lesson_in_markdown():
    assert shown(corpora.MARKDOWN) == [
        ("title", 0, "line 2", "The Peloponnesian War"),
        ("furniture", 0, "line 3", "author: somebody"),
        ("heading", 1, "line 6", "The Peloponnesian War"),
        (
            "paragraph",
            0,
            "line 8",
            "The growth of Athens, Thucydides says, made the war inevitable; the pretext was "
            "another, and the historian does not think much of it.",
        ),
        ("heading", 2, "line 10", "Causes"),
        (
            "paragraph",
            0,
            "lines 12–13",
            "In 431 BC Sparta invaded Attica. The code and 5 * 3 = 15 and a_b_c stay as they are, "
            "<b>too</b>.",
        ),
        ("heading", 3, "line 15", "Corcyra"),
        ("item", 1, "line 17", "• its fleet, which nobody could ignore"),
        ("item", 1, "line 18", "• its quarrel with Corinth"),
        ("heading", 2, "line 20", "Analysis questions"),
        ("item", 1, "lines 22–23", "1. Why did the war begin? Give two reasons."),
        ("item", 1, "line 24", "2. Compare:"),
        ("item", 2, "line 25", "a. Athens"),
        ("item", 2, "line 26", "b. Sparta"),
        ("item", 4, "line 27", "• its army"),
        ("item", 4, "line 28", "• its allies"),
        ("item", 1, "line 29", "3. What is meant by pretext? [4]"),
        ("heading", 2, "line 31", "Further reading"),
        (
            "item",
            1,
            "line 33",
            "• Kagan, Donald. The Outbreak of the Peloponnesian War. Ithaca: Cornell University "
            "Press, 1969.",
        ),
        ("item", 1, "line 34", "• Thucydides, History of the Peloponnesian War"),
    ]


def test_marks_lie_over_the_text():
    (block,) = read("Some *emphasis*, **more** and [a link](https://example.org/x).")
    assert block.text == "Some emphasis, more and a link."
    assert block.marks == (
        Mark(5, 13, MarkKind.EM),
        Mark(15, 19, MarkKind.STRONG),
        Mark(24, 30, MarkKind.LINK, "https://example.org/x"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n=====\nText", [("heading", "Title"), ("paragraph", "Text")]),
        ("Title\n---\nText", [("heading", "Title"), ("paragraph", "Text")]),
        ("One\n\n---\n\nTwo", [("paragraph", "One"), ("paragraph", "Two")]),
        ("> quoted\n> on", [("paragraph", "quoted on")]),
        ("```\na = 1\n\nb = 2\n```", [("paragraph", "a = 1"), ("paragraph", "b = 2")]),
        ("| a | b |\n|---|---|\n| c | d |", [("table", "a | b"), ("table", "c | d")]),
        ("{#s1-1}\nText", [("paragraph", "Text")]),
        ("# Title #", [("heading", "Title")]),
        ("#hash is no heading", [("paragraph", "#hash is no heading")]),
        ("\\*plain\\* &amp; simple", [("paragraph", "*plain* & simple")]),
        ("![a map](map.png) here", [("paragraph", "a map here")]),
        ("<script>alert(1)</script>", [("paragraph", "<script>alert(1)</script>")]),
        ("a  \nb", [("paragraph", "a b")]),
    ],
)
def test_single_forms(text, expected):
    assert [(block.kind.value, block.written) for block in read(text)] == expected


def test_a_picture_is_told():
    document = read_markdown(b"![a map](map.png) here")
    assert [str(finding) for finding in document.findings] == ["line 1: A picture was left out."]


def test_a_block_that_is_too_long_for_marks_is_text():
    (block,) = read("*a* " * 4000)
    assert (block.kind, block.marks) == (Kind.PARAGRAPH, ())
    assert block.text.startswith("*a* *a*")

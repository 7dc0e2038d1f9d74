"""Lines of a reading list, taken apart as far as it is certain."""

import pytest

from lessons.importing.documents.bibliography import reading_of
from lessons.importing.documents.blocks import Block, Mark, MarkKind

LINES = {
    "Walters, F. P. A History of the League of Nations. London: Oxford University Press, 1952.": (
        "Walters, F. P.",
        "A History of the League of Nations",
        "London: Oxford University Press",
        "1952",
        "",
    ),
    "E. H. Carr, The Twenty Years' Crisis, London: Macmillan, 1939.": (
        "E. H. Carr",
        "The Twenty Years' Crisis",
        "London: Macmillan",
        "1939",
        "",
    ),
    "Carr, E. H. (1939). The Twenty Years' Crisis. London: Macmillan.": (
        "Carr, E. H.",
        "The Twenty Years' Crisis",
        "London: Macmillan",
        "1939",
        "",
    ),
    "1. Zara Steiner, The Triumph of the Dark (Oxford: Oxford University Press, 2011)": (
        "Zara Steiner",
        "The Triumph of the Dark",
        "Oxford: Oxford University Press",
        "2011",
        "",
    ),
    "Haslam, Jonathan. “The Comintern and the Popular Front.” The Journal 22 (1979): 673–691.": (
        "Haslam, Jonathan",
        "The Comintern and the Popular Front",
        "The Journal 22 : 673–691",
        "1979",
        "",
    ),
    "Jacobson, Jon, and Anna Lind. When the Union Entered. Berkeley: California, 1994.": (
        "Jacobson, Jon, and Anna Lind",
        "When the Union Entered",
        "Berkeley: California",
        "1994",
        "",
    ),
    "http://www.example.org/league.html": (
        "",
        "http://www.example.org/league.html",
        "",
        "",
        "http://www.example.org/league.html",
    ),
    "The Treaty of Rapallo. www.example.org/rapallo.": (
        "",
        "The Treaty of Rapallo",
        "",
        "",
        "https://www.example.org/rapallo",
    ),
    "Documents on British Foreign Policy, 1919-1939": (
        "",
        "Documents on British Foreign Policy, 1919-1939",
        "",
        "",
        "",
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_lines_are_taken_apart(line):
    reading = reading_of(Block(line, "line 1"))
    found = (reading.author, reading.title, reading.publisher, reading.year, reading.url)
    assert (found, reading.note) == (LINES[line], "")


def test_what_has_no_place_is_kept_in_the_note():
    line = "Anna Lind, “A Treaty.” The Journal. London: Longman, 1979."
    reading = reading_of(Block(line, "line 1"))
    assert (reading.title, reading.publisher) == ("A Treaty", "London: Longman")
    assert reading.note == line


def test_a_line_that_is_too_long_is_kept_in_the_note():
    reading = reading_of(Block("word " * 100, "line 1"))
    assert len(reading.title) == 300
    assert reading.title.endswith("…")
    assert reading.note == "word " * 100


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        ("https://example.org/" + "a" * 400, ""),
    ],
)
def test_a_link_is_taken_if_it_leads_to_a_page(target, url):
    block = Block("A document", "line 1", marks=(Mark(0, 10, MarkKind.LINK, target),))
    assert reading_of(block).url == url

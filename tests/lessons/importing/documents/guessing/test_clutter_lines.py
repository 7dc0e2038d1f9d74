"""Lines that are clutter by themselves, and lines that only look like it."""

import pytest

from lessons.importing.documents.guessing.clutter_lines import Clutter, clutter_of, is_byline
from lessons.importing.documents.guessing.headings import begins_questions, begins_readings

CLUTTER = {
    Clutter.COUNT: """
        1,234 words · 5 pages
        1234 Words 6 Pages
        Words: 1234 Pages: 5
        Words: 1,234
        5 Pages
        Essay 3 pages / 912 words
        Good Essays 923 Words 4 Pages
        912 words | 4 pages
        Length: 3 pages (912 words)
        4 Pages 1,008 Words November 2014
        The Treaty of Versailles - 1,234 words · 5 pages
        The Weimar Years (912 words)
        Stalin's Rise to Power – 4 pages
        Causes of World War II Essay 2,341 Words | 10 Pages
        How Did Lenin Come to Power? Essay 923 Words 4 Pages
    """,
    Clutter.RELATED: """
        Best Essays
        best essays
        Best essays on the Cold War
        The best essays on Soviet history
        Read our best essays about Stalin
        Best Essays Soviet Foreign Policy
        Powerful Essays
        Related Documents
        Related Documents: Soviet Foreign Policy
        RELATED ESSAYS
        Essays related to Soviet Foreign Policy
        You may also find these documents helpful
        You May Also Find These Documents Helpful.
        You might also like
        More about Soviet Foreign Policy Essay
        Similar documents
        Students also viewed
        Tags: Lenin, Stalin
    """,
    Clutter.NAVIGATION: """
        Continue Reading
        Read Full Essay
        Sign up
        Sign up for our free newsletter and get weekly essays.
        Download as PDF
        Share on Facebook
        We use cookies to improve your experience on this site.
        © 2014 All rights reserved.
        https://example.org/essay
        Check Writing Quality
        Save your essays here so you can locate them quickly!
        Sign in to read the full essay.
        Join our newsletter
    """,
    Clutter.PAGE_NUMBER: """
        12
        - 3 -
        Page 3
        Page 3 of 12
    """,
    Clutter.TRAIL: """
        Home > History > Essays
        Home › Essays › Soviet Foreign Policy
    """,
    Clutter.RULED: """
        ________________
        * * *
    """,
    Clutter.BYLINE: """
        Submitted by somebody
    """,
}
TEXT = """
    The report ran to 1,234 words and 5 pages, yet nobody in Geneva read it.
    The report ran to 1,234 words and 5 pages.
    The best essays of the period were written by those who had been there.
    The best essays of the time show this.
    Analysis Questions
    The League of Nations
    Vienna -
    1922
    The Eastern Question
    Stalin filled 5 pages with complaints.
    In these essays he attacked the pact.
    1. Write an essay of 300 words (2 pages)
    2. Write a paragraph - 150 words
    The cookies that the ration allowed were few.
    Share of the spoils
    Terms of the Treaty
    Related problems arose in Manchuria, and the League could not act.
    More than once, Stalin hesitated.
    Other powers
    Background
    Search for allies
    Like Britain, France drew back.
    Back to isolation
    Next steps
    Document 1
    All rights of passage through the Straits were settled in 1936.
    The next page of the treaty was secret.
    Popular fronts
    Recent research
    300 million people
    Similar aims, different means
    Register of treaties
    To what extent was collective security a failure?
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("why", "line"), [(why, line) for why, text in CLUTTER.items() for line in lines(text)]
)
def test_clutter_is_known_by_its_wording(why, line):
    assert clutter_of(line) is why


@pytest.mark.parametrize("line", lines(TEXT))
def test_text_that_speaks_of_pages_and_essays_is_no_clutter(line):
    assert clutter_of(line) is None


def test_a_long_line_is_text_whatever_it_says():
    assert clutter_of("Best essays " * 40) is None


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("by an unknown pupil", True),
        ("Author: nobody", True),
        ("Name: ______________", True),
        ("Due date: Friday", True),
        ("The author died in 1938 in Moscow", False),
        ("By 1939 it was too late", False),
    ],
)
def test_bylines(line, is_one):
    assert is_byline(line) is is_one


@pytest.mark.parametrize(
    "unit",
    [
        "best ",
        "and ",
        "&",
        "essay&",
        "1 word ",
        "further ",
        "list of ",
        "by A ",
        "> ",
        "we cookies ",
    ],
)
def test_wordings_without_end_are_judged_at_once(unit):
    line = (unit * 100)[:99]
    assert clutter_of(f"{line}x") in {None, *Clutter}
    assert begins_questions(f"{line}x") is False
    assert begins_readings(f"{line}x") is False

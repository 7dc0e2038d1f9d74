"""The live preview of a draft, by the reader that publishes it."""

import time

import pytest

from lessons.domain.drafts import draft_of
from lessons.models import Lesson
from tests.conftest import signed_in
from tests.lessons.views.desk import HOSTILE, address, box, page, read, stored, write
from tests.lessons.writing import (
    ESSAY,
    TERM,
    begun,
    essay,
)


@pytest.fixture
def lesson(cast) -> Lesson:
    """Return a lesson that Tessa has begun."""
    return begun(cast)


def test_the_preview_is_read_by_the_servers_own_reader_and_writes_nothing(cast, lesson):
    text = "# T\n\n## S\n\nA [card](term:card) *here*.\n\n- list\n\n## R\n\n"
    response = read(cast.tessa, lesson, text, glossary=[TERM])
    answer = response.json()
    assert answer["title"] == "T"
    assert answer["counted"] == "1 paragraph, 3 words"
    assert answer["places"] == "3:s1 5:s1-1 9:s2"
    assert answer["findings"] == [
        {
            "line": 7,
            "sentence": "A list cannot stand here. An essay has headings and paragraphs only.",
            "quote": "- list",
        }
    ]
    assert answer["html"] == (
        '<section class="essay-section" id="s1" aria-labelledby="s1-title"><h2 id="s1-title">'
        '<span class="section-number">1</span> S</h2><div class="paragraph" id="s1-1">'
        '<a class="paragraph-number" href="#s1-1" aria-label="Paragraph 1.1">1.1</a><p>A '
        '<a class="term" href="#term-card">card</a> <em>here</em>.</p></div></section>\n'
        '<div class="finding" id="finding-1"><p><strong>Line 7.</strong> A list cannot stand '
        "here. An essay has headings and paragraphs only.</p><p>- list</p></div>\n"
        '<section class="essay-section" id="s2" aria-labelledby="s2-title"><h2 id="s2-title">'
        '<span class="section-number">2</span> R</h2></section>'
    )
    assert stored(lesson) == ESSAY


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<svg onload=alert(1)>",
        "<iframe src=//evil.example></iframe>",
        "<style>*{}</style>",
        '"><img src=x onerror=alert(1)>',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "- <script>alert(1)</script>",
        "## <script>alert(1)</script>",
    ],
)
def test_hostile_text_is_shown_as_text(cast, lesson, raw):
    text = f"# {raw}\n\n## {raw}\n\n### {raw}\n\n{raw}\n"
    answer = read(cast.tessa, lesson, text).json()
    write(cast.tessa, lesson, text)
    pages = [answer["html"]]
    pages += [page(signed_in(cast.theo), address(n, lesson)) for n in ("write", "preview")]
    for html in pages:
        for tag in HOSTILE:
            assert tag not in html


def test_template_marks_are_literal(cast, lesson):
    text = essay(["{{ 7*7 }}{% debug %}${7+7}"])
    assert "{{ 7*7 }}{% debug %}${7+7}" in read(cast.tessa, lesson, text).json()["html"]


@pytest.mark.parametrize("text", ["[" * 20_000, "[a](<" * 10_000, "![" * 6_000, "`a" * 9_000])
def test_pathological_markdown_is_answered_within_a_second(cast, lesson, text):
    begun_at = time.process_time()
    assert read(cast.tessa, lesson, essay([text])).status_code == 200
    assert time.process_time() - begun_at < 1


def test_a_glossary_that_cannot_be_kept_does_not_stop_the_preview(cast, lesson):
    rows = [{**TERM, "id": f"t{number}"} for number in range(301)]
    assert read(cast.tessa, lesson, ESSAY, glossary=rows).json()["counted"].startswith("4 ")


def test_without_script_a_button_reads_and_keeps_what_was_typed(cast, lesson):
    response = write(cast.tessa, lesson, essay(["Not saved yet."]), do="preview")
    html = response.content.decode()
    assert response.status_code == 200
    assert box(html) == essay(["Not saved yet."])
    assert "<p>Not saved yet.</p></div>" in html
    assert "data-unsaved" in html
    assert stored(lesson) == ESSAY


def test_without_script_a_button_adds_rows_to_the_glossary(cast, lesson):
    response = write(cast.tessa, lesson, ESSAY, glossary=[TERM], do="more")
    assert response.content.decode().count('name="term_term"') == 1 + 5 + 1  # and the template's
    assert draft_of(lesson).glossary == []

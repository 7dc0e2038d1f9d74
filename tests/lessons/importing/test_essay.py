import time

import pytest

from lessons.importing.essay import read_essay
from lessons.importing.findings import Findings
from lessons.importing.html import clean, edition_html
from tests.lessons.pack_files import ESSAY


def essay_of(text: str):
    findings = Findings()
    essay = read_essay(text, "essay.md", findings)
    return essay, [str(finding) for finding in findings.all]


def one_paragraph(text: str):
    """Read a paragraph in an essay that is right otherwise; return it and the findings."""
    essay, found = essay_of(f"# T\n\n{{#s1}}\n## S\n\n{{#s1-1}}\n{text}\n")
    return essay.paragraphs[0] if essay.paragraphs else None, found


def test_read_essay_reads_sections_and_paragraphs():
    essay, found = essay_of(ESSAY)
    assert found == []
    assert essay.title == "A small lesson"
    assert [(s.number, s.name, s.title) for s in essay.sections] == [
        (1, "s1", "The first section"),
        (2, "s2", "The second section"),
    ]
    assert [(p.anchor, p.heading, p.text) for p in essay.paragraphs] == [
        ("s1-1", "", "It begins in autumn with a treaty."),
        ("s1-2", "On the way", "It goes on, see the archive."),
        ("s2-1", "", "It ends."),
    ]
    assert essay.terms == {"treaty"}


def test_edition_html_is_the_documented_form():
    essay, _found = essay_of(ESSAY)
    assert edition_html(essay.sections) == (
        '<section class="essay-section" id="s1" aria-labelledby="s1-title">\n'
        '<h2 id="s1-title"><span class="section-number">1</span> The first section</h2>\n'
        '<div class="paragraph" id="s1-1"><a class="paragraph-number" href="#s1-1" '
        'aria-label="Paragraph 1.1">1.1</a><p>It begins in <em>autumn</em> with a '
        '<a class="term" href="#term-treaty">treaty</a>.</p></div>\n'
        '<div class="paragraph" id="s1-2"><a class="paragraph-number" href="#s1-2" '
        'aria-label="Paragraph 1.2">1.2</a><h3>On the way</h3><p>It goes on, see '
        '<a href="https://example.org/a?b=1&amp;c=2">the archive</a>.</p></div>\n'
        "</section>\n"
        '<section class="essay-section" id="s2" aria-labelledby="s2-title">\n'
        '<h2 id="s2-title"><span class="section-number">2</span> The second section</h2>\n'
        '<div class="paragraph" id="s2-1"><a class="paragraph-number" href="#s2-1" '
        'aria-label="Paragraph 2.1">2.1</a><p>It <strong>ends</strong>.</p></div>\n'
        "</section>"
    )


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "# T\n\n{#s1}\n## S\n\nNo anchor here.\n",
            [
                "essay.md: line 6: Before this paragraph stands no anchor. "
                "It needs one such as {#s1-1}."
            ],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n{#s1-1}\nOne.\n\n{#s3}\nThree.\n",
            [
                "essay.md: line 10: Before this paragraph stands {#s3}. "
                "It needs one such as {#s1-2}."
            ],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n{#s1-0}\nOne.\n",
            [
                'essay.md: line 6: "s1-0" is not an anchor. Write {#s2} or {#s2-1}.',
                "essay.md: line 7: Before this paragraph stands {#s1-0}. "
                "It needs one such as {#s1-1}.",
            ],
        ),
        (
            "# T\n\n## S\n\n{#s1-1}\nOne.\n",
            ["essay.md: line 3: Before this section stands no anchor, not {#s1}."],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n{#s1-1}\nOne.\n\n{#s1-1}\nTwo.\n",
            ["essay.md: line 9: The anchor s1-1 stands twice."],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n{#s1-1}\nOne.\n\n{#s1-2}\n",
            ["essay.md: line 9: Nothing follows the anchor s1-2."],
        ),
        (
            "# T\n\n{#intro}\n## S\n\n{#s1-1}\nOne.\n",
            [
                'essay.md: line 3: "intro" is not an anchor. Write {#s2} or {#s2-1}.',
                "essay.md: line 4: Before this section stands {#intro}, not {#s1}.",
            ],
        ),
        (
            "{#s1}\n## S\n\n{#s1-1}\nOne.\n",
            ["essay.md: line 1: The essay has no title: begin with a line such as “# Two aims”."],
        ),
        (
            "# T\n\nA word before.\n\n{#s1}\n## S\n\n{#s1-1}\nOne.\n",
            ["essay.md: line 3: This paragraph stands before the first section."],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n{#s1-1}\nOne.\n\n- a\n- b\n\n> c\n\n    d\n\n---\n\n#### e\n",
            [
                "essay.md: line 9: A list cannot stand here. "
                "An essay has headings and paragraphs only.",
                "essay.md: line 12: A quotation block cannot stand here. "
                "An essay has headings and paragraphs only.",
                "essay.md: line 14: A code block (a line that begins with four spaces) "
                "cannot stand here. An essay has headings and paragraphs only.",
                "essay.md: line 16: A rule cannot stand here. "
                "An essay has headings and paragraphs only.",
                "essay.md: line 18: Headings are #, ## and ###, no deeper.",
            ],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n### Lost\n\n{#s1-1}\nOne.\n",
            ["essay.md: line 6: A ### heading stands between a paragraph's anchor and its text."],
        ),
        (
            "# T\n\n{#s1}\n## S\n\n{#s1-1}\n\u200b\u2060\n",
            ["essay.md: line 7: This is empty."],
        ),
        ("# T\n", ["essay.md: line 1: The essay has no paragraph."]),
    ],
)
def test_read_essay_finds_what_is_out_of_form(text, findings):
    assert essay_of(text)[1] == findings


def test_anchors_may_stand_in_any_order_and_numbers_are_by_place():
    essay, found = essay_of(
        "# T\n\n{#s1}\n## S\n\n{#s1-2}\nTwo.\n\n{#s7-31}\nMoved here.\n\n"
        "{#s2}\n## R\n\n{#s1-1}\nOne.\n"
    )
    assert found == []
    assert [p.anchor for p in essay.paragraphs] == ["s1-2", "s7-31", "s1-1"]
    labelled = [(label, row.anchor) for s in essay.sections for label, row in s.labelled]
    assert labelled == [("1.1", "s1-2"), ("1.2", "s7-31"), ("2.1", "s1-1")]
    assert (
        '<div class="paragraph" id="s7-31"><a class="paragraph-number" href="#s7-31" '
        'aria-label="Paragraph 1.2">1.2</a><p>Moved here.</p></div>'
    ) in edition_html(essay.sections)


def test_paragraphs_and_sections_know_their_lines():
    essay, _found = essay_of(ESSAY)
    assert [section.line for section in essay.sections] == [4, 15]
    assert [paragraph.line for paragraph in essay.paragraphs] == [7, 10, 18]


def test_an_anchor_line_ends_the_paragraph_above_it():
    essay, found = essay_of("# T\n{#s1}\n## S\n{#s1-1}\nOne\nand more.\n{#s1-2}\nTwo.\n")
    assert found == []
    assert [p.text for p in essay.paragraphs] == ["One and more.", "Two."]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "/admin/",
        "#s1",
        "https:evil",
        "http://",
        "term:Not-An-Id",
        "term:",
        "",
    ],
)
def test_no_link_leads_where_it_may_not(target):
    paragraph, found = one_paragraph(f"See [x]({target}) now.")
    assert paragraph.html == "<p>See <a>x</a> now.</p>"
    assert len(found) == 1
    assert found[0].startswith("essay.md: line 7: “")
    assert "is not a link that may stand here" in found[0]


@pytest.mark.parametrize(
    "raw",
    [
        "<svg onload=alert(1)>",
        "<iframe src=https://evil.example/></iframe>",
        "<style>body{display:none}</style>",
        "<form action=/admin/><input></form>",
        '<p onclick="alert(1)">x</p>',
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
    ],
)
def test_raw_html_is_text(raw):
    paragraph, found = one_paragraph(f"Before {raw} after")
    assert found == []
    assert paragraph.text == f"Before {raw} after"
    inside = clean(paragraph.html).removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inside
    assert "&lt;" in inside


def test_an_html_block_is_text_too():
    paragraph, found = one_paragraph("<div onclick=x>\nhello\n</div>")
    assert found == []
    assert paragraph.text == "<div onclick=x> hello </div>"


def test_the_second_belt_drops_what_the_first_might_let_through():
    assert (
        clean('<p onclick="x">a<svg onload=x></svg><script>b</script><a href="javascript:x">c</a>')
        == "<p>a<a>c</a></p>"
    )


def test_template_marks_are_literal():
    text = "{{ 7 * 7 }}{% debug %}${7 * 7}"
    paragraph, found = one_paragraph(text)
    assert found == []
    assert paragraph.text == text
    assert clean(paragraph.html) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[" * 12_000,
        "[a](<" * 10_000,
        "[a](<" * 2_400,
        "*a_ " * 3_000,
        "![" * 6_000,
        "`" + "`a" * 10_000,
        "&" * 9999,
    ],
)
def test_pathological_markdown_is_read_within_a_second(text):
    begun = time.process_time()
    one_paragraph(text)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("An ![image](https://e.org/x.png).", "A picture cannot stand in an essay."),
        ("Some `code`.", "Code (between backticks) cannot stand in an essay."),
        ("One\\\ntwo.", "A forced line break cannot stand in a paragraph."),
        ('A [b](https://e.org "c").', "A link has no title here: write [words](address)."),
        ("a" * 10_001, "This has 10,001 characters; 10,000 are the most."),
    ],
)
def test_what_markdown_has_besides_is_found(text, sentence):
    assert one_paragraph(text)[1] == [f"essay.md: line 7: {sentence}"]


def test_a_link_definition_is_not_swallowed():
    paragraph, found = one_paragraph("[a]: https://example.org/")
    assert found == []
    assert paragraph.text == "[a]: https://example.org/"


def test_escapes_and_entities_are_characters():
    paragraph, found = one_paragraph("1 &lt; 2 &amp; \\*no\\* “quotes” <")
    assert found == []
    assert paragraph.text == "1 < 2 & *no* “quotes” <"
    assert clean(paragraph.html) == "<p>1 &lt; 2 &amp; *no* “quotes” &lt;</p>"

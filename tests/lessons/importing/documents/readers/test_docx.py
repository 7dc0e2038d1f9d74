"""docx: what Word shows, without what it keeps beside it."""

import pytest

from lessons.importing.documents.blocks import Kind, Mark, MarkKind
from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.office import read_office
from tests.lessons.importing.documents.files import (
    FOOTNOTES,
    W,
    docx,
    paragraph,
    run,
    table,
    zipped,
)


def read(*paragraphs: str, **options):
    return read_office(docx(*paragraphs, **options))


def shown(*paragraphs: str, **options) -> list[tuple[str, str]]:
    """Return (kind, written text) of each block."""
    blocks = read(*paragraphs, **options).blocks
    return [(block.kind.value, block.written) for block in blocks]


def test_styles_are_known_by_their_built_in_names():
    assert [
        (block.kind, block.level, block.text, block.place)
        for block in read(
            paragraph("The League", style="Titel"),
            paragraph("1 Hopes ... 3", style="TOC1"),
            paragraph("Hopes", style="berschrift1"),
            paragraph("In Geneva", style="berschrift2"),
            paragraph("Of its own", style="Eigene"),
            paragraph("Forty-two states."),
        ).blocks
    ] == [
        (Kind.TITLE, 0, "The League", "paragraph 1"),
        (Kind.CONTENTS, 0, "1 Hopes ... 3", "paragraph 2"),
        (Kind.HEADING, 1, "Hopes", "paragraph 3"),
        (Kind.HEADING, 2, "In Geneva", "paragraph 4"),
        (Kind.HEADING, 1, "Of its own", "paragraph 5"),
        (Kind.PARAGRAPH, 0, "Forty-two states.", "paragraph 6"),
    ]


def test_automatic_numbers_are_counted_as_word_counts_them():
    items = [
        *((1, 0, "One?"), (1, 0, "Two"), (1, 1, "first"), (1, 1, "second"), (1, 2, "deep")),
        *((1, 2, "deeper"), (1, 0, "Three?"), (1, 1, "again"), (2, 0, "dotted")),
    ]
    blocks = read(*(paragraph(text, item=(which, depth)) for which, depth, text in items)).blocks
    assert [(block.label, block.level) for block in blocks] == [
        *(("1.", 1), ("2.", 1), ("a)", 2), ("b)", 2), ("(i)", 3)),
        *(("(ii)", 3), ("3.", 1), ("a)", 2), ("•", 1)),
    ]


def test_a_list_that_starts_elsewhere():
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    found = shown(
        *(paragraph("x", item=(which, 0)) for which in (1, 1, 3, 3)),
        parts={"word/numbering.xml": numbering},
    )
    assert [text for _kind, text in found] == ["IV x", "V x", "I x", "II x"]


def test_emphasis_and_links_are_marks_and_spaces_are_single():
    (block,) = read(
        paragraph(
            run("It  "),
            run("was", "<w:i/>"),
            run(" not ", '<w:b w:val="0"/>'),
            run("strong", '<w:rStyle w:val="Fett"/>'),
            '<w:hyperlink r:id="link"><w:r><w:t> at all</w:t></w:r></w:hyperlink>',
        )
    ).blocks
    assert block.text == "It was not strong at all"
    assert block.marks == (
        Mark(3, 6, MarkKind.EM),
        Mark(11, 17, MarkKind.STRONG),
        Mark(18, 24, MarkKind.LINK, "https://example.org/a"),
    )


def test_r14_deleted_text_comments_and_authors_stay_behind():
    document = read(
        paragraph(
            run("It "),
            '<w:del w:author="Canary One"><w:r><w:delText>was gone</w:delText></w:r></w:del>',
            '<w:ins w:author="Canary Two"><w:r><w:t>stays</w:t></w:r></w:ins>',
            '<w:commentRangeStart w:id="0"/>',
            run("."),
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
        parts={
            "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:author="Canary Three">'
            "<w:p><w:r><w:t>canary remark</w:t></w:r></w:p></w:comment></w:comments>",
            "docProps/core.xml": "<creator>Canary Four</creator>",
        },
    )
    assert [block.text for block in document.blocks] == ["It stays."]
    assert [finding.message for finding in document.findings] == [
        "Tracked changes: deleted text was left out.",
        "Tracked changes: inserted text was kept.",
        "1 comment in the margin left out.",
    ]
    assert "anary" not in str(document.as_json())


def test_moved_text_stands_where_it_was_moved_to():
    assert shown(
        "<w:p><w:moveFrom><w:r><w:t>Here.</w:t></w:r></w:moveFrom></w:p>",
        "<w:p><w:moveTo><w:r><w:t>Here.</w:t></w:r></w:moveTo></w:p>",
    ) == [("paragraph", "Here.")]


def test_pictures_hidden_text_and_headers_are_told():
    picture = (
        '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/'
        'picture"/></w:drawing></w:r>'
    )
    document = read(
        paragraph(run("Seen"), picture, picture, run("unseen", "<w:vanish/>")),
        parts={"word/header.xml": f'<w:hdr xmlns:w="{W}"/>'},
    )
    assert [block.text for block in document.blocks] == ["Seen"]
    assert [finding.message for finding in document.findings] == [
        "2 pictures left out: a lesson has text only.",
        "Text that Word hides was left out.",
        "The headers and footers of the pages are left out.",
    ]


def test_footnotes_come_after_the_text():
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    assert shown(
        paragraph(run("It was so"), note, run(".")), parts={"word/footnotes.xml": FOOTNOTES}
    ) == [("paragraph", "It was so."), ("note", "See the archive.")]


def test_a_row_of_a_table_is_a_line_and_layout_is_no_table():
    assert shown(
        table([paragraph("1."), paragraph("Why?")], [paragraph("a)"), paragraph("Its aims")]),
        table([paragraph("Alone"), paragraph("")], [paragraph("One") + paragraph("Two")]),
    ) == [
        ("table", "1. | Why?"),
        ("table", "a) | Its aims"),
        ("paragraph", "Alone"),
        ("paragraph", "One"),
        ("paragraph", "Two"),
    ]


def test_line_breaks_divide_a_paragraph_unless_a_sentence_goes_on():
    line_break = "<w:r><w:br/></w:r>"
    assert shown(
        paragraph(run("Explain:"), line_break, run("Vienna -"), line_break, run("Genoa -"))
    ) == [("paragraph", "Explain:"), ("paragraph", "Vienna -"), ("paragraph", "Genoa -")]
    assert shown(paragraph(run("It was"), line_break, run("soon over."))) == [
        ("paragraph", "It was soon over.")
    ]


def test_a_text_box_is_told_after_the_paragraph_it_hangs_on():
    box = (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    assert shown(paragraph(run("Outside"), box, run(" of it."))) == [
        ("paragraph", "Outside of it."),
        ("paragraph", "In the box."),
    ]


def test_signs_that_are_no_letters():
    assert shown(
        paragraph(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
            "<w:t>d</w:t><w:instrText>PAGE</w:instrText></w:r>"
        )
    ) == [("paragraph", "a b-cd")]


def test_a_strict_document_and_one_whose_text_has_another_name():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body>'
    assert shown(body=f"{body}</w:document>") == [("paragraph", "x")]
    relations = (
        '<Relationships xmlns="x"><Relationship Id="1" Type="y/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations,
            "word/document2.xml": f"{body}</w:document>",
        }
    )
    assert [block.text for block in read_office(data).blocks] == ["x"]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"x.txt": "x"}, "neither docx nor odt"),
        ({"[Content_Types].xml": "<Types/>"}, "its text is missing"),
        ({"word/document.xml": "<w:document><unclosed>"}, "damaged"),
        ({"word/document.xml": "no xml"}, "damaged"),
    ],
)
def test_an_archive_that_is_no_document(parts, sentence):
    with pytest.raises(DocumentRefused, match=sentence):
        read_office(zipped(parts))

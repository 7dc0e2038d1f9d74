"""odt: what the word processor shows, without what it keeps beside it."""

import pytest

from lessons.importing.documents.blocks import Kind, Mark, MarkKind
from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.office import read_office
from tests.lessons.importing.documents.files import odt


def read(text: str, **options):
    return read_office(odt(text, **options))


def shown(text: str, **options) -> list[tuple[str, str]]:
    blocks = read(text, **options).blocks
    return [(block.kind.value, block.written) for block in blocks]


def test_titles_headings_and_paragraphs():
    assert [
        (block.kind, block.level, block.text, block.place)
        for block in read(
            '<text:p text:style-name="P1">The League</text:p>'
            '<text:h text:outline-level="2">Hopes</text:h>'
            "<text:p>Forty-two<text:s/>states<text:tab/>came.</text:p><text:p/>"
        ).blocks
    ] == [
        (Kind.TITLE, 0, "The League", "paragraph 1"),
        (Kind.HEADING, 2, "Hopes", "paragraph 2"),
        (Kind.PARAGRAPH, 0, "Forty-two states came.", "paragraph 3"),
    ]


def test_lists_count_and_begin_anew():
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('x', '')}{item.format('y', '')}</text:list>"
    first = (
        f'<text:list text:style-name="L1">{item.format("One", inner)}{item.format("Two", "")}'
        "</text:list>"
    )
    again = f'<text:list text:style-name="L1">{item.format("Three", "")}</text:list>'
    goes_on = again.replace("<text:list ", '<text:list text:continue-numbering="true" ')
    assert [
        text for _kind, text in shown(first + "<text:p>Between</text:p>" + goes_on + again)
    ] == [
        *("1. One", "a) x", "b) y", "2. Two", "Between", "3. Three", "1. Three"),
    ]


def test_emphasis_and_links_are_marks():
    (block,) = read(
        '<text:p>It was <text:span text:style-name="T1">not</text:span> '
        '<text:a xlink:href="https://example.org/b">there</text:a>.</text:p>'
    ).blocks
    assert (block.text, block.marks) == (
        "It was not there.",
        (Mark(7, 10, MarkKind.EM), Mark(11, 16, MarkKind.LINK, "https://example.org/b")),
    )


def test_r14_deleted_text_comments_and_authors_stay_behind():
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        "<dc:creator>Canary One</dc:creator></office:change-info><text:p>canary gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>It stays<office:annotation><dc:creator>Canary Two</dc:creator>"
        "<text:p>canary remark</text:p></office:annotation>.</text:p>",
        parts={"meta.xml": "<creator>Canary Three</creator>"},
    )
    assert [block.text for block in document.blocks] == ["It stays."]
    assert [finding.message for finding in document.findings] == [
        "Tracked changes: deleted text was left out, inserted text was kept.",
        "1 comment in the margin left out.",
    ]
    assert "anary" not in str(document.as_json())


def test_notes_boxes_contents_and_descriptions():
    assert shown(
        "<text:table-of-content><text:p>Hopes 1</text:p></text:table-of-content>"
        "<text:p>It was so<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>See the archive.</text:p></text:note-body></text:note><draw:frame>"
        "<draw:image/><svg:desc>A map</svg:desc><draw:text-box><text:p>Boxed.</text:p>"
        "</draw:text-box></draw:frame>.</text:p>"
    ) == [
        ("contents", "Hopes 1"),
        ("paragraph", "It was so."),
        ("note", "See the archive."),
        ("paragraph", "Boxed."),
    ]


def test_a_row_of_a_table_is_a_line():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('1.')}{cell.format('Why?')}</table:table-row>"
    assert shown(f"<table:table>{row}</table:table>") == [("table", "1. | Why?")]


def test_what_is_left_out_is_told():
    document = read(
        "<text:p>x<draw:frame><draw:image/></draw:frame></text:p>",
        parts={"styles.xml": '<s xmlns:style="x"><style:header>Page</style:header></s>'},
    )
    assert [finding.message for finding in document.findings] == [
        "1 picture left out: a lesson has text only.",
        "The headers and footers of the pages are left out.",
    ]


def test_a_password_is_told():
    with pytest.raises(DocumentRefused, match="protected with a password"):
        read("x", parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"})


def test_an_odt_without_a_text_is_refused():
    with pytest.raises(DocumentRefused, match="damaged"):
        read("", parts={"content.xml": ""})

"""Files that are none, or mean harm, where they are opened; the command and the upload answer."""

import zipfile

import pytest

from lessons.importing.documents.limits import MAX_BLOCKS, MAX_BYTES, DocumentRefused
from lessons.importing.documents.opening import read_document
from lessons.importing.documents.readers.xml import walk
from tests.lessons.importing.documents.files import W, docx, odt, paragraph, pdf, run, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BODY = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'


def refusal(name: str, data: bytes) -> tuple[int, str]:
    with pytest.raises(DocumentRefused) as refused:
        read_document(name=name, data=data)
    return refused.value.status, str(refused.value)


NO_DOCUMENTS = {
    "a program": ("essay.docx", b"MZ\x90\x00" + bytes(100), "This is a program"),
    "a program of Linux": ("essay.txt", b"\x7fELF" + bytes(100), "This is a program"),
    "a legacy doc": ("essay.doc", OLE, "an old Word (.doc)"),
    "a doc named docx": ("essay.docx", OLE, "an old Word (.doc)"),
    "a password": (
        "essay.docx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "protected with a password",
    ),
    "a PDF named docx": ("essay.docx", pdf(["x"]), "it is a PDF (.pdf)"),
    "a docx named txt": ("essay.txt", docx(paragraph("x")), "it is a Word document (.docx)"),
    "a docx named odt": ("essay.odt", docx(paragraph("x")), "it is a Word document (.docx)"),
    "an odt named docx": ("essay.docx", odt("<text:p>x</text:p>"), "it is an OpenDocument text"),
    "a text named docx": ("essay.docx", b"Just text.", "it is a text file (.txt)"),
    "a text named pdf": ("essay.pdf", b"Just text.", "it is a text file (.txt)"),
    "a picture": ("essay.docx", b"\x89PNG\r\n\x1a\n" + bytes(50), "This is a picture"),
    "another ending": ("essay.exe", b"Just text.", "Files that end in “.exe” cannot be read"),
    "an archive": ("essay.docx", zipped({"a.txt": "x"}), "neither docx nor odt"),
    "a damaged zip": ("essay.docx", docx(paragraph("x"))[:-30], "damaged"),
}


@pytest.mark.parametrize("case", NO_DOCUMENTS)
def test_what_is_no_such_document_is_refused_with_its_reason(case):
    name, data, sentence = NO_DOCUMENTS[case]
    status, said = refusal(name, data)
    assert status == 400
    assert sentence in said


def test_a_name_without_an_ending_is_judged_by_content():
    assert read_document(name="essay", data=docx(paragraph("x"))).kind == "docx"
    assert read_document(name="ESSAY.DOCX", data=docx(paragraph("x"))).kind == "docx"
    assert read_document(name="essay", data=b"# x").kind == "txt"
    assert read_document(name="essay.markdown", data=b"# x").kind == "md"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        '<!DOCTYPE x [<!ENTITY e "lol"><!ENTITY f "&e;&e;&e;&e;">]>',
        f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]>',
    ],
    ids=["a file", "an address", "a parameter", "laughs", "quadratic"],
)
def test_a_dtd_is_refused_wherever_it_stands(doctype):
    text = "&e;" if "ENTITY e" in doctype else "x"
    body = doctype + BODY.format(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    for data in (
        docx(body=body),
        docx(paragraph("x"), parts={"word/styles.xml": body}),
        docx(paragraph("x"), parts={"word/_rels/document.xml.rels": body}),
        odt("", parts={"content.xml": body}),
    ):
        name = "essay.odt" if b"opendocument" in data[:200] else "essay.docx"
        assert "(a DTD)" in refusal(name, data)[1]


def test_a_bomb_is_refused_before_it_is_inflated():
    data = zipped({"word/document.xml": b" " * 300_000_000}, level=1)
    assert len(data) < MAX_BYTES
    assert "It was not unpacked." in refusal("essay.docx", data)[1]


def test_a_part_that_is_packed_like_no_text():
    data = docx(body=BODY.format("<w:p/>" * 3_000_000))
    assert "packed more than 200 to one" in refusal("essay.docx", data)[1]


def test_a_part_that_says_less_than_it_holds():
    data = bytearray(docx(body=BODY.format("<w:p/>" * 3_000_000)))
    declared = (len(BODY) - 2 + 6 * 3_000_000).to_bytes(4, "little")
    assert data.count(declared) == 2
    assert refusal("essay.docx", bytes(data.replace(declared, (5000).to_bytes(4, "little"))))[1]


def test_a_document_of_millions_of_paragraphs():
    data = docx(body=BODY.format("<w:p><w:r/></w:p>" * 3_000_000))
    assert "It was not unpacked." in refusal("essay.docx", data)[1]
    with pytest.raises(DocumentRefused, match="more than 600,000 elements"):
        walk(b"<p/>" * 1_300_000, None, {})
    many = docx(*[paragraph(f"{i} word") for i in range(MAX_BLOCKS + 1)])
    assert f"more than {MAX_BLOCKS:,} paragraphs" in refusal("essay.docx", many)[1]


def test_names_that_climb_are_ignored(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    climbing = {"../../evil": "x", "/absolute": "y", "word\\..\\evil": "z", "word/../../e": "w"}
    document = read_document(name="e.docx", data=docx(paragraph("Text."), parts=climbing))
    assert [block.text for block in document.blocks] == ["Text."]
    assert list(tmp_path.iterdir()) == []


def test_a_relation_cannot_lead_out_of_the_archive():
    relations = (
        '<Relationships xmlns="x"><Relationship Id="1" Type="y/officeDocument" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    data = docx(paragraph("x"), parts={"_rels/.rels": relations})
    assert "its text is missing" in refusal("essay.docx", data)[1]


def test_a_part_that_is_there_twice_is_refused(recwarn):
    import io

    buffer = io.BytesIO(docx(paragraph("x")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", BODY.format("<w:p/>"))
    recwarn.clear()
    assert "twice" in refusal("essay.docx", buffer.getvalue())[1]


def test_too_many_parts_and_strange_packing_are_refused():
    import io

    parts = {f"x{i}": "" for i in range(2001)}
    assert "more than 2,000 parts" in refusal("e.docx", docx(paragraph("x"), parts=parts))[1]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", BODY.format("<w:p/>"))
    assert "damaged" in refusal("e.docx", buffer.getvalue())[1]


def test_nesting_is_bounded():
    deep = BODY.format("<w:p>" * 500 + "</w:p>" * 500)
    assert "more than 200 deep" in refusal("essay.docx", docx(body=deep))[1]


def test_one_byte_over_the_limit():
    status, sentence = refusal("essay.txt", b"a" * (MAX_BYTES + 1))
    assert (status, sentence) == (413, "This file is longer than the limit of 5 MB.")


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "[a](<" * 10_000, "x" + "*" * 20_000, "x" + "`" * 20_000]
)
def test_marks_without_end_are_text(text):
    document = read_document(name="essay.md", data=text.encode())
    assert "".join(block.text for block in document.blocks)[:5] == text[:5]


def test_raw_html_is_the_characters_it_is_written_with():
    text = "<svg onload=alert(1)> and <iframe src=x></iframe> stay <b>text</b>."
    (block,) = read_document(name="essay.md", data=text.encode()).blocks
    assert (block.text, block.marks) == (text, ())


@pytest.mark.parametrize("name", ["e.txt", "e.md", "e.docx", "e.pdf", "e"])
@pytest.mark.parametrize("data", [b"", b" \n\t \r\n"])
def test_empty(name, data):
    assert refusal(name, data) == (400, "This file is empty: there is no text in it.")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("e.txt", "\ufeff\u200b \u00ad".encode()),
        ("e.docx", docx(paragraph(" "))),
        ("e.odt", odt("<text:p> </text:p>")),
        ("e.md", b"---\n\n***\n"),
    ],
)
def test_nothing_that_shows(name, data):
    assert refusal(name, data)[1].startswith("This file is empty")


WORDS = "league nations treaty soviet policy towards the powers of the west and of the east"
PARAGRAPH = " ".join([WORDS] * 4) + "."
MANY = 50_000 // len(PARAGRAPH.split()) + 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("e.txt", "\n".join([PARAGRAPH] * MANY).encode()),
        ("e.md", "\n\n".join([PARAGRAPH] * MANY).encode()),
        ("e.docx", docx(*[paragraph(PARAGRAPH)] * MANY)),
        (
            "e.docx",
            docx(*[paragraph(*[run(f"{w} ", "<w:i/>") for w in PARAGRAPH.split()])] * MANY),
        ),
        ("e.odt", odt(f"<text:p>{PARAGRAPH}</text:p>" * MANY)),
        ("e.pdf", pdf(*[[PARAGRAPH[i : i + 90] for i in range(0, 342, 90)] * 8] * (MANY // 8 + 1))),
    ],
    ids=["txt", "md", "docx", "docx, a run a word", "odt", "pdf"],
)
def test_an_essay_of_50_000_words_is_read_within_the_limits(name, data):
    document = read_document(name=name, data=data)
    assert sum(len(block.text.split()) for block in document.blocks) >= 50_000

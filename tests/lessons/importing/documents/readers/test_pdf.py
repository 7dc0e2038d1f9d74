"""PDF: lines to paragraphs, and what stands on every page set apart."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.pdf import read_pdf
from tests.lessons.importing.documents.files import pdf

FIRST = [
    "The Reading Room 1",
    "Rapallo",
    "",
    "It was in 1922 that the two outsiders met at Rapallo, a small town by the sea, and",
    "foreign ministers everywhere asked what they had signed in such a hurry, and for-",
    "eign papers guessed. It was short.",
    "Another paragraph begins here and it goes on for quite a while, until it ends upon",
]
SECOND = [
    "The Reading Room 2",
    "the next page.",
    "Questions",
    "1. Why did the two meet",
    "at all?",
    "2. What followed? (6 points)",
    "2",
]


def test_lines_become_paragraphs_across_pages():
    document = read_pdf(pdf(FIRST, SECOND))
    assert [(block.kind.value, block.place, block.text[:40]) for block in document.blocks] == [
        ("furniture", "page 1", "The Reading Room 1"),
        ("paragraph", "page 1", "Rapallo"),
        ("paragraph", "page 1", "It was in 1922 that the two outsiders me"),
        ("furniture", "page 2", "The Reading Room 2"),
        ("paragraph", "pages 1–2", "Another paragraph begins here and it goe"),
        ("paragraph", "page 2", "Questions"),
        ("paragraph", "page 2", "1. Why did the two meet at all?"),
        ("furniture", "page 2", "2"),
        ("paragraph", "page 2", "2. What followed? (6 points)"),
    ]
    assert "and foreign papers guessed. It was short." in document.blocks[2].text
    assert document.blocks[4].text.endswith("until it ends upon the next page.")
    assert [finding.severity for finding in document.findings] == ["warning"]


def protected(password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf(FIRST))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(DocumentRefused, match="protected with a password"):
        read_pdf(protected("secret"))


def test_a_pdf_that_opens_without_a_password_is_read():
    assert read_pdf(protected("")).blocks[1].text == "Rapallo"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf([""], [""]), "no text"),
        (b"%PDF-1.4 nothing more", "damaged"),
        (pdf(FIRST)[:200], "damaged"),
        (pdf(*([["x"]] * 501)), "500 pages"),
    ],
    ids=["pictures", "no objects", "cut off", "too long"],
)
def test_what_cannot_be_read_is_told(data, sentence):
    with pytest.raises(DocumentRefused, match=sentence):
        read_pdf(data)

"""Read a plain text file."""

from lessons.importing.documents.findings import warning
from lessons.importing.documents.found import Document
from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.encoding import decoded
from lessons.importing.documents.readers.lines import blocks_of, groups_of

_WEB_PAGE = ("<!doctype html", "<html", "<?xml")
OLDER = (
    "This file is not UTF-8 and was read as an older Windows encoding. "
    "Look whether accents and quotation marks are right."
)


def read_text(data: bytes) -> Document:
    """Return the paragraphs of a text file; the place of each is its line."""
    text, is_older = decoded(data)
    refuse_markup(text)
    document = Document("txt")
    if is_older:
        document.findings.append(warning("", OLDER))
    numbered = ((line, f"line {n}") for n, line in enumerate(text.split("\n"), start=1))
    for block in blocks_of(groups_of(numbered)):
        document.add(block)
    return document


def refuse_markup(text: str) -> None:
    """Refuse what is no text to be read but the source of a page."""
    start = text[:200].lstrip().casefold()
    if start.startswith(_WEB_PAGE):
        raise DocumentRefused(
            "This is the source of a web page. Copy its text into a document and bring that in."
        )
    if start.startswith("{\\rtf"):
        raise DocumentRefused("This is an RTF file. Open it and save it as .docx or .odt.")

"""Read the text of a PDF. It knows lines and pages only, so a teacher looks over what comes."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from lessons.importing.documents.blocks import Block, Kind, plain, span_of
from lessons.importing.documents.findings import warning
from lessons.importing.documents.found import Document
from lessons.importing.documents.limits import MAX_PAGES, DocumentRefused
from lessons.importing.documents.markers import marker_of
from lessons.importing.documents.readers.lines import block_of, ends, whole

PROTECTED = (
    "This PDF is protected with a password. Save it without one, or copy its text into a document."
)
_DAMAGED = "This PDF is damaged: its text cannot be read."
_NO_TEXT = (
    "This PDF holds pictures of pages and no text. Use the document it was made from, or a "
    "program that recognizes text."
)
_EDGE = 2  # lines at the top and the foot of a page that may be its furniture
_NUMBER = re.compile(
    r"(?:page\s+|[-–—|]\s*)?[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?(?:\s*[-–—|])?", re.I
)
_BROKEN = (PyPdfError, DependencyError, ValueError, KeyError, TypeError, AttributeError,
           IndexError, AssertionError, NotImplementedError, RecursionError, OSError)  # fmt: skip

Page = list[str]


def read_pdf(data: bytes) -> Document:
    """Return the paragraphs of a PDF, page headers and footers set apart."""
    document = Document("pdf")
    pages = _pages(data)
    if not any(any(page) for page in pages):
        raise DocumentRefused(_NO_TEXT)
    document.findings.append(
        warning("", "This comes from a PDF: look whether its paragraphs are divided rightly.")
    )
    joiner = _Joiner(document, _full_width(pages))
    furniture = _repeated(pages)
    for number, page in enumerate(pages, start=1):
        for i, line in enumerate(page):
            joiner.take(
                line, f"page {number}", is_furniture=_is_furniture(line, i, page, furniture)
            )
    joiner.close()
    return document


def _pages(data: bytes) -> list[Page]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentRefused(PROTECTED)
        if len(reader.pages) > MAX_PAGES:
            raise DocumentRefused(f"This PDF has more than {MAX_PAGES} pages.")
        texts = [page.extract_text() for page in reader.pages]
    except DependencyError:
        raise DocumentRefused(PROTECTED) from None
    except _BROKEN:
        raise DocumentRefused(_DAMAGED) from None
    return [[plain(line) for line in text.strip().split("\n")] for text in texts]


def _full_width(pages: Sequence[Page]) -> int:
    """Return how long a line is that fills its width: nine in ten are no longer."""
    lengths = sorted(len(line) for page in pages for line in page if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _key(line: str) -> str:
    return re.sub("[0-9]+", "#", line).casefold()


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """Return the lines that stand at the edge of most pages, numbers in them left out."""
    edges = Counter(key for page in pages for key in {_key(page[i]) for i in _edges(page)})
    enough = max(2, len(pages) * 0.5)
    return frozenset(key for key, count in edges.items() if count >= enough)


def _edges(page: Page) -> set[int]:
    shown = [i for i, line in enumerate(page) if line]
    return {*shown[:_EDGE], *shown[-_EDGE:]}


def _is_furniture(line: str, i: int, page: Page, furniture: frozenset[str]) -> bool:
    if not line or i not in _edges(page):
        return False
    return bool(_NUMBER.fullmatch(line)) or _key(line) in furniture


class _Joiner:
    """Joins lines to paragraphs. A short line that ends a sentence ends its paragraph."""

    def __init__(self, document: Document, width: int) -> None:
        self.document, self.width = document, width
        # The lines of the paragraph that is open, with their pages.
        self.open: list[tuple[str, str]] = []

    def take(self, line: str, place: str, *, is_furniture: bool) -> None:
        """Take one line; a page's furniture does not end the paragraph that it interrupts."""
        if is_furniture:
            self.document.add(Block(line, place, Kind.FURNITURE))
            return
        if not line or (self.open and self._begins(line)):
            self.close()
        if line:
            self.open.append((line, place))

    def _begins(self, line: str) -> bool:
        if marker_of(line):
            return True
        last = self.open[-1][0]
        is_short = len(last) < 0.85 * self.width
        return is_short and (ends(last) or line[:1].isupper())

    def close(self) -> None:
        """End the paragraph that is open."""
        if not self.open:
            return
        lines, places = zip(*self.open, strict=True)
        first = block_of(lines[0], places[0])
        text = whole([first.text, *lines[1:]], is_typeset=True)
        self.document.add(replace(first, text=text, place=span_of(places[0], places[-1])))
        self.open = []

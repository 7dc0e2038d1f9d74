"""Read what comes as a zip: a docx or an odt, told apart by what is inside."""

from lessons.importing.documents.found import Document
from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.archive import Archive
from lessons.importing.documents.readers.docx import MAIN, read_docx
from lessons.importing.documents.readers.odt import is_odt, read_odt


def read_office(data: bytes) -> Document:
    """Return the document of an archive; one that is neither is refused."""
    archive = Archive(data)
    if is_odt(archive):
        return read_odt(archive)
    if MAIN in archive or "[Content_Types].xml" in archive:
        return read_docx(archive)
    raise DocumentRefused("This is an archive and no document: neither docx nor odt.")

"""What a file is, by its content, and its blocks."""

from pathlib import PurePath

from lessons.importing.documents.found import Document
from lessons.importing.documents.limits import MAX_BYTES, DocumentRefused, in_megabytes
from lessons.importing.documents.readers.archive import PROTECTED
from lessons.importing.documents.readers.sandbox import read_apart

KINDS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
}
NAMES = {
    "txt": "a text file (.txt)",
    "md": "Markdown (.md)",
    "docx": "a Word document (.docx)",
    "odt": "an OpenDocument text (.odt)",
    "pdf": "a PDF (.pdf)",
}
READABLE = "Documents that can be read: .docx, .odt, .pdf, .txt and .md."
TOO_LONG = f"This file is longer than the limit of {in_megabytes(MAX_BYTES)}."
EMPTY = "This file is empty: there is no text in it."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


def read_document(*, name: str, data: bytes) -> Document:
    """Return the blocks of a file; its content decides what it is.

    Raises ``DocumentRefused`` with a sentence. A name that says otherwise is refused as well, for
    one of the two is not what the person thinks.
    """
    if len(data) > MAX_BYTES:
        raise DocumentRefused(TOO_LONG, status=413)
    named = _named(name)
    if not data.strip():
        raise DocumentRefused(EMPTY)
    found = _sniffed(data)
    if found == "text":
        found = named if named in {"txt", "md"} else "txt"
    if found not in {"zip", named or found}:
        raise DocumentRefused(_disagreement(name, found))
    document = read_apart(found, data)
    if named and document.kind != named:
        raise DocumentRefused(_disagreement(name, document.kind))
    if not document.blocks:
        raise DocumentRefused(EMPTY)
    return document


def _named(name: str) -> str:
    """Return the kind a file's name promises; empty for a name without an ending."""
    ending = PurePath(name).suffix.casefold()
    if ending == ".doc":
        return "docx"  # its content tells what it really is
    if ending and ending not in KINDS:
        raise DocumentRefused(f"Files that end in “{ending}” cannot be read. {READABLE}")
    return KINDS.get(ending, "")


def _sniffed(data: bytes) -> str:
    if data.startswith(_OLE):
        raise DocumentRefused(PROTECTED if _PACKED in data else _old_office())
    if data.startswith(_PROGRAMS):
        raise DocumentRefused(f"This is a program, not a document. {READABLE}")
    if data.startswith(_PICTURES) and b"\x00" in data:
        raise DocumentRefused(f"This is a picture, not a document. {READABLE}")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "text"


def _old_office() -> str:
    return (
        "This is a document of an old Word (.doc), which cannot be read safely. Open it and save "
        "it as .docx."
    )


def _disagreement(name: str, found: str) -> str:
    ending = PurePath(name).suffix
    return (
        f"This file is called “{ending}”, but it is {NAMES[found]}. Give it its right name, or "
        "look whether it is the file you meant."
    )

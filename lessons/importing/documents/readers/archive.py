"""The zip that a docx or odt is, judged by its directory before anything is inflated.

Entries are read by the few names that are asked for, into memory; no name becomes a path and no
archive inside is opened.
"""

import io
import zipfile
import zlib

from lessons.importing.documents.limits import (
    MAX_ENTRIES,
    MAX_INFLATED,
    MAX_PART,
    MAX_RATIO,
    RATIO_COUNTS_FROM,
    DocumentRefused,
    in_megabytes,
)

_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
PROTECTED = (
    "This document is protected with a password. Take the password off in the word processor, "
    "save it, and bring it in again."
)
DAMAGED = "This file is damaged: its parts cannot be read. Open it and save it again."


class Archive:
    """The parts of a document, by name."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise DocumentRefused(DAMAGED) from None
        entries = self._zip.infolist()
        _check(entries)
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise DocumentRefused("This file names one of its parts twice, which no program does.")

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """Return what the parts are called."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """Inflate a part; empty where there is none. It ends at the size its entry gives."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.flag_bits & _ENCRYPTED:
            raise DocumentRefused(PROTECTED)
        try:
            with self._zip.open(entry) as part:
                return part.read(MAX_PART)
        except _BROKEN:
            raise DocumentRefused(DAMAGED) from None


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise DocumentRefused(f"This file has more than {MAX_ENTRIES:,} parts inside.")
    if sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise DocumentRefused(
            f"Unpacked, this file has more than {in_megabytes(MAX_INFLATED)}. It was not unpacked."
        )
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentRefused(DAMAGED)
        if entry.file_size > MAX_PART:
            raise DocumentRefused(
                f"A part of this file has more than {in_megabytes(MAX_PART)} unpacked. "
                "It was not unpacked."
            )
        is_large = entry.file_size > RATIO_COUNTS_FROM
        if is_large and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise DocumentRefused(
                f"A part of this file is packed more than {MAX_RATIO} to one, as no text is. "
                "It was not unpacked."
            )

"""A pack that comes as one zip: bounded before anything is unpacked, and never unpacked to disk.

A zip is believed in nothing. What it says of its own sizes is checked first, and what comes out
is counted as well; names that lead out of a folder, links, encryption and odd compression are
findings, even on files that a pack would leave alone, since an honest zip has none of them.
"""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath
from stat import S_ISLNK
from typing import IO

from lessons.importing.files import MAX_BYTES, MISSING, NAMES, TOO_LONG
from lessons.importing.findings import Findings

ARCHIVE = "The zip"
MAX_ZIP_BYTES = 5 * 1024 * 1024
MAX_ENTRIES = 64
MAX_TOTAL = 10 * 1024 * 1024
MAX_RATIO = 100
SMALL = 256 * 1024  # below this, a high ratio is no danger: a short list of like events has one

_ENCRYPTED = 0x1
_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,  # a version of the form that this machine does not read
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    OverflowError,
    struct.error,
    zlib.error,
)
_NOT_A_ZIP = "This is not a zip file, or it is damaged."


def read_zip(source: IO[bytes], findings: Findings) -> dict[str, bytes]:
    """Return the five files of a pack that are there and within bounds.

    They stand at the top of the zip or together in one folder of it; other files are left alone.
    ``source`` must be seekable.
    """
    if _length(source) > MAX_ZIP_BYTES:
        findings.add(ARCHIVE, "", f"This is longer than {MAX_ZIP_BYTES:,} bytes.")
        return {}
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if not _is_safe(entries, findings):
                return {}
            return _read_all(archive, _pack_of(entries, findings), findings)
    except _BROKEN:
        findings.add(ARCHIVE, "", _NOT_A_ZIP)
        return {}


def _length(source: IO[bytes]) -> int:
    length = source.seek(0, 2)
    source.seek(0)
    return length


def _is_safe(entries: Sequence[zipfile.ZipInfo], findings: Findings) -> bool:
    """Check what the zip says of itself, before a byte is unpacked."""
    if len(entries) > MAX_ENTRIES:
        findings.add(
            ARCHIVE, "", f"This holds {len(entries):,} entries; {MAX_ENTRIES} are the most."
        )
        return False
    before = len(findings.all)
    for entry in entries:
        for sentence in _faults(entry):
            findings.add(ARCHIVE, _shown(entry.filename), sentence)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        findings.add(
            ARCHIVE,
            "",
            f"Unpacked, this would have {total:,} bytes; {MAX_TOTAL:,} are the most.",
        )
    return len(findings.all) == before


def _faults(entry: zipfile.ZipInfo) -> list[str]:
    is_large = entry.file_size > SMALL
    checks = [
        (not _is_in_reach(entry.filename), "This name leads out of the folder."),
        (S_ISLNK(entry.external_attr >> 16), "This is a link to another file."),
        (bool(entry.flag_bits & _ENCRYPTED), "This is encrypted. Make the zip without a password."),
        (
            entry.compress_type not in _KNOWN,
            "This is compressed in a way that is not read here. Make an ordinary zip.",
        ),
        (entry.file_size > MAX_BYTES, TOO_LONG),
        (
            is_large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1),
            f"This would unpack to more than {MAX_RATIO} times its size.",
        ),
    ]
    return [sentence for is_fault, sentence in checks if is_fault]


def _is_in_reach(name: str) -> bool:
    """Tell whether a name stays inside the folder, as both families of systems would read it."""
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return not (posix.is_absolute() or windows.anchor or ".." in windows.parts)


def _pack_of(
    entries: Sequence[zipfile.ZipInfo], findings: Findings
) -> dict[str, list[zipfile.ZipInfo]]:
    """Return the entries of each of the five names, in the one folder that has any."""
    by_folder: dict[str, dict[str, list[zipfile.ZipInfo]]] = {}
    for entry in entries:
        *folders, name = PurePosixPath(entry.filename).parts or ("",)
        if name in NAMES and len(folders) <= 1 and not entry.is_dir():
            folder = by_folder.setdefault("/".join(folders), {})
            folder.setdefault(name, []).append(entry)
    if len(by_folder) > 1:
        names = ", ".join(_shown(folder) or "the top" for folder in sorted(by_folder))
        findings.add(ARCHIVE, "", f"There are files of packs in more than one place: {names}.")
        return {}
    found = next(iter(by_folder.values()), {})
    for name in NAMES:
        if name not in found:
            findings.add(name, "", MISSING)
    return found


def _read_all(
    archive: zipfile.ZipFile, found: dict[str, list[zipfile.ZipInfo]], findings: Findings
) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for name, entries in found.items():
        if len(entries) > 1:
            findings.add(name, "", "This file stands twice in the zip.")
            continue
        with archive.open(entries[0]) as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            findings.add(name, "", TOO_LONG)
        else:
            contents[name] = content
    return contents


def _shown(name: str) -> str:
    """Return a name from outside so that it cannot garble a page or a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:80]

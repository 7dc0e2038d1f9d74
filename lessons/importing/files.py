"""The files of a pack, as bytes and as text, within bounds."""

from collections.abc import Mapping
from pathlib import Path

from lessons.importing.findings import Findings
from studyhub.web.text import has_forbidden_characters, with_plain_line_breaks

MAX_BYTES = 5 * 1024 * 1024
LESSON = "lesson.json"
ESSAY = "essay.md"
EVENTS = "events.json"
QUESTIONS = "questions.json"
READINGS = "readings.json"
NAMES = (LESSON, ESSAY, EVENTS, QUESTIONS, READINGS)

MISSING = "A pack needs this file, and it is not there."
TOO_LONG = f"This file is longer than {MAX_BYTES:,} bytes."


def read_folder(folder: Path, findings: Findings) -> dict[str, bytes]:
    """Return the five files of a pack that are there and within ``MAX_BYTES``.

    Other files are left alone. A link is not followed: a pack from outside could point one at
    any file of this machine.
    """
    if not folder.is_dir():
        findings.add(str(folder), "", "There is no such folder.")
        return {}
    found = {name: _read(folder / name, findings) for name in NAMES}
    return {name: content for name, content in found.items() if content is not None}


def _read(path: Path, findings: Findings) -> bytes | None:
    if path.is_symlink() or not path.is_file():
        findings.add(path.name, "", MISSING)
        return None
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        findings.add(path.name, "", TOO_LONG)
        return None
    return content


def text_of(files: Mapping[str, bytes], name: str, findings: Findings) -> str | None:
    """Return a file's text with line breaks as LF, or None after a finding.

    A byte-order mark at the beginning is passed over.
    """
    if name not in files:
        return None
    try:
        text = files[name].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.add(name, "", f"This is not UTF-8: byte {error.start + 1} cannot be read.")
        return None
    if has_forbidden_characters(text):
        findings.add(name, "", "This contains a NUL character, which cannot be kept.")
        return None
    if not text.strip():
        findings.add(name, "", "This file is empty.")
        return None
    return with_plain_line_breaks(text)


def with_final_newline(text: str) -> str:
    """Return a text that ends in one line break, whether or not its file did."""
    return text.rstrip("\n") + "\n"

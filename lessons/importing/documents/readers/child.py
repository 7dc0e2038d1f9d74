"""The child process in which a document is read: bytes in, blocks out, and nothing else.

It limits itself before it looks at the first byte. What a file makes a library try - a socket, a
program, a file to be written, a file outside the libraries - the audit hook refuses.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from lessons.importing.documents.found import Document
from lessons.importing.documents.limits import (
    MAX_BYTES,
    MAX_RESULT,
    MEMORY,
    SECONDS,
    DocumentRefused,
)

# Which module reads a kind, and its function. Only the one that is needed is imported.
READERS = {
    "txt": ("plain_text", "read_text"),
    "md": ("markdown", "read_markdown"),
    "zip": ("office", "read_office"),
    "pdf": ("pdf", "read_pdf"),
}
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.kill", "os.startfile", "shutil.", "tempfile.", "ctypes.",
    "urllib.", "http.", "ftplib.", "smtplib.", "pty.", "webbrowser.", "sqlite3.", "mmap.",
)  # fmt: skip
_WRITING = 0o3 | 0o100 | 0o1000 | 0o2000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND


def main(kind: str) -> None:
    """Read a document of a kind from standard input and write the result to standard output."""
    module, function = READERS[kind]
    reader = getattr(import_module(f"lessons.importing.documents.readers.{module}"), function)
    _limit()
    sys.addaudithook(_Guard())
    _answer(_read(reader, sys.stdin.buffer.read(MAX_BYTES + 1)))


def _limit() -> None:
    """Take the limits from the system. It has none on Windows, where the wall clock alone holds."""
    try:
        import resource  # noqa: PLC0415  (absent on Windows)
    except ImportError:
        return
    limits = {resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if sys.platform != "darwin":  # macOS refuses to limit the address space
        limits[resource.RLIMIT_AS] = MEMORY
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


class _Guard:
    """The audit hook: libraries may be read, and that is all."""

    def __init__(self) -> None:
        self.roots = tuple(str(Path(path).resolve()) for path in sys.path if path)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Raise for what a reader has no business doing."""
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"A document reader may not use {event}.")
        if event == "open":
            self._check_open(*args)

    def _check_open(self, path: Any, mode: Any, flags: Any) -> None:
        is_writing = isinstance(flags, int) and flags & _WRITING
        if isinstance(path, int):
            return
        name = path.decode(errors="replace") if isinstance(path, bytes) else str(path)
        if is_writing or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise PermissionError("A document reader may not write.")
        if not name.startswith(self.roots):
            raise PermissionError("A document reader may read its libraries only.")


def _read(reader: Callable[[bytes], Document], data: bytes) -> dict[str, Any]:
    try:
        return reader(data).as_json()
    except DocumentRefused as refused:
        return {"refused": str(refused)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_COSTLY}


TOO_COSTLY = (
    f"This file needs more than {SECONDS} seconds or {MEMORY // (1024 * 1024)} MB to be read, "
    "which no essay does. Copy its text into a new document and bring that in."
)


def _answer(value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
    if len(text) > MAX_RESULT:
        text = json.dumps({"refused": TOO_COSTLY}).encode()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()

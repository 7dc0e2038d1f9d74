"""Run a reader in a child process: at most so many seconds, so much memory, so long an answer."""

import os
import selectors
import subprocess
import sys
import time
from pathlib import Path

from lessons.importing.documents.found import Document, document_from_json
from lessons.importing.documents.limits import MAX_RESULT, SECONDS, DocumentRefused
from lessons.importing.documents.readers.child import TOO_COSTLY
from studyhub.web.strict_json import parse

_ROOT = Path(__file__).resolve().parents[4]
# ``-I`` lets neither the environment nor the present folder say what is imported.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from lessons.importing.documents.readers.child import main; main(sys.argv[2])"
)
_CHUNK = 64 * 1024
UNREADABLE = "This file could not be read: it is not what its name says, or it is damaged."


def read_apart(kind: str, data: bytes) -> Document:
    """Return what a reader of this kind makes of the bytes.

    Raises ``DocumentRefused`` with the reader's sentence, or because it took too much. A reader
    that is still at work after ``SECONDS`` is killed.
    """
    command = [sys.executable, "-I", "-c", _BOOT, str(_ROOT), kind]
    with subprocess.Popen(  # noqa: S603  (our own interpreter and our own code; no shell)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        env={"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
    ) as process:
        try:
            answer = _exchange(process, data, time.monotonic() + SECONDS)
        finally:
            process.kill()
    if answer is None:
        raise DocumentRefused(TOO_COSTLY)
    return _document(answer)


def _exchange(process: subprocess.Popen, data: bytes, deadline: float) -> bytes | None:
    """Hand the bytes over and take the answer; None where it is late or too long."""
    assert process.stdin is not None  # noqa: S101  (both are pipes)
    assert process.stdout is not None  # noqa: S101
    os.set_blocking(process.stdin.fileno(), False)
    waiting, answer = memoryview(data), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0 and len(answer) <= MAX_RESULT:
            for key, _mask in selector.select(left):
                if key.fileobj is process.stdin:
                    waiting = _write(process, waiting, selector)
                    continue
                chunk = os.read(process.stdout.fileno(), _CHUNK)
                if not chunk:
                    return bytes(answer)
                answer += chunk
    return None


def _write(
    process: subprocess.Popen, waiting: memoryview, selector: selectors.BaseSelector
) -> memoryview:
    """Write what the pipe takes; close it at the end, or where the reader has gone."""
    assert process.stdin is not None  # noqa: S101  (it is a pipe)
    try:
        waiting = waiting[os.write(process.stdin.fileno(), waiting[:_CHUNK]) :]
    except BrokenPipeError:
        waiting = waiting[:0]
    if not waiting:
        selector.unregister(process.stdin)
        process.stdin.close()
    return waiting


def _document(answer: bytes) -> Document:
    """Read the answer as strictly as a stranger's; one that died has none."""
    try:
        value = parse(answer.decode("utf-8"))
        if "refused" in value:
            raise DocumentRefused(str(value["refused"]))
        return document_from_json(value)
    except (ValueError, KeyError, TypeError):
        raise DocumentRefused(TOO_COSTLY if not answer else UNREADABLE) from None

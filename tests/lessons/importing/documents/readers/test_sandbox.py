"""The child process: what it may take, and what it may not do at all."""

import json

import pytest

from lessons.importing.documents.limits import MAX_RESULT, DocumentRefused
from lessons.importing.documents.readers import sandbox
from lessons.importing.documents.readers.child import TOO_COSTLY

# Stands in for a library that a file has turned: it runs where a reader runs.
TURNED = """
import sys
sys.path.insert(0, sys.argv[1])
from lessons.importing.documents.readers import child
import socket, subprocess, tempfile, time, ctypes
child._limit()
sys.addaudithook(child._Guard())
def read(data):
    {code}
child._answer(child._read(read, sys.stdin.buffer.read()))
"""


def turned(monkeypatch, code: str) -> str:
    """Run the code in the place of a reader and return the sentence it was refused with."""
    monkeypatch.setattr(sandbox, "_BOOT", TURNED.format(code=code))
    with pytest.raises(DocumentRefused) as refused:
        sandbox.read_apart("txt", b"x")
    return str(refused.value)


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 80))",
        "subprocess.run(['true'])",
        "__import__('os').system('true')",
        "__import__('os').fork()",
        "open('/tmp/never', 'w')",
        "__import__('os').open('/tmp/never', 0o101)",
        "tempfile.NamedTemporaryFile()",
        "open('/etc/hostname')",
        "__import__('os').remove('/tmp/never')",
        "ctypes.CDLL('libc.so.6')",
    ],
)
def test_a_reader_may_neither_reach_out_nor_write(monkeypatch, code):
    refused = "raise child.DocumentRefused('Stopped.') from None"
    sentence = turned(
        monkeypatch, f"\n    try:\n        {code}\n    except OSError:\n        {refused}"
    )
    assert sentence == "Stopped."


@pytest.mark.parametrize(
    "code",
    [
        "bytearray(300 * 1024 * 1024)",
        "x = [0]\n    while True: x += x",
        "time.sleep(60)",
        "while True: pass",
        "__import__('os').abort()",
        "__import__('os')._exit(0)",
        "def deep(): deep()\n    deep()",
    ],
    ids=["memory at once", "memory bit by bit", "sleep", "busy", "abort", "gone", "recursion"],
)
def test_a_reader_that_takes_too_much_is_stopped(monkeypatch, code):
    monkeypatch.setattr(sandbox, "SECONDS", 2)
    assert turned(monkeypatch, code) == TOO_COSTLY


def test_an_answer_that_is_too_long_is_not_taken(monkeypatch):
    assert turned(monkeypatch, f"sys.stdout.write('x' * {MAX_RESULT + 100_000})") == TOO_COSTLY
    code = f"return child.Document('txt', [child.Block('x' * {MAX_RESULT}, 'line 1')])"
    code = f"from lessons.importing.documents.blocks import Block; child.Block = Block; {code}"
    assert turned(monkeypatch, code) == TOO_COSTLY


@pytest.mark.parametrize(
    "answer",
    [
        "[]",
        "{}",
        '{"kind": "txt", "blocks": [1], "findings": []}',
        '{"kind": "txt", "blocks": [{"text": "x"}], "findings": []}',
        '{"kind": "txt", "blocks": [{"text": "x", "place": "", "kind": "html"}], "findings": []}',
        '{"kind": "txt", "blocks": [], "findings": [{}]}',
        '{"kind": "txt", "kind": "txt", "blocks": [], "findings": []}',
        json.dumps(
            {
                "kind": "txt",
                "findings": [],
                "blocks": [
                    {"text": "x", "place": "", "kind": "paragraph", "marks": [[0, 5, "em", ""]]}
                ],
            }
        ),
    ],
)
def test_an_answer_of_another_form_is_not_taken(monkeypatch, answer):
    monkeypatch.setattr(
        sandbox, "_BOOT", f"import sys; sys.stdin.buffer.read(); sys.stdout.write({answer!r})"
    )
    with pytest.raises(DocumentRefused, match="could not be read"):
        sandbox.read_apart("txt", b"x")


def test_every_reader_runs_within_its_limits():
    from tests.lessons.importing.documents.files import docx, odt, paragraph, pdf

    for kind, data in {
        "txt": b"One line.",
        "md": b"One *line*.",
        "zip": docx(paragraph("One line.")),
        "pdf": pdf(["One line."]),
    }.items():
        assert [block.text for block in sandbox.read_apart(kind, data).blocks] == ["One line."]
    assert sandbox.read_apart("zip", odt("<text:p>One</text:p>")).kind == "odt"

"""Zips from outside: all that one can claim to be, and is not."""

from __future__ import annotations

import io
import random
import resource
import struct
import zipfile
from collections.abc import Callable

import pytest

from lessons.importing import archive
from lessons.importing.archive import MAX_ZIP_BYTES, read_zip
from lessons.importing.files import NAMES
from lessons.importing.findings import Findings

NOT_A_ZIP = "The zip: This is not a zip file, or it is damaged."


def zipped(entries, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of (name or ZipInfo, content) pairs."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as made:
        for name, content in entries:
            made.writestr(name, content)
    return target.getvalue()


def read(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    findings = Findings()
    contents = read_zip(io.BytesIO(content), findings)
    return contents, [str(finding) for finding in findings.all]


@pytest.mark.parametrize("folder", ["", "small-lesson/", "./"])
def test_the_five_files_are_read_from_the_top_or_from_one_folder(files, folder):
    pairs = [(folder + name, content) for name, content in files.bytes().items()]
    other = [("__MACOSX/._essay.md", b"x"), (".DS_Store", b"x"), ("a/b/essay.md", b"x")]
    assert read(zipped([*pairs, *other])) == (files.bytes(), [])


def test_a_file_that_is_missing_is_named(files):
    pairs = [(name, content) for name, content in files.bytes().items() if name != "essay.md"]
    contents, found = read(zipped(pairs))
    assert "essay.md" not in contents
    assert found == ["essay.md: A pack needs this file, and it is not there."]


def test_two_packs_in_one_zip_are_no_pack(files):
    pairs = [
        (folder + name, content)
        for folder in ("", "old/")
        for name, content in files.bytes().items()
    ]
    assert read(zipped(pairs)) == (
        {},
        ["The zip: There are files of packs in more than one place: the top, old."],
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_twice_is_neither(files):
    pairs = [*files.bytes().items(), ("essay.md", b"# Another")]
    contents, found = read(zipped(pairs))
    assert "essay.md" not in contents
    assert found == ["essay.md: This file stands twice in the zip."]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"MZ\x90\x00" + b"\x00" * 400,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04",
        b"PK\x05\x06" + b"\xff" * 18,
    ],
)
def test_what_is_no_zip_is_named_as_such(content):
    assert read(content) == ({}, [NOT_A_ZIP])


def test_a_document_is_no_pack():
    contents, found = read(
        zipped([("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<t/>")])
    )
    assert contents == {}
    assert found == [f"{name}: A pack needs this file, and it is not there." for name in NAMES]


def test_an_encrypted_zip_is_refused(files):
    content = zipped(files.bytes().items(), zipfile.ZIP_STORED)
    at = content.index(b"PK\x01\x02")
    marked = bytearray(content)
    struct.pack_into("<H", marked, at + 8, 1)
    assert read(bytes(marked)) == (
        {},
        ["The zip: lesson.json: This is encrypted. Make the zip without a password."],
    )


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused_unread(compression):
    assert read(zipped([("essay.md", b"x")], compression)) == (
        {},
        [
            "The zip: essay.md: This is compressed in a way that is not read here. "
            "Make an ordinary zip."
        ],
    )


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "/etc/passwd",
        "pack/../../essay.md",
        "C:\\evil",
        "..\\evil",
        "\\\\server\\share\\evil",
        "C:evil",
    ],
)
def test_a_name_that_leads_out_refuses_the_whole_zip(files, name):
    contents, found = read(zipped([*files.bytes().items(), (name, b"x")]))
    assert contents == {}
    assert len(found) == 1
    assert found[0].endswith(": This name leads out of the folder.")


def test_a_link_refuses_the_whole_zip(files):
    entry = zipfile.ZipInfo("essay.md")
    entry.create_system = 3
    entry.external_attr = 0o120777 << 16
    assert read(zipped([(entry, b"/etc/passwd")])) == (
        {},
        ["The zip: essay.md: This is a link to another file."],
    )


def test_a_name_cannot_garble_what_is_shown(files):
    contents, found = read(zipped([("../\u202egpj.\x1b[31m" + "a" * 300, b"x")]))
    assert contents == {}
    assert found == [
        "The zip: ../\ufffdgpj.\ufffd[31m" + "a" * 67 + ": This name leads out of the folder."
    ]


def test_a_bomb_is_refused_before_inflating(monkeypatch):
    monkeypatch.setattr(archive, "_read_all", _must_not_run)
    content = zipped([("events.json", b"0" * (300 * 1024 * 1024))])
    assert len(content) < 400_000
    assert read(content) == (
        {},
        [
            "The zip: events.json: This file is longer than 5,242,880 bytes.",
            "The zip: events.json: This would unpack to more than 100 times its size.",
            "The zip: Unpacked, this would have 314,572,800 bytes; 10,485,760 are the most.",
        ],
    )


def _must_not_run(*_args, **_options):
    raise AssertionError("something was unpacked")


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_says():
    content = bytearray(zipped([("essay.md", b"0" * (6 * 1024 * 1024))]))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<L", content, at + 24, 200_000)  # the size it says it has, unpacked
    assert read(bytes(content))[0] == {}


def test_small_files_may_repeat_themselves(files):
    files.with_events(300)
    contents = files.bytes()
    assert len(contents["events.json"]) > 100 * 1024
    assert read(zipped(contents.items())) == (contents, [])


def test_entries_are_counted():
    assert read(zipped([(f"{number}.txt", b"") for number in range(65)])) == (
        {},
        ["The zip: This holds 65 entries; 64 are the most."],
    )


@pytest.mark.parametrize(
    ("more", "found"), [(0, [NOT_A_ZIP]), (1, ["The zip: This is longer than 5,242,880 bytes."])]
)
def test_the_limit_is_held_to_the_byte(more, found):
    assert read(b"\x00" * (MAX_ZIP_BYTES + more)) == ({}, found)


def test_a_directory_of_a_hundred_thousand_entries_is_refused_in_time():
    entry = bytearray(zipped([("a", b"")]))
    at, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    directory = bytes(entry[at:end]) * 100_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), at, 0)
    content = bytes(entry[:at]) + directory + tail
    assert len(content) < MAX_ZIP_BYTES
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read(content) == ({}, ["The zip: This holds 100,000 entries; 64 are the most."])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 128 * 1024


def flipped(content: bytes, rng: random.Random) -> bytes:
    broken = bytearray(content)
    for _time in range(rng.randint(1, 8)):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


def cut(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content))]


@pytest.mark.parametrize("breaks", [flipped, cut])
def test_a_damaged_zip_is_a_finding_and_never_a_fault(files, breaks: Callable):
    rng = random.Random(8108)
    content = zipped(files.bytes().items())
    for _time in range(400):
        contents, found = read(breaks(content, rng))
        assert found or contents.keys() == set(NAMES)

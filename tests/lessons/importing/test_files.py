from pathlib import Path

from lessons.importing.files import MAX_BYTES, NAMES, read_folder, text_of
from lessons.importing.findings import Findings


def lines(findings: Findings) -> list[str]:
    return [str(finding) for finding in findings.all]


def test_read_folder_takes_the_five_files_and_no_other(files, tmp_path: Path):
    files.write(tmp_path)
    (tmp_path / "secrets.txt").write_text("not ours")
    findings = Findings()
    assert read_folder(tmp_path, findings) == files.bytes()
    assert lines(findings) == []


def test_read_folder_names_every_missing_file(tmp_path: Path):
    findings = Findings()
    assert read_folder(tmp_path, findings) == {}
    assert lines(findings) == [
        f"{name}: A pack needs this file, and it is not there." for name in NAMES
    ]


def test_read_folder_of_no_folder(tmp_path: Path):
    findings = Findings()
    assert read_folder(tmp_path / "none", findings) == {}
    assert lines(findings) == [f"{tmp_path / 'none'}: There is no such folder."]


def test_read_folder_follows_no_link(files, tmp_path: Path):
    files.write(tmp_path / "pack")
    secret = tmp_path / "secret"
    secret.write_text("# Not for you")
    (tmp_path / "pack" / "essay.md").unlink()
    (tmp_path / "pack" / "essay.md").symlink_to(secret)
    findings = Findings()
    assert "essay.md" not in read_folder(tmp_path / "pack", findings)
    assert lines(findings) == ["essay.md: A pack needs this file, and it is not there."]


def test_read_folder_refuses_one_byte_over_the_limit(files, tmp_path: Path):
    files.write(tmp_path)
    (tmp_path / "essay.md").write_bytes(b"a" * (MAX_BYTES + 1))
    findings = Findings()
    assert "essay.md" not in read_folder(tmp_path, findings)
    assert lines(findings) == ["essay.md: This file is longer than 5,242,880 bytes."]


def test_text_of_reads_utf8_with_and_without_a_mark_and_any_line_breaks():
    given = {"a": "\ufeffÅ\r\nb\rc".encode(), "b": "Å\nb\nc".encode()}
    findings = Findings()
    assert text_of(given, "a", findings) == text_of(given, "b", findings) == "Å\nb\nc"
    assert lines(findings) == []


def test_text_of_refuses_what_is_not_utf8_empty_or_nul():
    given = {"a": "Ångström".encode("latin-1"), "b": b" \n", "c": b"x\0y"}
    findings = Findings()
    assert [text_of(given, name, findings) for name in "abc"] == [None, None, None]
    assert lines(findings) == [
        "a: This is not UTF-8: byte 1 cannot be read.",
        "b: This file is empty.",
        "c: This contains a NUL character, which cannot be kept.",
    ]

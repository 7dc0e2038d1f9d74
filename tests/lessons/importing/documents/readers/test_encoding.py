"""The right text, or a refusal that asks for UTF-8."""

import pytest

from lessons.importing.documents.limits import DocumentRefused
from lessons.importing.documents.readers.plain_text import read_text

SHOWN = "“Grüße” – naïve"


def read(data: bytes) -> list[str]:
    return [block.text for block in read_text(data).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_or_without_a_mark(encoding):
    assert read(f"{SHOWN}\n".encode(encoding)) == [SHOWN]


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_in_both_orders(order):
    mark = {"le": b"\xff\xfe", "be": b"\xfe\xff"}[order]
    assert read(mark + SHOWN.encode(f"utf-16-{order}")) == [SHOWN]


def test_an_older_text_is_read_where_it_can_only_mean_one_thing():
    document = read_text("“Grüße” – über 5 € …".encode("cp1252"))
    assert [block.text for block in document.blocks] == ["“Grüße” – über 5 € …"]
    assert [finding.severity for finding in document.findings] == ["warning"]


@pytest.mark.parametrize(
    ("shown", "encoding"),
    [("père, Ångström", "cp1252"), ("Łódź, więc", "cp1250"), ("Привет, мир", "cp1251")],
)
def test_letters_that_could_mean_several_things_are_refused(shown, encoding):
    with pytest.raises(DocumentRefused, match="choose UTF-8"):
        read(shown.encode(encoding))


def test_a_broken_mark_is_refused():
    with pytest.raises(DocumentRefused, match="choose UTF-8"):
        read(b"\xff\xfea\x00\x00\xd8")


@pytest.mark.parametrize("data", [b"one\x00two", "one two".encode("utf-16-le")])
def test_nul_is_refused(data):
    with pytest.raises(DocumentRefused, match="NUL"):
        read(data)


@pytest.mark.parametrize(
    ("start", "word"),
    [("<!DOCTYPE html><p>x", "web page"), ("  <html>", "web page"), ("{\\rtf1 x", "RTF")],
)
def test_the_source_of_a_page_is_refused(start, word):
    with pytest.raises(DocumentRefused, match=word):
        read(start.encode())

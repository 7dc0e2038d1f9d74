"""Workbooks out and in: inert, bounded."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from studyhub.web.tables import BadTable
from studyhub.web.workbooks import MAX_TEXT, is_workbook, read_workbook, xlsx_bytes

FORMULAS = ['=HYPERLINK("http://e","x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1"]


def first_cells(content: bytes) -> list:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [(row[0].value, row[0].data_type) for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_opens_as_text(text):
    (_, (value, kind)) = first_cells(xlsx_bytes([["Name"], [text]], title="Grades"))
    assert kind == "s"
    assert value.startswith("'")


def test_numbers_stay_numbers_and_error_words_stay_words():
    rows = [["Points"], [0], [Decimal("5.5")], [-3], ["#N/A"], [None]]
    assert first_cells(xlsx_bytes(rows, title="Grades")) == [
        ("Points", "s"), (0, "n"), (5.5, "n"), (-3, "n"), ("#N/A", "s"), (None, "n"),
    ]  # fmt: skip


def test_a_control_character_is_replaced():
    content = xlsx_bytes([["Answer"], ["one\x0btwo"]], title="Grades")
    assert first_cells(content)[1] == ("one\ufffdtwo", "s")


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    content = xlsx_bytes([["Answer"], ["x" * 50_000]], title="Grades")
    text = first_cells(content)[1][0]
    assert len(text) == MAX_TEXT
    assert text.endswith("the CSV has all of it)")


def test_what_went_out_comes_back():
    rows = [["Row", "Points"], ["=1", Decimal("5.5")], ["'Tis", 4], ["two\nlines", None]]
    read = read_workbook(xlsx_bytes(rows, title="Grades"))
    assert [(row.line, row.cells) for row in read] == [
        (1, ("Row", "Points")), (2, ("=1", "5.5")), (3, ("'Tis", "4")), (4, ("two\nlines",)),
    ]  # fmt: skip


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"PK\x03\x04 and no more", 400),
        (zipped(a=b"x"), 400),
        (zipped(a=b"\0" * 3_000_000), 413),
        (zipped(**{f"f{n}": b"" for n in range(201)}), 413),
        (b"PK\x03\x04" + b"x" * (8 * 1024 * 1024), 413),
    ],
    ids=["broken", "no workbook", "bomb", "many entries", "too long"],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content, status):
    assert is_workbook(content)
    with pytest.raises(BadTable) as refused:
        read_workbook(content)
    assert refused.value.status == status


def test_an_entity_is_not_followed():
    whole = xlsx_bytes([["Row"], ["x"]], title="Grades")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    hostile = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + files[name]
    with pytest.raises(BadTable):
        read_workbook(zipped(**{**files, name: hostile}))


def test_rows_are_bounded():
    rows = [["Row"], *([["x"]] * 5001)]
    with pytest.raises(BadTable, match="more than 5,000 rows"):
        read_workbook(xlsx_bytes(rows, title="Grades"))

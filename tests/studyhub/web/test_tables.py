import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyhub.web.tables import (
    MAX_BYTES,
    BadTable,
    csv_bytes,
    decoded,
    plain_cell,
    read_table,
    safe_cell,
)

FORMULAS = [
    '=HYPERLINK("http://e","x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_goes_out_as_text(text):
    assert safe_cell(text) == f"'{text}"
    assert plain_cell(f"'{text}") == text


@pytest.mark.parametrize("value", [-490, 0, 1939])
def test_a_number_stays_a_number(value):
    assert safe_cell(value) == value


@pytest.mark.parametrize("text", ["", "'Tis", "Anna =", "1939", "5. -", "''"])
def test_other_text_goes_out_as_it_is(text):
    assert (safe_cell(text), plain_cell(text)) == (text, text)


def test_nothing_is_an_empty_cell():
    assert safe_cell(None) == ""


KEPT = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(n) for n in range(32) if chr(n) not in "\t\r\n"] + ["\ufffe", "\uffff"],
)


@given(st.text(alphabet="'=+-@\t\r\n＝ab ") | st.text(KEPT))
def test_a_cell_comes_back_as_it_went(text):
    assert plain_cell(str(safe_cell(text))) == text


def test_what_no_spreadsheet_takes_is_replaced():
    assert safe_cell("a\x0bb\x00\ud800\uffff") == "a\ufffdb\ufffd\ufffd\ufffd"
    assert safe_cell("\x0b=1") == "\ufffd=1"
    assert safe_cell("a\tb\r\nc") == "a\tb\r\nc"


def test_csv_bytes_open_in_excel_and_anywhere():
    content = csv_bytes([["Year", "Text"], [-490, 'a "b", c\nd'], [None, "=1"]])
    assert content == b'\xef\xbb\xbfYear,Text\r\n-490,"a ""b"", c\nd"\r\n,\'=1\r\n'
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1] == [
        "-490", 'a "b", c\nd',
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_spreadsheets_save_is_read(separator, end, mark):
    lines = [separator.join(["Headline", "Text"]), separator.join(['"a, b; c"', '"one\r\ntwo"'])]
    rows = read_table(mark + end.join([*lines, "", ""]))
    assert [row.cells for row in rows] == [("Headline", "Text"), ("a, b; c", "one\ntwo")]


def test_rows_know_their_line():
    rows = read_table('A,B\n\n"x\ny\nz",1\n,\n  ,\nlast,2\n')
    assert [(row.line, row.cells) for row in rows] == [
        (1, ("A", "B")), (3, ("x\ny\nz", "1")), (8, ("last", "2")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This file is empty."),
        (" \r\n \n", "This file is empty."),
        ("\ufeff", "This file is empty."),
        (",,,\n , ,\n", "This file is empty."),
        ("A\n\x00", "This file contains a NUL character, so it is no table of text."),
        (
            'A,B\n1,2\n3,"open\nand on',
            "The row that begins on line 3 cannot be read: a quotation mark is not closed or "
            "stands in the wrong place, or a cell is far too long.",
        ),
        (
            f'A\n"{"x" * 200_000}"',
            "The row that begins on line 2 cannot be read: a quotation mark is not closed or "
            "stands in the wrong place, or a cell is far too long.",
        ),
        ("A\n" + "x" * 100_001, "A cell on line 2 has more than 100,000 characters."),
        ("A\n" + "x\n" * 5001, "This table has more than 5,000 rows."),
        ("A\n" + "x," * 100, "Line 2 has 101 cells; 100 are the most."),
        ("A\n" + "é" * (MAX_BYTES // 2), "This table is larger than 2 MB."),
    ],
)
def test_what_cannot_be_read_is_told(text, sentence):
    with pytest.raises(BadTable) as bad:
        read_table(text)
    assert str(bad.value) == sentence


def test_5000_rows_are_taken():
    assert len(read_table("A\n" + "x\n" * 5000)) == 5001


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_its_mark_is_decoded(encoding):
    assert decoded("Jahr;Kürzel".encode(encoding)) == "Jahr;Kürzel"


@pytest.mark.parametrize("content", ["Kürzel".encode("cp1252"), b"\xff\xfe\x00", b"PK\x03\x04\xff"])
def test_anything_else_is_refused(content):
    with pytest.raises(BadTable) as bad:
        decoded(content)
    assert str(bad.value) == (
        "This file is not in UTF-8. Save it again, as “CSV UTF-8”, and try once more."
    )


def test_one_byte_over_the_limit_is_refused():
    assert decoded(b"x" * MAX_BYTES) == "x" * MAX_BYTES
    with pytest.raises(BadTable) as bad:
        decoded(b"x" * (MAX_BYTES + 1))
    assert str(bad.value) == "This file is larger than 2 MB."


@given(st.text())
def test_any_text_gives_rows_or_a_sentence(text):
    try:
        rows = read_table(text)
    except BadTable:
        return
    assert rows
    assert all(any(row.cells) for row in rows)

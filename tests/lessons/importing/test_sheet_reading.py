import pytest

from lessons.importing.sheet_reading import plain_text, read_sheet
from studyhub.web.tables import BadTable


def found(text: str) -> list[tuple[int, bool, str]]:
    sheet = read_sheet(text)
    return [(finding.line, finding.is_fault, finding.sentence) for finding in sheet.findings]


def test_read_sheet():
    sheet = read_sheet("EDTF,Headline,Text\n1939,War,It begins.\n1945,Peace,It ends.\n")
    assert [(row.line, dict(row.cells)) for row in sheet.rows] == [
        (2, {"EDTF": "1939", "Headline": "War", "Text": "It begins."}),
        (3, {"EDTF": "1945", "Headline": "Peace", "Text": "It ends."}),
    ]
    assert (sheet.findings, sheet.is_foreign) == ([], False)


def test_columns_that_are_missing_unknown_or_double():
    assert found("Headline,Colour,Text,headline\na,b,c,d\n") == [
        (1, False, "The column “Colour” is not known here, so it is left out."),
        (1, True, "The column Headline stands twice."),
        (0, True, "There is neither a column EDTF nor a column Year, so there are no dates."),
    ]
    assert found("EDTF,Text\n1939,a\n") == [
        (0, True, "There is no column Headline. The first row names the columns.")
    ]


def test_rows_that_are_long_or_short():
    sheet = read_sheet("EDTF,Headline,Text\n1939,War\n1939,War,x,y\n1939,War,x,\n")
    assert [(row.line, dict(row.cells)) for row in sheet.rows] == [
        (2, {"EDTF": "1939", "Headline": "War"}),
        (4, {"EDTF": "1939", "Headline": "War", "Text": "x"}),
    ]
    assert [(finding.line, finding.is_fault) for finding in sheet.findings] == [
        (2, False), (3, True),
    ]  # fmt: skip


def test_a_table_of_timelinejs_is_taken():
    head = "Year,Month,Headline,Text,Media,Media Credit,Type,Group,Background,Display Date,Time\n"
    rows = (
        "1939,9,My title,Hello,,,title,,,,\n"
        "1939,,The war,,,,era,,,,\n"
        "1939,9,War,It begins.,https://e.example/x.jpg,Ann,,G,red,Autumn,10:00\n"
        "1945,5,Peace,It ends.,https://e.example/y.jpg,,,,,,\n"
    )
    sheet = read_sheet(head + rows)
    assert sheet.is_foreign is True
    assert [row.line for row in sheet.rows] == [4, 5]
    assert found(head + rows) == [
        (2, False, "A title slide is no event, so it is left out."),
        (3, False, "An era is no event, so it is left out. Write it as an event with an end to "
                   "keep it."),
        (0, False, "Time is not kept in a timeline here: 1 row has it and it is left out."),
        (0, False, "Media is not kept in a timeline here: 2 rows have it and it is left out."),
        (0, False, "Media Credit is not kept in a timeline here: 1 row has it and it is left out."),
        (0, False, "Background is not kept in a timeline here: 1 row has it and it is left out."),
        (0, False, "Display Date is not kept in a timeline here: 1 row has it and it is left out."),
    ]  # fmt: skip


def test_html_of_timelinejs_becomes_words_and_says_so():
    text = 'Year,Headline,Text\n1939,A <b>war</b>,"<p>It &amp; <a href=""https://e.example/"">this</a></p>"\n'
    (row,) = read_sheet(text).rows
    assert dict(row.cells) == {
        "Year": "1939", "Headline": "A war", "Text": "It & this (https://e.example/)",
    }  # fmt: skip
    assert found(text) == [
        (2, False, "The text was HTML; its words are kept, its formatting is not.")
    ]


def test_a_table_of_ours_is_never_html():
    (row,) = read_sheet("EDTF,Headline,Text\n1939,A <b>war</b>,a &amp; b\n").rows
    assert (row.cells["Headline"], row.cells["Text"]) == ("A <b>war</b>", "a &amp; b")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('"><img src=x onerror=alert(1)>', '"><img src=x onerror=alert(1)>'),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("a < b and b > c", "a < b and b > c"),
        ("<a>no address</a>", "no address"),
        ("<a href='x'>one</a> <a>two</a>", "one (x) two"),
        ("<i" * 40_000, "<i" * 40_000),
    ],
)
def test_plain_text(html, text):
    assert plain_text(html) == text


def test_what_is_no_table_is_refused():
    with pytest.raises(BadTable):
        read_sheet("")

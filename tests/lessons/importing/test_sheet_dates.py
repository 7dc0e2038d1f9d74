import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.sheet_columns import column_key, join_list, split_list
from lessons.importing.sheet_dates import NOTHING, DateCells, SheetDateError, cells_of, edtf_of
from studyhub import edtf


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("1939-05-01", (1939, 5, 1), NOTHING),
        ("1939-05", (1939, 5, None), NOTHING),
        ("1939", (1939, None, None), NOTHING),
        ("1939-24", (1939, 12, None), (1940, 2, None)),
        ("1939-22", (1939, 6, None), (1939, 8, None)),
        ("192X", (1920, None, None), (1929, None, None)),
        ("1918/1920", (1918, None, None), (1920, None, None)),
        ("1939-05-01/..", (1939, 5, 1), NOTHING),
        ("/1940-02", (1940, 2, None), NOTHING),
        ("1939~", (1939, None, None), NOTHING),
        ("1939-05-XX", (1939, 5, None), NOTHING),
        ("-0489", (-490, None, None), NOTHING),
        ("0000", (-1, None, None), NOTHING),
        ("0001", (1, None, None), NOTHING),
        ("-0001/0001", (-2, None, None), (1, None, None)),
        ("Y-12000", (-12001, None, None), NOTHING),
    ],
)
def test_cells_of(date, start, end):
    assert cells_of(edtf.parse(date)) == DateCells(start, end)


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ({"Year": "1939"}, "1939"),
        ({"Year": "1,939.0", "Month": "5"}, "1939-05"),
        ({"Year": "1939", "Month": "05", "Day": "1"}, "1939-05-01"),
        ({"Year": "-490"}, "-0489"),
        ({"Year": "-1"}, "0000"),
        ({"Year": "1"}, "0001"),
        ({"Year": "-12001"}, "Y-12000"),
        ({"Year": "1918", "End Year": "1920"}, "1918/1920"),
        ({"Year": "1918", "End Year": "1918"}, "1918"),
        ({"Year": "1918", "Month": "3", "End Year": "1918", "End Month": "4"}, "1918-03/1918-04"),
    ],
)
def test_edtf_of(cells, date):
    assert edtf_of(DateCells.read(cells)) == date


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"Year": "soon"}, "Year is no whole number: “soon”."),
        ({"Year": "1939.5"}, "Year is no whole number: “1939.5”."),
        ({"Year": "9" * 13}, "Year is no whole number: “9999999999999”."),
        ({"Year": "1939", "Month": "May"}, "Month is no whole number: “May”."),
        ({"Month": "5"}, "Year is empty, so there is no date."),
        ({"Year": "0"}, "There is no year 0: the year before 1 is -1, which is 1 BCE."),
        ({"Year": "1939", "Day": "5"}, "There is a day without a month."),
        ({"Year": "1939", "End Month": "5"}, "End Year is empty, so there is no date."),
    ],
)
def test_what_is_no_date_is_told(cells, sentence):
    with pytest.raises(SheetDateError) as error:
        edtf_of(DateCells.read(cells))
    assert str(error.value) == sentence


YEARS = st.integers(-9999, 9999)


@given(year=YEARS, month=st.none() | st.integers(1, 12), day=st.none() | st.integers(1, 28))
def test_there_and_back(year, month, day):
    sign = "-" if year < 0 else ""
    parts = [f"{sign}{abs(year):04}", *([f"{month:02}"] if month else [])]
    parts += [f"{day:02}"] if month and day else []
    date = "-".join(parts)
    assert edtf_of(cells_of(edtf.parse(date))) == date


ITEMS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r")).map(str.strip)


@given(st.lists(ITEMS.filter(bool)))
def test_a_list_comes_back_from_its_cell(items):
    assert split_list(join_list(items)) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b;c", ["a", "b", "c"]),
        ("a\nb\n", ["a", "b"]),
        (";; ;", []),
        (r"a\; b", ["a; b"]),
        ("", []),
    ],
)
def test_split_list(cell, items):
    assert split_list(cell) == items


@pytest.mark.parametrize("name", ["End Year", "end year", " EndYear ", "end_year", "END-YEAR"])
def test_columns_are_known_however_they_are_written(name):
    assert column_key(name) == "endyear"

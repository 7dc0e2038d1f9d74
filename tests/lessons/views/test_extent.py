import pytest

from lessons.views.extent import Extent, extent_of
from studyhub import edtf
from studyhub.edtf.bounds import day_number, last_of_month


def extent(text: str) -> tuple[str, str, str, str]:
    found = extent_of(edtf.parse(text))
    assert isinstance(found, Extent)
    return found.first, found.last, found.start, found.end


def days(*numbers: int) -> tuple[str, ...]:
    return tuple(str(number) for number in numbers)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1939-05-01", day_number(1939, 5, 1), day_number(1939, 5, 1)),
        ("1939-05", day_number(1939, 5, 1), day_number(1939, 5, 31)),
        ("1939", day_number(1939, 1, 1), day_number(1939, 12, 31)),
        ("-0217-24", day_number(-217, 12, 1), last_of_month(-216, 2)),
        ("1936-07-17/1939-04", day_number(1936, 7, 17), day_number(1939, 4, 30)),
    ],
)
def test_what_is_known_is_sure_at_both_ends(text, first, last):
    assert extent(text) == (*days(first, last), "", "")


@pytest.mark.parametrize(
    "text", ["1939~", "1939?", "1939%", "1939-05-01~", "193X", "19XX", "1939-05-XX", "1939-XX-XX"]
)
def test_doubt_about_a_date_makes_both_ends_soft(text):
    assert extent(text)[2:] == ("soft", "soft")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1938~/1940", ("soft", "")),
        ("1938/194X", ("", "soft")),
        ("1938?/1940~", ("soft", "soft")),
        ("1938/..", ("", "open")),
        ("../1938", ("open", "")),
        ("1938/", ("", "unknown")),
        ("/1938~", ("unknown", "soft")),
    ],
)
def test_an_interval_doubts_each_end_for_itself(text, ends):
    assert extent(text)[2:] == ends


def test_an_end_that_is_open_or_unknown_has_no_day():
    assert extent("1938/..")[:2] == (str(day_number(1938, 1, 1)), "")
    assert extent("/1938")[:2] == ("", str(day_number(1938, 12, 31)))

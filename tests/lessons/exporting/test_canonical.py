import json

import pytest

from lessons.exporting.canonical import filled, in_order, json_bytes, line, lines, prose


def test_json_bytes_has_two_spaces_no_escapes_and_one_line_break_at_the_end():
    value = {"b": "Ā „x“ \U0001f9ed", "a": [2.5, {"c": True}]}
    assert json_bytes(value).decode() == (
        '{\n  "b": "Ā „x“ \U0001f9ed",\n  "a": [\n    2.5,\n    {\n      "c": true\n    }\n  ]\n}\n'
    )
    assert json.loads(json_bytes(value)) == value


def test_filled_leaves_out_what_holds_nothing_and_keeps_zero():
    given = {
        "a": "",
        "b": None,
        "c": False,
        "d": [],
        "e": {},
        "f": 0,
        "g": True,
        "h": [0],
        "i": "x",
    }
    assert filled(**given) == {"f": 0, "g": True, "h": [0], "i": "x"}
    assert list(filled(z=1, a=2)) == ["z", "a"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("  a   b ", "a b"), ("e\u0301", "\u00e9"), ("a\u00a0", "a"), ("", "")],
)
def test_line_is_what_the_reader_makes_of_it(given, expected):
    assert line(given) == expected
    assert line(expected) == expected


def test_prose_keeps_what_is_inside():
    assert prose("\r\n a  b\rc\r\n ") == "a  b\nc"
    assert prose("e\u0301") == "e\u0301"


def test_lines_stand_once_each_in_their_order():
    assert lines(["b", " a", "a", "", "b"]) == ["b", "a"]


def test_in_order_leaves_out_what_has_no_place():
    assert in_order(["s1-10", "gone", "s1-2"], {"s1-2": 1, "s1-10": 2}) == ["s1-2", "s1-10"]

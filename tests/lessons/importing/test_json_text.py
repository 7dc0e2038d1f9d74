import time

import pytest

from lessons.importing.findings import Findings
from lessons.importing.json_text import parse_object


def found(text: str) -> list[str]:
    findings = Findings()
    assert parse_object(text, "lesson.json", findings) is None
    return [str(finding) for finding in findings.all]


def test_parse_object_returns_the_object():
    findings = Findings()
    assert parse_object('{"a": [1, "b"]}', "x.json", findings) == {"a": [1, "b"]}
    assert findings.all == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            '{"a": 1, "b": {"c": 1, "c": 2}}',
            'lesson.json: The key "c" stands twice in one object.',
        ),
        ('{"a": NaN}', "lesson.json: NaN is not a JSON number."),
        ('{"a": -Infinity}', "lesson.json: -Infinity is not a JSON number."),
        ('{"a": ' + "1" * 5000 + "}", "lesson.json: A number in the JSON is too long."),
        ("[" * 1000 + "]" * 1000, "lesson.json: The JSON is nested too deeply."),
        ("[1]", "lesson.json: The file must hold one JSON object, in braces."),
        (
            '{"a": "\\ud800"}',
            "lesson.json: A text contains a character that cannot be kept, such as NUL.",
        ),
        (
            '{"a\\u0000": 1}',
            "lesson.json: A text contains a character that cannot be kept, such as NUL.",
        ),
        (
            '{\n"a": 1,\n}',
            "lesson.json: line 3: This is not valid JSON: "
            "Expecting property name enclosed in double quotes.",
        ),
    ],
)
def test_parse_object_says_what_is_not_strict(text, finding):
    assert found(text) == [finding]


@pytest.mark.parametrize("text", ['"' * 2_000_000, '"\\' * 1_000_000, "[" * 2_000_000])
def test_parse_object_refuses_large_nonsense_in_bounded_steps(text):
    begun = time.process_time()
    assert len(found(text)) == 1
    assert time.process_time() - begun < 5  # seconds of work; without bounds it takes minutes


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [' + "{}," * 200_001 + "{}]}",
        '{"a": [' + "[]," * 200_001 + "[]]}",
        '{"a": [' + "1," * 400_001 + "1]}",
    ],
)
def test_what_would_make_a_million_values_is_refused_unread(text, monkeypatch):
    monkeypatch.setattr("lessons.importing.json_text.parse", None)
    assert found(text) == ["lesson.json: This file holds more values than any lesson needs."]

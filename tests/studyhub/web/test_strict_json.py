"""Bodies that two readers could read differently are refused."""

import pytest
from django.test import RequestFactory

from studyhub.web.strict_json import BadBody, read_object


def read(body: bytes, content_type: str = "application/json", max_bytes: int = 1000):
    request = RequestFactory().post("/", data=body, content_type=content_type)
    return read_object(request, max_bytes=max_bytes)


def test_a_plain_object_is_read():
    assert read(b'{"text": "a\\u00e9 \\ud83d\\ude00", "n": 3}') == {"text": "aé 😀", "n": 3}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b" ", "This is not valid JSON."),
        (b"{", "This is not valid JSON."),
        (b"[]", "The body must be a JSON object."),
        (b'"a"', "The body must be a JSON object."),
        (b"\xef\xbb\xbf{}", "This is not valid JSON."),
        (b'{"a": "\xff"}', "This is not valid JSON."),
        (b'{"a": 1, "a": 2}', 'The key "a" stands twice in one object.'),
        (b'{"a": NaN}', "NaN is not a JSON number."),
        (b'{"a": -Infinity}', "-Infinity is not a JSON number."),
        (b'{"a": ' + b"9" * 500 + b"}", "A number in the JSON is too long."),
        (b'{"a": ' + b"[" * 200 + b"]" * 200 + b"}", "The JSON is nested too deeply."),
        (b'{"a": "\\u0000"}', "A text contains a character that cannot be kept, such as NUL."),
        (b'{"a": "\\ud800"}', "A text contains a character that cannot be kept, such as NUL."),
        (b'{"\\ud800": 1}', "A text contains a character that cannot be kept, such as NUL."),
    ],
)
def test_bad_bodies_are_refused(body, sentence):
    with pytest.raises(BadBody) as refused:
        read(body)
    assert (str(refused.value), refused.value.status) == (sentence, 400)


def test_brackets_inside_a_text_are_no_nesting():
    assert read(b'{"a": "' + b"[" * 200 + b' \\" {{{"}') == {"a": "[" * 200 + ' " {{{'}


def test_another_content_type_is_415():
    with pytest.raises(BadBody) as refused:
        read(b"a=b", "application/x-www-form-urlencoded")
    assert refused.value.status == 415


def test_a_body_over_the_limit_is_413():
    with pytest.raises(BadBody) as refused:
        read(b'{"a": "' + b"x" * 1000 + b'"}')
    assert (str(refused.value), refused.value.status) == (
        "This is longer than the limit of 1,000 bytes.",
        413,
    )


def test_quotes_that_never_close_cost_no_more_than_their_length():
    with pytest.raises(BadBody):
        read(b'{"a": "' + b'\\"' * 400_000, max_bytes=1_000_000)

"""Read JSON strictly: a request body, or any other text that came from outside.

Refused is whatever two readers could read differently: a byte-order mark, invalid UTF-8,
duplicate keys, NaN and Infinity, numbers of absurd length, deep nesting, NUL and lone surrogates
in any string. For a request body also another content type (415) and one over the limit (413).
"""

import json
import re
from typing import Any

from django.http import HttpRequest

from studyhub.web.text import has_forbidden_characters

MAX_DEPTH = 16
MAX_DIGITS = 18


# A JSON string (to the end of the text where it is not closed, so that no quote is tried twice),
# or a single bracket outside of strings.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.?)*+"?|[\[\]{}]', re.DOTALL)
_DEPTH_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class NotStrictError(ValueError):
    """The JSON is well formed, or nearly, but not strict; ``str()`` is a sentence."""


class BadBody(Exception):
    """The body cannot be used; ``status`` is the HTTP status to answer with."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def read_object(request: HttpRequest, *, max_bytes: int) -> dict[str, Any]:
    """Return the body as a dict, or raise ``BadBody`` with a sentence and a status."""
    if request.content_type != "application/json":
        raise BadBody("Send this as application/json.", 415)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise BadBody("The length of the request is not a number.") from None
    if length > max_bytes:
        raise BadBody(f"This is longer than the limit of {max_bytes:,} bytes.", 413)
    body = request.body
    if len(body) > max_bytes:
        raise BadBody(f"This is longer than the limit of {max_bytes:,} bytes.", 413)
    return _parse(body)


def _parse(body: bytes) -> dict[str, Any]:
    try:
        value = parse(body.decode("utf-8"))
    except NotStrictError as error:
        raise BadBody(str(error)) from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise BadBody("This is not valid JSON.") from None
    if not isinstance(value, dict):
        raise BadBody("The body must be a JSON object.")
    return value


def parse(text: str) -> Any:
    """Return the value of a JSON text.

    Raises ``NotStrictError`` with a sentence, or ``json.JSONDecodeError`` with the place.
    """
    _check_depth(text)
    value = json.loads(
        text, object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_int=_short_int
    )
    _check_texts(value)
    return value


def _check_depth(text: str) -> None:
    """Bound the nesting before parsing, so that no text can exhaust the parser's stack."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += _DEPTH_STEPS.get(token.group(), 0)
        if depth > MAX_DEPTH:
            raise NotStrictError("The JSON is nested too deeply.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise NotStrictError(f'The key "{key[:60]}" stands twice in one object.')
        result[key] = value
    return result


def _refuse_constant(name: str) -> Any:
    raise NotStrictError(f"{name} is not a JSON number.")


def _short_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise NotStrictError("A number in the JSON is too long.")
    return int(digits)


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if has_forbidden_characters(value):
            raise NotStrictError("A text contains a character that cannot be kept, such as NUL.")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)

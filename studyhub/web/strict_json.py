"""Read a JSON request body strictly.

Refused: another content type (415), a body over the limit (413), and with 400 anything that two
readers could read differently: a byte-order mark, invalid UTF-8, duplicate keys, NaN and
Infinity, numbers of absurd length, deep nesting, NUL and lone surrogates in any string.
"""

import json
import re
from typing import Any

from django.http import HttpRequest

from studyhub.web.text import has_forbidden_characters

MAX_DEPTH = 16
MAX_DIGITS = 18


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
    _check_depth(body)
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_int=_short_int,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadBody("This is not valid JSON.") from None
    if not isinstance(value, dict):
        raise BadBody("The body must be a JSON object.")
    _check_texts(value)
    return value


# A JSON string, or a single bracket outside of strings.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def _check_depth(body: bytes) -> None:
    """Bound the nesting before parsing, so that no body can exhaust the parser's stack."""
    depth = 0
    for token in _TOKEN.finditer(body):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(token.group(), 0)
        if depth > MAX_DEPTH:
            raise BadBody("The JSON is nested too deeply.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise BadBody("A key stands twice in the JSON.")
    return result


def _refuse_constant(name: str) -> Any:
    raise BadBody(f"{name} is not a JSON number.")


def _short_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise BadBody("A number in the JSON is too long.")
    return int(digits)


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if has_forbidden_characters(value):
            raise BadBody("A text contains a character that cannot be kept.")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)

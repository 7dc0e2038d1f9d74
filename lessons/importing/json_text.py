"""JSON files, read strictly: what two readers could read differently is refused.

The same rules as for request bodies (``studyhub.web.strict_json``), but a file says *where* it
is wrong.
"""

import json
import re
from typing import Any

from lessons.importing.findings import Findings
from studyhub.web.text import has_forbidden_characters

MAX_DEPTH = 16
MAX_DIGITS = 18

# A JSON string (to the end of the file where it is not closed, so that no quote is tried twice),
# or a single bracket outside of strings.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.?)*+"?|[\[\]{}]', re.DOTALL)
_DEPTH_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class _NotStrictError(ValueError):
    """Carries the sentence of the finding."""


def parse_object(text: str, file: str, findings: Findings) -> dict[str, Any] | None:
    """Return the object that a file holds, or None after a finding."""
    try:
        _check_depth(text)
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_short_int
        )
        _check_texts(value)
    except json.JSONDecodeError as error:
        findings.add(file, f"line {error.lineno}", f"This is not valid JSON: {error.msg}.")
        return None
    except _NotStrictError as error:
        findings.add(file, "", str(error))
        return None
    if not isinstance(value, dict):
        findings.add(file, "", "The file must hold one JSON object, in braces.")
        return None
    return value


def _check_depth(text: str) -> None:
    """Bound the nesting before parsing, so that no file can exhaust the parser's stack."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += _DEPTH_STEPS.get(token.group(), 0)
        if depth > MAX_DEPTH:
            raise _NotStrictError("The JSON is nested too deeply.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _NotStrictError(f'The key "{key[:60]}" stands twice in one object.')
        result[key] = value
    return result


def _refuse(name: str) -> Any:
    raise _NotStrictError(f"{name} is not a JSON number.")


def _short_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _NotStrictError("A number in the JSON is too long.")
    return int(digits)


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if has_forbidden_characters(value):
            raise _NotStrictError("A text contains a character that cannot be kept, such as NUL.")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)

"""JSON files, read as strictly as request bodies, but saying *where* a file is wrong."""

import json
from typing import Any

from lessons.importing.findings import Findings
from studyhub.web.strict_json import NotStrictError, parse


def parse_object(text: str, file: str, findings: Findings) -> dict[str, Any] | None:
    """Return the object that a file holds, or None after a finding."""
    try:
        value = parse(text)
    except json.JSONDecodeError as error:
        findings.add(file, f"line {error.lineno}", f"This is not valid JSON: {error.msg}.")
        return None
    except NotStrictError as error:
        findings.add(file, "", str(error))
        return None
    if not isinstance(value, dict):
        findings.add(file, "", "The file must hold one JSON object, in braces.")
        return None
    return value

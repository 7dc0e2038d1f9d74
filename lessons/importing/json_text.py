"""JSON files, read as strictly as request bodies, but saying *where* a file is wrong."""

import json
from typing import Any

from lessons.importing.findings import Findings
from studyhub.web.strict_json import NotStrictError, parse

# Several times what five megabytes of events hold. Counted before parsing, which makes sixty bytes
# of every one; brackets and commas inside of texts count as well, and there are few.
MAX_BRACKETS = 200_000
MAX_COMMAS = 400_000


def parse_object(text: str, file: str, findings: Findings) -> dict[str, Any] | None:
    """Return the object that a file holds, or None after a finding."""
    if _has_too_many_values(text):
        findings.add(file, "", "This file holds more values than any lesson needs.")
        return None
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


def _has_too_many_values(text: str) -> bool:
    return text.count("[") + text.count("{") > MAX_BRACKETS or text.count(",") > MAX_COMMAS

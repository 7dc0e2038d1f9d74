"""Digests of content: equal for equal content, however a file spaces or orders it."""

import hashlib
import json
from typing import Any


def digest_of(content: Any) -> str:
    """Return the SHA-256 of a JSON-ready value."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

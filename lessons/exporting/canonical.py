"""The canonical form of a pack's JSON: key order as given, nothing empty, two spaces, LF."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from studyhub.web.text import shown_name, with_plain_line_breaks

_NOTHING: tuple[Any, ...] = ("", None, False, [], {})


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """Return an object as a file of a pack."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def filled(**values: Any) -> dict[str, Any]:
    """Return the values in order without those that hold nothing.

    Nothing is an empty text, list or object, None, and false; zero is something. What a pack
    requires is never empty, so this leaves out optional keys alone.
    """
    return {name: value for name, value in values.items() if not _is_nothing(value)}


def _is_nothing(value: Any) -> bool:
    return any(type(value) is type(nothing) and value == nothing for nothing in _NOTHING)


def line(text: str) -> str:
    """Return a text of one line as the reader takes it: NFC, single spaces, no outer ones."""
    return shown_name(text.strip())


def prose(text: str) -> str:
    """Return a text of several lines as the reader takes it: LF, no outer white space."""
    return with_plain_line_breaks(text).strip()


def lines(texts: Iterable[str]) -> list[str]:
    """Return a list of lines in its order, each of them once."""
    return [text for text in dict.fromkeys(map(line, texts)) if text]


def in_order(names: Iterable[str], order: Mapping[str, int]) -> list[str]:
    """Return the names that ``order`` has a place for, by their place."""
    return sorted(set(names) & order.keys(), key=order.__getitem__)
